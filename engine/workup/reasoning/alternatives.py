"""A condition in disjunctive form, in the words of the rules engine: one alternative, one engine rule."""

from __future__ import annotations

from itertools import product

from workup.knowledge.criteria import All, Any, Between, Compare, Condition, Holds, Is, StepDone
from workup.knowledge.errors import EngineError

MOST_SLOTS = 16
MOST_ALTERNATIVES = 200

CONCLUDED, DENIED, FALSE, GROUP = "concluded", "denied", "false_rule", "group"
"""The properties of chained facts, and the one that tells the wide facts apart."""

EngineTest = tuple[str, str, str | float]
"""(property, engine operator, value); the operator "" is equality."""


def property_of(name: str) -> str:
    """Give the engine's property for a finding, or for a step's being done (`done.<step>`)."""
    return name.replace(".", "__")


Alternative = tuple[tuple[EngineTest, ...], tuple[tuple[EngineTest, ...], ...]]
"""The tests on the wide fact, and a slot for each conclusion."""


def alternatives_of(name: str, condition: Condition, conclusions: frozenset[str]) -> list[Alternative]:
    """Give the ways for a condition to hold, each once. Raises EngineError, naming the rule, past the limits."""
    found: dict[Alternative, None] = {}
    for tests in _disjuncts(name, condition, conclusions):
        unique = tuple(sorted(set(tests), key=str))
        slots = tuple((test,) for test in unique if test[0] in (CONCLUDED, DENIED))
        wide = tuple(test for test in unique if test[0] not in (CONCLUDED, DENIED))
        if len(slots) + 1 > MOST_SLOTS:
            raise EngineError(
                f"{name} reads {len(slots)} conclusions at once; the engine joins {MOST_SLOTS - 1} at most: "
                "gather some of them in a conclusion of their own",
                rule=name,
            )
        found[wide, slots] = None
    return list(found)


def _disjuncts(name: str, condition: Condition, conclusions: frozenset[str]) -> list[tuple[EngineTest, ...]]:
    match condition:
        case All(children):
            parts = [_disjuncts(name, child, conclusions) for child in children]
            count = 1
            for part in parts:
                count *= len(part)
            _bound(name, count)
            return [tuple(test for tests in choice for test in tests) for choice in product(*parts)]
        case Any(children):
            found = [tests for child in children for tests in _disjuncts(name, child, conclusions)]
            _bound(name, len(found))
            return found
        case Is(finding, values, negated):
            place = property_of(finding)
            if negated:
                return [tuple((place, "$neq", value) for value in values)]
            return [((place, "", value),) for value in values]
        case Holds(finding, negated):
            if finding in conclusions:
                return [((DENIED if negated else CONCLUDED, "", finding),)]
            return [((property_of(finding), "", "no" if negated else "yes"),)]
        case StepDone(step):
            return [((property_of(f"done.{step}"), "", "yes"),)]
        case Compare(finding, op, number):
            return [((property_of(finding), _OPERATORS[op], number),)]
        case Between(finding, low, high, negated):
            place = property_of(finding)
            if negated:
                return [((place, "$lt", low),), ((place, "$gt", high),)]
            return [((place, "$gte", low), (place, "$lte", high))]


_OPERATORS = {">=": "$gte", "<=": "$lte", ">": "$gt", "<": "$lt"}


def _bound(name: str, count: int) -> None:
    if count > MOST_ALTERNATIVES:
        raise EngineError(
            f"{name} has {count} alternatives; the engine is given {MOST_ALTERNATIVES} at most: "
            "split the rule, or gather a part of it in a conclusion",
            rule=name,
        )
