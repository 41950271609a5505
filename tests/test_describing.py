"""Plain words into a case: the corpus, refusals, any text, and the way back from a case's own English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import workup
from workup.explaining.english import fact
from workup.knowledge.findings import Choice, Finding, Value
from workup.reading.describing import LARGEST, describe
from workup.reading.description import Description

HERE = Path(__file__).parent
LIBRARY = workup.library()


def read_corpus() -> list[dict[str, Any]]:
    """Give every presentation of the corpus."""
    files = sorted((HERE / "presentations").glob("*.yaml"))
    return [item for path in files for items in yaml.safe_load(path.read_text("utf-8")).values() for item in items]


CORPUS = read_corpus()
UNDERSTOOD = [item for item in CORPUS if not item.get("refused")]
REFUSED = [item for item in CORPUS if item.get("refused")]


def same(one: object, two: object) -> bool:
    """Compare two values; numbers to two decimals."""
    if isinstance(one, int | float) and isinstance(two, int | float) and not isinstance(one, bool):
        return abs(one - two) < 0.011
    return one == two


def stated(text: str) -> dict[str, object]:
    """Give what a text states."""
    return dict(describe(text, LIBRARY).case.findings)


def figures(half: str) -> tuple[float, float]:
    """Give precision and recall over a half of the corpus."""
    right = said = wanted = 0
    for item in UNDERSTOOD:
        if item.get("half") == half:
            found, expected = stated(item["text"]), item.get("findings") or {}
            right += sum(same(value, expected.get(name)) for name, value in found.items())
            said, wanted = said + len(found), wanted + len(expected)
    return right / said, right / wanted


def test_the_corpus_holds_150_presentations_in_two_halves() -> None:
    assert len(CORPUS) >= 150
    assert {item["half"] for item in CORPUS} == {"tuning", "held_out"}


def test_the_half_that_phrases_were_tuned_on_is_read_well() -> None:
    precision, recall = figures("tuning")
    assert precision >= 0.98
    assert recall >= 0.90


TUNED = [item["text"] for item in UNDERSTOOD if item.get("half") == "tuning"]


@pytest.mark.parametrize("text", TUNED)
def test_no_finding_is_stated_with_another_value(text: str) -> None:
    expected = next(item for item in UNDERSTOOD if item["text"] == text).get("findings") or {}
    found = stated(text)
    assert {name: found[name] for name in found if name in expected and not same(found[name], expected[name])} == {}


@pytest.mark.parametrize("text", [item["text"] for item in REFUSED])
def test_a_real_persons_story_is_refused(text: str) -> None:
    with pytest.raises(workup.RealPersonError, match="teaching only"):
        describe(text, LIBRARY)


SINGLE = [
    (name, value)
    for name, finding in LIBRARY.findings.items()
    for value in (
        (True, False)
        if finding.type == "yes_no"
        else (1, 7)
        if finding.type == "number"
        else tuple(choice.value for choice in finding.values)
    )
]


@pytest.mark.parametrize(("name", "value"), SINGLE)
def test_a_fact_in_english_gives_the_fact_back(name: str, value: Value) -> None:
    assert stated(fact(LIBRARY.findings[name], value)) == {name: value}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_description_or_one_message(text: str) -> None:
    try:
        found = describe(text, LIBRARY)
    except workup.CaseError as error:
        problems = error.problems
    else:
        problems = (None,)
        check_spans(found, text)
    assert len(problems) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(sorted({w for i in CORPUS for w in i["text"].split()})), max_size=40))
def test_any_words_of_the_corpus_in_any_order_give_a_case_that_is_accepted(words: list[str]) -> None:
    text = " ".join(words)
    try:
        found = describe(text, LIBRARY)
    except workup.RealPersonError:
        return
    check_spans(found, text)
    workup.agenda(found.case)


def check_spans(found: Description, text: str) -> None:
    """Every span holds the words it names."""
    for item in (*found.understood, *found.uncertain, *found.not_understood):
        assert text[item.start : item.end] == item.words


@pytest.mark.parametrize("part", ["a ", "no pain, ", "as a child ", "twenty ", "9", "?", "🦵\u202e", "mri pending "])
def test_a_text_as_long_as_allowed_is_read_and_a_longer_one_refused(part: str) -> None:
    text = (part * LARGEST)[:LARGEST]
    try:
        describe(text, LIBRARY)
    except workup.RealPersonError:
        assert part == "9"
    with pytest.raises(workup.CaseError, match="longer than"):
        describe(text + "a", LIBRARY)


@pytest.mark.parametrize(
    ("text", "finding"),
    [("?deep lump", "lump.depth"), ("possibly growing", "lump.growth"), ("in her twenties", "patient.age_years"),
     ("lump, over 5 cm", "lump.size_cm"), ("lump since March", "lump.duration_months")],
)  # fmt: skip
def test_what_is_doubtful_is_reported_and_not_stated(text: str, finding: str) -> None:
    found = describe(text, LIBRARY)
    assert finding not in found.case.findings
    assert finding in {item.finding for item in found.uncertain}


def test_words_that_nothing_was_made_of_are_named() -> None:
    assert [item.words for item in describe("deep lump, plays darts", LIBRARY).not_understood] == ["plays darts"]


def test_two_values_of_a_finding_are_a_contradiction_and_neither_is_taken() -> None:
    found = describe("soft lump. The lump is hard.", LIBRARY)
    assert "lump.consistency" not in found.case.findings
    assert [item.finding for item in found.contradictions] == ["lump.consistency"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("no pain or tenderness", False), ("denies pain", False), ("painless", False), ("not tender but growing", False),
     ("pain nil", False), ("pain/tenderness", True), ("no pain/tenderness", False), ("tender", True)],
)  # fmt: skip
def test_a_denial_reaches_as_far_as_it_is_meant(text: str, value: bool) -> None:
    assert stated(f"lump, {text}")["lump.painful"] is value


def test_an_ordered_scan_is_pending_and_states_nothing() -> None:
    found = describe("Deep thigh lump. MRI ordered.", LIBRARY)
    assert found.pending == ("mri",)
    assert dict(found.case.findings) == {"lump.depth": "deep", "lump.site": "thigh"}


def test_an_educators_own_finding_is_understood_without_code() -> None:
    library = workup.load(HERE / "content/small/pathways", HERE / "content/small/rules", pathway="small")
    own = Finding(
        finding="lump.smell",
        label="smell",
        step="history",
        type="choice",
        question="Does it smell?",
        topic=("odor",),
        values=(
            Choice(value="none", label="no smell", says="it has no smell", phrases=("odorless",)),
            Choice(value="foul", label="foul smell", says="it smells foul", phrases=("malodorous", "stinks")),
        ),
        denied="none",
    )
    more = type(library)(
        **{
            **{name: getattr(library, name) for name in library.__dataclass_fields__},
            "findings": {**library.findings, "lump.smell": own},
        }
    )
    assert dict(describe("7 cm, subcutaneous lump that stinks", more).case.findings) == {
        "lump.depth": "superficial",
        "lump.size_cm": 7,
        "lump.smell": "foul",
    }
    assert describe("no odor", more).case.findings["lump.smell"] == "none"
