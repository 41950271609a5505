"""The pure-Python reading: what strong Kleene truth makes of every rule in one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workup.knowledge.criteria import Condition, Criterion, leaves, name_of
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.rules import Hold
from workup.reasoning.compiling import until_name
from workup.reasoning.truth import Test, Truth, any_of, compile_test


@dataclass(frozen=True)
class Reading:
    """The truth of every rule, and what is known: the findings stated and the conclusions decided."""

    truths: Mapping[str, Truth]
    known: Mapping[str, Value]
    done: frozenset[str]


class RuleReader:
    """Read the rules of one library: those that conclude first, in their order, then all others."""

    def __init__(self, library: Library) -> None:
        self.conditions: dict[str, Condition] = {}
        """By rule, and for a hold's `until` by its own name."""
        for rule in library.rules:
            self.conditions[rule.id] = rule.when
            if isinstance(rule.then, Hold):
                self.conditions[until_name(rule)] = rule.then.until
        self._library = library
        self._tests = {name: compile_test(condition) for name, condition in self.conditions.items()}
        self._concluding = [
            (name, [rule.id for rule in library.by_effect[("conclude", name)]]) for name in library.conclusions
        ]
        concluded = {rule_id for _, rules in self._concluding for rule_id in rules}
        self._deciding = [name for name in self._tests if name not in concluded]

    def read(self, findings: Mapping[str, Value], done: frozenset[str], near: Reading | None = None) -> Reading:
        """Read every rule; with the reading of a `near` case, only those that what differs could change."""
        known: dict[str, Value] = dict(findings)
        known.update(dict.fromkeys(done, True))
        truths: dict[str, Truth] = dict(near.truths) if near else {}
        before: Mapping[str, Value] = near.known if near else {}
        anew = self._reading_what_differs(findings, done, near) if near else None
        for conclusion, rule_ids in self._concluding:
            if anew is None or not anew.isdisjoint(rule_ids):
                for rule_id in rule_ids:
                    truths[rule_id] = self._tests[rule_id](known)
                truth = any_of(truths[rule_id] for rule_id in rule_ids)
                if anew is not None and truth != before.get(conclusion):
                    anew |= self._reading[conclusion]
            else:
                truth = before.get(conclusion)  # type: ignore[assignment]  # a conclusion is yes, no or unknown
            if truth is not None:
                known[conclusion] = truth
        for name in self._deciding:
            if anew is None or name in anew:
                truths[name] = self._tests[name](known)
        for step in done:
            del known[step]
        return Reading(truths, known, done)

    def alike(self, finding: str, value: Value) -> tuple[Truth, ...]:
        """Give a key that two values share when no criterion of the content tells them apart."""
        return tuple(test({finding: value}) for test in self._criteria.get(finding, ()))

    def _reading_what_differs(self, findings: Mapping[str, Value], done: frozenset[str], near: Reading) -> set[str]:
        """Give the rules that read a finding or a step that is otherwise than in the near case."""
        before = {name: value for name, value in near.known.items() if name not in self._library.conclusions}
        differing = {name for name, value in findings.items() if before.get(name) != value or name not in before}
        differing |= before.keys() - findings.keys()
        differing |= done ^ near.done
        return {rule for name in differing for rule in self._reading.get(name, ())}

    @cached_property
    def _reading(self) -> Mapping[str, frozenset[str]]:
        """Give, for each finding, conclusion and step, the rules whose condition names it."""
        found: dict[str, set[str]] = {name: set() for name in self._library.conclusions}
        for rule, condition in self.conditions.items():
            for leaf in leaves(condition):
                found.setdefault(name_of(leaf), set()).add(rule)
        return {name: frozenset(rules) for name, rules in found.items()}

    @cached_property
    def _criteria(self) -> Mapping[str, tuple[Test, ...]]:
        """Give, for each name, the tests of every criterion of the content on it."""
        found: dict[str, dict[Criterion, None]] = {}
        for condition in self._library.conditions:
            for leaf in leaves(condition):
                found.setdefault(name_of(leaf), {})[leaf] = None
        return {name: tuple(compile_test(leaf) for leaf in criteria) for name, criteria in found.items()}
