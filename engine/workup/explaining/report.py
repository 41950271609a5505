"""All that one case has to say: the agenda, its explanations, what to ask, and the route ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    asks: tuple[Question, ...]
    """What to ask first: what the next steps must ask and what decides something, most decisive first."""
    route: Route
    _reasoner: Reasoner = field(repr=False)
    _explained: dict[str, Explanation] = field(default_factory=dict, repr=False, compare=False)

    def explanation(self, step: str) -> Explanation:
        """Explain one step; worked out when it is first asked for."""
        if step not in self._explained:
            self._explained[step] = explain(self.agenda, step, self._reasoner, self.route)
        return self._explained[step]

    @property
    def explanations(self) -> Mapping[str, Explanation]:
        """Explain every step that is next, held or waiting, or that departed from the pathway."""
        return {
            name: self.explanation(name)
            for name, its in self.agenda.statuses.items()
            if its.status in ("next", "held", "waiting") or its.deviations
        }


def report(case: Case | CheckedCase, reasoner: Reasoner) -> Report:
    """Reason about a case and explain the result. Raises CaseError as `Reasoner.agenda` does."""
    agenda = reasoner.agenda(case)
    asked = {name for its in agenda.next if its.step.kind in ("ask", "examine") for name in its.step.done_when.named}
    asks = tuple(question for question in questions(agenda, reasoner, only=asked) if question.decides)
    return Report(agenda, asks, route_ahead(agenda, reasoner), reasoner)
