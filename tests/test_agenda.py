"""The agenda: each status on the small course of `content/course`, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from workup import Agenda, Case, Library, load
from workup.reasoning.reasoner import Reasoner

COURSE = Path(__file__).parent / "content" / "course"


@pytest.fixture(scope="module")
def course() -> Library:
    return load(COURSE / "pathways", COURSE / "rules", pathway="course")


@pytest.fixture(scope="module")
def at(course: Library):
    """Give the agenda of findings, steps done and pending, and findings unobtainable."""
    reasoner = Reasoner(course)

    def at(findings: dict[str, object] | None = None, **more: object) -> Agenda:
        return reasoner.agenda(Case(findings or {}, **more))

    return at


def ids(rules: tuple) -> list[str]:
    return [rule.rule for rule in rules]


GROWING = {"lump.depth": "deep", "lump.growing": True}
MAPPED = {**GROWING, "mri.result": "suspicious", "mri.voids": False, "patient.device": False}
TAKEN = {**MAPPED, "biopsy.adequate": False}


# -- each status -------------------------------------------------------------------------------------


def test_with_nothing_known_only_what_is_always_asked_for_is_next(at) -> None:
    its = at()
    assert [s.step.step for s in its.next] == ["history"]
    assert [s.step.step for s in its.with_status("held")] == ["biopsy"]
    assert its.statuses["mri"].status == "waiting"
    assert ids(its.statuses["mri"].could_recommend) == ["map_suspicious", "map_the_young", "map_solid"]


def test_a_step_whose_recommend_rule_is_true_is_next(at) -> None:
    its = at({"lump.growing": True}, unobtainable=["patient.device"]).statuses["mri"]
    assert its.status == "next"
    assert ids(its.recommended_by) == ["map_suspicious"]
    assert its.because == "The reason of map_suspicious."
    assert its.urgency == "urgent"
    assert its.within == ""


def test_an_unknown_rule_that_would_raise_the_urgency_is_named(at) -> None:
    its = at({"lump.growing": True}).statuses["mri"]
    assert ids(its.could_be_sooner) == ["map_the_young"]


def test_the_strongest_urgency_decides_and_names_its_clock(at) -> None:
    its = at({"lump.growing": True, "patient.age_years": 24}).statuses["mri"]
    assert ids(its.recommended_by) == ["map_the_young", "map_suspicious"]
    assert (its.urgency, its.within) == ("very_urgent", "48 hours (here)")
    assert its.could_be_sooner == ()


def test_just_over_the_age_the_clock_is_not_started(at) -> None:
    its = at({"lump.growing": True, "patient.age_years": 25}).statuses["mri"]
    assert (its.urgency, its.within) == ("urgent", "")


def test_a_step_is_held_while_a_hold_is_active(at) -> None:
    its = at({"mri.result": "suspicious"}).statuses["biopsy"]
    assert its.status == "held"
    assert ids(its.held_by) == ["map_first"]
    assert its.because == "The reason of map_first."
    assert its.deviations == ()


def test_a_hold_is_released_by_its_until(at) -> None:
    its = at(MAPPED).statuses["biopsy"]
    assert its.status == "next"
    assert its.held_by == ()
    assert ids(its.cautions) == ["deep_needle"]


def test_a_second_hold_stays_until_it_is_released_too(at) -> None:
    held = at({**MAPPED, "mri.voids": True}).statuses["biopsy"]
    assert (held.status, ids(held.held_by)) == ("held", ["clotting_first"])
    assert at({**MAPPED, "mri.voids": True, "blood.clots": True}).statuses["biopsy"].status == "next"


def test_a_step_waits_while_a_hold_could_still_become_active(at) -> None:
    known = {name: value for name, value in MAPPED.items() if name != "mri.voids"}
    its = at(known).statuses["biopsy"]
    assert its.status == "waiting"
    assert ids(its.could_hold) == ["clotting_first"]
    assert at(known, unobtainable=["mri.voids"]).statuses["biopsy"].status == "next"


def test_a_step_waits_while_its_rules_are_unknown(at) -> None:
    its = at({"lump.depth": "superficial"}).statuses["safety_net"]
    assert (its.status, its.recommended_by, ids(its.could_recommend)) == ("waiting", (), ["net"])


def test_a_step_whose_every_rule_is_false_is_not_indicated(at) -> None:
    its = at({"lump.growing": True}).statuses["safety_net"]
    assert (its.status, its.could_recommend) == ("not_indicated", ())


def test_a_step_that_rests_on_unreachable_steps_only_is_not_indicated(at) -> None:
    its = at({"lump.depth": "superficial", "lump.growing": False, "ultrasound.result": "benign"})
    closed = {"emergency": "waiting", "history": "done", "ultrasound": "done", "safety_net": "next"}
    assert {name: s.status for name, s in its.statuses.items()} == {
        **dict.fromkeys(its.statuses, "not_indicated"),
        **closed,
    }
    assert its.truths["course.sample"] is None
    assert {"mri", "stain"} & its.reachable == set()


def test_a_step_is_not_indicated_where_what_it_needs_was_asked_and_stays_unknown(at) -> None:
    asked = ["lump.depth", "lump.growing"]
    assert at({}, unobtainable=asked).statuses["ultrasound"].status == "not_indicated"
    assert at({}, unobtainable=["lump.growing"]).statuses["ultrasound"].status == "waiting"


def test_a_closed_step_is_not_indicated_though_a_rule_asks_for_it(at) -> None:
    its = at({**GROWING, "patient.device": True})
    assert its.statuses["mri"].status == "not_indicated"
    assert ids(its.statuses["mri"].closed_by) == ["no_mri_with_device"]
    assert its.statuses["mri"].because == "The reason of no_mri_with_device."
    assert its.statuses["ct"].status == "next"


def test_an_unknown_close_rule_closes_nothing(at) -> None:
    assert at(GROWING).statuses["mri"].status == "next"


def test_a_pending_step_is_pending_until_its_result_is_in(at) -> None:
    assert at(GROWING, pending=["mri"]).statuses["mri"].status == "pending"
    assert at({**GROWING, "mri.result": "benign"}, pending=["mri"]).statuses["mri"].status == "pending"


def test_a_step_is_done_by_the_cases_word(at) -> None:
    its = at({}, done=["mri"])
    assert its.statuses["mri"].status == "done"
    assert its.done == {"mri"}


def test_done_when_all_needs_all_and_takes_asked_for_answered(at) -> None:
    def history(findings: dict[str, object], asked: list[str]) -> str:
        return at(findings, unobtainable=asked).statuses["history"].status

    assert history(GROWING, []) == "done"
    assert history({"lump.depth": "deep"}, []) == "next"
    assert history({"lump.depth": "deep"}, ["lump.growing"]) == "done"
    assert history({}, ["lump.depth", "lump.growing"]) == "next"


def test_done_when_any_needs_one(at) -> None:
    assert at({"ultrasound.result": "benign"}).statuses["ultrasound"].status == "done"


def test_done_when_also_asks_more_in_some_cases(at) -> None:
    def history(**more: object) -> str:
        found = {**GROWING, **{name.replace("__", "."): value for name, value in more.items()}}
        return at(found).statuses["history"].status

    assert history(patient__age_years=15) == "next"
    assert history(patient__age_years=16) == "done"
    assert history(patient__age_years=15, lump__since_birth=False) == "done"
    assert at({**GROWING, "patient.age_years": 15}, unobtainable=["lump.since_birth"]).statuses[
        "history"
    ].status == "done"  # fmt: skip


def test_done_when_only_if_asks_for_a_criterion_besides(at) -> None:
    assert at({"mri.result": "benign", "patient.device": False}).statuses["mri"].status == "done"
    assert at({"mri.result": "benign"}).statuses["mri"].status != "done"
    assert at({"mri.result": "benign", "patient.device": True}).statuses["mri"].status != "done"


# -- again, deviation, stop --------------------------------------------------------------------------


def test_a_done_step_that_a_rule_asks_for_again_is_next_and_labeled(at) -> None:
    its = at(TAKEN).statuses["biopsy"]
    assert (its.status, its.again, ids(its.recommended_by)) == ("next", True, ["sample_again"])


@pytest.mark.parametrize(("attempts", "status"), [(1, "next"), (2, "next"), (3, "done"), (4, "done")])
def test_a_step_is_tried_three_times_at_most(attempts: int, status: str, at) -> None:
    its = at(TAKEN, attempts={"biopsy": attempts}).statuses["biopsy"]
    assert (its.status, its.again) == (status, status == "next")


def test_a_rule_that_says_again_asks_for_no_step_that_was_never_done(at) -> None:
    assert at(MAPPED).statuses["biopsy"].again is False


def test_a_done_step_whose_hold_is_active_carries_a_deviation(at) -> None:
    its = at({**GROWING, "biopsy.adequate": True}).statuses["biopsy"]
    assert (its.status, ids(its.deviations)) == ("done", ["map_first"])


def test_a_pending_step_whose_hold_is_active_carries_a_deviation(at) -> None:
    its = at(GROWING, pending=["biopsy"]).statuses["biopsy"]
    assert (its.status, ids(its.deviations)) == ("pending", ["map_first"])


def test_a_red_flag_stops_all_but_the_emergency(at) -> None:
    its = at({**MAPPED, "airway.blocked": True}, pending=["ct"])
    assert [s.step.step for s in its.next] == ["emergency"]
    assert ids(its.stopped_by) == ["airway"]
    assert its.ending == "emergency_stop"
    assert its.unanswered_safety == ()
    kept = {"emergency": "next", "history": "done", "mri": "done", "ct": "pending"}
    assert {name: s.status for name, s in its.statuses.items()} == {
        **dict.fromkeys(its.statuses, "stopped"),
        **kept,
    }


def test_once_the_emergency_is_done_the_walk_goes_on(at) -> None:
    its = at({**MAPPED, "airway.blocked": True, "emergency.assessed": True})
    assert its.stopped_by == ()
    assert its.statuses["emergency"].status == "done"
    assert [s.step.step for s in its.next] == ["biopsy"]


def test_an_unanswered_red_flag_question_blocks_nothing_and_is_listed(at) -> None:
    assert [f.finding for f in at().unanswered_safety] == ["airway.blocked"]
    assert at({}, unobtainable=["airway.blocked"]).unanswered_safety == ()
    assert at({}, done=["emergency"]).unanswered_safety == ()
    assert [s.step.step for s in at().next] == ["history"]


# -- ends, dead ends --------------------------------------------------------------------------


def test_the_first_ending_that_holds_is_the_ending(at) -> None:
    assert at({"talk.plan": "follow", "stain.positive": True}).ending == "reported_and_staged"
    assert at({"talk.plan": "follow", "stain.positive": False}).ending == "unresolved_expert_review"
    assert at({"talk.plan": "follow"}).ending == "unresolved_expert_review"
    assert at({"stain.positive": True}).ending is None


def test_contradictions_are_reported_and_nothing_is_resolved(at) -> None:
    its = at({"lump.depth": "superficial", "ultrasound.result": "below_fascia"})
    assert its.contradictions == ("The hand says above, the ultrasound says below.",)
    assert its.statuses["ultrasound"].status == "done"


def test_a_hold_that_nothing_can_release_any_more_is_a_dead_end(at) -> None:
    its = at({**MAPPED, "mri.voids": True, "blood.clots": False}).statuses["biopsy"]
    assert (its.status, ids(its.dead_end)) == ("held", ["clotting_first"])
    assert at({**MAPPED, "mri.voids": True}).statuses["biopsy"].dead_end == ()


def test_an_agenda_with_nothing_next_pending_unread_or_ended_is_stuck(at) -> None:
    unclear = {**MAPPED, "mri.voids": True, "blood.clots": False}
    asked = ["lump.since_birth", "airway.blocked", "patient.age_years"]
    assert at(unclear, unobtainable=asked).is_stuck
    assert not at(unclear, unobtainable=asked[:2]).is_stuck
    assert not at({**unclear, "talk.plan": "follow"}, unobtainable=asked).is_stuck
    assert not at(unclear, unobtainable=asked, pending=["ct"]).is_stuck
    assert not at().is_stuck
