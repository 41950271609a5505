"""Rules into engine rules, within the subset of durable-rules that is safe.

Each rule's condition becomes disjunctive alternatives, one engine rule each. An engine rule has one slot
on the case's wide fact and one slot for each conclusion it reads. Rules are dealt into groups, each with
a wide fact of its own, so that no fact matches more tests at once than the engine bears. Where some rule
reads a conclusion's "no", each of its rules that is false chains a fact, and a join over them says no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workup.knowledge.criteria import Condition, Holds, StepDone, leaves, negate
from workup.knowledge.errors import EngineError
from workup.knowledge.rules import Hold, Rule
from workup.reasoning.alternatives import (
    CONCLUDED,
    DENIED,
    FALSE,
    GROUP,
    Alternative,
    EngineTest,
    alternatives_of,
    property_of,
)

MOST_RULES = 4_000
MOST_CHILDREN = 500
MOST_AT_ONE_PREFIX = 250
MOST_ENDED = 200
MOST_MATCHING_TOGETHER = 50
MOST_PROPERTIES = 250
_JOINED_AT_ONCE = 14


@dataclass(frozen=True, slots=True)
class EngineRule:
    """One rule as the engine takes it: `slots` of tests, and the fact that its firing chains."""

    name: str
    slots: tuple[tuple[EngineTest, ...], ...]
    chains: tuple[str, str] | None


@dataclass(frozen=True)
class Program:
    """All engine rules of a library, and which properties the wide fact of each group carries."""

    rules: tuple[EngineRule, ...]
    groups: tuple[frozenset[str], ...]


def until_name(rule: Rule) -> str:
    """Give the name under which a hold's `until` fires."""
    return f"{rule.id}~until"


def compile_program(rules: Sequence[Rule], conclusions: Iterable[str]) -> Program:
    """Compile rules. Raises EngineError that names the rule where one leaves the safe subset."""
    concluded = frozenset(conclusions)
    _check_names(rules)
    parts: list[tuple[str, Condition, tuple[str, str] | None]] = []
    for rule in rules:
        chains = (CONCLUDED, rule.target) if rule.effect == "conclude" else None
        parts.append((rule.id, rule.when, chains))
        if isinstance(rule.then, Hold):
            parts.append((until_name(rule), rule.then.until, None))
    denied = _denied(rules, concluded)
    parts += [
        (f"{rule.id}~false", negate(rule.when), (FALSE, rule.id))
        for rule in rules
        if rule.effect == "conclude" and rule.target in denied
    ]
    grouped = _deal([(name, alternatives_of(name, condition, concluded), chains) for name, condition, chains in parts])
    engine_rules: list[EngineRule] = []
    for number, group in enumerate(grouped):
        for name, alternatives, chains in group:
            for i, (tests, slots) in enumerate(alternatives):
                wide = ((GROUP, "", f"g{number}"), *tests)
                engine_rules.append(EngineRule(f"{name}#{i}", (wide, *slots), chains))
    for conclusion in sorted(denied):
        engine_rules += _joins(conclusion, [r.id for r in rules if r.effect == "conclude" and r.target == conclusion])
    groups = tuple(
        frozenset(test[0] for _, alternatives, _ in group for tests, _ in alternatives for test in tests)
        for group in grouped
    )
    program = Program(tuple(engine_rules), groups)
    _check(program)
    return program


def _check_names(rules: Sequence[Rule]) -> None:
    """Refuse two names that the engine would take for one property."""
    seen: dict[str, tuple[bool, str]] = {}
    for rule in rules:
        until = [rule.then.until] if isinstance(rule.then, Hold) else []
        for leaf in (leaf for condition in (rule.when, *until) for leaf in leaves(condition)):
            name = f"done.{leaf.step}" if isinstance(leaf, StepDone) else leaf.name
            first = seen.setdefault(property_of(name), (isinstance(leaf, StepDone), name))
            if first != (isinstance(leaf, StepDone), name):
                what = f"the engine cannot tell {first[1]} and {name} apart: rename one of them"
                raise EngineError(f"{rule.id}: {what}", rule=rule.id)


def _denied(rules: Sequence[Rule], conclusions: frozenset[str]) -> frozenset[str]:
    """Find the conclusions whose "no" some rule reads, directly or beneath another's "no"."""
    found: set[str] = set()
    conditions: list[Condition] = [rule.when for rule in rules]
    conditions += [rule.then.until for rule in rules if isinstance(rule.then, Hold)]
    waiting = list(conditions)
    while waiting:
        for leaf in leaves(waiting.pop()):
            if isinstance(leaf, Holds) and leaf.negated and leaf.name in conclusions - found:
                found.add(leaf.name)
                waiting += [negate(r.when) for r in rules if r.effect == "conclude" and r.target == leaf.name]
    return frozenset(found)


def _deal(
    parts: list[tuple[str, list[Alternative], tuple[str, str] | None]],
) -> list[list[tuple[str, list[Alternative], tuple[str, str] | None]]]:
    """Deal rules into groups in which no wide fact can match too many tests, or end too many slots."""
    groups: list[list[tuple[str, list[Alternative], tuple[str, str] | None]]] = []
    together = _Together()
    ended = 0
    for part in parts:
        own = {test for wide, _ in part[1] for test in wide}
        alone = _Together()
        alone.add(own)
        if alone.most > MOST_MATCHING_TOGETHER:
            raise EngineError(
                f"{part[0]} has {alone.most} tests that one case can pass together; "
                f"{MOST_MATCHING_TOGETHER} at most: split the rule",
                rule=part[0],
            )
        if not groups or together.most_with(own) > MOST_MATCHING_TOGETHER or ended + len(part[1]) > MOST_ENDED:
            groups.append([])
            together, ended = _Together(), 0
        groups[-1].append(part)
        together.add(own)
        ended += len(part[1])
    return groups


class _Together:
    """Bound how many of some tests one fact can pass together, whatever their order.

    Of the equalities on one property a fact passes one at most; it may pass all other tests.
    """

    def __init__(self) -> None:
        self.most = 0
        self._tests: set[EngineTest] = set()
        self._equal: set[str] = set()

    def most_with(self, tests: set[EngineTest]) -> int:
        """Give the bound if tests were added."""
        new = tests - self._tests
        return self.most + sum(op != "" for _, op, _ in new) + len({p for p, op, _ in new if op == ""} - self._equal)

    def add(self, tests: set[EngineTest]) -> None:
        """Add tests."""
        self.most = self.most_with(tests)
        self._tests |= tests
        self._equal |= {p for p, op, _ in tests if op == ""}


def _joins(conclusion: str, rule_ids: list[str]) -> list[EngineRule]:
    """Say no to a conclusion once each of its rules is false; long joins go in parts."""
    waiting = list(rule_ids)
    engine_rules = []
    part = 0
    while len(waiting) > _JOINED_AT_ONCE:
        chunk, waiting = waiting[:_JOINED_AT_ONCE], waiting[_JOINED_AT_ONCE:]
        name = f"{conclusion}~part{part}"
        slots = tuple(((FALSE, "", rule_id),) for rule_id in chunk)
        engine_rules.append(EngineRule(f"{name}#0", slots, (FALSE, name)))
        waiting.append(name)
        part += 1
    slots = tuple(((FALSE, "", rule_id),) for rule_id in waiting)
    engine_rules.append(EngineRule(f"{conclusion}~denied#0", slots, (DENIED, conclusion)))
    return engine_rules


def _check(program: Program) -> None:
    if len(program.rules) > MOST_RULES:
        raise EngineError(f"{len(program.rules)} engine rules; the engine takes {MOST_RULES} at most")
    for group in program.groups:
        if len(group) > MOST_PROPERTIES:
            raise EngineError(f"one group of rules reads {len(group)} findings; {MOST_PROPERTIES} at most")
    firsts: dict[str, set[EngineTest]] = {}
    ends: dict[tuple[EngineTest, ...], int] = {}
    for rule in program.rules:
        for slot in rule.slots:
            for depth, test in enumerate(slot):
                firsts.setdefault(str(slot[:depth]), set()).add(test)
            ends[slot] = ends.get(slot, 0) + 1
            if ends[slot] > MOST_AT_ONE_PREFIX:
                raise EngineError(
                    f"{rule.name}: {ends[slot]} rules end with the same tests; {MOST_AT_ONE_PREFIX} at most",
                    rule=rule.name,
                )
    for children in firsts.values():
        if len(children) > MOST_CHILDREN:
            raise EngineError(f"{len(children)} tests stand beneath one another's start; {MOST_CHILDREN} at most")
    properties = {test[0] for rule in program.rules for slot in rule.slots for test in slot}
    check_hashes(properties | {GROUP, CONCLUDED, DENIED, FALSE, "id", "sid"})


def check_hashes(properties: Iterable[str]) -> None:
    """Raise EngineError where the engine's 32-bit hash cannot tell two properties apart."""
    seen: dict[int, str] = {}
    for name in sorted(properties):
        value = fnv1a(name)
        if value in seen:
            raise EngineError(f"the engine cannot tell {seen[value]} and {name} apart: rename one of them", rule=name)
        seen[value] = name


def fnv1a(text: str) -> int:
    """Give the 32-bit FNV-1a hash, by which the engine knows a name.

    >>> hex(fnv1a("a"))
    '0xe40c292c'
    """
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def wide_facts(program: Program, known: Mapping[str, object]) -> list[dict[str, str | float]]:
    """Give the case as one wide, flat fact for each group; `known` holds findings and `done.<step>`."""
    properties: dict[str, str | float] = {}
    for name, value in known.items():
        if isinstance(value, bool):
            properties[property_of(name)] = "yes" if value else "no"
        elif isinstance(value, str | int | float):
            properties[property_of(name)] = value
    return [
        {GROUP: f"g{number}", **{name: properties[name] for name in sorted(wanted) if name in properties}}
        for number, wanted in enumerate(program.groups)
    ]
