"""What is missing: each set is enough, none of it is needless, and no other set is left out.

On small random libraries this is held against brute force over every subset of what is open,
with values that stand for all.
"""

from __future__ import annotations

import pytest
from brute_force import BATCHES, standing_for_all, trials
from many_cases import LIBRARY, REASONER, bundled_case
from strategies import make_finding, make_library, make_rule, make_step

from workup import Case, Library
from workup.explaining import unholding
from workup.explaining.explanation import explain
from workup.explaining.missing import missing_sets
from workup.knowledge.criteria import ALWAYS, All, Any, Holds, Is, StepDone
from workup.knowledge.pathways import AlsoAsked, DoneWhen
from workup.knowledge.rules import Close, Hold, Recommend, Rule
from workup.reasoning.reasoner import reasoner_of

# -- against brute force -------------------------------------------------------------------------------


@pytest.mark.parametrize("batch", BATCHES)
def test_supplying_a_set_makes_the_step_next(batch: int) -> None:
    for trial in trials(batch):
        for found in trial.listed:
            assert trial.is_next(found.assignment, found.steps), (trial.seed, trial.step, sorted(found.names))


@pytest.mark.parametrize("batch", BATCHES)
def test_no_part_of_a_set_is_enough_with_any_values(batch: int) -> None:
    needless = [
        (trial.seed, trial.step, sorted(found.names), sorted(way.names))
        for trial in trials(batch)
        for found in trial.listed
        for way in trial.ways
        if way.names < found.names
    ]
    assert needless == []


@pytest.mark.parametrize("batch", BATCHES)
def test_no_other_set_is_enough(batch: int) -> None:
    """A set listed as "step done" also stands for the findings that would make the step done."""
    left_out = [
        (trial.seed, trial.step, sorted(way.names))
        for trial in trials(batch)
        for way in trial.ways
        if not any(found.names <= way.names | way.implied for found in trial.listed)
    ]
    assert left_out == []


@pytest.mark.parametrize("batch", BATCHES)
def test_every_value_that_a_set_allows_would_do_beside_the_others(batch: int) -> None:
    wrong = [
        (trial.seed, trial.step, dict(found.assignment), name, value)
        for trial in trials(batch)
        for found in trial.listed
        for name, allowed in found.allowed.items()
        for value in standing_for_all(trial.agenda.library.findings[name])
        if value in allowed and not trial.is_next({**found.assignment, name: value}, found.steps)
    ]
    assert wrong == []


def test_the_trials_are_many() -> None:
    assert sum(len(trial.listed) for batch in BATCHES for trial in trials(batch)) > 200


# -- the bundled library -----------------------------------------------------------------------------


@pytest.mark.parametrize("batch", range(4))
def test_supplying_a_set_of_a_bundled_case_makes_the_step_next(batch: int) -> None:
    for seed in range(batch * 15, batch * 15 + 15):
        agenda = REASONER.agenda(bundled_case(seed))
        for step in LIBRARY.steps:
            for found in missing_sets(agenda, step, REASONER):
                case = agenda.case.stating(found.assignment, found.steps)
                after = REASONER.agenda(case, hypothetical=True).statuses[step]
                assert after.status == "next", (seed, step, sorted(found.names))


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_no_finding_or_step_of_a_bundled_set_can_be_left_out(seed: int) -> None:
    agenda = REASONER.agenda(bundled_case(seed))
    for step in LIBRARY.steps:
        for found in missing_sets(agenda, step, REASONER):
            for left_out in found.names:
                findings = {name: value for name, value in found.assignment.items() if name != left_out}
                case = agenda.case.stating(findings, [name for name in found.steps if name != left_out])
                after = REASONER.agenda(case, hypothetical=True).statuses[step]
                assert after.status != "next", (step, sorted(found.names), left_out)


def test_a_held_panel_whose_histology_is_ordered_says_what_would_release_it() -> None:
    case = Case({"lump.site": "thigh", "lump.origin": "soft_tissue"}, pending=["histology"])
    sets = missing_sets(REASONER.agenda(case), "ihc_panel", REASONER)
    assert {"histology", "histology.pattern"} in [found.names for found in sets]


def test_closing_a_step_that_is_to_be_repeated_settles_its_results() -> None:
    """In this random case the TFE3 stain is to be repeated; another gene found by the fusion test closes it."""
    agenda = REASONER.agenda(bundled_case(405))
    assert agenda.statuses["tfe3_fish"].again
    found = [sorted(one.names) for one in missing_sets(agenda, "treatment_discussion", REASONER)]
    assert ["fusion.result", "mri.impression", "pathology.report"] in found


# -- by hand -----------------------------------------------------------------------------------------


def sets_of(library: Library, case: Case, step: str) -> list[list[str]]:
    reasoner = reasoner_of(library)
    return [sorted(found.names) for found in missing_sets(reasoner.agenda(case), step, reasoner)]


def small(*rules: Rule, done_when_a: DoneWhen | None = None, only_for_b: tuple[str, ...] = ()) -> Library:
    """A finding and a step for each of a, b, c and s; a and c are always asked for, b after `only_for_b`."""
    names = ("a", "b", "c", "s")
    asked = [make_rule(n, ALWAYS, Recommend(recommend=n, urgency="soon")) for n in names if n not in only_for_b]
    return make_library(
        [make_finding(f"x.{n}", n, "yes_no") for n in names],
        [make_step(n, done_when_a if n == "a" and done_when_a else DoneWhen(any=(f"x.{n}",))) for n in names],
        [*asked, *rules],
    )


def test_a_step_waits_for_a_step_to_be_done() -> None:
    hold = make_rule("hold", ALWAYS, Hold(hold="s", until=StepDone("a")))
    assert sets_of(small(hold), Case(), "s") == [["a"]]


def test_a_set_names_the_other_side_of_a_possible_hold() -> None:
    hold = make_rule("hold", Holds("x.a"), Hold(hold="s", until=StepDone("b")))
    assert sets_of(small(hold), Case(), "s") == [["b"], ["x.a"]]


def test_a_step_that_is_next_or_done_misses_nothing() -> None:
    assert sets_of(small(), Case({"x.a": True}), "s") == sets_of(small(), Case({"x.a": True}), "a") == []


def test_what_cannot_come_true_any_more_need_not_be_denied() -> None:
    """x.b comes from a step that is not indicated: the hold can only come by x.a, so "x.a: no" is enough."""
    hold = make_rule("hold", Any((Holds("x.a"), All((Holds("x.b"), Holds("x.c"))))), Hold(hold="s", until=Holds("x.s")))
    assert sets_of(small(hold, only_for_b=("b",)), Case(), "s") == [["x.a"]]


def test_a_hold_by_the_steps_own_result_need_not_be_denied() -> None:
    hold = make_rule("hold", Any((Holds("x.a"), Holds("x.s"))), Hold(hold="s", until=Holds("x.b")))
    assert sets_of(small(hold), Case(), "s") == [["x.a"], ["x.b"]]


def test_a_step_that_the_stated_findings_make_done_is_not_named_besides() -> None:
    """Step a is done once x.a is stated, though its `also` could ask more in another case."""
    asks_more = DoneWhen(any=("x.a",), also=(AlsoAsked(when=Holds("x.b"), all=("x.a",)),))
    hold = make_rule("hold", ALWAYS, Hold(hold="t", until=All((StepDone("a"), Holds("x.a")))))
    library = small(hold, done_when_a=asks_more)
    library = make_library(
        [*library.findings.values(), make_finding("x.t", "t", "yes_no")],
        [*library.pathway.steps, make_step("t", DoneWhen(any=("x.t",)))],
        [*library.rules, make_rule("t", ALWAYS, Recommend(recommend="t", urgency="soon"))],
    )
    assert sets_of(library, Case(), "t") == [["x.a"]]


def test_a_step_to_be_repeated_counts_as_done_where_another_waits_for_it() -> None:
    again = make_rule("again", Holds("x.a"), Recommend(recommend="a", urgency="soon", again=True))
    hold = make_rule("hold", ALWAYS, Hold(hold="s", until=All((StepDone("a"), Holds("x.b")))))
    library = small(again, hold)
    assert library.pathway.steps[0].step == "a"
    assert sets_of(library, Case({"x.a": True}), "s") == [["x.b"]]


def test_closing_another_step_can_be_enough() -> None:
    """With x.a step b is closed, x.b can no longer come, and the hold on s with it."""
    close = make_rule("close", Holds("x.a"), Close(close="b"))
    hold = make_rule("hold", Holds("x.b"), Hold(hold="s", until=Holds("x.s")))
    assert sets_of(small(close, hold), Case(), "s") == [["x.a"], ["x.b"]]


def test_closing_what_leads_to_another_step_can_be_enough() -> None:
    """Without x.a nobody asks for b; with its denial x.b can no longer come, and the hold on s with it."""
    asks = make_rule("asks", Holds("x.a"), Recommend(recommend="b", urgency="soon"))
    hold = make_rule("hold", Holds("x.b"), Hold(hold="s", until=Holds("x.s")))
    assert sets_of(small(asks, hold, only_for_b=("b",)), Case(), "s") == [["x.a"], ["x.b"]]


def test_a_hold_on_another_step_that_nothing_can_release_closes_it() -> None:
    stops = make_rule("stops", Holds("x.a"), Hold(hold="b", until=Holds("x.b")))
    hold = make_rule("hold", Holds("x.b"), Hold(hold="s", until=Holds("x.s")))
    assert sets_of(small(stops, hold), Case(), "s") == [["x.a"], ["x.b"]]


def test_a_way_that_closes_the_source_of_a_hold_names_little(monkeypatch: pytest.MonkeyPatch) -> None:
    close = make_rule("close", All((Holds("x.a"), Holds("x.c"))), Close(close="b"))
    hold = make_rule("hold", Holds("x.b"), Hold(hold="s", until=Holds("x.s")))
    assert sets_of(small(close, hold), Case(), "s") == [["x.b"], ["x.a", "x.c"]]
    monkeypatch.setattr(unholding, "MOST_NAMES", 1)
    assert sets_of(small(close, hold), Case(), "s") == [["x.b"]]


def test_every_value_of_a_set_would_do() -> None:
    """Step b is closed by one value of y.a alone: the way by closing it allows no other."""
    library = small(
        make_rule("hold", Holds("x.b"), Hold(hold="s", until=Holds("x.s"))),
    )
    close = make_rule("close", Is("y.a", ("b",)), Close(close="b"))
    library = make_library(
        [*library.findings.values(), make_finding("y.a", "a", "choice")], library.pathway.steps, [*library.rules, close]
    )
    reasoner = reasoner_of(library)
    found = {tuple(one.names): one for one in missing_sets(reasoner.agenda(Case()), "s", reasoner)}
    assert dict(found[("y.a",)].allowed) == {"y.a": frozenset({"b"})}


def test_the_cheapest_set_stands_first() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh"}))
    costs = [found.cost for found in missing_sets(agenda, "mri", REASONER)]
    assert costs == sorted(costs)
    assert sorted(missing_sets(agenda, "mri", REASONER)[0].names) == ["lump.depth"]


def test_a_set_is_said_with_the_values_that_would_do() -> None:
    explanation = explain(REASONER.agenda(Case({"lump.site": "thigh"})), "mri", REASONER)
    assert explanation.missing_words(0) == "the lump is deep"
    assert explanation.missing_names(0) == "the depth of the lump"


def test_every_value_allowed_in_a_choice_is_named() -> None:
    hold = make_rule("hold", Is("y.a", ("a",)), Hold(hold="s", until=Holds("x.s")))
    library = small()
    library = make_library(
        [*library.findings.values(), make_finding("y.a", "a", "choice")], library.pathway.steps, [*library.rules, hold]
    )
    explanation = explain(reasoner_of(library).agenda(Case()), "s", reasoner_of(library))
    assert explanation.missing_words(0) == "it is b or it is c"
