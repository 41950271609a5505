"""What is missing: the inclusion-minimal sets of findings and steps that would make a step next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

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

    `assignment` is one choice of values that makes the step next; `allowed` gives for each finding every value that
    would do beside those of the others, of a number the interval round its own.
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

    A set names no result of the step itself and nothing that only steps not indicated would yield. One that keeps a
    hold away by closing its sources names three findings and steps at most, or only what another set names.
    Empty for a step of another status.
    """
    its = agenda.statuses[step]
    if its.status not in ("waiting", "held"):
        return ()
    trial = _Trial(agenda, step, reasoner)
    found: dict[frozenset[str], MissingSet] = {}
    for one in (*trial.flagged(), *(trial.unheld() if its.could_hold else trial.recommended())):
        one = trial.without_needless_steps(one)
        found.setdefault(one.names, one)
    least = (one for names, one in found.items() if not trial.is_needless(names, one, found))
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
        self._turning: dict[str, list[int]] = {}

    def flagged(self) -> Iterator[MissingSet]:
        """Give the red flags, where the step is the one that they ask for: nothing holds it then."""
        if self._step == self._library.emergency_step:
            for term in self._openings.flags():
                values = {name: [*self._assigning.values(name, term)] for name in self._space.names(term)}
                if assignment := self._enough(values, (), values, ()):
                    allowed = {name: self._space.allowed(name, term, value) for name, value in assignment.items()}
                    yield MissingSet(allowed, assignment, (), _cost(allowed, self._library))

    def recommended(self) -> Iterator[MissingSet]:
        """Give the sets of a step on which no hold can come besides the active ones."""
        found: list[int] = []
        terms, seen = self._openings.recommended(), set[int]()
        failed: list[int] = []
        while terms:
            by_names: dict[int, list[int]] = {}
            for term in dict.fromkeys(term for term in terms if term not in seen):
                seen.add(term)
                by_names.setdefault(term & self._space.named, []).append(term)
            terms = []
            for names in sorted(by_names, key=lambda n: (self._space.size(n), sorted(self._space.names(n)))):
                if any(not known & ~names for known in found):
                    continue
                if done := self._verified(by_names[names]):
                    found.append(self._named(done))
                    yield done
                else:
                    failed += by_names[names]
                    terms += [more for term in by_names[names] for more in self._otherwise(term)]

        if failed and self._openings.rules("hold", self._step):
            yield from self._unheld(found, failed)  # a step that is repeated may bring a hold that could not come

    def _otherwise(self, term: int) -> Iterator[int]:
        """Give the terms that go further than one that was turned away."""
        case, done = self._stating(self._assigning.first(term), self._steps(term))
        for way in self._openings.otherwise(self._space.world(case.findings, done), done):
            both = self._space.join(term, way)
            if both is not None and both != term:
                yield both

    def unheld(self) -> Iterator[MissingSet]:
        """Give the sets of a step on which a hold could still come."""
        yield from self._unheld([], self._openings.recommended())

    def _unheld(self, found: list[int], terms: list[int]) -> Iterator[MissingSet]:
        for term in Unholding(self._openings, self._done_by, self._otherwise).ways(found, terms):
            if done := self._verified([term]):
                found.append(self._named(done))
                yield done

    def without_needless_steps(self, one: MissingSet) -> MissingSet:
        """Give the set without a step that other values of its findings make done, where these would do too."""
        for step in one.steps:
            if not self._makers(step).isdisjoint(one.assignment):
                steps = tuple(name for name in one.steps if name != step)
                if assignment := self._enough(
                    one.assignment, steps, {name: [v] for name, v in one.assignment.items()}, [step]
                ):
                    allowed = {
                        name: one.allowed[name] if value == one.assignment[name] else self._space.alone(name, value)
                        for name, value in assignment.items()
                    }
                    less = MissingSet(allowed, assignment, steps, _cost([*assignment, *steps], self._library))
                    return self.without_needless_steps(less)
        return one

    def is_needless(self, names: frozenset[str], one: MissingSet, found: Mapping[frozenset[str], MissingSet]) -> bool:
        """Say whether a part of a set would do: one that is found, or one that makes the steps of a found one done."""
        if any(other < names for other in found):
            return True
        for its, other in found.items():
            made = [step for step in other.steps if not self._makers(step).isdisjoint(names)]
            if made and other is not one and its - set(made) <= names and self._part_does(one, other, made):
                return True
        return False

    def _part_does(self, one: MissingSet, other: MissingSet, made: Iterable[str]) -> bool:
        """Say whether the names of a set but one would do, with the values of either, or any that make steps done."""
        values = {
            name: list(dict.fromkeys((value, other.assignment.get(name, value))))
            for name, value in one.assignment.items()
        }
        for left_out in one.names - other.names:
            names = [name for name in one.assignment if name != left_out]
            steps = [name for name in one.steps if name != left_out]
            if self._enough(names, steps, values, made):
                return True
        return False

    def _enough(
        self, names: Iterable[str], steps: Collection[str], values: Mapping[str, Sequence[Value]], made: Iterable[str]
    ) -> dict[str, Value] | None:
        """Give values for findings that make the step next; any value is tried of those that could make steps done."""
        makers = frozenset(name for step in made for name in self._makers(step))
        names = list(names)
        choices = [self._space.standing_for_all(name) if name in makers else values[name] for name in names]
        for chosen in product(*choices):
            assignment = dict(zip(names, chosen, strict=True))
            case, done = self._stating(assignment, steps)
            if self._reasoner.standing(case, self._step, done, self._agenda) == "next":
                return assignment
        return None

    def _makers(self, step: str) -> frozenset[str]:
        return frozenset(self._library.steps[step].done_when.named)

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
        ways = list(self._assigned(terms))
        for number, (term, assignment, named) in enumerate(ways):
            if self._is_next(assignment, named, first=not number):
                return self._set(term, assignment, named)
        emergency = self._library.emergency_step
        if emergency in self._agenda.done or emergency == self._step:
            return None
        for number, (term, assignment, named) in enumerate(ways):
            if not set(self._library.safety_findings).isdisjoint(assignment):
                named = (emergency, *named)  # a red flag is no way on its own: it is made safe first
                if self._is_next(assignment, named, first=not number):
                    return self._set(term, assignment, named)
        return None

    def _set(self, term: int, assignment: dict[str, Value], named: tuple[str, ...]) -> MissingSet:
        allowed = {name: self._would_do(name, term, assignment, named) for name in assignment}
        return MissingSet(allowed, assignment, named, _cost([*allowed, *named], self._library))

    def _would_do(self, name: str, term: int, assignment: Mapping[str, Value], steps: Iterable[str]) -> Allowed:
        """Give the values of a finding that a term allows, less those that something else turns away."""
        own, turning = assignment[name], self._turning_on(name)
        kept = self._space.bit(name, own)
        done: frozenset[str] | None = None
        for value in self._space.standing_for_all(name) if turning else ():
            bit = self._space.bit(name, value)
            if bit & term or all(bool(way & bit) is bool(way & kept) for way in turning):
                continue
            done = self._stating(assignment, steps)[1] if done is None else done
            other = {**assignment, name: value}
            if not self._is_next(other, steps, first=self._stating(other, steps)[1] == done):
                term |= bit
        return self._space.allowed(name, term, own)

    def _turning_on(self, name: str) -> list[int]:
        """Give the terms by which one value of a finding may do where another does not."""
        if name not in self._turning:
            whole = self._space.whole[name]
            ways = (*self._reasoner.turning, *self._closing, *self._stopping)
            self._turning[name] = [way for way in ways if way & whole]
        return self._turning[name]

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

    def _is_next(self, assignment: Mapping[str, Value], named: Iterable[str], *, first: bool) -> bool:
        """Say whether nothing turns the step away; no hold was found to come for the `first` assignment of a term."""
        case, done = self._stating(assignment, named)
        world = self._space.world(case.findings, done)
        untried = not first and self._agenda.statuses[self._step].could_hold
        undone = not done >= self._agenda.done or self._openings.again
        if untried or undone or self._reasoner.repeats(done, world):
            return self._reasoner.standing(case, self._step, done, self._agenda) == "next"
        if self._step in done and self._step not in case.done:
            return False
        stopped = self._library.emergency_step not in done and holds(self._stopping, world)
        return not stopped and not holds(self._closing, world)


def _cost(names: Iterable[str], library: Library) -> int:
    names = list(names)
    steps = {name if name in library.steps else library.findings[name].step for name in names}
    asked = sum(1 for name in names if name not in library.steps)
    return sum(COST[library.steps[name].kind] for name in steps) * 10 + asked
