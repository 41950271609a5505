"""What is missing: the inclusion-minimal sets of findings and steps that would make a step next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from workup.knowledge.criteria import ALWAYS, negate
from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.knowledge.rules import Hold
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.terms import Allowed, Interval, Term, absorb

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

_MOST_TRIES = 24


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
    by_names: dict[frozenset[str], list[Term]] = {}
    for term in _open_terms(agenda, step, reasoner):
        by_names.setdefault(frozenset(term), []).append(term)
    found: list[MissingSet] = []
    for names in sorted(by_names, key=lambda names: (len(names), sorted(names))):
        if any(known.names <= names for known in found):
            continue
        if done := _verified(agenda, step, by_names[names], reasoner):
            found.append(done)
    return tuple(sorted(found, key=lambda s: (s.cost, len(s.names), sorted(s.names))))


def _open_terms(agenda: Agenda, step: str, reasoner: Reasoner) -> tuple[Term, ...]:
    """Give what is left open of each way for the step to become next."""
    its = agenda.statuses[step]
    recommend = [*its.recommended_by, *its.could_recommend]
    terms = absorb(
        left
        for rule in recommend
        for term in reasoner.terms.of(rule.when)
        if (left := _left(term, agenda, step)) is not None
    )
    for hold in (*its.held_by, *its.could_hold):
        assert isinstance(hold.then, Hold)
        ways = [*reasoner.terms.of(hold.then.until), *reasoner.terms.of(negate(hold.when))]
        open_ways = absorb(left for way in ways if (left := _left(way, agenda, step)) is not None)
        terms = absorb(both for one in terms for way in open_ways if (both := _both(one, way)) is not None)
    return absorb(_without_implied(term, agenda) for term in terms)


def _without_implied(term: Term, agenda: Agenda) -> Term:
    """Drop the steps that the findings of the same term would make done."""
    stated = {*agenda.case.findings, *agenda.case.unobtainable, *term}
    implied = set()
    for name in term:
        step = agenda.library.steps.get(name)
        if step is None or step.done_when.also or step.done_when.only_if != ALWAYS:
            continue
        done = step.done_when
        own = {finding.finding for finding in agenda.library.findings_of[name]} & set(term)
        if own and (set(done.all) <= stated if done.all else set(done.any) & own):
            implied.add(name)
    return {name: allowed for name, allowed in term.items() if name not in implied}


def _left(term: Term, agenda: Agenda, step: str) -> Term | None:
    """Give the part of a term that is not yet stated; None where it cannot come true any more."""
    left: dict[str, Allowed] = {}
    library = agenda.library
    for name, allowed in term.items():
        if name in library.steps:
            if name in agenda.done:
                continue
            if name == step or name not in agenda.reachable:
                return None
            left[name] = allowed
            continue
        finding = library.findings[name]
        value = agenda.case.findings.get(name)
        if value is not None:
            if value not in allowed:
                return None
            continue
        if finding.step == step or name in agenda.case.unobtainable or finding.step not in agenda.reachable:
            return None
        left[name] = allowed
    return left


def _both(one: Term, other: Term) -> Term | None:
    joined = dict(one)
    for name, allowed in other.items():
        if name not in joined:
            joined[name] = allowed
            continue
        mine = joined[name]
        if isinstance(mine, Interval) and isinstance(allowed, Interval):
            met: Allowed | None = mine.meet(allowed)
        else:
            met = (mine & allowed) or None  # type: ignore[operator]
        if met is None:
            return None
        joined[name] = met
    return joined


def _verified(agenda: Agenda, step: str, terms: list[Term], reasoner: Reasoner) -> MissingSet | None:
    """Try the assignments of terms over the same names until one makes the step next."""
    for term in terms:
        for assignment in islice(_assignments(term, agenda.library), _MOST_TRIES):
            steps = tuple(name for name in agenda.library.steps if name in term)
            case = agenda.case.stating(assignment, steps)
            if reasoner.standing(case, step).status == "next":
                allowed = {name: values for name, values in term.items() if name not in agenda.library.steps}
                return MissingSet(allowed, assignment, steps, _cost(term, agenda.library))
    return None


def _assignments(term: Term, library: Library) -> Iterator[dict[str, Value]]:
    names = [name for name in library.findings if name in term]
    choices = [representatives(library.findings[name], term[name]) for name in names]
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))


def representatives(finding: Finding, allowed: Allowed) -> list[Value]:
    """Give the allowed values of a choice, or numbers that stand for an interval."""
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


def _cost(term: Term, library: Library) -> int:
    steps = {name if name in library.steps else library.findings[name].step for name in term}
    asked = sum(1 for name in term if name not in library.steps)
    return sum(COST[library.steps[name].kind] for name in steps) * 10 + asked
