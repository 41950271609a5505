"""The rival: the same rules on CLIPS, through clipspy (a development extra).

One fact with a slot for each finding, `nil` where it is unknown; each alternative of a rule is one CLIPS
rule, a choice among values stays one constraint. Conclusions are chained as facts. A rule that fires says
so through a Python function on its right-hand side, since reading fired facts back slows clipspy down with
every case. What is true only: false and unknown are not told apart. (Not `clips.py`: that is clipspy's own
name, and Python would import this file in its place.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

import clips

from workup.knowledge.criteria import (
    All,
    Any,
    Between,
    Compare,
    Condition,
    Criterion,
    Holds,
    Is,
    StepDone,
    leaves,
    negate,
)
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.rules import Hold
from workup.reasoning.compiling import until_name


class ClipsRules:
    """One library's rules in one CLIPS environment."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._fired: set[str] = set()
        self._environment = clips.Environment()
        self._environment.define_function(self._fired.add, name="report")
        self._rule_count = 0
        read = {leaf for condition in _conditions(library) for leaf in leaves(condition)}
        self._slots = {name for leaf in read if (name := _slot_of(leaf, library))}
        slots = " ".join(f"(slot {name} (default nil))" for name in sorted(self._slots))
        self._environment.build(f"(deftemplate presentation {slots})")
        self._template = self._environment.find_template("presentation")
        for rule in library.rules:
            chained = f"(assert (concluded {rule.target}))" if rule.effect == "conclude" else ""
            self._add(rule.id, rule.when, chained)
            if isinstance(rule.then, Hold):
                self._add(until_name(rule), rule.then.until, "")
        self._add_denials(read)

    def true(self, findings: Mapping[str, Value], done: frozenset[str]) -> frozenset[str]:
        """Give the rules that are true, a hold's `until` under a name of its own."""
        self._fired.clear()
        self._environment.reset()
        slots: dict[str, object] = {}
        for name, value in findings.items():
            if (slot := _mangled(name)) in self._slots:
                if isinstance(value, bool):
                    value = "yes" if value else "no"
                slots[slot] = clips.Symbol(value) if isinstance(value, str) else value
        for step in done:
            if (slot := f"done__{step}") in self._slots:
                slots[slot] = clips.Symbol("yes")
        self._template.assert_fact(**slots)
        self._environment.run()
        return frozenset(self._fired)

    def _add(self, name: str, condition: Condition, chained: str) -> None:
        report = f'(report "{name}")' if not chained.startswith("(assert (false_rule") else ""
        for criteria in _alternatives(condition):
            if (patterns := self._patterns(criteria)) is not None:
                self._build(patterns, f"{report} {chained}")

    def _build(self, patterns: str, actions: str) -> None:
        self._environment.build(f"(defrule r{self._rule_count} {patterns} => {actions})")
        self._rule_count += 1

    def _add_denials(self, read: Iterable[Criterion]) -> None:
        """Say no to a conclusion, where some rule reads its no, once each of its rules is false."""
        waiting = [leaf.name for leaf in read if isinstance(leaf, Holds) and leaf.negated]
        denied: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in denied or name not in self._library.conclusions:
                continue
            denied.add(name)
            rules = self._library.by_effect[("conclude", name)]
            for rule in rules:
                refuted = negate(rule.when)
                self._add(rule.id, refuted, f'(assert (false_rule "{rule.id}"))')
                waiting += [x.name for x in leaves(refuted) if isinstance(x, Holds) and x.negated]
            self._build(" ".join(f'(false_rule "{r.id}")' for r in rules), f"(assert (denied {name}))")

    def _patterns(self, criteria: tuple[Criterion, ...]) -> str | None:
        """Write the left-hand side of one alternative; None where it contradicts itself."""
        facts: dict[str, None] = {}
        allowed: dict[str, list[str]] = {}
        numbers: dict[str, list[str]] = {}
        for leaf in criteria:
            slot = _slot_of(leaf, self._library)
            if isinstance(leaf, Holds) and not slot:
                facts[f"({'denied' if leaf.negated else 'concluded'} {leaf.name})"] = None
            elif isinstance(leaf, Compare):
                numbers.setdefault(slot, []).append(f":({leaf.op} ?{slot} {leaf.number!r})")
            elif isinstance(leaf, Between):
                test = f"(<= {leaf.low!r} ?{slot} {leaf.high!r})"
                numbers.setdefault(slot, []).append(f":(not {test})" if leaf.negated else f":{test}")
            else:
                values = self._allowed(leaf)
                allowed[slot] = [value for value in allowed.get(slot, values) if value in values]
                if not allowed[slot]:
                    return None
        constraints = [f"({slot} {'|'.join(values)})" for slot, values in allowed.items()]
        constraints += [f"({slot} ?{slot}&~nil&{'&'.join(tests)})" for slot, tests in numbers.items()]
        wide = f"(presentation {' '.join(constraints)})" if constraints or not facts else ""
        return " ".join([wide, *facts])

    def _allowed(self, leaf: Criterion) -> list[str]:
        if isinstance(leaf, StepDone):
            return ["yes"]
        if isinstance(leaf, Holds):
            return ["no" if leaf.negated else "yes"]
        assert isinstance(leaf, Is)
        choices = [choice.value for choice in self._library.findings[leaf.name].values]
        return [value for value in choices if (value in leaf.values) is not leaf.negated]


def _conditions(library: Library) -> Iterable[Condition]:
    for rule in library.rules:
        yield rule.when
        if isinstance(rule.then, Hold):
            yield rule.then.until


def _mangled(name: str) -> str:
    return name.replace(".", "__")


def _slot_of(leaf: Criterion, library: Library) -> str:
    """Give the slot that a criterion reads; empty for a conclusion."""
    if isinstance(leaf, StepDone):
        return f"done__{leaf.step}"
    return "" if leaf.name in library.conclusions else _mangled(leaf.name)


def _alternatives(condition: Condition) -> list[tuple[Criterion, ...]]:
    match condition:
        case All(children):
            parts = [_alternatives(child) for child in children]
            return [tuple(leaf for part in choice for leaf in part) for choice in product(*parts)]
        case Any(children):
            return list(dict.fromkeys(part for child in children for part in _alternatives(child)))
    return [(condition,)]
