"""What if: findings added, changed or withdrawn, and which steps change status, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

from workup.explaining.asking import Change, changes_between, open_findings, possible_values
from workup.explaining.english import value_label
from workup.explaining.explanation import Reason, reason_for
from workup.explaining.languages.known import language_of
from workup.knowledge.errors import UnknownNameError
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.rules import Rule
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import take

MOST_RESULTS = 3_000
"""How many combinations of results are tried before a step's effect is called open."""


@dataclass(frozen=True)
class StepChange:
    """One step whose standing changes, with the rules that turned."""

    change: Change
    title: str
    turned: tuple[Reason, ...]
    """Rules on this step whose truth differs, as they stand after the change."""


@dataclass(frozen=True)
class WhatIf:
    """Two agendas side by side: as the case is, and as it would be."""

    before: Agenda = field(repr=False)
    after: Agenda = field(repr=False)
    changes: tuple[StepChange, ...]
    """In the pathway's order; empty where nothing changes."""


def what_if(agenda: Agenda, changed: Mapping[str, object], reasoner: Reasoner) -> WhatIf:
    """See what changes when findings are stated anew; None withdraws a finding.

    Raises UnknownNameError for an unknown finding and CaseError for a value that is not allowed.
    """
    for name in changed:
        if name not in agenda.library.findings:
            raise UnknownNameError("finding", name, agenda.library.findings)
    after = reasoner.agenda(_changed_case(agenda, changed))
    return WhatIf(agenda, after, tuple(_with_reasons(agenda, after)))


def _changed_case(agenda: Agenda, changed: Mapping[str, object]) -> Case:
    case = agenda.case
    findings: dict[str, object] = {name: value for name, value in case.findings.items() if name not in changed}
    findings.update({name: value for name, value in changed.items() if value is not None})
    return Case(
        findings,
        done=case.done,
        pending=case.pending,
        unobtainable=case.unobtainable - set(changed),
        attempts=case.attempts,
    )


def _with_reasons(before: Agenda, after: Agenda) -> Iterator[StepChange]:
    for change in changes_between(before, after):
        turned = [
            rule for rule in rules_on(change.step, after.library) if before.truths[rule.id] is not after.truths[rule.id]
        ]
        title = after.library.steps[change.step].title
        yield StepChange(change, title, tuple(reason_for(rule, after) for rule in turned))


def rules_on(step: str, library: Library) -> tuple[Rule, ...]:
    """Give every rule that bears on a step."""
    return tuple(
        rule
        for effect in ("escalate", "recommend", "hold", "close", "caution")
        for rule in library.by_effect.get((effect, step), ())
    )


@dataclass(frozen=True)
class Pivot:
    """One stated fact that would have changed the plan, had it been otherwise."""

    finding: str
    stated: str
    instead: Value | None
    instead_label: str
    """The other value, or "not stated"."""
    changes: tuple[Change, ...]


def pivots(agenda: Agenda, reasoner: Reasoner) -> tuple[Pivot, ...]:
    """Give the single changes to stated facts that alter the standing of a step, most far-reaching first."""
    library = agenda.library
    language = language_of(library)
    say = language.say
    found = []
    for name, stated in agenda.case.findings.items():
        finding = library.findings[name]
        others: list[Value | None] = [value for value in possible_values(finding, library) if value != stated]
        for instead in [*others, None]:
            after = reasoner.agenda(_changed_case(agenda, {name: instead}), hypothetical=True, near=agenda)
            if changes := changes_between(agenda, after):
                label = say("value.not_stated") if instead is None else value_label(finding, instead, language)
                found.append(Pivot(name, value_label(finding, stated, language), instead, label, changes))
    return tuple(sorted(found, key=lambda pivot: -len(pivot.changes)))


def cannot_change(agenda: Agenda, step: str, reasoner: Reasoner) -> bool:
    """Say whether every result of a step leads to the same next steps.

    True only where every combination of results was tried; False too where there are too many to try.
    """
    library = agenda.library
    read = open_findings(agenda)
    findings = [
        finding
        for finding in library.findings_of[library.step(step).step]
        if finding.finding in read
        and finding.finding not in agenda.case.findings
        and finding.finding not in agenda.case.unobtainable
    ]
    values = [possible_values(finding, library) for finding in findings]
    if prod(len(choices) for choices in values) > MOST_RESULTS:
        return False
    first: frozenset[str] | None = None
    for results in product(*values):
        shown = dict(zip((finding.finding for finding in findings), results, strict=True))
        after = reasoner.agenda(take(agenda.case, step, shown, 1, library), hypothetical=True, near=agenda)
        plan = frozenset(its.step.step for its in after.next) | ({after.ending} if after.ending else set())
        if first is None:
            first = plan
        elif plan != first:
            return False
    return True


def unchanging(agenda: Agenda, reasoner: Reasoner) -> tuple[str, ...]:
    """Give the scans, samples and tests, next or pending, of which every result leads to the same next steps."""
    if agenda.stopped_by:
        return ()
    return tuple(
        name
        for name, its in agenda.statuses.items()
        if its.status in ("next", "pending")
        and its.step.kind in ("image", "biopsy", "test")
        and cannot_change(agenda, name, reasoner)
    )
