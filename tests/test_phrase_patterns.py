"""Phrases with parts to choose from: what they stand for, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import workup
from workup.knowledge.phrase_patterns import MOST_VARIANTS, written_out

SMALL = Path(__file__).parent / "content" / "small"


@pytest.mark.parametrize(
    ("phrase", "every"),
    [
        ("deep to fascia", ["deep to fascia"]),
        ("(deep|sub) to fascia", ["deep to fascia", "sub to fascia"]),
        ("no (palpable)? nodes", ["no palpable nodes", "no nodes"]),
        ("(very )?firm", ["very firm", "firm"]),
        ("(a|b) and (c|d)", ["a and c", "a and d", "b and c", "b and d"]),
        ("(a|a) b", ["a b"]),
        ("(grow|shrink)ing", ["growing", "shrinking"]),
    ],
)
def test_a_phrase_stands_for_every_choice_of_its_parts(phrase: str, every: list[str]) -> None:
    assert list(written_out(phrase)) == every


@pytest.mark.parametrize("phrase", ["no (palpable nodes", "no palpable) nodes", "no ((a|b) c) nodes"])
def test_a_bracket_that_does_not_close_or_stands_in_another_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="a bracket does not close, or stands within another"):
        written_out(phrase)


def test_a_phrase_that_stands_for_too_many_is_refused_with_their_number() -> None:
    wide = "(a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u)"
    with pytest.raises(ValueError, match=f"stands for 441 at once, {MOST_VARIANTS} at most"):
        written_out(f"{wide} {wide}")


def test_a_description_is_read_by_every_phrase_that_one_stands_for(tmp_path: Path) -> None:
    folder = tmp_path / "pathways" / "small"
    folder.mkdir(parents=True)
    for path in (SMALL / "pathways" / "small").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "findings.yaml":
            text = text.replace(
                "says: the lump is deep", "says: the lump is deep, phrases: [(under|below|beneath) fascia]"
            )
            assert "beneath" in text
        (folder / path.name).write_text(text, encoding="utf-8")
    library = workup.load(tmp_path / "pathways", SMALL / "rules", pathway="small")
    for said in ("under the fascia", "beneath fascia"):
        assert "deep" in workup.describe(f"A lump {said}.", library).case.findings.values()
