"""How far: the route ahead on the teaching road, and what each part of it assumes."""

from __future__ import annotations

from dataclasses import dataclass

from workup.explaining.english import bare_label, value_label
from workup.explaining.languages.known import language_of
from workup.knowledge.pathways import Ending
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import Outcome, walk_assumed


@dataclass(frozen=True)
class RouteStep:
    """One step ahead, and the results that it is assumed to show."""

    step: str
    short: str
    assumes: tuple[str, ...]
    asked_for: bool
    """The step is next already; it is not assumed to be."""


@dataclass(frozen=True)
class Route:
    """The steps ahead if each shows what it shows on the teaching road.

    `outcome` other than `complete` says where the road ends before an ending; `depends_on` says on what.
    """

    ahead: tuple[RouteStep, ...]
    outcome: Outcome
    ending: Ending | None
    depends_on: tuple[str, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """Give the ids of the steps ahead, in order."""
        return tuple(item.step for item in self.ahead)


def route_ahead(agenda: Agenda, reasoner: Reasoner) -> Route:
    """Project the route from an agenda; empty where a red flag stops it."""
    if agenda.stopped_by:
        return Route((), "stopped", agenda.ending, ())
    walk = walk_assumed(agenda.case, reasoner)
    language = language_of(agenda.library)
    now = {its.step.step for its in agenda.next}
    ahead = []
    for visit in walk.visits:
        named = {*visit.step.done_when.all, *visit.step.done_when.any}
        read = [
            bare_label(value_label(agenda.library.findings[name], value, language))
            for name, value in visit.shown.items()
            if name in named
        ]
        ahead.append(RouteStep(visit.step.step, visit.step.short, tuple(read), visit.step.step in now))
    return Route(tuple(ahead), walk.outcome, walk.ending, walk.depends_on)
