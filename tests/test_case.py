"""A case meets a vocabulary: what is read, what is refused, and with which words."""

from __future__ import annotations

from pathlib import Path

import pytest
import strategies
from hypothesis import given, settings

import workup
from workup import Case, CaseError, Library, RealPersonError, load
from workup.reasoning.case import check_case, looks_real

SMALL = Path(__file__).parent / "content" / "small"


@pytest.fixture(scope="module")
def small() -> Library:
    return load(SMALL / "pathways", SMALL / "rules", pathway="small")


def told(case: Case, library: Library) -> list[str]:
    with pytest.raises(CaseError) as caught:
        check_case(case, library)
    return [str(problem) for problem in caught.value.problems]


def test_values_are_read_by_the_vocabulary_and_stand_in_its_order(small: Library) -> None:
    checked = check_case(
        Case({"lump.size_cm": "70 mm", "lump.painful": "painless", "lump.depth": "Subcutaneous"}), small
    )
    assert list(checked.findings.items()) == [
        ("lump.depth", "superficial"),
        ("lump.painful", False),
        ("lump.size_cm", 7),
    ]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("lump.size_cm", 0), ("lump.size_cm", -3), ("lump.size_cm", 400), ("lump.size_cm", float("nan")),
        ("lump.size_cm", float("inf")), ("lump.size_cm", True), ("lump.size_cm", "7 kg"),
        ("lump.size_cm", [7]), ("lump.depth", True), ("lump.depth", 3), ("lump.depth", {"deep": 1}),
        ("lump.depth", "deeep"), ("lump.painful", 1), ("lump.painful", "maybe"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(name: str, raw: object, small: Library) -> None:
    (only,) = told(Case({name: raw}), small)
    assert name in only
    assert "allowed: " in only or "units understood: " in only


@pytest.mark.parametrize("raw", [None, "", "unknown", "?", " Unknown "])
def test_unknown_is_not_stated_but_left_out(raw: object, small: Library) -> None:
    (only,) = told(Case({"lump.depth": raw}), small)
    assert "lump.depth is given as unknown" in only
    assert "unobtainable" in only


def test_an_unknown_finding_is_refused_with_the_nearest(small: Library) -> None:
    assert told(Case({"lump.dept": "deep"}), small) == ["there is no finding 'lump.dept'\n    did you mean lump.depth?"]


def test_no_case_states_a_conclusion(small: Library) -> None:
    (only,) = told(Case({"deep_lump": True}), small)
    assert "deep_lump is a conclusion: rules derive it" in only


@pytest.mark.parametrize("part", ["done", "pending"])
def test_an_unknown_step_is_refused_with_the_nearest(part: str, small: Library) -> None:
    assert told(Case({}, **{part: ["scam"]}), small) == ["there is no step 'scam'\n    did you mean scan?"]


def test_a_step_is_not_both_done_and_pending(small: Library) -> None:
    assert told(Case({}, done=["scan", "history"], pending=["scan"]), small) == [
        "scan is both done and pending\n    keep one of the two"
    ]


def test_a_finding_is_not_both_stated_and_unobtainable(small: Library) -> None:
    assert told(Case({"lump.depth": "deep"}, unobtainable=["lump.depth"]), small) == [
        "lump.depth is both stated and unobtainable\n    keep one of the two"
    ]


@pytest.mark.parametrize("times", [0, -1, 100, True, "2", 1.5, None])
def test_attempts_are_one_to_ninety_nine(times: object, small: Library) -> None:
    (only,) = told(Case({}, attempts={"scan": times}), small)
    assert "attempts of scan must be a whole number from 1 to 99" in only


def test_several_mistakes_are_told_at_once(small: Library) -> None:
    case = Case({"lump.dept": "deep", "lump.size_cm": -3}, ["scam"], ["history"], ["lump.pain"])
    assert [line.splitlines()[0] for line in told(case, small)] == [
        "there is no finding 'lump.dept'",
        "lump.size_cm cannot be '-3'",
        "there is no step 'scam'",
        "there is no finding 'lump.pain'",
    ]


def test_a_very_long_value_or_name_makes_a_short_message(small: Library) -> None:
    long = "x" * 10_000_000
    case = Case({"lump.depth": long, "lump.size_cm": long, "lump.painful": long, long: 1}, [long], [], [long])
    assert max(len(line) for line in told(case, small)) < 300


def test_a_number_outside_what_is_usual_is_a_warning_only(small: Library) -> None:
    assert check_case(Case({"lump.size_cm": 30}), small).warnings == ()
    (warning,) = check_case(Case({"lump.size_cm": 31}), small).warnings
    assert "31 cm is unusual" in warning


def test_one_name_may_stand_for_a_list_of_one() -> None:
    assert Case({}, done="scan").done == ("scan",)


def test_a_case_keeps_nothing_of_the_callers_mapping() -> None:
    facts = {"lump.depth": "deep"}
    case = Case(facts)
    facts["lump.depth"] = "superficial"
    assert case.findings["lump.depth"] == "deep"
    with pytest.raises(TypeError):
        case.findings["lump.depth"] = "superficial"


def test_a_checked_case_is_not_checked_again(small: Library) -> None:
    checked = check_case(Case({"lump.depth": "deep"}), small)
    assert check_case(checked, small) is checked


def test_findings_are_added_to_a_case_without_changing_it() -> None:
    case = Case({"lump.depth": "deep"}, pending=["scan"])
    more = case.with_findings({"lump.painful": True})
    assert dict(more.findings) == {"lump.depth": "deep", "lump.painful": True}
    assert more.pending == ("scan",)
    assert dict(case.findings) == {"lump.depth": "deep"}


# -- a real person -----------------------------------------------------------------------------------

RESERVED = [
    "name", "Name", "dob", "DOB", "patient.name", "patient.dob", "date of birth", "date-of-birth", "e-mail",
    "email", "MRN", "patient.mrn", "NHS number", "address", "phone", "postcode", "first name", "surname",
    "patient id", "ssn", "photo", " name ",
]  # fmt: skip


@pytest.mark.parametrize("key", RESERVED)
def test_a_reserved_key_is_refused_and_no_value_is_repeated(key: str, small: Library) -> None:
    with pytest.raises(RealPersonError) as caught:
        check_case(Case({"lump.depth": "Beech 1961", "lump.dept": "Oak", key: "Jane Q. Roe"}), small)
    message = str(caught.value) + repr(caught.value) + repr(caught.value.__context__)
    assert "real person" in message
    assert "describe a made-up case" in message
    assert "emergency number" in message
    for value in ("Jane", "Roe", "Beech", "1961", "Oak"):
        assert value not in message


@pytest.mark.parametrize("key", ["lump.size_cm", "patient.age_years", "nameless", "history.photosensitive", ""])
def test_a_finding_is_no_reserved_key(key: str) -> None:
    assert not looks_real(key)


def test_the_refusal_is_a_case_error() -> None:
    assert issubclass(RealPersonError, CaseError)


# -- properties --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(strategies.libraries_with_cases(3))
def test_a_checked_case_reads_the_same_again(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    for case in cases:
        once = check_case(case, library)
        again = Case(once.findings, once.done, once.pending, once.unobtainable, once.attempts)
        assert check_case(again, library).as_json() == once.as_json()


def test_a_known_misprint_is_read_with_a_word_to_the_reader() -> None:
    case = check_case(Case({"fusion.result": "ASPCR1-TFE3"}), workup.library())
    assert case.findings["fusion.result"] == "aspscr1_tfe3"
    (warning,) = case.warnings
    assert "'ASPCR1-TFE3' is a known misprint" in warning
    assert "ASPSCR1::TFE3" in warning
    assert check_case(Case({"fusion.result": "ASPL"}), workup.library()).warnings == ()
