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
        self._implied = done - openings.agenda.done
        flipped = self._space.wholes(done ^ openings.agenda.done)  # what the term makes done, or undone
        self._world = (openings.world ^ flipped) & ~told
        self.surely = self._world | (told & ~term)
        self._stated = self._world & openings.stated
        self._asked_again: dict[str, int] = {}
        """By step to be repeated, whose results may change though they are told: the term that asks for it again."""
        self._repeated = 0
        """All places of these steps."""
        for step in done:
            again = openings.repeats(step, self.surely)
            if again is not None:
                self._asked_again[step] = again
                self._own[step] = self._space.whole_of_step[step]
                self._repeated |= self._own[step]
        self._by: dict[str, list[int]] = {}
        """By step that could still be taken: the terms that lead to it; none for a step done or pending."""
        self._resting: dict[str, int] = {}
        """By step: all places of what releases the holds on it for sure."""
        self._opened = 0
        for step in (*done, *openings.agenda.case.pending):
            self._reach(step, [])
        self._spread()

    def _reach(self, step: str, by: list[int]) -> None:
        self._by[step] = by
        self._opened |= self._own[step]

    def _spread(self) -> None:
        """Reach every step that can be asked for, and whose active holds can be released, until none is left."""
        surely = self.surely
        waiting: list[tuple[str, list[tuple[int, ...]]]] = []
        for access in self._openings.access:
            if access.step in self._by or holds(access.closed, surely):
                continue
            asked, resting = [access.asked], 0
            for when, until in access.held:
                if holds(when, surely):
                    released = next((way for way in until if not way & surely), None)
                    if released is None:
                        asked.append(until)
                    else:
                        resting |= self._rests_on(released)
            self._resting[access.step] = resting
            waiting.append((access.step, asked))
        grew = True
        while grew:
            grew, later = False, []
            for step, asked in waiting:
                by = []
                for ways in asked:
                    way = self.possible(ways, step)
                    if way is None:
                        later.append((step, asked))
                        break
                    by.append(way)
                else:
                    self._reach(step, by)
                    grew = True
            waiting = later

    def _rests_on(self, way: int) -> int:
        """Give all places of what a term names, and of what makes the steps done that the term implies."""
        found = self._space.told(way)
        for step in self._implied.intersection(self._space.names(way)):
            found |= self._openings.makes_done(step)
        return found

    def possible(self, ways: Iterable[int], step: str) -> int | None:
        """Give the first of some terms that can still come true, without the results of `step`; None without one."""
        own = self._space.whole_of_step[step]
        fixed = self._world & ~(self._opened & ~self._own[step])
        told = self._term & ~(self._repeated & ~own)
        for way in ways:
            if not way & fixed and (not way & self._told or self._space.fits(way | told, way & told)):
                return way
        return None

    def undecided(self, ways: Iterable[int]) -> list[int]:
        """Give the terms of which what is stated and told leaves it open that they come true."""
        return [way for way in ways if not way & self._stated and self._space.fits(way | self._term, way & self._term)]

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
                    told |= self._term & self._resting.get(step, 0)
                    if step in self.done:
                        told |= self._term & self._openings.makes_done(step)
                    if step in self._asked_again:
                        told |= self._term & self._rests_on(self._asked_again[step])
        return terms, steps, told
