"""What could still make a rule true: its condition as merged terms over findings and steps.

A term is one way for a condition to hold: for each finding that it reads, the values that it allows.
Conclusions are written out down to findings; contradictory terms fall away, so "can become true" is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor

from workup.knowledge.criteria import All, Any, Between, Compare, Condition, Holds, Is, StepDone, negate
from workup.knowledge.errors import EngineError
from workup.knowledge.library import Library

MOST_TERMS = 4_000


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from `low` to `high`; an open end does not belong to it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: object) -> bool:
        assert isinstance(value, int | float)
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return above and below

    def meet(self, other: Interval) -> Interval | None:
        """Give what both share, or None."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_open = min((self.high, not self.high_open), (other.high, not other.high_open))
        met = Interval(low, high, low_open, not high_open)
        if met.low > met.high or (met.low == met.high and (met.low_open or met.high_open)):
            return None
        return met

    def whole(self) -> Interval | None:
        """Give the whole numbers of the interval, both ends included; None where there are none."""
        low = floor(self.low) + 1 if self.low_open else ceil(self.low)
        high = ceil(self.high) - 1 if self.high_open else floor(self.high)
        return Interval(low, high) if low <= high else None


Allowed = frozenset[str] | frozenset[bool] | Interval
"""The values of one finding that a term allows; for a step, {True}: it is done."""

Term = Mapping[str, Allowed]

_YES: frozenset[bool] = frozenset({True})
_NO: frozenset[bool] = frozenset({False})


def _meet(one: Allowed, other: Allowed) -> Allowed | None:
    if isinstance(one, Interval):
        assert isinstance(other, Interval)
        return one.meet(other)
    assert not isinstance(other, Interval)
    return (one & other) or None


def join(one: Term, other: Term) -> Term | None:
    """Give the term that asks for both; None where no case fits both."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    joined = dict(large)
    for name, allowed in small.items():
        if name in joined:
            met = _meet(joined[name], allowed)
            if met is None:
                return None
            joined[name] = met
        else:
            joined[name] = allowed
    return joined


def _within(one: Term, other: Term) -> bool:
    """Say whether `one` asks no more than `other`: every case that fits `other` fits `one`."""
    return len(one) <= len(other) and all(
        name in other and _meet(allowed, other[name]) == other[name] for name, allowed in one.items()
    )


def absorb(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Drop every term that another one makes needless."""
    kept: list[Term] = []
    for term in sorted(terms, key=len):
        if not any(_within(other, term) for other in kept):
            kept = [other for other in kept if not _within(term, other)]
            kept.append(term)
    return tuple(kept)


TermsOfConclusions = Mapping[tuple[str, bool], tuple[Term, ...]]
"""By conclusion, and whether it is denied."""


class TermTable:
    """The terms of every condition of one library, conclusions written out.

    `of_conclusions` are those of an earlier table of the same library, if there is one.
    """

    def __init__(self, library: Library, of_conclusions: TermsOfConclusions | None = None) -> None:
        self._library = library
        self._of_conclusion: dict[tuple[str, bool], tuple[Term, ...]] = dict(of_conclusions or {})
        for name in library.conclusions if of_conclusions is None else ():
            rules = library.by_effect[("conclude", name)]
            self._of_conclusion[name, False] = absorb(term for rule in rules for term in self.of(rule.when, rule.id))
            self._of_conclusion[name, True] = self._all([negate(rule.when) for rule in rules], name)

    @property
    def of_conclusions(self) -> TermsOfConclusions:
        """Give the terms of every conclusion and of its denial."""
        return self._of_conclusion

    def of(self, condition: Condition, name: str = "") -> tuple[Term, ...]:
        """Give the terms of a condition; `name` is the rule named where there are too many."""
        match condition:
            case All(children):
                return self._all(children, name)
            case Any(children):
                found = absorb(term for child in children for term in self.of(child, name))
                return self._bounded(found, name)
            case StepDone(step):
                return ({step: _YES},)
            case Holds(target, negated) if target in self._library.conclusions:
                return self._of_conclusion[target, negated]
            case Holds(target, negated):
                return ({target: _NO if negated else _YES},)
            case Is(target, values, negated):
                wanted = frozenset(values)
                if negated:
                    wanted = frozenset(c.value for c in self._library.findings[target].values) - wanted
                return ({target: wanted},) if wanted else ()
            case Compare() | Between():
                return self._of_number(condition)

    def _of_number(self, criterion: Compare | Between) -> tuple[Term, ...]:
        low, high = self._library.findings[criterion.name].range or (0.0, 0.0)
        full = Interval(low, high)
        if isinstance(criterion, Compare):
            number = criterion.number
            asked = {
                ">=": Interval(number, high),
                ">": Interval(number, high, low_open=True),
                "<=": Interval(low, number),
                "<": Interval(low, number, high_open=True),
            }[criterion.op]
            parts = [asked]
        elif criterion.negated:
            parts = [
                Interval(low, criterion.low, high_open=True),
                Interval(criterion.high, high, low_open=True),
            ]
        else:
            parts = [Interval(criterion.low, criterion.high)]
        met = [part.meet(full) for part in parts if part.low <= part.high]
        if self._library.findings[criterion.name].whole:
            met = [part.whole() if part else None for part in met]
        return tuple({criterion.name: part} for part in met if part is not None)

    def _all(self, children: Iterable[Condition], name: str) -> tuple[Term, ...]:
        terms: tuple[Term, ...] = ({},)
        for child in sorted((self.of(child, name) for child in children), key=len):
            joined = [both for one in terms for other in child if (both := join(one, other)) is not None]
            terms = self._bounded(absorb(joined), name)
        return terms

    def _bounded(self, terms: tuple[Term, ...], name: str) -> tuple[Term, ...]:
        if len(terms) > MOST_TERMS:
            raise EngineError(
                f"{name} can become true in {len(terms)} ways; {MOST_TERMS} at most: split the rule",
                rule=name,
            )
        return terms
