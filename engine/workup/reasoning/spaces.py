"""Terms, cases and what is still open as sets of bits, so that one integer operation tells what can still be.

Each finding and each step has a handful of places, a bit each: not stated (not done), and one for every value that
any condition tells apart. A term is written as the places that it rules out; a case, its world, as the one
place of each finding and step where it stands. Then a term holds in a world where it rules out no place of it,
both of two terms are asked for by the union of their bits, and a term asks no more than another where its bits
are among the other's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from workup.knowledge.criteria import Between, Compare, leaves
from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.reasoning.terms import Allowed, Interval, Term


class Numbers:
    """The values of one number that no condition tells apart: each bound, and each gap between two."""

    def __init__(self, finding: Finding, bounds: Iterable[float], first: int) -> None:
        assert finding.range is not None
        low, high = finding.range
        self._cuts = sorted({low, high, *(bound for bound in bounds if low < bound < high)})
        parts: list[Interval | None] = [Interval(low, low)]
        for left, right in pairwise(self._cuts):
            parts += [Interval(left, right, True, True), Interval(right, right)]
        if finding.whole:
            parts = [part.whole() if part else None for part in parts]
        self._bits = [0] * len(parts)
        self.parts: list[tuple[Interval, int]] = []
        for place, part in enumerate(parts):
            if part is not None:
                self._bits[place] = first << len(self.parts)
                self.parts.append((part, self._bits[place]))

    def bit(self, value: float) -> int:
        """Give the bit of a number."""
        place = bisect_left(self._cuts, value)
        return self._bits[2 * place if self._cuts[place] == value else 2 * place - 1]

    def bits(self, allowed: Interval) -> int:
        """Give the bits of an interval whose ends are bounds."""
        return _or(bit for part, bit in self.parts if (part.low + part.high) / 2 in allowed)

    def intervals(self, bits: int) -> list[Interval]:
        """Give the intervals that some bits make up, lowest first."""
        found: list[Interval] = []
        joins = False
        for part, bit in self.parts:
            if bits & bit:
                if joins:
                    part = Interval(found[-1].low, part.high, found[-1].low_open, part.high_open)
                    found.pop()
                found.append(part)
            joins = bool(bits & bit)
        return found


class Space:
    """The places where every finding and step of a library may stand."""

    def __init__(self, library: Library) -> None:
        bounds = _bounds(library)
        self.unknown: dict[str, int] = {}
        """By finding and step: the place of what is not stated, and of what is not done."""
        self.whole: dict[str, int] = {}
        """By finding and step: all its places."""
        self._values: dict[tuple[str, Value], int] = {}
        self._numbers: dict[str, Numbers] = {}
        free = 1
        for name in (*library.findings, *library.steps):
            first, start = free, free << 1
            finding = library.findings.get(name)
            if finding is not None and finding.type == "number":
                self._numbers[name] = Numbers(finding, bounds.get(name, ()), start)
                free = start << len(self._numbers[name].parts)
            else:
                for free, value in enumerate(_values(finding)):
                    self._values[name, value] = start << free
                free = start << free + 1
            self.unknown[name], self.whole[name] = first, free - first
        self._name_at = {bit: name for name, bit in self.unknown.items()}
        self._whole_at = {bit: self.whole[name] for bit, name in self._name_at.items()}
        self._values_of = {name: _values(finding) for name, finding in library.findings.items()}
        self.named = _or(self.unknown.values())
        """The places of all that is not stated or not done; a term names what it rules this place out of."""
        self.whole_of_step = {
            step: self.whole[step] | _or(self.whole[f.finding] for f in library.findings_of[step])
            for step in library.steps
        }
        """By step: all places of the step and of its results."""

    # -- terms ---------------------------------------------------------------------------------------

    def mask(self, term: Term) -> int:
        """Write a term as the places that it rules out."""
        return _or(self.whole[name] & ~self._allowed(name, allowed) for name, allowed in term.items())

    def masks(self, terms: Iterable[Term]) -> tuple[int, ...]:
        """Write terms, those first that name least."""
        return tuple(sorted((self.mask(term) for term in terms), key=self.size))

    def _allowed(self, name: str, allowed: Allowed) -> int:
        if isinstance(allowed, Interval):
            return self._numbers[name].bits(allowed)
        return _or(self._values[name, value] for value in allowed)

    def ways_allowed(self, name: str, mask: int) -> list[Allowed]:
        """Give the values of a finding that a term allows; of a number each interval."""
        if name in self._numbers:
            return [*self._numbers[name].intervals(self.whole[name] & ~(mask | self.unknown[name]))]
        values = [value for value in self._values_of[name] if not self._values[name, value] & mask]
        return [frozenset(value for value in values if isinstance(value, str)) or frozenset(map(bool, values))]

    def allowed(self, name: str, mask: int, value: Value) -> Allowed:
        """Give the values of a finding that a term allows; of a number the interval with a `value`."""
        return next(found for found in self.ways_allowed(name, mask) if value in found)

    def standing_for_all(self, name: str) -> list[Value]:
        """Give a value of a finding for each place where it may stand."""
        if name not in self._numbers:
            return list(self._values_of[name])
        return [(part.low + part.high) / 2 if part.low_open else part.low for part, _ in self._numbers[name].parts]

    def alone(self, name: str, value: Value) -> Allowed:
        """Give what no condition tells apart from a value of a finding."""
        return self.allowed(name, self.whole[name] & ~self.bit(name, value), value)

    def size(self, mask: int) -> int:
        """Give how many findings and steps a term names."""
        return (mask & self.named).bit_count()

    def names(self, mask: int) -> Iterator[str]:
        """Give what a term names: findings in the library's order, then steps."""
        rest = mask & self.named
        while rest:
            bit = rest & -rest
            rest ^= bit
            yield self._name_at[bit]

    def told(self, mask: int) -> int:
        """Give all places of what a term names."""
        found, rest = 0, mask & self.named
        while rest:
            bit = rest & -rest
            rest ^= bit
            found |= self._whole_at[bit]
        return found

    def fits(self, mask: int, both: int) -> bool:
        """Say whether a term can hold; `both` has the places of what could make it not: all that two terms name."""
        rest = both & self.named
        while rest:
            bit = rest & -rest
            rest ^= bit
            if not self._whole_at[bit] & ~mask:
                return False
        return True

    def join(self, one: int, other: int) -> int | None:
        """Give the term that asks for both; None where no case fits both."""
        both = one | other
        return both if self.fits(both, one & other) else None

    def absorb(self, terms: Iterable[int]) -> list[int]:
        """Drop every term that another one makes needless."""
        kept: list[int] = []
        for term in sorted(terms, key=self.size):
            ruled = ~term
            for other in kept:  # a plain loop: nothing is read more often
                if not other & ruled:
                    break
            else:
                kept = [other for other in kept if term & ~other]
                kept.append(term)
        return kept

    def denials(self, name: str, mask: int) -> list[int]:
        """Give the terms that state a finding otherwise than a term allows; a number may be below or above."""
        refused = mask & self.whole[name] & ~self.unknown[name]
        if name in self._numbers:
            parts = [self._numbers[name].bits(part) for part in self._numbers[name].intervals(refused)]
        else:
            parts = [refused] if refused else []
        return [self.whole[name] & ~part for part in parts]

    # -- worlds --------------------------------------------------------------------------------------

    def world(self, findings: Mapping[str, Value], done: Iterable[str]) -> int:
        """Give the place of every finding and step in a case."""
        world = self.named
        for name, value in findings.items():
            world ^= self.unknown[name] | self.bit(name, value)
        for step in done:
            world ^= self.whole[step]
        return world

    def bit(self, name: str, value: Value) -> int:
        """Give the place of one value."""
        if name in self._numbers:
            assert not isinstance(value, str)
            return self._numbers[name].bit(value)
        return self._values[name, value]

    def wholes(self, names: Iterable[str]) -> int:
        """Give all places of some findings and steps."""
        return _or(self.whole[name] for name in names)


def holds(terms: Iterable[int], world: int) -> bool:
    """Say whether a term holds in a world; also whether one can come to hold, given the places that must stay."""
    for term in terms:  # noqa: SIM110 (nothing is read more often, and `any` costs twice the time)
        if not term & world:
            return True
    return False


def _bounds(library: Library) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    for condition in library.conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Compare):
                found.setdefault(leaf.name, set()).add(leaf.number)
            elif isinstance(leaf, Between):
                found.setdefault(leaf.name, set()).update((leaf.low, leaf.high))
    return found


def _values(finding: Finding | None) -> tuple[Value, ...]:
    """Give the values of a finding that is no number; a step has one: done."""
    if finding is None:
        return (True,)
    if finding.type == "yes_no":
        return (True, False)
    return tuple(choice.value for choice in finding.values)


def _or(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found
