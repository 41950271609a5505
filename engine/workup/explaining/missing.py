"""What is missing: the inclusion-minimal sets of findings and steps that would make a step next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from workup.knowledge.criteria import ALWAYS
from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.knowledge.rules import Hold
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import CheckedCase
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.terms import Allowed, Interval, Term, absorb, join

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
    least = [one for one in found if not any(other.names < one.names for other in found)]
    unique = {one.names: one for one in reversed(least)}.values()
    return tuple(sorted(unique, key=lambda s: (s.cost, len(s.names), sorted(s.names))))


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
        ways = absorb(
            left for way in reasoner.terms.of(hold.then.until) if (left := _left(way, agenda, step)) is not None
        )
        if hold in its.could_hold:
            ways = absorb([*ways, *_denials(reasoner.terms.of(hold.when), agenda, step)])
        terms = absorb(both for one in terms for way in ways if (both := join(one, way)) is not None)
    return terms


def _denials(terms: Iterable[Term], agenda: Agenda, step: str) -> tuple[Term, ...]:
    """Give the ways for a condition never to come true: one open part denied in each term that still could."""
    ways: tuple[Term, ...] = ({},)
    for term in terms:
        left = _left(term, agenda, step)
        if left is None:
            continue
        denied = [{name: other} for name, allowed in left.items() for other in _others(name, allowed, agenda.library)]
        ways = absorb(both for one in ways for way in denied if (both := join(one, way)) is not None)
    return ways


def _others(name: str, allowed: Allowed, library: Library) -> list[Allowed]:
    """Give the values of a finding that are not allowed; a number may have two intervals of them."""
    finding = library.findings[name]
    if isinstance(allowed, Interval):
        assert finding.range is not None
        low, high = finding.range
        below = Interval(low, allowed.low, high_open=not allowed.low_open)
        above = Interval(allowed.high, high, low_open=not allowed.high_open)
        found = [side.meet(Interval(low, high)) for side in (below, above) if side.low <= side.high]
        if finding.whole:
            found = [side.whole() if side else None for side in found]
        return [side for side in found if side is not None]
    if finding.type == "yes_no":
        rest = frozenset({True, False}) - allowed
        return [rest] if rest else []
    others = frozenset(choice.value for choice in finding.values) - allowed
    return [others] if others else []


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
        if value is not None and (value in allowed or not agenda.statuses[finding.step].again):
            if value not in allowed:
                return None
            continue
        if finding.step == step or name in agenda.case.unobtainable or finding.step not in agenda.reachable:
            return None
        left[name] = allowed
    return left


def _verified(agenda: Agenda, step: str, terms: list[Term], reasoner: Reasoner) -> MissingSet | None:
    """Try the assignments of terms over the same names until nothing turns the step away.

    A step that the stated findings make done is not named besides.
    """
    library = agenda.library
    holds = library.by_effect.get(("hold", step), ())
    repeated = any(its.again for its in agenda.statuses.values())
    exact = repeated or any(hold.when != ALWAYS for hold in holds)  # else only a red flag or a closing rule can differ

    def is_next(assignment: dict[str, Value], named: tuple[str, ...]) -> bool:
        case = agenda.case.stating(assignment, named)
        return reasoner.standing(case, step).status == "next" if exact else not _turned_away(case, step, reasoner)

    for assignment, named in sorted(_ways(agenda, terms, reasoner), key=lambda way: len(way[1])):
        if not is_next(assignment, named):
            if library.emergency_step in agenda.done or not set(assignment) & set(library.safety_findings):
                continue
            named = (library.emergency_step, *named)  # a red flag is no way on its own: it is made safe first
            if not is_next(assignment, named):
                continue
        if agenda.statuses[step].could_hold:
            assignment, named = _least(agenda, step, assignment, named, reasoner)
        allowed = next(term for term in terms if set(assignment) <= set(term))
        kept = {name: allowed[name] for name in assignment}
        return MissingSet(kept, assignment, named, _cost([*kept, *named], library))
    return None


def _ways(agenda: Agenda, terms: list[Term], reasoner: Reasoner) -> Iterator[tuple[dict[str, Value], tuple[str, ...]]]:
    """Give assignments of terms, each with the steps that it does not itself make done."""
    for term in terms:
        steps = [name for name in agenda.library.steps if name in term]
        for assignment in islice(_assignments(term, agenda.library), _MOST_TRIES):
            implied = reasoner.done_steps(agenda.case.stating(assignment)) if steps else frozenset()
            yield assignment, tuple(name for name in steps if name not in implied)


def _least(
    agenda: Agenda, step: str, assignment: dict[str, Value], named: tuple[str, ...], reasoner: Reasoner
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Drop what is not needed: a fact that closes another step can make a further fact needless."""
    holds = agenda.statuses[step].could_hold
    denied = {name for hold in holds for name in agenda.library.findings_read(hold)}
    for name in sorted(denied & set(assignment)):
        fewer = {key: value for key, value in assignment.items() if key != name}
        if reasoner.standing(agenda.case.stating(fewer, named), step).status == "next":
            assignment = fewer
    return assignment, named


def _turned_away(case: CheckedCase, step: str, reasoner: Reasoner) -> bool:
    """Say whether a red flag or a closing rule turns away a step that all else makes next."""
    library = reasoner.library
    done = reasoner.done_steps(case)
    if step in done and step not in case.done:
        return True
    rules = [*library.by_effect.get(("close", step), ())]
    if library.emergency_step not in done:
        rules += library.by_effect.get(("escalate", library.emergency_step), ())
    return any(_holds(term, case, done) for rule in rules for term in reasoner.terms.of(rule.when))


def _holds(term: Term, case: CheckedCase, done: frozenset[str]) -> bool:
    return all(
        name in done or ((value := case.findings.get(name)) is not None and value in allowed)
        for name, allowed in term.items()
    )


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


def _cost(names: Iterable[str], library: Library) -> int:
    names = list(names)
    steps = {name if name in library.steps else library.findings[name].step for name in names}
    asked = sum(1 for name in names if name not in library.steps)
    return sum(COST[library.steps[name].kind] for name in steps) * 10 + asked
