"""Which steps are done: by the case's word, or because their results are stated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from workup.knowledge.criteria import Condition
from workup.knowledge.library import Library
from workup.knowledge.pathways import Step
from workup.reasoning.case import CheckedCase
from workup.reasoning.truth import Test, compile_test


class Doneness:
    """What makes each step of a library done."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._tests = {step.step: _test(step) for step in library.pathway.steps}

    def steps(self, case: CheckedCase) -> frozenset[str]:
        """Give the steps that are done in a case."""
        return case.done.union(step for step in self._tests if self._is_done(step, case))

    def besides(self, case: CheckedCase, done: frozenset[str], findings: Iterable[str]) -> frozenset[str]:
        """Give the steps that are done in a case, from those `done` before some of its findings were stated."""
        touched = {step for name in findings for step in self._touched.get(name, ())}
        return (done - touched).union(case.done, (step for step in touched if self._is_done(step, case)))

    @property
    def conditions(self) -> list[Condition]:
        """Give the conditions by which the value of a result decides whether its step is done."""
        return [condition for step in self._library.pathway.steps for condition in _conditions(step)]

    def _is_done(self, step: str, case: CheckedCase) -> bool:
        if step in case.done or step in case.pending:
            return step in case.done
        stated, asked = case.findings, case.unobtainable
        named, every, also, only_if = self._tests[step]
        unstated = [f for f in named if f not in stated]
        if len(unstated) == len(named) or (every and not asked.issuperset(unstated)):
            return False
        return only_if(stated) is True and all(
            test(stated) is not True or all(f in stated or f in asked for f in names) for test, names in also
        )

    @cached_property
    def _touched(self) -> dict[str, list[str]]:
        """By finding: the steps that it can make done or undone."""
        found: dict[str, list[str]] = {}
        for step in self._library.pathway.steps:
            conditions = _conditions(step)
            read = {name for condition in conditions for name in self._library.findings_in(condition)}
            asked = {name for also in step.done_when.also for name in also.all}
            for name in {*read, *asked, *step.done_when.named}:
                found.setdefault(name, []).append(step.step)
        return found


def _conditions(step: Step) -> list[Condition]:
    """Give the conditions that are read of a step whose results are stated."""
    return [step.done_when.only_if, *(also.when for also in step.done_when.also)]


def _test(step: Step) -> tuple[tuple[str, ...], bool, tuple[tuple[Test, tuple[str, ...]], ...], Test]:
    """Give what is to be stated, whether all of it, what is to be stated besides, and the last condition."""
    done = step.done_when
    also = tuple((compile_test(item.when), item.all) for item in done.also)
    return done.all or done.any, bool(done.all), also, compile_test(done.only_if)
