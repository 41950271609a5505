"""Phrases in files of their own: they count as a finding's own do, and their mistakes are told with their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import workup
from workup import ContentError, Library

SMALL = Path(__file__).parent / "content" / "small"


def with_phrases(folder: Path, text: str) -> Library:
    """Load the small content with one file of phrases beside it."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    (folder / "pathways" / "small" / "phrases").mkdir()
    (folder / "pathways" / "small" / "phrases" / "more.yaml").write_text(text, encoding="utf-8")
    return workup.load(folder / "pathways", folder / "rules", pathway="small")


def test_a_description_is_read_by_phrases_in_a_file_of_their_own(tmp_path: Path) -> None:
    text = "phrases: [{finding: lump.depth, values: [{value: deep, phrases: [down in the meat]}]}]"
    library = with_phrases(tmp_path, text)
    assert dict(workup.describe("A lump, down in the meat.", library).case.findings) == {"lump.depth": "deep"}
    assert library.findings["lump.depth"].choice("deep").phrases == ()


def test_other_meanings_in_a_file_of_their_own_shield_a_value(tmp_path: Path) -> None:
    library = with_phrases(tmp_path, "phrases: [{finding: lump.depth, other_meanings: [deep blue]}]")
    assert dict(workup.describe("A deep blue lump.", library).case.findings) == {}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("{finding: lump.deepth}", ("there is no finding 'lump.deepth'", "did you mean lump.depth")),
        (
            "{finding: lump.depth, values: [{value: deap, phrases: [x y]}]}",
            ("has no value 'deap'", "did you mean deep"),
        ),
        ("{finding: lump.depth, values: [{value: deep, phrases: ['(a|b']}]}", ("a bracket does not close", "(a|b")),
        ("{finding: lump.depth, vals: []}", ("unknown key 'vals'", "values")),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, item: str, said: tuple[str, ...]) -> None:
    library = with_phrases(tmp_path, f"phrases:\n  - {item}\n")
    with pytest.raises(ContentError) as caught:
        workup.describe("A lump.", library)
    assert str(caught.value).startswith("pathways/small/phrases/more.yaml:2")
    assert all(words in str(caught.value) for words in said), str(caught.value)


def test_every_file_of_phrases_of_the_bundled_pathway_is_read() -> None:
    library = workup.library()
    described = library.later.described(library)
    assert len(described["lump.growth"].choice("growing").phrases) > 100
    assert "deep vein" in " ".join(described["lump.depth"].other_meanings)
