"""Weighing: the status of every step of one case, tried in the order of the design."""

from __future__ import annotations

from collections.abc import Mapping

from workup.knowledge.library import Library
from workup.knowledge.pathways import Step
from workup.knowledge.rules import URGENCIES, Recommend, Rule
from workup.reasoning.agenda import Status, StepStatus
from workup.reasoning.case import MOST_ATTEMPTS, CheckedCase
from workup.reasoning.compiling import until_name
from workup.reasoning.terms import MaskTable, Openness
from workup.reasoning.truth import Truth

RulesOf = Mapping[tuple[str, str], tuple[Rule, ...]]
"""The rules by (effect, step); every step has an entry for every effect that bears on steps."""


class Weigher:
    """Weigh the steps of one case; statuses are tried in the order of the design."""

    def __init__(
        self,
        library: Library,
        rules: RulesOf,
        masks: MaskTable,
        case: CheckedCase,
        done: frozenset[str],
        truths: Mapping[str, Truth],
    ) -> None:
        self._library, self._rules, self._masks = library, rules, masks
        self._case, self._done, self._truths = case, done, truths
        self._again = frozenset(
            step
            for step in done
            if case.attempts.get(step, 1) < MOST_ATTEMPTS and self._asked_again(step) and not self._closed(step)
        )
        self._open: Openness = masks.read(case.findings, done, case.unobtainable, self._again)
        self._reached_bits = 0
        self.reachable = self._reach()

    def _asked_again(self, step: str) -> tuple[Rule, ...]:
        return tuple(
            rule
            for rule in self._rules["recommend", step]
            if isinstance(rule.then, Recommend) and rule.then.again and self._truths[rule.id]
        )

    def _passing(self, step: str) -> int:
        """Give the literals that hold or can still hold by the steps reached, without the results of `step`."""
        return self._open.holding | (self._reached_bits & ~self._open.bits_of(step))

    def _add_reached(self, step: str) -> None:
        self._reached_bits |= self._open.bits_of(step)

    def _possible(self, name: str, passing: int) -> bool:
        return self._truths[name] is True or self._masks.possible(name, passing)

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
            self._add_reached(step)
        waiting = [step for step in self._library.steps if step not in reached and not self._closed(step)]
        grew = True
        while grew:
            grew = False
            for step in list(waiting):
                passing = self._passing(step)
                if any(self._possible(rule.id, passing) for rule in self._rules["recommend", step]) and all(
                    self._possible(until_name(hold), passing) for hold in self._active(step)
                ):
                    reached.add(step)
                    self._add_reached(step)
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
        passing = self._passing(name)
        rules = self._rules["recommend", name]
        again = name in self._again
        if again:
            rules = self._asked_again(name)
        true = tuple(sorted((rule for rule in rules if self._truths[rule.id]), key=_urgency_of))
        could = tuple(rule for rule in rules if not self._truths[rule.id] and self._possible(rule.id, passing))
        active, closed = self._active(name), self._closed(name)
        could_hold = tuple(
            rule
            for rule in self._rules["hold", name]
            if rule not in active
            and self._truths[until_name(rule)] is not True
            and self._truths[rule.id] is None
            and self._possible(rule.id, passing)
        )
        touched = name in self._done or name in self._case.pending or self._has_result(name)
        status = self._status(name, again, bool(true), bool(could), bool(active), bool(closed), bool(could_hold))
        endless = [rule for rule in active if status == "held" and not self._possible(until_name(rule), passing)]
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
            again=again,
            dead_end=tuple(endless),
        )

    def _status(
        self, name: str, again: bool, true: bool, could: bool, active: bool, closed: bool, could_hold: bool
    ) -> Status:
        if name in self._done and not again:
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
