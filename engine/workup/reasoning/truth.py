"""Three-valued truth (strong Kleene): True, False, or None for unknown.

`known` maps each stated finding and each decided conclusion to its value, and each done step to True;
what is not in it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workup.knowledge.criteria import All, Any, Between, Compare, Condition, Holds, Is, StepDone
from workup.knowledge.findings import Value

Truth = bool | None
Known = Mapping[str, Value]
Test = Callable[[Known], Truth]


def all_of(truths: Iterable[Truth]) -> Truth:
    """False where one is false, else unknown where one is unknown, else true.

    >>> all_of([True, None]), all_of([None, False]), all_of([])
    (None, False, True)
    """
    return _combined(truths, decisive=False)


def any_of(truths: Iterable[Truth]) -> Truth:
    """True where one is true, else unknown where one is unknown, else false.

    >>> any_of([False, None]), any_of([None, True]), any_of([])
    (None, True, False)
    """
    return _combined(truths, decisive=True)


def _combined(truths: Iterable[Truth], *, decisive: bool) -> Truth:
    """Give the decisive truth where one is met, else unknown where one is unknown, else its opposite."""
    result: Truth = not decisive
    for truth in truths:
        if truth is decisive:
            return decisive
        if truth is None:
            result = None
    return result


def opposite(truth: Truth) -> Truth:
    """Turn yes and no round; unknown stays unknown."""
    return None if truth is None else not truth


def truth_of(condition: Condition, known: Known) -> Truth:
    """Read one condition.

    >>> truth_of(All((Holds("a"), Compare("n", ">=", 5))), {"n": 3})
    False
    """
    return compile_test(condition)(known)


def compile_test(condition: Condition) -> Test:
    """Turn a condition into a function from what is known to its truth; compiled once, read often."""
    match condition:
        case All(children):
            return _connective(tuple(compile_test(child) for child in children), decisive=False)
        case Any(children):
            return _connective(tuple(compile_test(child) for child in children), decisive=True)
        case Is(name, values, negated):
            wanted = frozenset(values)
            return lambda known: None if (v := known.get(name)) is None else (v in wanted) is not negated
        case Holds(name, negated):
            return lambda known: None if (v := known.get(name)) is None else v is not negated
        case StepDone(step):
            return lambda known: step in known
        case Compare(name, op, number):
            return _compare(name, op, number)
        case Between(name, low, high, negated):
            return lambda known: (
                None if (v := known.get(name)) is None else (low <= v <= high) is not negated  # type: ignore[operator]
            )


def _connective(tests: tuple[Test, ...], *, decisive: bool) -> Test:
    """Give `_combined` over tests, in a loop of its own: nothing is read more often."""

    def test_children(known: Known) -> Truth:
        result: Truth = not decisive
        for test in tests:
            truth = test(known)
            if truth is decisive:
                return decisive
            if truth is None:
                result = None
        return result

    return test_children


def _compare(name: str, op: str, number: float) -> Test:
    def test(known: Known) -> Truth:
        value = known.get(name)
        if value is None:
            return None
        assert not isinstance(value, str)
        if op == ">=":
            return value >= number
        if op == "<":
            return value < number
        if op == ">":
            return value > number
        return value <= number

    return test
