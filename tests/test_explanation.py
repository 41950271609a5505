"""Why and why not: every reason is there, and is as true, false or unknown as it says it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from many_cases import LIBRARY, REASONER, explained
from strategies import make_finding, make_library, make_rule, make_step

import workup
from workup import Case, UnknownNameError
from workup.explaining.evidence import Evidence, Witness
from workup.explaining.explanation import Explanation, Reason, explain
from workup.explaining.wording import explanation_lines
from workup.knowledge.criteria import ALWAYS, All, Any, Compare, Condition, Holds, Is, StepDone
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Hold, Recommend
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import reasoner_of
from workup.reasoning.truth import Truth, truth_of

RULES = {rule.id: rule for rule in LIBRARY.rules}
NOT_NEXT = ("held", "waiting", "not_indicated", "stopped")


def found() -> Iterator[tuple[tuple[str, str], Agenda, Explanation]]:
    """Give some thousand explanations with where they come from (scenario and visit, or seed; and step)."""
    for where, (agenda, explanation) in explained(24).items():
        yield where, agenda, explanation


def why_nots() -> Iterator[tuple[tuple[str, str], Explanation]]:
    """Give those of steps that are not next; the emergency step has a test of its own."""
    for where, _, e in found():
        if e.status in NOT_NEXT and where[1] != LIBRARY.emergency_step:
            yield where, e


def reasons(explanation: Explanation) -> Iterator[Reason]:
    yield from (*explanation.reasons, *explanation.refuted, *explanation.cautions, *explanation.deviations)


def leaves_of(evidence: tuple[Evidence, ...]) -> Iterator[Evidence]:
    for item in evidence:
        yield item
        yield from leaves_of(item.beneath)


# -- every reason is true to the case ----------------------------------------------------------------


def untrue(agenda: Agenda, explanation: Explanation) -> list[str]:
    """Give what an explanation says that the case, read afresh, does not bear out."""
    stated = REASONER.read(agenda.case.findings, REASONER.done_steps(agenda.case))
    known = {**stated.known, **dict.fromkeys(REASONER.done_steps(agenda.case), True)}
    found = []
    for reason in reasons(explanation):
        if reason.truth is not stated.truths[reason.rule]:
            found.append(f"{reason.rule} is said to be {reason.truth}")
        for item in leaves_of((*reason.evidence, *reason.until)):
            if item.truth is not truth_of(item.criterion, known):
                found.append(f"{reason.rule}: {item.clause} is said to be {item.truth}")
    found += [
        f"{name} is said to be closed" for name in explanation.closed_steps
        if agenda.statuses[name].status != "not_indicated"
    ]  # fmt: skip
    return found


def test_every_reason_has_the_truth_that_it_says() -> None:
    assert [(where, said) for where, agenda, e in found() for said in untrue(agenda, e)] == []


def test_every_step_that_is_not_next_names_what_stands_in_its_way() -> None:
    mute = [
        (*where, e.status)
        for where, e in why_nots()
        if not (any(r.rule in RULES for r in (*e.reasons, *e.refuted)) or e.closed_steps or e.missing)
    ]
    assert mute == []


def obstacles(agenda: Agenda, e: Explanation) -> list[str]:
    """Give the words for what stands in a step's way, each checked against the case, read afresh."""
    done = REASONER.done_steps(agenda.case)
    known = {**REASONER.read(agenda.case.findings, done).known, **dict.fromkeys(done, True)}
    wanted: list[tuple[Evidence, Truth]] = []
    for reason in e.reasons if e.status != "waiting" else ():
        if reason.effect == "hold" and reason.truth:
            wanted += [(item, None if item.truth is None else False) for item in reason.until]
        elif reason.effect in ("close", "escalate") and reason.truth:
            wanted += [(item, True) for item in reason.evidence]
    wanted += [(item, reason.truth) for reason in e.refuted for item in reason.evidence]
    found = [item.clause for item, truth in wanted if truth_of(item.criterion, known) is truth]
    found += [LIBRARY.steps[name].short for name in e.closed_steps if name not in agenda.reachable]
    for number, missing in enumerate(e.missing):
        if not missing.names & {*agenda.case.findings, *done}:
            found.append(e.missing_words(number))
    return found


def test_every_why_not_names_a_criterion_or_a_closed_step_that_is_as_it_says() -> None:
    """Of a step to be repeated, what is missing may restate a finding that the case has."""
    bare = []
    for where, agenda, e in found():
        if e.status in NOT_NEXT and where[1] != LIBRARY.emergency_step:
            text = " ".join(words for _, words in explanation_lines(e, "student"))
            named = [words for words in obstacles(agenda, e) if words in text]
            repeated = any(its.again for its in agenda.statuses.values())
            if not named and not repeated:
                bare.append((*where, e.status))
    assert bare == []


def test_every_why_not_says_more_than_its_headline() -> None:
    assert [(*w, e.status) for w, e in why_nots() if len(list(explanation_lines(e, "student"))) == 1] == []


def test_a_waiting_step_names_a_way_to_become_next() -> None:
    assert [(*where, e.status) for where, e in why_nots() if e.status == "waiting" and not e.missing] == []


def test_the_effects_behind_a_status_are_those_that_make_it() -> None:
    for where, e in why_nots():
        true = {reason.effect for reason in e.reasons if reason.truth}
        if e.status == "held":
            assert "hold" in true, where
        if e.status == "stopped":
            assert true == {"escalate"}, where
        if e.status == "not_indicated":
            assert "close" in true or e.refuted, where


def test_why_a_step_is_next_names_its_decisive_rule_first() -> None:
    for where, agenda, e in found():
        if e.status != "next":
            continue
        first, its = e.reasons[0], agenda.statuses[where[1]]
        assert first.decisive, where
        assert first.because
        if agenda.stopped_by:
            assert (first.truth, first.rule) == (True, agenda.stopped_by[0].id)
        else:
            assert (first.truth, first.rule, first.urgency) == (True, its.recommended_by[0].id, its.urgency), where


def test_no_headline_is_longer_than_140_characters() -> None:
    assert [e.headline for _, _, e in found() if len(e.headline) > 140] == []


def test_a_headline_stays_short_where_the_reason_is_long() -> None:
    long = make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon"))
    long = replace(long, because="So many words. " * 20)
    library = make_library([make_finding("x.a", "a", "yes_no")], [make_step("a", DoneWhen(any=("x.a",)))], [long])
    reasoner = reasoner_of(library)
    assert explain(reasoner.agenda(Case()), "a", reasoner).headline == "a is next."


def test_a_headline_gives_the_ground_where_the_reason_is_too_long() -> None:
    agenda = workup.agenda(Case({"lump.site": "uterus_or_cervix"}))
    assert explain(agenda, "core_biopsy", REASONER).headline == (
        "Planned biopsy is not indicated, because the mass is in the womb or its neck."
    )


def test_no_sentence_ends_in_nothing() -> None:
    """A hold that nothing can release any more has no "until"."""
    gaps = [
        (*where, words)
        for where, _, e in found()
        for _, words in explanation_lines(e, "educator")
        if " ." in words or "()" in words or "  " in words or words.endswith(("because.", "if .", "that ."))
    ]
    assert gaps == []


def test_a_step_that_is_done_is_not_said_to_be_held() -> None:
    held = [
        where
        for where, _, e in found()
        if e.status in ("done", "pending")
        and any(words.startswith("Held") for _, words in explanation_lines(e, "student"))
    ]
    assert held == []


# -- reasons by hand: what decides an any, an all, an unknown ----------------------------------------


def witnesses(condition: Condition, stated: dict[str, object]) -> list[tuple[str, Truth]]:
    library = make_library(
        [make_finding(f"x.{n}", "ask", "number" if n == "n" else "yes_no") for n in "abcn"],
        [make_step("ask", DoneWhen(any=("x.a",)))],
        [make_rule("ask", ALWAYS, Recommend(recommend="ask", urgency="soon"))],
    )
    witness = Witness(reasoner_of(library).agenda(Case(stated)))
    return [(item.name, item.truth) for item in witness.of(condition)]


A, B, C = Holds("x.a"), Holds("x.b"), Holds("x.c")
DECIDED = {
    "all true children of a true any": (Any((A, B, C)), {"x.a": True, "x.b": False, "x.c": True}, ["x.a", "x.c"], True),
    "not the unknown child of a true any": (Any((A, B)), {"x.a": True}, ["x.a"], True),
    "every child of a true all": (All((A, B)), {"x.a": True, "x.b": True}, ["x.a", "x.b"], True),
    "all false children of a false all": (
        All((A, B, C)), {"x.a": True, "x.b": False, "x.c": False}, ["x.b", "x.c"], False
    ),
    "not the unknown child of a false all": (All((A, B)), {"x.a": False}, ["x.a"], False),
    "every child of a false any": (Any((A, B)), {"x.a": False, "x.b": False}, ["x.a", "x.b"], False),
    "only the unknown children of an unknown all": (All((A, B, C)), {"x.a": True}, ["x.b", "x.c"], None),
    "only the unknown children of an unknown any": (Any((A, B, C)), {"x.a": False}, ["x.b", "x.c"], None),
    "what decides an inner condition": (All((A, Any((B, C)))), {"x.a": True, "x.c": True}, ["x.a", "x.c"], True),
    "a criterion that stands twice, once": (Any((A, All((A, B)))), {"x.a": True, "x.b": True}, ["x.a", "x.b"], True),
    "a negated criterion": (Any((Holds("x.a", negated=True), B)), {"x.a": False}, ["x.a"], True),
    "a number": (All((Compare("x.n", ">=", 4), A)), {"x.n": 3, "x.a": True}, ["x.n"], False),
}  # fmt: skip


@pytest.mark.parametrize(("condition", "stated", "names", "truth"), DECIDED.values(), ids=DECIDED)
def test_the_evidence_is(condition: Condition, stated: dict[str, object], names: list[str], truth: Truth) -> None:
    assert witnesses(condition, stated) == [(name, truth) for name in names]


def test_a_conclusion_stands_on_the_finding_beneath_it() -> None:
    agenda = workup.agenda(Case({"lump.site": "thigh", "lump.depth": "deep"}))
    mri = explain(agenda, "mri", REASONER)
    top = next(item for item in mri.reasons[0].evidence if item.beneath)
    bottom = [item.name for item in leaves_of(top.beneath) if not item.beneath]
    assert (top.truth, bottom) == (True, ["lump.depth"])


def test_a_step_to_be_repeated_is_said_to_have_been_done() -> None:
    """It is done once; that a rule asks for it again does not make "a is done" false."""
    library = make_library(
        [make_finding("x.a", "a", "yes_no"), make_finding("x.s", "s", "yes_no"), make_finding("x.b", "s", "yes_no")],
        [make_step("a", DoneWhen(any=("x.a",))), make_step("s", DoneWhen(any=("x.s",)))],
        [
            make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon", again=True)),
            make_rule("s", ALWAYS, Recommend(recommend="s", urgency="soon")),
            make_rule("hold", ALWAYS, Hold(hold="s", until=All((StepDone("a"), Holds("x.b"))))),
        ],
    )
    witness = Witness(reasoner_of(library).agenda(Case({"x.a": True})))
    assert witness.of(StepDone("a"))[0].clause == "the a is done"


# -- parts of an explanation -------------------------------------------------------------------------


def test_a_report_that_cut_first_is_told_what_it_skipped() -> None:
    agenda = workup.agenda(Case({"lump.site": "thigh", "biopsy.method": "core_needle"}))
    skipped = {reason.rule for reason in explain(agenda, "core_biopsy", REASONER).deviations}
    assert skipped == {"tissue.no_needle_before_a_map", "tissue.no_needle_before_a_plan"}


def test_the_nearest_way_leads_along_the_teaching_road() -> None:
    agenda = workup.agenda(Case({"lump.site": "thigh"}))
    found = explain(agenda, "core_biopsy", REASONER)
    assert found.nearest_way == ("history_and_examination", "mri", "sarcoma_team_referral")


def test_a_step_that_the_road_does_not_meet_has_no_nearest_way() -> None:
    agenda = workup.agenda(Case({"lump.site": "thigh"}))
    assert explain(agenda, "kidney_imaging", REASONER).nearest_way == ()


def test_a_step_closed_by_a_rule_names_that_rule() -> None:
    agenda = workup.agenda(Case({"lump.site": "thigh", "lump.depth": "deep", "lump.size_cm": 7}))
    found = explain(agenda, "ultrasound", REASONER)
    assert (found.status, found.reasons[0].rule) == ("not_indicated", "image.a_big_deep_lump_goes_to_the_map")


def test_a_step_that_needs_a_closed_step_names_it() -> None:
    library = make_library(
        [make_finding(f"x.{name}", name, "choice") for name in ("a", "b", "c")],
        [make_step(name, DoneWhen(any=(f"x.{name}",))) for name in ("a", "b", "c")],
        [
            make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon")),
            make_rule("b", Is("x.a", ("a",)), Recommend(recommend="b", urgency="soon")),
            make_rule("c", Is("x.b", ("b",)), Recommend(recommend="c", urgency="soon")),
        ],
    )
    reasoner = reasoner_of(library)
    found = explain(reasoner.agenda(Case({"x.a": "b"})), "c", reasoner)
    assert (found.status, found.closed_steps, [r.rule for r in found.refuted]) == ("not_indicated", ("b",), ["r.c"])


def test_why_not_an_emergency_names_the_red_flags_that_are_not_there() -> None:
    found = explain(workup.agenda(Case({"airway.compromise": False})), "emergency", REASONER)
    assert found.reasons or found.refuted


def test_an_unknown_step_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError, match="did you mean core_biopsy"):
        explain(workup.agenda(Case()), "core_biospy", REASONER)


def test_a_sentence_begins_with_what_a_step_is_not_with_an_order() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh", "lump.depth": "deep"}))
    assert explain(agenda, "sarcoma_team_referral", REASONER).headline.startswith(
        "Referral to the sarcoma team is next"
    )
    assert explain(agenda, "history_and_examination", REASONER).headline.startswith("History and examination of the")
    assert LIBRARY.steps["mri"].subject == LIBRARY.steps["mri"].title
