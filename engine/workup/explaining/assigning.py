"""Values that stand for what a term allows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.reasoning.spaces import Space
from workup.reasoning.terms import Allowed, Interval

_MOST_TRIES = 24


class Assigning:
    """Give values for terms; what stands for one finding is worked out once."""

    def __init__(self, space: Space, library: Library) -> None:
        self._space, self._library = space, library
        self._found: dict[tuple[str, int], list[Value]] = {}

    def assignments(self, term: int) -> Iterator[dict[str, Value]]:
        """Give some assignments of the findings that a term names, in the library's order."""
        names = [name for name in self._space.names(term) if name in self._library.findings]
        for values in islice(product(*(self.values(name, term) for name in names)), _MOST_TRIES):
            yield dict(zip(names, values, strict=True))

    def first(self, term: int) -> dict[str, Value]:
        """Give the first assignment of a term."""
        findings = self._library.findings
        return {name: self.values(name, term)[0] for name in self._space.names(term) if name in findings}

    def values(self, name: str, term: int) -> list[Value]:
        """Give values that stand for those of a finding that a term allows."""
        key = name, term & self._space.whole[name]
        if key not in self._found:
            finding = self._library.findings[name]
            ways = self._space.ways_allowed(name, term)
            self._found[key] = [value for allowed in ways for value in representatives(finding, allowed)]
        return self._found[key]


def representatives(finding: Finding, allowed: Allowed) -> list[Value]:
    """Give the allowed values of a choice, or numbers that stand for an interval.

    >>> from workup import library
    >>> representatives(library().findings["patient.age_years"], Interval(0, 25, high_open=True))
    [0, 24, 12]
    """
    if isinstance(allowed, Interval):
        step = 1 if finding.whole else 0.1
        low = allowed.low + step if allowed.low_open else allowed.low
        high = allowed.high - step if allowed.high_open else allowed.high
        picked = [low, high, (low + high) / 2]
        if finding.whole:
            picked = [round(number) for number in picked]
        return list(dict.fromkeys(round(number, 4) for number in picked if number in allowed))
    if finding.type == "yes_no":
        return sorted(bool(value) for value in allowed)
    return [choice.value for choice in finding.values if choice.value in allowed]
