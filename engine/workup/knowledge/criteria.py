"""The one-line criterion language: one parse, one syntax tree.

A condition is a tree of `All` and `Any` over criteria, with negation at the leaves only.
Every reading of it (truth, engine rules, English, terms) is a function elsewhere over these shapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any as Anything

from workup.knowledge.errors import did_you_mean, nearest, shown

COMPARISONS = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}
"""Each comparison and the one that is its negation."""


@dataclass(frozen=True, slots=True)
class Is:
    """A choice finding is one of `values` (`negated`: is stated and is none of them)."""

    name: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """A number finding compares with `number` in the finding's unit; `op` is one of `COMPARISONS`."""

    name: str
    op: str
    number: float


@dataclass(frozen=True, slots=True)
class Between:
    """A number finding lies in `low` to `high`, both included (`negated`: outside them)."""

    name: str
    low: float
    high: float
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no finding or a conclusion is yes (`negated`: is no)."""

    name: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step is done; read in `until` and by close rules only."""

    step: str


@dataclass(frozen=True, slots=True)
class All:
    """Every child holds; with no children, always true."""

    children: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one child holds."""

    children: tuple[Condition, ...] = ()


Criterion = Is | Compare | Between | Holds | StepDone
Condition = Is | Compare | Between | Holds | StepDone | All | Any

ALWAYS = All()

Kind = str
"""What a name stands for: `choice`, `yes_no`, `number`, `conclusion` or `step`."""


@dataclass(frozen=True)
class Names:
    """Every name that a criterion may use: one namespace of findings, conclusions and steps."""

    kinds: Mapping[str, Kind]
    value_of: Callable[[str, str], str]
    """(choice finding, text) to its value; raises ValueError that says what is allowed."""


class CriterionError(ValueError):
    """Say what is wrong with one criterion and what to write instead."""

    def __init__(self, what: str, instead: str = "") -> None:
        self.what, self.instead = what, instead
        super().__init__(what)


_LINE = re.compile(r"^(?P<not>not\s+)?(?P<name>[A-Za-z_][\w.]*)(?:\s+(?P<rest>.*\S))?\s*$", re.S)
_COMPARE = re.compile(r"^(>=|<=|>|<)\s*(\S+)$")
_BETWEEN = re.compile(r"^between\s+(\S+)\s+and\s+(\S+)$")
_FORMS = (
    "write one of: FINDING is a or b; FINDING is not a; FINDING >= 5; FINDING between 15 and 35; "
    "a bare yes/no finding or conclusion; or not in front of one of these"
)


def parse_criterion(text: str, names: Names, *, steps: bool = False) -> Criterion:
    """Parse one line; `steps` allows `STEP is done`.

    Raises CriterionError for an unknown name, value or form.
    """
    match = _LINE.match(text.strip())
    if not match:
        raise CriterionError(f"{shown(text)} is not a criterion", _FORMS)
    negated, name, rest = bool(match["not"]), match["name"], match["rest"] or ""
    kind = names.kinds.get(name)
    if kind is None:
        raise CriterionError(
            f"unknown finding, conclusion or step {shown(name)}", did_you_mean(nearest(name, names.kinds))
        )
    if kind == "step":
        return _parse_step(name, rest, negated, steps)
    if kind in ("yes_no", "conclusion"):
        if rest:
            raise CriterionError(f"{name} is a yes/no: {shown(rest)} cannot follow it", f"write {name} or not {name}")
        return Holds(name, negated)
    if kind == "choice":
        return _parse_choice(name, rest, negated, names)
    return _parse_number(name, rest, negated)


def _parse_step(name: str, rest: str, negated: bool, steps: bool) -> Criterion:
    if not steps:
        raise CriterionError(
            f"{name} is a step, and its state may not be read here",
            "a step's state is read only in a hold's until and in a close rule",
        )
    if negated or rest.split() != ["is", "done"]:
        raise CriterionError(f"{name} is a step: only its being done can be read", f"write {name} is done")
    return StepDone(name)


def _parse_choice(name: str, rest: str, negated: bool, names: Names) -> Criterion:
    words = rest.split()
    if not words or words[0] != "is" or len(words) == 1:
        raise CriterionError(f"{name} is a choice: {shown(rest or 'nothing')} cannot follow it", _FORMS)
    if words[1] == "not":
        if negated:
            raise CriterionError("two negations in one criterion", f"write {name} is …")
        negated = True
        words.pop(1)
    wanted, expect_value = [], True
    for word in words[1:]:
        if expect_value == (word == "or"):
            raise CriterionError(f"{shown(rest)} is not a list of values", f"write {name} is a or b")
        if expect_value:
            try:
                wanted.append(names.value_of(name, word))
            except ValueError as error:
                raise CriterionError(*str(error).split("\n", 1)) from error
        expect_value = not expect_value
    if expect_value:
        raise CriterionError(f"{shown(rest)} is not a list of values", f"write {name} is a or b")
    if len(set(wanted)) != len(wanted):
        raise CriterionError(f"a value stands twice in {shown(rest)}", "keep one")
    return Is(name, tuple(wanted), negated)


def _parse_number(name: str, rest: str, negated: bool) -> Criterion:
    if match := _COMPARE.match(rest):
        op = COMPARISONS[match[1]] if negated else match[1]
        return Compare(name, op, _number(match[2]))
    if match := _BETWEEN.match(rest):
        low, high = _number(match[1]), _number(match[2])
        if low > high:
            raise CriterionError(f"{match[1]} is larger than {match[2]}", f"write between {match[2]} and {match[1]}")
        return Between(name, low, high, negated)
    raise CriterionError(
        f"{name} is a number: {shown(rest or 'nothing')} cannot follow it",
        f"write {name} >= 5, {name} < 5 or {name} between 2 and 5",
    )


def _number(text: str) -> float:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or (number and not -5 < number.adjusted() < 10):
        raise CriterionError(f"{shown(text)} is not a number that can be compared", "write digits, such as 5 or 2.5")
    return float(number)


def parse_condition(
    value: Anything, names: Names, *, steps: bool = False
) -> tuple[Condition, list[tuple[tuple[str | int, ...], CriterionError]]]:
    """Parse a criterion, a list (all of it) or a mapping with `all` or `any`.

    Gives the tree and every mistake with its place beneath `value`; a mistaken part reads as always.
    """
    errors: list[tuple[tuple[str | int, ...], CriterionError]] = []

    def parse(part: Anything, place: tuple[str | int, ...]) -> Condition:
        if isinstance(part, str):
            try:
                return parse_criterion(part, names, steps=steps)
            except CriterionError as error:
                errors.append((place, error))
                return ALWAYS
        if isinstance(part, dict) and len(part) == 1:
            (key, inner), *_ = part.items()
            if key in ("all", "any"):
                if not isinstance(inner, list) or not inner:
                    errors.append((place, CriterionError(f"{key} needs a list of criteria", f"{key}: [ … ]")))
                    return ALWAYS
                children = tuple(parse(child, (*place, key, i)) for i, child in enumerate(inner))
                return All(children) if key == "all" else Any(children)
        errors.append((place, CriterionError("a condition is one criterion, or all: or any: with a list", _FORMS)))
        return ALWAYS

    return parse(value, ()), errors


def leaves(condition: Condition) -> Iterator[Criterion]:
    """Give every criterion of a tree, in reading order."""
    if isinstance(condition, All | Any):
        for child in condition.children:
            yield from leaves(child)
    else:
        yield condition


def name_of(criterion: Criterion) -> str:
    """Give the finding, conclusion or step that a criterion reads."""
    return criterion.step if isinstance(criterion, StepDone) else criterion.name


def negate(condition: Condition) -> Condition:
    """Push a negation to the leaves.

    >>> negate(All((Holds("a"), Compare("n", ">=", 5))))
    Any(children=(Holds(name='a', negated=True), Compare(name='n', op='<', number=5)))
    """
    match condition:
        case All(children):
            return Any(tuple(negate(child) for child in children))
        case Any(children):
            return All(tuple(negate(child) for child in children))
        case Is(name, values, negated):
            return Is(name, values, not negated)
        case Holds(name, negated):
            return Holds(name, not negated)
        case Compare(name, op, number):
            return Compare(name, COMPARISONS[op], number)
        case Between(name, low, high, negated):
            return Between(name, low, high, not negated)
        case StepDone():
            raise ValueError("a step's state is never negated")
