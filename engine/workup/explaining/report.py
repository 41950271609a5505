"""All that one case has to say: the agenda, its explanations, what to ask, and the route ahead."""

from __future__ import annotations

from dataclasses import dataclass

from workup.explaining.asking import Question, questions
from workup.explaining.explanation import Explanation, explain
from workup.explaining.route import Route, route_ahead
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case, CheckedCase
from workup.reasoning.reasoner import Reasoner


@dataclass(frozen=True)
class Report:
    """One case, reasoned and explained."""

    agenda: Agenda
    explanations: dict[str, Explanation]
    """Of every step that is next, held or waiting, or that departed from the pathway."""
    asks: tuple[Question, ...]
    """What to ask first: questions of the next steps that decide something, most decisive first."""
    route: Route


def report(case: Case | CheckedCase, reasoner: Reasoner) -> Report:
    """Reason about a case and explain the result. Raises CaseError as `Reasoner.agenda` does."""
    agenda = reasoner.agenda(case)
    route = route_ahead(agenda, reasoner)
    explained = {
        name: explain(agenda, name, reasoner, route)
        for name, its in agenda.statuses.items()
        if its.status in ("next", "held", "waiting") or its.deviations
    }
    asked = {
        finding.finding
        for its in agenda.next
        if its.step.kind in ("ask", "examine")
        for finding in agenda.library.findings_of[its.step.step]
    }
    asks = tuple(question for question in questions(agenda, reasoner, only=asked) if question.decides)
    return Report(agenda, explained, asks, route)
