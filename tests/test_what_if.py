"""What if: a change is what stating it makes; a pivot turns the plan; what cannot change it cannot."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
import strategies
from many_cases import LIBRARY, REASONER, bundled_case
from strategies import make_finding, make_library, make_rule, make_step

from workup import Case, CaseError, Library, UnknownNameError
from workup.explaining.asking import changes_between, possible_values
from workup.explaining.comparing import compare
from workup.explaining.enough import each_enough, enough_for_next
from workup.explaining.what_if import cannot_change, pivots, rules_on, unchanging, what_if
from workup.knowledge.criteria import ALWAYS, All, Any, Holds
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Recommend
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import CheckedCase
from workup.reasoning.reasoner import Reasoner, reasoner_of
from workup.reasoning.truth import truth_of
from workup.reasoning.walking import take

SMALL = range(80)
THIGH = Case({"lump.site": "thigh", "lump.depth": "deep", "patient.age_years": 24})


def small(seed: int) -> tuple[Agenda, Reasoner]:
    random = Random(seed)
    reasoner = reasoner_of(strategies.random_library(random))
    return reasoner.agenda(strategies.random_case(random, reasoner.library)), reasoner


def stating_anew(case: CheckedCase, name: str, value: object) -> Case:
    """State, restate or (None) withdraw one finding, everything else as it was."""
    findings = {key: stated for key, stated in case.findings.items() if key != name}
    if value is not None:
        findings[name] = value
    return Case(findings, case.done, case.pending, case.unobtainable - {name}, case.attempts)


# -- what if -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_the_changes_are_those_that_stating_it_makes(seed: int) -> None:
    agenda = REASONER.agenda(bundled_case(seed))
    after = REASONER.agenda(stating_anew(agenda.case, "lump.depth", "deep"))
    found = what_if(agenda, {"lump.depth": "deep"}, REASONER)
    statuses = {n: its.status for n, its in found.after.statuses.items()}
    assert statuses == {n: its.status for n, its in after.statuses.items()}
    assert tuple(item.change for item in found.changes) == changes_between(agenda, after)


def test_a_change_names_the_rules_that_turned() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh", "lump.depth": "superficial", "lump.size_cm": 7}))
    found = what_if(agenda, {"lump.depth": "deep"}, REASONER)
    ultrasound = next(item for item in found.changes if item.change.step == "ultrasound")
    assert ultrasound.change.after == "not_indicated"
    assert ("image.a_big_deep_lump_goes_to_the_map", True) in [(r.rule, r.truth) for r in ultrasound.turned]


@pytest.mark.parametrize("seed", range(12))
def test_every_rule_said_to_turn_did_turn(seed: int) -> None:
    agenda = REASONER.agenda(bundled_case(seed))
    found = what_if(agenda, {"mri.impression": "suspicious"}, REASONER)
    for item in found.changes:
        bearing = {rule.id for rule in rules_on(item.change.step, LIBRARY)}
        turned = {name for name in bearing if found.before.truths[name] is not found.after.truths[name]}
        assert {reason.rule for reason in item.turned} == turned
        assert all(reason.truth is found.after.truths[reason.rule] for reason in item.turned)


def test_none_withdraws_a_finding() -> None:
    found = what_if(REASONER.agenda(THIGH), {"lump.depth": None}, REASONER)
    assert set(found.after.case.findings) == {"lump.site", "patient.age_years"}
    mri = next(item.change for item in found.changes if item.change.step == "mri")
    assert (mri.before, mri.after) == ("next", "waiting")


def test_withdrawing_what_was_not_stated_changes_nothing() -> None:
    assert what_if(REASONER.agenda(THIGH), {"lump.growth": None}, REASONER).changes == ()


def test_stating_the_same_again_changes_nothing() -> None:
    assert what_if(REASONER.agenda(THIGH), {"lump.depth": "deep"}, REASONER).changes == ()


def test_a_finding_that_was_unobtainable_can_be_stated() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh"}, unobtainable=["lump.depth"]))
    found = what_if(agenda, {"lump.depth": "deep"}, REASONER)
    assert found.after.case.findings["lump.depth"] == "deep"
    assert found.after.case.unobtainable == frozenset()


def test_the_case_before_stays_as_it_was() -> None:
    agenda = REASONER.agenda(THIGH)
    what_if(agenda, {"lump.depth": None, "lump.growth": "growing"}, REASONER)
    assert dict(agenda.case.findings) == {"patient.age_years": 24, "lump.site": "thigh", "lump.depth": "deep"}


def test_an_unknown_finding_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean lump\.depth"):
        what_if(REASONER.agenda(THIGH), {"lump.dept": "deep"}, REASONER)


def test_a_value_that_is_not_allowed_is_an_error() -> None:
    with pytest.raises(CaseError, match=r"lump\.depth"):
        what_if(REASONER.agenda(THIGH), {"lump.depth": "bottomless"}, REASONER)


# -- pivots ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_a_pivot_of_a_bundled_case_changes_the_agenda_as_it_says(seed: int) -> None:
    agenda = REASONER.agenda(bundled_case(seed))
    for pivot in pivots(agenda, REASONER)[:25]:
        after = REASONER.agenda(stating_anew(agenda.case, pivot.finding, pivot.instead))
        assert pivot.changes == changes_between(agenda, after)
        assert pivot.changes


@pytest.mark.parametrize("seed", SMALL)
def test_no_change_of_one_finding_that_is_no_pivot_alters_a_small_agenda(seed: int) -> None:
    agenda, reasoner = small(seed)
    named = {pivot.finding for pivot in pivots(agenda, reasoner)}
    for name, stated in agenda.case.findings.items():
        values = [*strategies.values_of(agenda.library.findings[name]), None]
        cases = [stating_anew(agenda.case, name, value) for value in values if value != stated]
        after = [reasoner.agenda(case, hypothetical=True) for case in cases]
        assert any(changes_between(agenda, other) for other in after) == (name in named), name


def test_the_most_far_reaching_pivot_stands_first() -> None:
    counts = [len(pivot.changes) for pivot in pivots(REASONER.agenda(THIGH), REASONER)]
    assert counts == sorted(counts, reverse=True)
    assert counts


# -- what cannot change the plan ---------------------------------------------------------------------


def plans(agenda: Agenda, step: str, reasoner: Reasoner) -> set[tuple[frozenset[str], str | None]]:
    """Give every plan that some full result of a step leads to, by trying all."""
    settled = {*agenda.case.findings, *agenda.case.unobtainable}
    open_findings = [f for f in agenda.library.findings_of[step] if f.finding not in settled]
    found = set()
    for values in product(*(strategies.values_of(finding) for finding in open_findings)):
        shown = dict(zip((f.finding for f in open_findings), values, strict=True))
        after = reasoner.agenda(take(agenda.case, step, shown, 1, agenda.library), hypothetical=True)
        found.add((frozenset(its.step.step for its in after.next), after.ending))
    return found


@pytest.mark.parametrize("batch", range(4))
def test_a_step_cannot_change_the_plan_exactly_where_every_result_leads_to_the_same(batch: int) -> None:
    for seed in range(batch * 25, batch * 25 + 25):
        agenda, reasoner = small(seed)
        for step in agenda.library.steps:
            if any(finding.finding in agenda.case.unobtainable for finding in agenda.library.findings_of[step]):
                continue
            assert cannot_change(agenda, step, reasoner) == (len(plans(agenda, step, reasoner)) == 1), (seed, step)


@pytest.mark.parametrize("seed", range(30))
def test_what_is_said_to_change_nothing_in_a_bundled_case_changes_nothing(seed: int) -> None:
    """Of each scan, sample or test so reported, thirty random results are tried against the full pathway."""
    agenda, chance = REASONER.agenda(bundled_case(seed)), Random(seed)
    for step in unchanging(agenda, REASONER):
        settled = {*agenda.case.findings, *agenda.case.unobtainable}
        findings = [f for f in LIBRARY.findings_of[step] if f.finding not in settled]
        plans = set()
        for _ in range(30):
            shown = {f.finding: chance.choice(possible_values(f, LIBRARY)) for f in findings}
            after = REASONER.agenda(take(agenda.case, step, shown, 1, LIBRARY), hypothetical=True)
            plans.add((frozenset(its.step.step for its in after.next), after.ending))
        assert len(plans) == 1, step


def test_some_bundled_cases_have_a_scan_that_changes_nothing() -> None:
    assert [seed for seed in range(30) if unchanging(REASONER.agenda(bundled_case(seed)), REASONER)]


def test_only_scans_samples_and_tests_that_are_asked_for_are_weighed() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh", "bone.pain": True}, unobtainable=["radiograph.result"]))
    assert unchanging(agenda, REASONER) == ("radiograph",)


def test_a_referral_is_no_test_that_could_change_nothing() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh", "lump.depth": "deep", "patient.pregnant": True}))
    assert agenda.statuses["specialty_referral"].status == "next"
    assert cannot_change(agenda, "specialty_referral", REASONER)
    assert unchanging(agenda, REASONER) == ()


def test_nothing_is_said_to_change_nothing_under_a_red_flag() -> None:
    agenda = REASONER.agenda(Case({"airway.compromise": True}, pending=["mri"], unobtainable=["mri.impression"]))
    assert unchanging(agenda, REASONER) == ()


def test_what_is_unobtainable_is_not_tried() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh", "bone.pain": True}, unobtainable=["radiograph.result"]))
    assert cannot_change(agenda, "radiograph", REASONER)


def test_an_mri_can_change_the_plan() -> None:
    assert not cannot_change(REASONER.agenda(THIGH), "mri", REASONER)


def test_where_too_many_results_would_have_to_be_tried_nothing_is_claimed() -> None:
    assert not cannot_change(REASONER.agenda(Case()), "history_and_examination", REASONER)


# -- each enough -------------------------------------------------------------------------------------

A, B, C = Holds("x.a"), Holds("x.b"), Holds("x.c")


def asking(*conditions: object) -> Library:
    rules = [make_rule(f"n{i}", when, Recommend(recommend="s", urgency="soon")) for i, when in enumerate(conditions)]
    return make_library(
        [make_finding(name, "ask", "yes_no") for name in ("x.a", "x.b", "x.c")] + [make_finding("x.s", "s", "yes_no")],
        [make_step("ask", DoneWhen(any=("x.a",))), make_step("s", DoneWhen(any=("x.s",)))],
        [make_rule("ask", ALWAYS, Recommend(recommend="ask", urgency="soon")), *rules],
    )


@pytest.mark.parametrize(
    ("library", "stated", "enough"),
    [
        (asking(Any((A, B))), {"x.a": True, "x.b": True}, ("x.a", "x.b")),
        (asking(All((A, B))), {"x.a": True, "x.b": True}, ()),
        (asking(A, All((B, C))), {"x.a": True, "x.b": True, "x.c": True}, ("x.a",)),
        (asking(A, Holds("x.b", negated=True)), {"x.a": False, "x.b": False}, ("x.b",)),
        (asking(ALWAYS, A), {"x.a": True, "x.b": True}, ("x.a",)),
    ],
    ids=["any", "all", "one of two rules", "a no", "a rule without a condition says nothing of a finding"],
)
def test_each_of_these_alone_would_carry_the_step(
    library: Library, stated: dict[str, bool], enough: tuple[str, ...]
) -> None:
    reasoner = reasoner_of(library)
    assert each_enough(reasoner.agenda(Case(stated)), "s", reasoner) == enough


@pytest.mark.parametrize("seed", SMALL)
def test_a_fact_is_enough_exactly_where_a_rule_asks_for_the_step_by_it_alone(seed: int) -> None:
    """Read afresh: every conclusion and rule by its truth in a case that states this one fact."""
    agenda, reasoner = small(seed)
    library = agenda.library
    for step in library.steps:
        conditioned = [r for r in library.by_effect.get(("recommend", step), ()) if r.when != ALWAYS]
        enough = []
        for name, value in agenda.case.findings.items():
            known: dict[str, object] = {name: value}
            for conclusion in library.conclusions:
                truths = [truth_of(rule.when, known) for rule in library.by_effect[("conclude", conclusion)]]
                if any(truths) or all(truth is False for truth in truths):
                    known[conclusion] = any(truths)
            if any(truth_of(rule.when, known) for rule in conditioned):
                enough.append(name)
        assert list(each_enough(agenda, step, reasoner)) == enough, step


def test_for_the_next_steps_what_carries_each_is_named() -> None:
    """Depth alone calls for the map, and the map for the team; the site alone asks for the ultrasound."""
    assert enough_for_next(REASONER.agenda(THIGH), REASONER) == {
        "ultrasound": ("lump.site",),
        "mri": ("lump.depth",),
        "sarcoma_team_referral": ("lump.depth",),
    }


# -- compare -----------------------------------------------------------------------------------------


def test_a_step_that_is_next_stands_before_one_that_is_held() -> None:
    found = compare(REASONER.agenda(THIGH), "core_biopsy", "mri", REASONER)
    assert (found.first.step.step, found.second.step.step, found.decided_by) == ("mri", "core_biopsy", "status")
    assert found.sentence == "MRI of the lump is next. Planned biopsy is held."


def test_of_two_next_steps_the_earlier_stage_stands_first() -> None:
    found = compare(REASONER.agenda(THIGH), "sarcoma_team_referral", "mri", REASONER)
    assert (found.first.step.step, found.decided_by) == ("mri", "stage")


def test_a_step_compared_with_itself_is_the_same_step() -> None:
    assert compare(REASONER.agenda(THIGH), "mri", "mri", REASONER).decided_by == "same step"


def test_an_unknown_step_cannot_be_compared() -> None:
    with pytest.raises(UnknownNameError):
        compare(REASONER.agenda(THIGH), "mri", "mrj", REASONER)


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_two_steps_makes_no_difference(seed: int) -> None:
    agenda = REASONER.agenda(bundled_case(seed))
    names = list(LIBRARY.steps)
    for one, other in zip(names, names[7:], strict=False):
        there, back = (compare(agenda, *pair, REASONER) for pair in ((one, other), (other, one)))
        assert (there.first.step, there.decided_by, there.sentence) == (back.first.step, back.decided_by, back.sentence)
