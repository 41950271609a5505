"""Every statement of the page that Workup started from is taught somewhere, or left out with a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import workup
from workup import ContentError, Library, load
from workup.knowledge.sources import SeedStatement

LIBRARY = workup.library()
SMALL = Path(__file__).parent / "content" / "small"


def test_every_statement_is_mapped_exactly_once_and_in_order() -> None:
    assert [item.statement for item in LIBRARY.seed] == [f"S{number}" for number in range(1, 49)]


@pytest.mark.parametrize("item", LIBRARY.seed, ids=lambda item: item.statement)
def test_a_statement_points_somewhere_that_exists_or_says_why_not(item: SeedStatement) -> None:
    kinds = {
        "rule": [rule.id for rule in LIBRARY.rules],
        "step": [step.step for step in LIBRARY.pathway.steps],
        "finding": list(LIBRARY.findings),
        "scenario": list(LIBRARY.scenario_names),
        "note": [note.note for note in LIBRARY.notes],
        "term": [term.term for term in LIBRARY.terms],
    }
    assert item.taught_by or item.left_out
    for reference in item.taught_by:
        kind, _, name = reference.partition(":")
        assert name in kinds[kind], reference


def test_only_what_the_page_says_to_its_reader_is_left_out() -> None:
    assert [item.statement for item in LIBRARY.seed if item.left_out] == ["S44"]


def test_no_statement_names_a_place_twice() -> None:
    assert [item.statement for item in LIBRARY.seed if len(set(item.taught_by)) < len(item.taught_by)] == []


# -- the loader --------------------------------------------------------------------------------------


def small_with(statements: str, folder: Path) -> Library:
    """Load the small library with a seed of its own."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    (folder / "pathways/small/seed.yaml").write_text(f"statements:\n{statements}\n")
    return load(folder / "pathways", folder / "rules", pathway="small")


def test_a_seed_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    library = small_with("  - {statement: S1, says: a word, taught_by: [term:fascia, rule:look.map_first]}", tmp_path)
    assert library.seed[0].taught_by == ("term:fascia", "rule:look.map_first")


def test_a_pathway_without_a_seed_has_no_statements() -> None:
    assert load(SMALL / "pathways", SMALL / "rules", pathway="small").seed == ()


MISTAKES = {
    "  - {statement: S1, says: a word, taught_by: [rule:look.map_furst]}": (
        r"seed\.yaml:2: there is no rule 'look.map_furst'\n    did you mean rule:look.map_first\?"
    ),
    "  - {statement: S1, says: a word, taught_by: [note:history]}": r"seed\.yaml:2: there is no note 'history'",
    "  - {statement: S1, says: a word}": r"seed\.yaml:2: .*taught_by .* or left_out",
    "  - {statement: S1, says: a word, taught_by: []}": r"seed\.yaml:2: .*taught_by .* or left_out",
    "  - {statement: S1, says: a word, taught_by: [term:fascia], left_out: why}": r"taught_by .* or left_out",
    "  - {statement: S1, says: a word, taught_by: [page:one]}": r"seed\.yaml:2: .*(rule\|step|pattern)",
    "  - {statement: first, says: a word, left_out: why}": r"seed\.yaml:2: statement",
    "  - {statement: S1, says: a word, taught: [term:fascia]}": r"seed\.yaml:2: unknown key 'taught'",
}


@pytest.mark.parametrize("statements", MISTAKES)
def test_a_mistaken_statement_is_told_with_its_line(statements: str, tmp_path: Path) -> None:
    library = small_with(statements, tmp_path)
    with pytest.raises(ContentError, match=MISTAKES[statements]):
        _ = library.seed
