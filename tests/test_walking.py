"""Walks: their course, their ending, repeats, pending steps and contradictions, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import strategies
from hypothesis import given, settings
from strategies import make_finding, make_library, make_rule, make_step

from workup import Case, Library, load
from workup.knowledge.criteria import ALWAYS, Holds, StepDone
from workup.knowledge.pathways import DoneWhen, End, Scenario
from workup.knowledge.rules import Hold, Recommend
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import Walk, take, walk_assumed, walk_scenario, withdraw

COURSE = Path(__file__).parent / "content" / "course"


@pytest.fixture(scope="module")
def reasoner() -> Reasoner:
    return Reasoner(load(COURSE / "pathways", COURSE / "rules", pathway="course"))


def scenario(shows: dict[str, object], presentation: dict[str, object] | None = None, **more: object) -> Scenario:
    results = {step: found if isinstance(found, tuple) else (found,) for step, found in shows.items()}
    return Scenario(scenario="s", title="s", opening="s", presentation=presentation or {}, shows=results, **more)


HISTORY = {"lump.depth": "deep", "lump.growing": True, "patient.device": False, "airway.blocked": False}
MRI = {"mri.result": "suspicious", "mri.voids": False}
ADEQUATE, INADEQUATE = {"biopsy.adequate": True}, {"biopsy.adequate": False}
STAIN, TALK = {"stain.positive": True}, {"talk.plan": "follow"}
REST = {"stain": STAIN, "talk": TALK}


def test_a_bundled_scenario_walks_to_its_ending(reasoner: Reasoner) -> None:
    walk = walk_scenario(reasoner.library.scenario("growing_lump"), reasoner)
    assert walk.steps == ("history", "mri", "biopsy", "biopsy", "stain", "talk")
    assert [visit.attempt for visit in walk.visits] == [1, 1, 1, 2, 1, 1]
    assert (walk.outcome, walk.ending) == ("complete", "reported_and_staged")
    assert walk.final.case.findings["biopsy.adequate"] is True


def test_each_visit_has_the_agenda_that_asked_for_it_and_what_it_showed(reasoner: Reasoner) -> None:
    walk = walk_scenario(reasoner.library.scenario("growing_lump"), reasoner)
    for visit in walk.visits:
        assert visit.agenda.next[0].step == visit.step
        assert not visit.assumed
        assert not visit.awaited
    assert dict(walk.visits[1].shown) == MRI


def test_what_a_step_does_not_show_was_asked_and_stays_unknown(reasoner: Reasoner) -> None:
    walk = walk_scenario(reasoner.library.scenario("growing_lump"), reasoner)
    second = walk.visits[1].agenda
    assert "history" in second.done
    assert {"lump.since_birth", "airway.blocked", "patient.device"} <= second.case.unobtainable
    assert "patient.age_years" not in second.case.unobtainable


def test_a_step_that_the_scenario_does_not_speak_of_shows_nothing_and_is_done(reasoner: Reasoner) -> None:
    walk = walk_scenario(scenario({}, {"lump.depth": "deep"}), reasoner)
    assert walk.steps == ("history", "mri")
    assert (walk.outcome, walk.ending) == ("stuck", None)
    assert walk.final.case.unobtainable >= {"mri.result", "mri.voids"}


# -- repeats -----------------------------------------------------------------------------------------


def test_a_repeat_withdraws_the_earlier_result_and_its_list_runs_to_the_last(reasoner: Reasoner) -> None:
    shows = {"history": HISTORY, "mri": MRI, "biopsy": (INADEQUATE, ADEQUATE), **REST}
    walk = walk_scenario(scenario(shows), reasoner)
    first, second = [visit for visit in walk.visits if visit.step.step == "biopsy"]
    assert (dict(first.shown), dict(second.shown)) == (INADEQUATE, ADEQUATE)
    assert second.agenda.statuses["biopsy"].again
    assert walk.final.case.attempts["biopsy"] == 2


def test_a_step_is_taken_three_times_at_most(reasoner: Reasoner) -> None:
    walk = walk_scenario(scenario({"history": HISTORY, "mri": MRI, "biopsy": INADEQUATE, **REST}), reasoner)
    assert walk.steps == ("history", "mri", "biopsy", "biopsy", "biopsy")
    assert walk.outcome == "stuck"


def test_a_repeat_withdraws_the_results_that_rest_on_it_and_no_others(reasoner: Reasoner) -> None:
    case = Case({**HISTORY, **MRI, **INADEQUATE}, done=["biopsy"], attempts={"biopsy": 1})
    after = withdraw(reasoner.agenda(case), "biopsy", reasoner)
    assert dict(after.findings) == {**HISTORY, **MRI}
    assert after.done == frozenset()


def resting() -> Library:
    """a, then b because of a, then c because of b; d because of a or always; a again where a.ok is no."""
    names = ["a.seen", "a.ok", "b.seen", "c.seen", "d.seen"]
    return make_library(
        [make_finding(name, name[0], "yes_no") for name in names],
        [
            make_step(name, DoneWhen(any=(f"{name}.seen",)), ends=(End(ending="safety_net"),) * (name == "d"))
            for name in "abcd"
        ],
        [
            make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon")),
            make_rule("again", Holds("a.ok", True), Recommend(recommend="a", urgency="soon", again=True)),
            make_rule("b", Holds("a.seen"), Recommend(recommend="b", urgency="soon")),
            make_rule("c", Holds("b.seen"), Recommend(recommend="c", urgency="soon")),
            make_rule("d", Holds("a.seen"), Recommend(recommend="d", urgency="soon")),
            make_rule("d_anyway", ALWAYS, Recommend(recommend="d", urgency="soon")),
        ],
    )


def test_a_step_rests_on_another_through_a_third_and_stays_where_another_rule_asks_for_it() -> None:
    reasoner = Reasoner(resting())
    case = Case(dict.fromkeys(["a.seen", "b.seen", "c.seen", "d.seen"], True) | {"a.ok": False})
    after = withdraw(reasoner.agenda(case), "a", reasoner)
    assert dict(after.findings) == {"d.seen": True}
    assert dict(after.attempts) == {"a": 1, "b": 1, "c": 1}


def test_a_step_that_is_not_to_be_repeated_withdraws_nothing(reasoner: Reasoner) -> None:
    agenda = reasoner.agenda(Case({**HISTORY, **MRI, **ADEQUATE}))
    assert withdraw(agenda, "mri", reasoner) is agenda.case


def test_a_step_taken_states_its_results_and_is_done(reasoner: Reasoner) -> None:
    before = reasoner.agenda(Case({**HISTORY}, pending=["mri"])).case
    after = take(before, "mri", {"mri.result": "benign"}, 2, reasoner.library)
    assert after.findings["mri.result"] == "benign"
    assert (after.done, after.pending) == ({"mri"}, frozenset())
    assert after.unobtainable == {"mri.voids"}
    assert dict(after.attempts) == {"mri": 2}


def test_a_walk_that_takes_a_step_more_than_nine_times_goes_on() -> None:
    tries = [f"a{i}" for i in range(5)]
    rules = [make_rule("b", ALWAYS, Recommend(recommend="a0", urgency="soon"))]
    for name, after in zip(tries, ["b0", *tries], strict=False):
        no, again = Holds(f"{name}.ok", True), Recommend(recommend=name, urgency="soon", again=True)
        rules += [make_rule(f"{name}_again", no, again)]
        rules += [make_rule(f"b_{name}", no, Recommend(recommend="b0", urgency="soon"))]
        if name != "a0":
            rules += [make_rule(name, Holds(f"{after}.ok"), Recommend(recommend=name, urgency="soon"))]
    names = ["b0", *tries]
    library = make_library(
        [make_finding(f"{name}.ok", name, "yes_no") for name in names],
        [make_step(name, DoneWhen(any=(f"{name}.ok",))) for name in names],
        rules,
    )
    shows = {name: ({f"{name}.ok": False}, {f"{name}.ok": False}, {f"{name}.ok": True}) for name in tries}
    walk = walk_scenario(scenario({**shows, "b0": {"b0.ok": True}}), Reasoner(library))
    assert walk.steps.count("b0") == 10


# -- pending, stopped, contradicted ------------------------------------------------------------------


def test_a_pending_step_comes_in_when_nothing_else_is_next(reasoner: Reasoner) -> None:
    shows = {"history": HISTORY, "mri": MRI, "biopsy": ADEQUATE, **REST}
    walk = walk_scenario(scenario(shows, pending=("mri",)), reasoner)
    assert walk.steps == ("history", "mri", "biopsy", "stain", "talk")
    assert [visit.awaited for visit in walk.visits] == [False, True, False, False, False]
    assert walk.outcome == "complete"


def test_pending_steps_come_in_by_stage(reasoner: Reasoner) -> None:
    walk = walk_scenario(scenario({"history": HISTORY}, pending=("talk", "mri")), reasoner)
    assert walk.steps == ("history", "mri", "talk")
    assert walk.ending == "unresolved_expert_review"


def test_a_red_flag_stops_the_walk(reasoner: Reasoner) -> None:
    walk = walk_scenario(reasoner.library.scenario("blocked_airway"), reasoner)
    assert (walk.steps, walk.outcome, walk.ending) == ((), "stopped", "emergency_stop")


def test_a_red_flag_found_on_the_way_stops_the_walk_there(reasoner: Reasoner) -> None:
    walk = walk_scenario(scenario({"history": {**HISTORY, "airway.blocked": True}}), reasoner)
    assert (walk.steps, walk.outcome) == (("history",), "stopped")


def test_a_red_flag_that_was_assessed_lets_the_walk_go_on(reasoner: Reasoner) -> None:
    shows = {
        "emergency": {"emergency.assessed": True},
        "history": HISTORY,
        "mri": MRI,
        "biopsy": ADEQUATE,
        **REST,
    }
    walk = walk_scenario(scenario({**shows, "history": {**HISTORY, "airway.blocked": True}}), reasoner)
    assert walk.steps == ("history", "emergency", "mri", "biopsy", "stain", "talk")
    assert walk.outcome == "complete"


def test_the_teaching_road_runs_to_its_ending(reasoner: Reasoner) -> None:
    walk = walk_assumed(Case(), reasoner)
    assert walk.steps == ("history", "mri", "blood", "biopsy", "stain", "talk")
    assert all(visit.assumed for visit in walk.visits)
    assert (walk.outcome, walk.ending) == ("complete", "reported_and_staged")


def test_the_route_keeps_what_the_case_states(reasoner: Reasoner) -> None:
    walk = walk_assumed(Case({"lump.depth": "uncertain"}, unobtainable=["mri.voids"]), reasoner)
    assert walk.steps == ("history", "mri", "ultrasound", "biopsy", "stain", "talk")
    assert dict(walk.visits[1].shown) == {"mri.result": "suspicious"}
    assert walk.final.case.findings["lump.depth"] == "uncertain"


def test_the_route_goes_on_from_a_report_of_which_one_word_is_stated(reasoner: Reasoner) -> None:
    walk = walk_assumed(Case({"mri.voids": False}), reasoner)
    assert walk.outcome == "complete"


def test_the_route_stops_where_the_next_result_would_contradict_what_was_stated(reasoner: Reasoner) -> None:
    walk = walk_assumed(Case({"lump.growing": False}), reasoner)
    assert walk.steps == ("history",)
    assert (walk.outcome, walk.ending) == ("contradicted", None)
    assert walk.depends_on == ("It does not grow, and yet it is full of vessels.",)
    assert walk.final.next[0].step.step == "mri"


def test_a_contradiction_that_the_case_brought_along_stops_nothing(reasoner: Reasoner) -> None:
    stated = {"lump.depth": "superficial", "ultrasound.result": "below_fascia"}
    assert walk_assumed(Case(stated), reasoner).outcome == "complete"


def test_a_walk_with_no_way_on_is_stuck() -> None:
    library = make_library(
        [make_finding("x.a", "a", "yes_no"), make_finding("x.b", "b", "yes_no")],
        [make_step("a", DoneWhen(any=("x.a",))), make_step("b", DoneWhen(any=("x.b",)))],
        [
            make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon")),
            make_rule("b", ALWAYS, Recommend(recommend="b", urgency="soon")),
            make_rule("hold", ALWAYS, Hold(hold="b", until=Holds("x.a"))),
        ],
    )
    walk = walk_scenario(scenario({"a": {"x.a": False}}), Reasoner(library))
    assert (walk.steps, walk.outcome, walk.ending) == (("a",), "stuck", None)
    assert walk.final.is_stuck


# -- on every library --------------------------------------------------------------------------------


def check(walk: Walk) -> None:
    assert len(walk.visits) < 100
    assert (walk.outcome == "complete") == (walk.ending not in (None, "emergency_stop"))
    if walk.outcome == "stuck":
        assert walk.final.is_stuck
    for visit in walk.visits:
        its = visit.agenda.statuses[visit.step.step]
        assert its.status in (("pending", "done") if visit.awaited else ("next",))
        assert not its.again or visit.attempt <= 3


@settings(max_examples=100, deadline=None)
@given(strategies.libraries_with_cases(1))
def test_every_walk_ends(pair: tuple[Library, list[Case]]) -> None:
    library, (case,) = pair
    presentation = {name: value for name, value in case.findings.items() if name in list(library.findings)[:2]}
    shows = {step: ({},) for step in library.steps if step != library.emergency_step}
    for name, finding in library.findings.items():
        if finding.step in shows:
            shows[finding.step][0][name] = strategies.values_of(finding)[0]
    check(walk_scenario(scenario(shows, presentation), Reasoner(library)))


def test_a_step_whose_done_is_read_is_done_once_taken() -> None:
    library = make_library(
        [make_finding("x.a", "a", "yes_no"), make_finding("x.b", "b", "yes_no")],
        [
            make_step("a", DoneWhen(any=("x.a",))),
            make_step("b", DoneWhen(any=("x.b",)), ends=(End(ending="safety_net"),)),
        ],
        [
            make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon")),
            make_rule("b", ALWAYS, Recommend(recommend="b", urgency="soon")),
            make_rule("hold", ALWAYS, Hold(hold="b", until=StepDone("a"))),
        ],
    )
    walk = walk_scenario(scenario({}), Reasoner(library))
    assert (walk.steps, walk.ending) == (("a", "b"), "safety_net")
