"""What bears on what: the findings and steps that the standing of each step rests on, worked out once for a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from workup.knowledge.criteria import StepDone, leaves
from workup.knowledge.rules import Close, Hold, Rule
from workup.reasoning.reasoner import Reasoner


@dataclass(frozen=True)
class Bearing:
    """What bears on the standing of each step of a library, and what each step bears on."""

    findings: Mapping[str, frozenset[str]]
    """By step: the findings that a rule on it, a red flag or its own report rests on."""
    steps: Mapping[str, frozenset[str]]
    """By step: the steps whose being done a rule on it reads, and the one that red flags lead to."""
    places: Mapping[str, int]
    """By step: the places of those findings and steps in the reasoner's space; what stands there is what bears."""
    numbers: Mapping[str, tuple[str, ...]]
    """By step: the numbers among its findings; a place is a span of them, and an answer tells the very number."""
    readers: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    """By step: the rules on other steps that read its report, with the findings they read of it."""
    accepting: Mapping[str, tuple[Rule, ...]]
    """By step: the rules whose sources' conflict can let a learner take it."""
    endings: Mapping[str, frozenset[str]]
    """By step: its findings that an ending, or the questions of another step, rest on."""
    untils: Mapping[str, frozenset[str]]
    """By step: its findings that would release a hold on another step."""


def bearing_of(reasoner: Reasoner) -> Bearing:
    """Work out what bears on what, once for a library."""
    library = reasoner.library
    findings = {
        name: {f.finding for f in library.findings_of[name]} | set(library.safety_findings) for name in library.steps
    }
    steps = {name: {library.emergency_step} for name in library.steps}
    for rule in library.rules:
        if rule.target not in library.steps:
            continue
        findings[rule.target] |= library.findings_read(rule)
        conditions = [rule.when] if isinstance(rule.then, Close) else []
        if isinstance(rule.then, Hold):
            findings[rule.target] |= library.findings_in(rule.then.until)
            conditions.append(rule.then.until)
        for leaf in chain.from_iterable(leaves(condition) for condition in conditions):
            if isinstance(leaf, StepDone):
                steps[rule.target].add(leaf.step)
    readers: dict[str, list[tuple[str, frozenset[str]]]] = {name: [] for name in library.steps}
    untils: dict[str, set[str]] = {name: set() for name in library.steps}
    for name, own in library.findings_of.items():
        names = {finding.finding for finding in own}
        for rule in library.rules:
            if rule.target in library.steps and rule.target != name:
                if read := library.findings_read(rule) & names:
                    readers[name].append((rule.id, read))
                if isinstance(rule.then, Hold):
                    untils[name] |= library.findings_in(rule.then.until) & names
    numbers = {name for name, finding in library.findings.items() if finding.type == "number"}
    conditions_of_steps = [
        condition
        for step in library.pathway.steps
        for condition in (*(end.when for end in step.ends), *(also.when for also in step.done_when.also))
    ]
    read_at_ends = frozenset(chain.from_iterable(library.findings_in(one) for one in conditions_of_steps))
    return Bearing(
        {name: frozenset(found) for name, found in findings.items()},
        {name: frozenset(found) for name, found in steps.items()},
        {name: reasoner.space.wholes((findings[name] | steps[name]) - {""}) for name in library.steps},
        {name: tuple(sorted(numbers & findings[name])) for name in library.steps},
        {name: tuple(found) for name, found in readers.items()},
        {
            name: tuple(rule for rule in library.rules if any(one.step == name for one in rule.also_accepted))
            for name in library.steps
        },
        {name: read_at_ends & {f.finding for f in own} for name, own in library.findings_of.items()},
        {name: frozenset(found) for name, found in untils.items()},
    )
