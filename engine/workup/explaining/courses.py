"""Courses: how something could still come true once a term holds, by which terms and which steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workup.explaining.openings import Openings
from workup.reasoning.spaces import holds


class Courses:
    """The steps that could still be taken once a term holds, each with the terms that lead to it.

    As in weighing, a step rests on those before it, and its own results do not count. What the term leaves open
    between several values counts as possible.
    """

    def __init__(self, openings: Openings, term: int, done: frozenset[str]) -> None:
        self._openings, self._own, self._term = openings, dict(openings.own), term
        self._space = openings.space
        told = self._space.told(term)
        self._told = term & self._space.named
        self.done = done
        self._world = openings.world & ~told
        self.surely = openings.surely(term)
        self._stated = self._world & openings.stated
        self._repeated = 0
        """All places of the steps to be repeated, whose results may change though they are told."""
        for step in done:
            if openings.repeats(step, self.surely):
                self._own[step] = self._space.whole_of_step[step]
                self._repeated |= self._own[step]
        self._by: dict[str, list[int]] = {}
        """By step that could still be taken: the terms that lead to it; none for a step done or pending."""
        self._opened = 0
        for step in (*done, *openings.agenda.case.pending):
            self._reach(step, [])
        self._spread()

    def _reach(self, step: str, by: list[int]) -> None:
        self._by[step] = by
        self._opened |= self._own[step]

    def _spread(self) -> None:
        surely = self.surely
        waiting = [
            access
            for access in self._openings.access
            if access.step not in self._by and not holds(access.closed, surely)
        ]
        grew = True
        while grew:
            grew, later = False, []
            for access in waiting:
                by = [self.possible(access.asked, access.step)]
                by += [
                    self.possible(until, access.step)
                    for when, until in access.held
                    if holds(when, surely) and not holds(until, surely)
                ]
                if None in by:
                    later.append(access)
                else:
                    self._reach(access.step, [way for way in by if way is not None])
                    grew = True
            waiting = later

    def possible(self, ways: Iterable[int], step: str) -> int | None:
        """Give the first of some terms that can still come true, without the results of `step`; None without one."""
        own = self._space.whole_of_step[step]
        fixed = self._world & ~(self._opened & ~self._own[step])
        told = self._term & ~(self._repeated & ~own)
        for way in ways:
            if not way & fixed and (not way & self._told or self._space.fits(way | told, way & told)):
                return way
        return None

    def undecided(self, ways: Iterable[int]) -> bool:
        """Say whether what is stated and told leaves it open that a term comes true."""
        return any(not way & self._stated and self._space.fits(way | self._term, way & self._term) for way in ways)

    def _must_yield(self, term: int) -> Iterator[str]:
        """Give the names of a term of which a step must yield the value: neither told nor standing so already."""
        for name in self._space.names(term):
            whole = self._space.whole[name]
            against = not whole & ~(term | self._term) if whole & self._told else term & whole & self._world
            if against:
                yield name

    def behind(self, way: int) -> tuple[list[int], list[str], int]:
        """Give how a term could come true: the terms, itself among them, the steps to be taken, and what is told.

        What is told is the part that all this rests on of the term held to be true.
        """
        library = self._openings.agenda.library
        terms, steps, told = [way], list[str](), 0
        for term in terms:
            told |= term & self._told
            for name in self._must_yield(term):
                step = name if name in library.steps else library.findings[name].step
                if step not in steps:
                    steps.append(step)
                    terms += self._by[step]
                    if step in self.done - self._openings.agenda.done:
                        told |= self._term & self._openings.makes_done(step)
        return terms, steps, told
