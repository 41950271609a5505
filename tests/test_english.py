"""English: sentences written by hand for every form of criterion, and whole explanations held exactly.

The explanations stand in `golden/`. To renew them after a change of words or content that is meant:

    UPDATE_GOLDEN=1 python -m pytest tests/test_english.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from many_cases import LIBRARY, REASONER

from workup import Case
from workup.explaining.english import asked, fact, listed, matched, named, quantity, sentence, wanted
from workup.explaining.evidence import Witness
from workup.explaining.explanation import explain
from workup.explaining.languages.known import ENGLISH
from workup.explaining.wording import Level, because_clauses
from workup.knowledge.criteria import All, Any, Between, Compare, Condition, Criterion, Holds, Is, StepDone
from workup.knowledge.findings import Value
from workup.reasoning.terms import Allowed, Interval
from workup.rendering.text import explanation_text

GOLDEN = Path(__file__).parent / "golden"

# ruff: noqa: E501  (a row a sentence)

# -- a stated fact that decides a criterion ----------------------------------------------------------

MATCHED = {
    "a value": (Is("lump.depth", ("deep",)), "deep", "the lump is deep"),
    "another value than the one asked for": (Is("lump.depth", ("deep",)), "superficial", "the lump lies above the muscle sheath"),
    "at least": (Compare("lump.size_cm", ">=", 5), 7.0, "the lump is 7 cm (at least 5 cm)"),
    "at least, missed": (Compare("lump.size_cm", ">=", 5), 4.9, "the lump is 4.9 cm (less than 5 cm)"),
    "exactly at least": (Compare("lump.size_cm", ">=", 5), 5.0, "the lump is 5 cm (at least 5 cm)"),
    "less than": (Compare("patient.age_years", "<", 25), 24, "the patient is 24 years old (less than 25 years)"),
    "less than, missed": (Compare("patient.age_years", "<", 25), 25, "the patient is 25 years old (at least 25 years)"),
    "more than": (Compare("lump.size_cm", ">", 5), 5.0, "the lump is 5 cm (at most 5 cm)"),
    "between": (Between("patient.age_years", 15, 35), 35, "the patient is 35 years old (within 15 to 35 years)"),
    "outside": (Between("patient.age_years", 15, 35), 36, "the patient is 36 years old (outside 15 to 35 years)"),
    "a yes": (Holds("lump.pulsatile"), True, "the lump pulses"),
    "a no": (Holds("lump.pulsatile"), False, "the lump does not pulse"),
}  # fmt: skip


@pytest.mark.parametrize(("criterion", "value", "words"), MATCHED.values(), ids=MATCHED)
def test_a_stated_fact_is_said(criterion: Criterion, value: Value, words: str) -> None:
    assert matched(criterion, LIBRARY, value) == words


# -- what a criterion asks for, whatever is stated ---------------------------------------------------

ASKED = {
    "a value": (Is("lump.depth", ("deep",)), "the lump is deep"),
    "two values": (Is("prior.excision", ("whole", "partial")), "the lump was already taken out whole or the lump was already taken out in part"),
    "not a value": (Is("lump.growth", ("shrinking",), negated=True), "the growth of the lump is known, and is not shrinking"),
    "neither of two": (Is("lump.site", ("tongue", "orbit"), negated=True), "the site of the lump is known, and is none of these: tongue or mouth; or eye socket"),
    "at least": (Compare("lump.size_cm", ">=", 5), "the size of the lump is at least 5 cm"),
    "between": (Between("patient.age_years", 15, 35), "the age is from 15 to 35 years"),
    "not between": (Between("patient.age_years", 15, 35, negated=True), "the age is not from 15 to 35 years"),
    "a yes": (Holds("lump.pulsatile"), "the lump pulses"),
    "a no": (Holds("lump.pulsatile", negated=True), "the lump does not pulse"),
    "a conclusion": (Holds("needs_map"), "the lump calls for a map"),
    "not a conclusion": (Holds("needs_map", negated=True), "the lump does not call for a map"),
    "a step": (StepDone("mri"), "the MRI is done"),
}  # fmt: skip


@pytest.mark.parametrize(("criterion", "words"), ASKED.values(), ids=ASKED)
def test_a_criterion_is_said(criterion: Criterion, words: str) -> None:
    assert asked(criterion, LIBRARY) == words


def test_three_values_are_named_with_their_finding() -> None:
    assert asked(Is("mri.enhancement", ("none", "mild", "strong")), LIBRARY) == (
        "the enhancement on MRI is none, mild or strong"
    )


# -- what decides a condition in a case --------------------------------------------------------------


def said(condition: Condition, case: Case) -> str:
    return because_clauses(Witness(REASONER.agenda(case)).of(condition))


def test_a_step_that_was_not_done_is_said() -> None:
    assert said(StepDone("mri"), Case({"lump.site": "thigh"})) == "the MRI is not done yet"


def test_a_step_that_was_done_is_said() -> None:
    assert said(StepDone("mri"), Case({"mri.flow_voids": True})) == "the MRI is done"


def test_a_conclusion_is_said_with_its_ground() -> None:
    words = said(Holds("needs_map"), Case({"lump.depth": "deep"}))
    assert words == "the lump calls for a map (the lump is deep)"


def test_a_conclusion_is_said_with_all_its_grounds() -> None:
    words = said(Holds("needs_map"), Case({"lump.recurrent": True, "patient.previous_radiotherapy_here": True}))
    assert words == (
        "the lump calls for a map (the lump came back after it was removed and the area was once treated with radiotherapy)"
    )


def test_a_number_that_passes_two_bounds_is_told_once() -> None:
    """Large for the age asks for more than 2 cm in the young, and for at least 5 cm in all."""
    words = said(Holds("suspicious_lump"), Case({"lump.size_cm": 7, "patient.age_years": 24}))
    assert words.count("the lump is 7 cm") == 1


# -- what is missing ---------------------------------------------------------------------------------

WANTED = {
    "a value": ("lump.depth", frozenset({"deep"}), "the lump is deep"),
    "two values": (
        "lump.depth",
        frozenset({"deep", "uncertain"}),
        "the lump is deep or it is uncertain how deep the lump lies",
    ),
    "three values": (
        "treatment.status",
        frozenset({"planned", "ongoing", "completed"}),
        "the stage of treatment is planned, under way or completed",
    ),
    "all but one": (
        "biopsy.method",
        frozenset({"core_needle", "incisional", "site_specialist", "excision"}),
        "the way in which tissue was taken is known, and is not fine needle",
    ),
    "every value": ("lump.depth", frozenset({"superficial", "deep", "uncertain"}), "the depth of the lump is known"),
    "a yes": ("lump.pulsatile", frozenset({True}), "the lump pulses"),
    "a no": ("lump.pulsatile", frozenset({False}), "the lump does not pulse"),
    "a yes or a no": ("lump.pulsatile", frozenset({True, False}), "the pulsation of the lump is known"),
    "from a number up": ("lump.size_cm", Interval(5, 60), "the size of the lump is at least 5 cm"),
    "up to a number": ("lump.size_cm", Interval(0.2, 5, high_open=True), "the size of the lump is less than 5 cm"),
    "in a range": ("patient.age_years", Interval(15, 35), "the age is from 15 to 35 years"),
    "above a number": ("lump.size_cm", Interval(5, 60, low_open=True), "the size of the lump is more than 5 cm"),
    "any number": ("lump.size_cm", Interval(0.2, 60), "the size of the lump is known"),
    "a step": ("mri", frozenset({True}), "the MRI is done"),
}


@pytest.mark.parametrize(("name", "allowed", "words"), WANTED.values(), ids=WANTED)
def test_what_is_missing_is_said(name: str, allowed: Allowed, words: str) -> None:
    assert wanted(name, allowed, LIBRARY) == words


def test_an_open_range_says_which_end_does_not_belong_to_it() -> None:
    """From 3 cm, but less than 5 cm: "from 3 to 5 cm" would let 5 cm in."""
    assert wanted("lump.size_cm", Interval(3, 5, high_open=True), LIBRARY) == (
        "the size of the lump is at least 3 cm and less than 5 cm"
    )


def test_what_is_missing_is_named() -> None:
    assert [named(name, LIBRARY) for name in ("lump.depth", "mri")] == ["the depth of the lump", "the MRI"]


# -- what is left open: "and" in "or" is read in one way only -------------------------------------------

DEEP_LUMP, PULSES, FIXED = Is("lump.depth", ("deep",)), Holds("lump.pulsatile"), Holds("lump.fixed")
GROWS = Is("lump.growth", ("growing",))
OPEN = {
    "either of two": (Any((DEEP_LUMP, PULSES)), "the lump is deep or the lump pulses"),
    "both of two": (All((DEEP_LUMP, PULSES)), "the lump is deep and the lump pulses"),
    "all three": (All((DEEP_LUMP, PULSES, GROWS)), "the lump is deep, the lump pulses and the lump is growing"),
    "one, and either of two": (
        All((Any((DEEP_LUMP, PULSES)), GROWS)), "the lump is growing; and the lump is deep or the lump pulses"
    ),
    "one, or both of two": (
        Any((All((DEEP_LUMP, PULSES)), GROWS)), "the lump is growing; or the lump is deep and the lump pulses"
    ),
    "either of two, and either of two": (
        All((Any((DEEP_LUMP, PULSES)), Any((GROWS, FIXED)))),
        "the lump is deep or the lump pulses; and the lump is growing or the lump is stuck to what lies under it",
    ),
    "three deep": (
        Any((PULSES, All((GROWS, Any((DEEP_LUMP, FIXED)))))),
        "the lump pulses; or (the lump is growing; and the lump is deep or the lump is stuck to what lies under it)",
    ),
    "an any in an any is one any": (
        Any((DEEP_LUMP, Any((PULSES, GROWS)))), "the lump is deep, the lump pulses or the lump is growing"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("condition", "words"), OPEN.values(), ids=OPEN)
def test_what_is_left_open_is_said(condition: Condition, words: str) -> None:
    assert Witness(REASONER.agenda(Case())).still_needed(condition) == words


def test_what_holds_already_is_not_asked_for() -> None:
    agenda = REASONER.agenda(Case({"lump.growth": "growing"}))
    assert Witness(agenda).still_needed(All((GROWS, Any((DEEP_LUMP, PULSES))))) == (
        "the lump is deep or the lump pulses"
    )


def test_a_ground_beneath_a_conclusion_is_not_told_again_beside_it() -> None:
    """The rule asks for the site twice: once itself, once through the conclusion."""
    words = said(All((Holds("ordinary_site"), Is("lump.site", ("neck",), negated=True))), Case({"lump.site": "thigh"}))
    assert words == "the lump sits where an ultrasound can see it (the lump is in the thigh)"


# -- small words -------------------------------------------------------------------------------------


def test_one_is_singular() -> None:
    assert [quantity(number, "years") for number in (0, 1, 2)] == ["0 years", "1 year", "2 years"]


def test_a_fact_with_a_number_is_a_clause() -> None:
    assert fact(LIBRARY.findings["lump.size_cm"], 7.5) == "the lump is 7.5 cm"


def test_an_abbreviation_keeps_its_capitals_after_a_colon() -> None:
    assert ENGLISH.after_colon("TFE3 says little alone.") == "TFE3 says little alone."
    assert ENGLISH.after_colon("A needle waits.") == "a needle waits."


def test_until_stands_before_each_part() -> None:
    assert listed(["it is mapped", "the team has a plan"], "until") == "it is mapped; and until the team has a plan"


def test_a_question_keeps_its_mark() -> None:
    assert sentence("is it deep?") == "Is it deep?"


# -- whole explanations ------------------------------------------------------------------------------

THIGH = {"lump.site": "thigh", "lump.origin": "soft_tissue"}
DEEP = {**THIGH, "patient.age_years": 24, "lump.depth": "deep", "lump.growth": "growing", "lump.size_cm": 7}
TEXTS: dict[str, tuple[str, Case, Level]] = {
    "next_line": ("mri", Case(DEEP), "line"),
    "next_student": ("mri", Case(DEEP), "student"),
    "next_educator": ("sarcoma_team_referral", Case(DEEP), "educator"),
    "again_student": ("core_biopsy", Case({**DEEP, "mri.impression": "suspicious", "team.biopsy_plan": "core",
                                           "mri.enhancement": "strong", "lump.pulsatile": False,
                                           "biopsy.method": "fine_needle"}), "student"),
    "held_line": ("core_biopsy", Case(DEEP), "line"),
    "held_student": ("core_biopsy", Case(DEEP), "student"),
    "held_educator": ("fusion_test", Case(DEEP), "educator"),
    "waiting_student": ("mri", Case(THIGH), "student"),
    "not_indicated_educator": ("ultrasound", Case(DEEP), "educator"),
    "pending_student": ("mri", Case(DEEP, pending=["mri"]), "student"),
    "done_student": ("core_biopsy", Case({**DEEP, "biopsy.method": "core_needle"}), "student"),
    "stopped_student": ("mri", Case({**DEEP, "limb.acute_ischemia": True}), "student"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_an_explanation_reads_as_it_did(name: str) -> None:
    step, case, level = TEXTS[name]
    agenda = REASONER.agenda(case)
    text = explanation_text(explain(agenda, step, REASONER), agenda, level)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_an_explanation_has_the_status_that_its_file_names(name: str) -> None:
    step, case, _ = TEXTS[name]
    found = explain(REASONER.agenda(case), step, REASONER)
    status = "next" if found.again and name.startswith("again") else name.rpartition("_")[0]
    assert found.status == status


def test_every_file_of_an_explanation_belongs_to_a_test() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(TEXTS)
