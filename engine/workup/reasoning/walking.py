"""A walk: the first next step, what it shows, and the agenda again, to an ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import Ending, Scenario, Step
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case, CheckedCase, check_case, unusual_values
from workup.reasoning.reasoner import Reasoner

Outcome = Literal["complete", "stopped", "stuck", "contradicted"]

_LONGEST = 100

Shows = Callable[[Step, int, CheckedCase], Mapping[str, Value] | None]
"""What a step shows at its nth attempt in a case; None where nothing is known of it."""


@dataclass(frozen=True)
class Visit:
    """One step of a walk: the agenda that asked for it, and what it showed."""

    agenda: Agenda = field(repr=False)
    step: Step
    attempt: int
    shown: Mapping[str, Value]
    assumed: bool
    """The result was assumed, not stated by a scenario or the case."""
    awaited: bool = False
    """The step was pending, and its result came in."""


@dataclass(frozen=True)
class Walk:
    """A course through agendas to an ending.

    `outcome` is `complete` (a step with an ending is done), `stopped` (a red flag), `stuck` (an error of the
    content), or `contradicted` (the assumed results would contradict what was stated; `depends_on` says on what).
    """

    visits: tuple[Visit, ...]
    final: Agenda = field(repr=False)
    outcome: Outcome
    ending: Ending | None
    depends_on: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """Give the ids of the steps walked, in order."""
        return tuple(visit.step.step for visit in self.visits)


def walk_scenario(scenario: Scenario, reasoner: Reasoner) -> Walk:
    """Walk a scenario; each step shows what the scenario says, its other findings stay unknown."""

    def shows(step: Step, attempt: int, case: CheckedCase) -> Mapping[str, Value] | None:
        results = scenario.shows.get(step.step)
        if results is None:
            return None if step.step == reasoner.library.emergency_step else {}
        return results[min(attempt, len(results)) - 1]

    start = Case(scenario.presentation, done=scenario.done, pending=scenario.pending)
    return walk_with(check_case(start, reasoner.library), reasoner, shows, assumed=False)


def walk_assumed(case: Case | CheckedCase, reasoner: Reasoner) -> Walk:
    """Project the route ahead: each step shows what it shows on the teaching road.

    What the case states is kept; the route stops where the next assumed result would contradict it.
    """
    read = {
        step.step: {name: reasoner.library.findings[name].read(raw) for name, raw in step.assumed.items()}
        for step in reasoner.library.pathway.steps
    }

    def shows(step: Step, attempt: int, case: CheckedCase) -> Mapping[str, Value] | None:
        if step.step == reasoner.library.emergency_step:
            return None
        return {
            name: value
            for name, value in read[step.step].items()
            if name not in case.findings and name not in case.unobtainable
        }

    return walk_with(check_case(case, reasoner.library), reasoner, shows, assumed=True)


def walk_with(case: CheckedCase, reasoner: Reasoner, shows: Shows, *, assumed: bool = False) -> Walk:
    """Walk a case; `shows` says what each step shows. Assumed results make hypothetical agendas."""
    visits: list[Visit] = []
    agenda = reasoner.agenda(case, hypothetical=assumed)
    start = agenda.contradictions
    while len(visits) < _LONGEST:
        if assumed and len(agenda.contradictions) > len(start):
            new = tuple(says for says in agenda.contradictions if says not in start)
            return Walk(tuple(visits[:-1]), visits[-1].agenda, "contradicted", None, new)
        if agenda.ending and not agenda.stopped_by:
            return Walk(tuple(visits), agenda, "complete", agenda.ending)
        steps, awaited = open_steps(agenda)
        if not steps:
            return Walk(tuple(visits), agenda, "stuck", None)
        step = steps[0]
        before = agenda.case if awaited else withdraw(agenda, step.step, reasoner)
        attempt = before.attempts.get(step.step, 0) + 1
        shown = shows(step, attempt, before)
        if shown is None:
            return Walk(tuple(visits), agenda, "stopped", agenda.ending)
        visits.append(Visit(agenda, step, attempt, MappingProxyType(dict(shown)), assumed, awaited))
        after = take(before, step.step, shown, attempt, reasoner.library)
        agenda = reasoner.agenda(after, hypothetical=assumed, near=agenda)
    return Walk(tuple(visits), agenda, "stuck", None)


def open_steps(agenda: Agenda) -> tuple[tuple[Step, ...], bool]:
    """Give the steps that can be taken now, and whether they are awaited rather than asked for.

    Steps that are next; else those pending, by stage; else one that is done though parts of its report are
    neither stated nor known to be unknown.
    """
    if agenda.next:
        return tuple(its.step for its in agenda.next), False
    stages = agenda.library.stage_order
    pending = sorted(agenda.with_status("pending"), key=lambda its: stages[its.step.stage])
    known = {*agenda.case.findings, *agenda.case.unobtainable}
    unread = (
        its
        for its in agenda.with_status("done")
        if any(finding.finding not in known for finding in agenda.library.findings_of[its.step.step])
    )
    return tuple(its.step for its in pending) or tuple(its.step for its in unread)[:1], True


def take(case: CheckedCase, step: str, shown: Mapping[str, Value], attempt: int, library: Library) -> CheckedCase:
    """Give the case after a step: its results stated, its other findings asked and unknown, the step done.

    The results are values of the vocabulary already; one that is unusual is warned of.
    """
    stated = {**case.findings, **shown}
    findings = {name: stated[name] for name in library.findings if name in stated}
    unknown = {f.finding for f in library.findings_of[step] if f.finding not in findings}
    return CheckedCase(
        findings=MappingProxyType(findings),
        done=case.done | {step},
        pending=case.pending - {step},
        unobtainable=(case.unobtainable | unknown).difference(shown),
        attempts={**case.attempts, step: attempt},
        warnings=(*case.warnings, *unusual_values(shown, library)),
    )


def withdraw(agenda: Agenda, step: str, reasoner: Reasoner) -> CheckedCase:
    """Give the case with the results of a step to be repeated withdrawn, and of all steps that rest on them.

    A step rests on them where a rule asked for it with them and none does without them.
    Where the step is not to be repeated, the case is given unchanged.
    """
    if not agenda.statuses[step].again:
        return agenda.case
    case = agenda.case
    attempts = {**case.attempts, step: case.attempts.get(step, 1)}
    gone = {step}
    asked = {name for name, its in agenda.statuses.items() if its.recommended_by}
    while True:
        case = _without(agenda.case, gone, attempts, reasoner.library)
        done = reasoner.done_steps(case)
        truths = reasoner.read(case.findings, done).truths
        recommend = reasoner.library.by_effect
        resting = {
            name
            for name in (asked & agenda.done) - gone
            if not any(truths[rule.id] for rule in recommend.get(("recommend", name), ()))
        }
        if not resting:
            return case
        gone |= resting
        for name in resting:
            attempts.setdefault(name, 1)


def _without(case: CheckedCase, steps: set[str], attempts: Mapping[str, int], library: Library) -> CheckedCase:
    dropped = {finding.finding for step in steps for finding in library.findings_of[step]}
    return check_case(
        Case(
            {name: value for name, value in case.findings.items() if name not in dropped},
            done=case.done - steps,
            pending=case.pending - steps,
            unobtainable=case.unobtainable - dropped,
            attempts=attempts,
        ),
        library,
    )
