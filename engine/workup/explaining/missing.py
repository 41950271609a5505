"""What is missing: the inclusion-minimal sets of findings and steps that would make a step next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workup.explaining.assigning import Assigning
from workup.explaining.openings import Openings
from workup.explaining.unholding import Unholding
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import CheckedCase
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.spaces import holds
from workup.reasoning.terms import Allowed

COST = {
    "ask": 1,
    "examine": 2,
    "reassure": 2,
    "escalate": 2,
    "refer": 3,
    "discuss": 3,
    "follow_up": 3,
    "image": 10,
    "test": 30,
    "biopsy": 100,
}
"""What it costs to learn a thing, by the kind of its step: asking is cheapest, a needle dearest."""


@dataclass(frozen=True)
class MissingSet:
    """Findings to be stated, with the values that would do, and steps to be done.

    `assignment` is one choice of values that makes the step next.
    """

    allowed: Mapping[str, Allowed]
    assignment: Mapping[str, Value]
    steps: tuple[str, ...]
    cost: int

    @property
    def names(self) -> frozenset[str]:
        """Give the findings and steps of the set."""
        return frozenset(self.assignment) | frozenset(self.steps)


def missing_sets(agenda: Agenda, step: str, reasoner: Reasoner) -> tuple[MissingSet, ...]:
    """Give every inclusion-minimal set that would make a waiting or held step next, cheapest first.

    A set names no result of the step itself and nothing that only steps not indicated would yield.
    Empty for a step of another status.
    """
    its = agenda.statuses[step]
    if its.status not in ("waiting", "held"):
        return ()
    trial = _Trial(agenda, step, reasoner)
    found: dict[frozenset[str], MissingSet] = {}
    for one in trial.unheld() if its.could_hold else trial.recommended():
        found.setdefault(one.names, one)
    steps = frozenset(name for one in found.values() for name in one.steps)
    least = (one for one in found.values() if not trial.is_needless(one, found, steps))
    return tuple(sorted(least, key=lambda s: (s.cost, len(s.names), sorted(s.names))))


class _Trial:
    """Try the ways that are open for a step, and keep those that nothing turns away."""

    def __init__(self, agenda: Agenda, step: str, reasoner: Reasoner) -> None:
        self._agenda, self._step, self._reasoner = agenda, step, reasoner
        self._library, self._space = agenda.library, reasoner.space
        self._openings = Openings(agenda, step, reasoner)
        self._assigning = Assigning(self._space, self._library)
        self._closing = self._openings.open_terms("close", step)
        self._stopping = self._openings.open_terms("escalate", self._library.emergency_step)

    def recommended(self) -> Iterator[MissingSet]:
        """Give the sets of a step on which no hold can come besides the active ones."""
        by_names: dict[int, list[int]] = {}
        for term in self._openings.recommended():
            by_names.setdefault(term & self._space.named, []).append(term)
        found: list[int] = []
        for names in sorted(by_names, key=lambda names: (self._space.size(names), sorted(self._space.names(names)))):
            if any(not known & ~names for known in found):
                continue
            if done := self._verified(by_names[names]):
                found.append(self._named(done))
                yield done

    def unheld(self) -> Iterator[MissingSet]:
        """Give the sets of a step on which a hold could still come."""
        found: list[int] = []
        for term in Unholding(self._openings, self._done_by).ways(found):
            if done := self._verified([term]):
                found.append(self._named(done))
                yield done

    def is_needless(self, one: MissingSet, found: Iterable[frozenset[str]], steps: frozenset[str]) -> bool:
        """Say whether a part of a set would do: one that is found, or that makes `steps` of a found one done."""
        if any(other < one.names for other in found):
            return True
        if steps <= one.names:
            return False
        done = self._stating(one.assignment, one.steps)[1]
        more = one.names | (done - self._agenda.done)
        if not any(other <= more and other != one.names for other in found):
            return False
        for left_out in one.assignment:
            less = {name: value for name, value in one.assignment.items() if name != left_out}
            case, done = self._stating(less, one.steps)
            if self._reasoner.standing(case, self._step, done) == "next":
                return True
        return False

    def _named(self, found: MissingSet) -> int:
        return self._space.named & self._space.wholes(found.names)

    def _steps(self, term: int) -> tuple[str, ...]:
        return tuple(name for name in self._space.names(term) if name in self._library.steps)

    def _stating(self, assignment: Mapping[str, Value], steps: Iterable[str]) -> tuple[CheckedCase, frozenset[str]]:
        """Give the case with more stated and done, and every step that is done in it."""
        case = self._agenda.case.stating(assignment, steps)
        return case, self._reasoner.done_besides(case, self._agenda.done, assignment)

    def _done_by(self, term: int) -> frozenset[str]:
        """Give the steps that are done once a term holds."""
        return self._stating(self._assigning.first(term), self._steps(term))[1]

    def _verified(self, terms: list[int]) -> MissingSet | None:
        """Try the assignments of terms over the same names until nothing turns the step away.

        A step that the stated findings make done is not named besides.
        """
        library = self._library
        for number, (term, assignment, named) in enumerate(self._assigned(terms)):
            if not self._is_next(assignment, named, first=not number):
                if library.emergency_step in self._agenda.done or not set(assignment) & set(library.safety_findings):
                    continue
                named = (library.emergency_step, *named)  # a red flag is no way on its own: it is made safe first
                if not self._is_next(assignment, named, first=not number):
                    continue
            allowed = {name: self._space.allowed(name, term) for name in assignment}
            return MissingSet(allowed, assignment, named, _cost([*allowed, *named], library))
        return None

    def _assigned(self, terms: list[int]) -> Iterable[tuple[int, dict[str, Value], tuple[str, ...]]]:
        """Give assignments of terms, each with the steps that it does not itself make done; fewest such first."""
        steps = self._steps(terms[0])
        every = ((term, assignment) for term in terms for assignment in self._assigning.assignments(term))
        if not steps:
            return ((term, assignment, ()) for term, assignment in every)
        found = []
        for term, assignment in every:
            implied = self._stating(assignment, ())[1]
            found.append((term, assignment, tuple(name for name in steps if name not in implied)))
        return sorted(found, key=lambda way: len(way[2]))

    def _is_next(self, assignment: dict[str, Value], named: tuple[str, ...], *, first: bool) -> bool:
        """Say whether nothing turns the step away; no hold was found to come for the `first` assignment of a term."""
        case, done = self._stating(assignment, named)
        world = self._space.world(case.findings, done)
        untried = not first and self._agenda.statuses[self._step].could_hold
        undone = not done >= self._agenda.done or self._openings.again
        if untried or undone or self._reasoner.repeats(done, world):
            return self._reasoner.standing(case, self._step, done) == "next"
        if self._step in done and self._step not in case.done:
            return False
        stopped = self._library.emergency_step not in done and holds(self._stopping, world)
        return not stopped and not holds(self._closing, world)


def _cost(names: Iterable[str], library: Library) -> int:
    names = list(names)
    steps = {name if name in library.steps else library.findings[name].step for name in names}
    asked = sum(1 for name in names if name not in library.steps)
    return sum(COST[library.steps[name].kind] for name in steps) * 10 + asked
