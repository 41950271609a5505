"""The agenda on libraries of one thought, and what must hold of it on every library and case."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import product
from random import Random

import many_cases
import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import make_finding, make_library, make_rule, make_step

from workup import Case, Library, agenda
from workup.knowledge.criteria import ALWAYS, Compare, Holds, StepDone
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Close, Escalate, Hold, Recommend, Rule
from workup.reasoning.agenda import STATUSES
from workup.reasoning.case import check_case
from workup.reasoning.compiling import until_name
from workup.reasoning.reasoner import Reasoner, reasoner_of


@settings(deadline=None)
@given(seed=st.integers(0, 10**9))
def test_a_near_agenda_changes_nothing_in_the_reading(seed: int) -> None:
    chance = Random(seed)
    library = strategies.random_library(chance) if seed % 3 else many_cases.LIBRARY
    reasoner = Reasoner(library, engine=False)
    cases = [check_case(strategies.random_case(chance, library), library) for _ in range(3)]
    one, other, _ = agendas = [reasoner.agenda(case) for case in cases]
    for near, case in product(agendas, cases):
        done = reasoner.done_steps(case)
        plain, quick = reasoner.read(case.findings, done), reasoner.read(case.findings, done, near)
        assert [*quick.truths.items()] == [*plain.truths.items()]
        assert [*quick.known.items()] == [*plain.known.items()]
    assert reasoner.agenda(cases[1], near=one) == reasoner.agenda(cases[1]) == other


def ordering_library() -> Library:
    """Steps a to f, all recommended; b and c tie, and d is an emergency of the last stage."""
    rows = [("a", "two", "urgent"), ("b", "one", "soon"), ("c", "one", "soon"), ("d", "two", "emergency"),
            ("e", "two", "very_urgent"), ("f", "one", "urgent")]  # fmt: skip
    return make_library(
        [make_finding(f"x.{name}", name, "yes_no") for name, _, _ in rows],
        [make_step(name, DoneWhen(any=(f"x.{name}",)), stage=stage) for name, stage, _ in rows],
        [make_rule(name, ALWAYS, Recommend(recommend=name, urgency=urgency)) for name, _, urgency in rows],
        stages=("one", "two"),
    )


def test_next_is_ordered_by_emergency_then_stage_then_urgency_then_the_pathway() -> None:
    its = agenda(Case(), ordering_library())
    assert [s.step.step for s in its.next] == ["d", "f", "b", "c", "e", "a"]


def test_a_step_that_only_its_own_result_would_ask_for_is_not_indicated() -> None:
    library = make_library(
        [make_finding("x.a", "a", "yes_no"), make_finding("x.b", "b", "yes_no")],
        [make_step("a", DoneWhen(any=("x.a",))), make_step("b", DoneWhen(any=("x.b",)))],
        [make_rule("a", Holds("x.a"), Recommend(recommend="a", urgency="soon")),
         make_rule("b", Holds("x.a"), Recommend(recommend="b", urgency="soon"))],
    )  # fmt: skip
    its = agenda(Case(), library)
    assert {name: s.status for name, s in its.statuses.items()} == {
        "a": "not_indicated",
        "b": "not_indicated",
    }
    assert its.reachable == frozenset()


def test_a_steps_own_result_is_nothing_it_waits_for() -> None:
    own = make_rule("own", Holds("x.a"), Recommend(recommend="a", urgency="urgent"))
    hold = make_rule("hold", Holds("x.a"), Hold(hold="a", until=Holds("x.c")))
    its = agenda(Case(), chain(own, hold)).statuses["a"]
    assert (its.status, its.could_recommend, its.could_hold, its.could_be_sooner) == ("next", (), (), ())


def test_two_steps_that_ask_for_one_another_are_not_reached() -> None:
    library = make_library(
        [make_finding("x.a", "a", "yes_no"), make_finding("x.b", "b", "number")],
        [make_step("a", DoneWhen(any=("x.a",))), make_step("b", DoneWhen(any=("x.b",)))],
        [make_rule("a", Compare("x.b", ">", 4), Recommend(recommend="a", urgency="soon")),
         make_rule("b", Holds("x.a"), Recommend(recommend="b", urgency="soon"))],
    )  # fmt: skip
    assert agenda(Case(), library).reachable == frozenset()
    assert agenda(Case(pending=["a"]), library).statuses["b"].status == "waiting"


def chain(*more: Rule) -> Library:
    """Steps a and b, b asked for by the result of a; c is always asked for."""
    return make_library(
        [make_finding(f"x.{name}", name, "yes_no") for name in "abc"] + [make_finding("x.b2", "b", "yes_no")],
        [make_step(name, DoneWhen(all=("x.b", "x.b2") if name == "b" else (f"x.{name}",))) for name in "abc"],
        [
            make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon")),
            make_rule("b", Holds("x.a"), Recommend(recommend="b", urgency="soon")),
            make_rule("c", ALWAYS, Recommend(recommend="c", urgency="soon")),
            *more,
        ],
    )


def statuses(library: Library, case: Case) -> dict[str, str]:
    return {name: its.status for name, its in agenda(case, library).statuses.items()}


def test_a_step_behind_a_closed_step_is_not_indicated() -> None:
    library = chain(make_rule("close", Holds("x.c"), Close(close="a")))
    assert statuses(library, Case()) == {"a": "next", "b": "waiting", "c": "next"}
    assert statuses(library, Case({"x.c": True})) == {"a": "not_indicated", "b": "not_indicated", "c": "done"}


def test_a_close_rule_may_read_that_a_step_is_done() -> None:
    library = chain(make_rule("close", StepDone("c"), Close(close="a")))
    assert statuses(library, Case())["a"] == "next"
    assert statuses(library, Case(done=["c"]))["a"] == "not_indicated"


def test_a_step_behind_a_hold_that_nothing_can_release_is_not_indicated() -> None:
    library = chain(make_rule("hold", ALWAYS, Hold(hold="a", until=Holds("x.c"))))
    assert statuses(library, Case()) == {"a": "held", "b": "waiting", "c": "next"}
    never = agenda(Case({"x.c": False}), library)
    assert never.statuses["a"].status == "held"
    assert [rule.rule for rule in never.statuses["a"].dead_end] == ["hold"]
    assert never.statuses["b"].status == "not_indicated"


def test_a_hold_is_not_released_by_the_held_step_itself() -> None:
    library = chain(make_rule("hold", ALWAYS, Hold(hold="a", until=Holds("x.a"))))
    assert [rule.rule for rule in agenda(Case(), library).statuses["a"].dead_end] == ["hold"]


def test_a_step_with_a_stated_result_carries_a_deviation_though_it_is_not_done() -> None:
    library = chain(make_rule("hold", ALWAYS, Hold(hold="b", until=StepDone("c"))))
    begun = agenda(Case({"x.a": True, "x.b": True}), library).statuses["b"]
    assert begun.status == "held"
    assert [rule.rule for rule in begun.deviations] == ["hold"]
    assert agenda(Case({"x.a": True}), library).statuses["b"].deviations == ()


def test_an_unreachable_hold_keeps_no_step_waiting() -> None:
    hold = make_rule("hold", Holds("x.b"), Hold(hold="c", until=Holds("x.b2")))
    assert statuses(chain(hold), Case())["c"] == "waiting"
    assert statuses(chain(hold), Case({"x.a": False}))["c"] == "next"


def test_a_stop_leaves_what_was_done_as_it_is_and_ends_with_the_emergency() -> None:
    library = chain(make_rule("flag", Holds("x.a", True), Escalate(escalate="c")))
    assert statuses(library, Case({"x.a": False})) == {"a": "done", "b": "stopped", "c": "next"}
    assert statuses(library, Case({"x.a": False}, done=["c"])) == {
        "a": "done",
        "b": "not_indicated",
        "c": "done",
    }


# -- on every library --------------------------------------------------------------------------------


class Reference:
    """Work out the statuses of one case from the design alone, by trying every completion."""

    def __init__(self, library: Library, case: Case) -> None:
        self.library, self.case = library, check_case(case, library)
        self.alone = Reasoner(library, engine=False)
        self.done = self.alone.done_steps(self.case)
        self.truths = self.alone.read(self.case.findings, self.done).truths
        self.again = {
            rule.target
            for rule in library.rules
            if isinstance(rule.then, Recommend) and rule.then.again and self.truths[rule.id]
            and rule.target in self.done and self.case.attempts.get(rule.target, 1) < 3
            and not self.closed(rule.target)
        }  # fmt: skip
        self.reached: set[str] = set(self.done | self.case.pending)
        while more := {step for step in set(library.steps) - self.reached if self.can_be_taken(step)}:
            self.reached |= more

    def rules(self, effect: str, step: str) -> tuple[Rule, ...]:
        return self.library.by_effect.get((effect, step), ())

    def active(self, step: str) -> list[Rule]:
        return [r for r in self.rules("hold", step) if self.truths[r.id] and not self.truths[until_name(r)]]

    def closed(self, step: str) -> bool:
        return any(self.truths[rule.id] for rule in self.rules("close", step))

    def can_be_taken(self, step: str) -> bool:
        return (
            not self.closed(step)
            and any(self.possible(rule.id, step) for rule in self.rules("recommend", step))
            and all(self.possible(until_name(rule), step) for rule in self.active(step))
        )

    def possible(self, name: str, without: str) -> bool:
        yielding = self.reached - {without}
        opened = [
            finding for finding in self.library.findings.values()
            if finding.step in yielding
            and (finding.step in self.again
                 or finding.finding not in {*self.case.findings, *self.case.unobtainable})
        ]  # fmt: skip
        names = [finding.finding for finding in opened]
        for values in product(*map(strategies.values_of, opened)):
            facts = {**self.case.findings, **dict(zip(names, values, strict=True))}
            if self.alone.read(facts, self.done | yielding).truths[name]:
                return True
        return False

    def status(self, step: str) -> str:
        again = step in self.again
        asking = [r for r in self.rules("recommend", step) if not again or (r.then.again and self.truths[r.id])]
        if step in self.done and not again:
            return "done"
        if step in self.case.pending:
            return "pending"
        if self.closed(step) or not any(self.possible(rule.id, step) for rule in asking):
            return "not_indicated"
        if self.active(step):
            return "held"
        could_hold = any(
            self.truths[r.id] is None and not self.truths[until_name(r)] and self.possible(r.id, step)
            for r in self.rules("hold", step)
        )
        return "next" if any(self.truths[r.id] for r in asking) and not could_hold else "waiting"

    def statuses(self) -> dict[str, str]:
        emergency = self.library.emergency_step
        found = {step: self.status(step) for step in self.library.steps}
        if emergency and emergency not in self.done and any(
            self.truths[rule.id] for rule in self.rules("escalate", emergency)
        ):  # fmt: skip
            for step in found:
                pending = "pending" if step in self.case.pending else "stopped"
                found[step] = "done" if step in self.done else pending
            found[emergency] = "next"
        return found


@settings(max_examples=200, deadline=None)
@given(strategies.libraries_with_cases(3))
def test_every_step_has_the_status_that_the_design_gives_it(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    for case in cases:
        unknown = [f for f in library.findings.values() if f.finding not in case.findings]
        count = 1
        for finding in unknown:
            count *= len(strategies.values_of(finding))
        if count <= 150:
            assert statuses(library, case) == Reference(library, case).statuses()


@settings(max_examples=150, deadline=None)
@given(strategies.libraries_with_cases(4))
def test_every_step_has_one_status_and_next_rests_on_a_true_rule(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    for case in cases:
        its = agenda(case, library)
        assert list(its.statuses) == list(library.steps)
        assert {s.status for s in its.statuses.values()} <= set(STATUSES)
        assert {s.step.step for s in its.next} == {n for n, s in its.statuses.items() if s.status == "next"}
        if its.stopped_by:
            assert [s.step.step for s in its.next] == [library.emergency_step]
            continue
        for entry in its.next:
            step = entry.step.step
            assert any(its.truths[r.id] for r in library.by_effect["recommend", step])
            assert not any(
                its.truths[r.id] and its.truths[until_name(r)] is not True
                for r in library.by_effect.get(("hold", step), ())
            )
            assert not any(its.truths[r.id] for r in library.by_effect.get(("close", step), ()))


@pytest.mark.parametrize("seed", range(5))
def test_eight_threads_at_once_give_the_same_agendas(seed: int) -> None:
    random = Random(seed)
    library = strategies.random_library(random)
    cases = [strategies.random_case(random, library) for _ in range(40)]
    reasoner = reasoner_of(library)
    alone = [reasoner.agenda(case) for case in cases]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(reasoner.agenda, cases * 4))
    for i, its in enumerate(together):
        one = alone[i % len(cases)]
        assert dict(its.statuses) == dict(one.statuses)
        assert its.next == one.next
        assert its.truths == one.truths
