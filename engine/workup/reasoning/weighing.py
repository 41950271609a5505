"""Weighing: the status of every step of one case, tried in the order of the design."""

from __future__ import annotations

from collections.abc import Mapping

from workup.knowledge.library import Library
from workup.knowledge.pathways import Step
from workup.knowledge.rules import URGENCIES, Recommend, Rule
from workup.reasoning.agenda import Status, StepStatus
from workup.reasoning.case import MOST_ATTEMPTS, CheckedCase
from workup.reasoning.compiling import until_name
from workup.reasoning.spaces import Space, holds
from workup.reasoning.truth import Truth

RulesOf = Mapping[tuple[str, str], tuple[Rule, ...]]
"""The rules by (effect, step); every step has an entry for every effect that bears on steps."""


class Weigher:
    """Weigh the steps of one case; statuses are tried in the order of the design."""

    def __init__(
        self,
        library: Library,
        rules: RulesOf,
        space: Space,
        ways: Mapping[str, tuple[int, ...]],
        asks: Mapping[str, tuple[int, ...]],
        case: CheckedCase,
        done: frozenset[str],
        truths: Mapping[str, Truth],
    ) -> None:
        self._library, self._rules, self._ways, self._asks = library, rules, ways, asks
        self._case, self._done, self._truths = case, done, truths
        self._again = frozenset(
            step
            for step in done
            if case.attempts.get(step, 1) < MOST_ATTEMPTS and self._asked_again(step) and not self._closed(step)
        )
        self._world = space.world(case.findings, done)
        settled = space.wholes((*case.findings, *case.unobtainable))
        self._own = {
            step: whole if step in self._again else whole & ~settled for step, whole in space.whole_of_step.items()
        }
        """What taking a step could make otherwise: its results, and its being done; all of one to be repeated."""
        self._opened = 0
        self.reachable = self._reach()

    def _asked_again(self, step: str) -> tuple[Rule, ...]:
        return tuple(
            rule
            for rule in self._rules["recommend", step]
            if isinstance(rule.then, Recommend) and rule.then.again and self._truths[rule.id]
        )

    def _fixed(self, step: str) -> int:
        """Give the places that stay as they are, whatever the steps reached show, without the results of `step`."""
        return self._world & ~(self._opened & ~self._own[step])

    def _active(self, step: str) -> tuple[Rule, ...]:
        return tuple(
            rule
            for rule in self._rules["hold", step]
            if self._truths[rule.id] and self._truths[until_name(rule)] is not True
        )

    def _closed(self, step: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self._rules["close", step] if self._truths[rule.id])

    def _reach(self) -> frozenset[str]:
        """Find the least set of steps that can still be taken, each resting on those before it."""
        reached = set(self._done | self._case.pending)
        for step in reached:
            self._opened |= self._own[step]
        waiting = [step for step in self._library.steps if step not in reached and not self._closed(step)]
        grew = True
        while grew:
            grew = False
            for step in list(waiting):
                fixed = self._fixed(step)
                if holds(self._asks[step], fixed) and all(
                    holds(self._ways[until_name(hold)], fixed) for hold in self._active(step)
                ):
                    reached.add(step)
                    self._opened |= self._own[step]
                    waiting.remove(step)
                    grew = True
        return frozenset(reached)

    def _true(self, effect: str, step: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self._rules[effect, step] if self._truths[rule.id])

    def stopped(self, step: Step) -> StepStatus:
        """Weigh a step while a red flag stops everything."""
        name = step.step
        status: Status = "done" if name in self._done else "pending" if name in self._case.pending else "stopped"
        return StepStatus(step, status, deviations=self._active(name) if status != "stopped" else ())

    def weigh(self, step: Step) -> StepStatus:
        """Weigh a step while nothing stops the walk."""
        name = step.step
        true, could = self._recommending(name)
        active, closed, could_hold = self._active(name), self._closed(name), self._could_hold(name)
        touched = name in self._done or name in self._case.pending or self._has_result(name)
        status = self._status(name, bool(true), bool(could), bool(active), bool(closed), bool(could_hold))
        fixed = self._fixed(name)
        endless = [rule for rule in active if status == "held" and not holds(self._ways[until_name(rule)], fixed)]
        return StepStatus(
            step,
            status,
            recommended_by=true,
            could_recommend=could,
            held_by=active,
            could_hold=could_hold,
            closed_by=closed,
            cautions=self._true("caution", name),
            deviations=active if touched else (),
            again=name in self._again,
            dead_end=tuple(endless),
        )

    def status(self, name: str) -> Status:
        """Give a step's status alone, as `weigh` does."""
        true, could = self._recommending(name)
        active, closed, could_hold = self._active(name), self._closed(name), self._could_hold(name)
        return self._status(name, bool(true), bool(could), bool(active), bool(closed), bool(could_hold))

    def _recommending(self, name: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """Give the rules that ask for a step, the decisive one first, and those that still could."""
        rules = self._asked_again(name) if name in self._again else self._rules["recommend", name]
        true = tuple(sorted((rule for rule in rules if self._truths[rule.id]), key=_urgency_of))
        fixed = self._fixed(name)
        could = tuple(rule for rule in rules if not self._truths[rule.id] and holds(self._ways[rule.id], fixed))
        return true, could

    def _could_hold(self, name: str) -> tuple[Rule, ...]:
        fixed = self._fixed(name)
        return tuple(
            rule
            for rule in self._rules["hold", name]
            if self._truths[rule.id] is None
            and self._truths[until_name(rule)] is not True
            and holds(self._ways[rule.id], fixed)
        )

    def _status(self, name: str, true: bool, could: bool, active: bool, closed: bool, could_hold: bool) -> Status:
        if name in self._done and name not in self._again:
            return "done"
        if name in self._case.pending:
            return "pending"
        if closed or not (true or could):
            return "not_indicated"
        if active:
            return "held"
        return "next" if true and not could_hold else "waiting"

    def _has_result(self, step: str) -> bool:
        return any(f.finding in self._case.findings for f in self._library.findings_of[step])


def _urgency_of(rule: Rule) -> int:
    assert isinstance(rule.then, Recommend)
    return URGENCIES.index(rule.then.urgency)
