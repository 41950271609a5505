"""How a hold that could still come can be kept from coming: released, denied, or its sources closed.

A hold can still come by a course: a term of its `when`, the steps that would yield the findings of it, and for each
of these the terms that lead to it. Whatever keeps the hold away breaks every such course. So one course is
found and broken in each way there is, then the next, until none is left.

Closing far-off sources has no end of ways, most of them of a dozen findings that nobody would supply for that. So a
way that closes one may name `MOST_NAMES` at most, or only what a way without closing names too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from workup.explaining.courses import Courses
from workup.explaining.openings import Openings
from workup.reasoning.spaces import holds

MOST_NAMES = 3
"""How many findings and steps a way may name that closes the source of a finding."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """A course by which a hold could come once the names in `told` are told, and the terms that break it."""

    told: int
    direct: tuple[int, ...]
    """Terms that release the hold, or deny what its `when` asks for."""
    closing: tuple[int, ...]
    """Terms that keep a step of the course from being taken."""

    def stands(self, term: int) -> bool:
        """Say whether the course is still open once a term holds."""
        if self.told & ~term:
            return False
        broken = ~term
        for ways in (self.closing, self.direct):
            for way in ways:  # a plain loop: nothing is read more often
                if not way & broken:
                    return False
        return True


class Unholding:
    """Ways to make a step next, on which no hold can come any more.

    `done_by` gives the steps that are done once a term holds, `otherwise` the terms that go further than one that was
    turned away.
    """

    def __init__(
        self,
        openings: Openings,
        done_by: Callable[[int], frozenset[str]],
        otherwise: Callable[[int], Iterable[int]],
    ) -> None:
        self._openings, self._space, self._done_by, self._otherwise = openings, openings.space, done_by, otherwise
        self._step, self._holds = openings.step, openings.rules("hold", openings.step)
        self._barriers: list[Barrier] = []
        self._step_names = self._space.named & self._space.wholes(openings.agenda.library.steps)
        self._turning = openings.open_terms("close", self._step)

    def ways(self, found: list[int], terms: list[int]) -> Iterator[int]:
        """Give each way that goes on from one of some terms, those that name least first.

        The caller puts the names of each way that proves right into `found`: no way that names them all follows.
        """
        yield from self._search(found, terms, ())
        if large := tuple(known for known in found if self._space.size(known) > MOST_NAMES):
            yield from self._search(found, terms, large)

    def _search(self, found: list[int], terms: list[int], within: tuple[int, ...]) -> Iterator[int]:
        """Break courses until none is left; a way that closes names little, or less than one of `within`."""
        named, fits = self._space.named, self._space.fits
        numbers = count()
        queue: list[tuple[int, int, bool, int]] = []
        waiting: tuple[set[int], set[int]] = (set(), set())

        def add(term: int, way: int, closes: bool) -> None:
            both = term | way
            names = both & named
            size = names.bit_count()
            if within:
                if all(names & ~known or names == known for known in within):
                    return
            elif closes and size > MOST_NAMES and size - self._made(both, names) > MOST_NAMES:
                return
            if both in waiting[0] or (closes and both in waiting[1]) or not fits(both, term & way):
                return
            waiting[closes].add(both)
            heappush(queue, (size, next(numbers), closes, both))

        for term in terms:
            add(term, 0, False)
        while queue:
            _, _, closes, term = heappop(queue)
            waiting[closes].discard(term)
            if any(not known & ~term for known in found):
                continue
            barrier = self._standing(term)
            if barrier is None:
                if holds(self._turning, self._openings.surely(term)):
                    continue
                barrier = self._barrier(term)
                if barrier is None:
                    known = len(found)
                    yield term
                    if len(found) == known:
                        for more in self._otherwise(term):
                            add(term, more, True)
                    continue
                self._barriers.append(barrier)
            for way in barrier.direct:
                add(term, way, closes)
            for way in barrier.closing:
                add(term, way, True)

    def _made(self, term: int, names: int) -> int:
        """Count the steps named whose findings are named besides: what is stated of these may make them done."""
        if not names & self._step_names:
            return 0
        steps = self._openings.agenda.library.steps
        return sum(
            1
            for name in self._space.names(term)
            if name in steps and names & self._openings.makes_done(name) & ~self._space.whole[name]
        )

    def _standing(self, term: int) -> Barrier | None:
        for barrier in self._barriers:
            if barrier.stands(term):
                return barrier
        return None

    def _barrier(self, term: int) -> Barrier | None:
        """Give the shortest course by which a hold could still come, or None."""
        courses = Courses(self._openings, term, self._done_by(term))
        found = []
        for hold in self._holds:
            ways = self._openings.ways(hold)
            if not holds(self._openings.ways_until(hold), courses.surely) and (open_ := courses.undecided(ways)):
                for way in ways:
                    if courses.possible((way,), self._step) is not None:
                        denied = way if way in open_ else open_[0]
                        found.append((hold, denied, way, *courses.behind(way)))
        if not found:
            return None
        hold, denied, way, behind, steps, told = min(found, key=lambda course: len(course[3]))
        openings = self._openings
        direct = [*openings.releases(hold), *openings.denials(denied)]
        if denied != way:
            direct += openings.denials(way)
        for step in openings.agenda.done - courses.done:
            direct += openings.redoings(step)
        closing = [denial for other in behind if other != way for denial in openings.denials(other)]
        for step in steps:
            closing += openings.closings(step, done=step in courses.done)
        news = [self._space.absorb(way for way in ways if way & ~term) for ways in (direct, closing)]
        return Barrier(told, *map(tuple, news))
