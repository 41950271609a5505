"""Why this rather than that: two steps compared, rule against rule."""

from __future__ import annotations

from dataclasses import dataclass

from workup.explaining.explanation import Explanation, explain
from workup.explaining.languages.known import language_of
from workup.reasoning.agenda import Agenda, StepStatus
from workup.reasoning.reasoner import Reasoner

_STANDING = ("next", "pending", "done", "held", "waiting", "not_indicated", "stopped")


@dataclass(frozen=True)
class Comparison:
    """Two steps of one agenda: which stands first, and what decides it."""

    first: Explanation
    second: Explanation
    decided_by: str
    """`status`, `emergency`, `stage`, `urgency`, `pathway order`, or `same step`."""
    sentence: str


def compare(agenda: Agenda, this: str, that: str, reasoner: Reasoner) -> Comparison:
    """Compare two steps; the one that stands first comes first. Raises UnknownNameError."""
    one, other = (agenda.statuses[agenda.library.step(name).step] for name in (this, that))
    decided_by, swap = _decided(agenda, one, other)
    if swap:
        one, other = other, one
    first, second = (explain(agenda, its.step.step, reasoner) for its in (one, other))
    return Comparison(first, second, decided_by, _sentence(agenda, one, other, decided_by))


def _decided(agenda: Agenda, one: StepStatus, other: StepStatus) -> tuple[str, bool]:
    if one.step == other.step:
        return "same step", False
    if one.status != other.status:
        return "status", _STANDING.index(one.status) > _STANDING.index(other.status)
    if one.status != "next":
        return "pathway order", _place(agenda, one) > _place(agenda, other)
    order = [its.step.step for its in agenda.next]
    swap = order.index(one.step.step) > order.index(other.step.step)
    if "emergency" in (one.urgency, other.urgency) and one.urgency != other.urgency:
        return "emergency", swap
    if one.step.stage != other.step.stage:
        return "stage", swap
    return ("urgency" if one.urgency != other.urgency else "pathway order"), swap


def _place(agenda: Agenda, its: StepStatus) -> tuple[int, int]:
    return agenda.library.stage_order[its.step.stage], agenda.library.step_order[its.step.step]


def _sentence(agenda: Agenda, one: StepStatus, other: StepStatus, decided_by: str) -> str:
    say = language_of(agenda.library).say
    names = {"first": one.step.subject, "second": other.step.subject}
    match decided_by:
        case "same step":
            return say("compare.same_step", first=one.step.subject)
        case "status":
            each = [say(f"headline.{its.status}", step=its.step.subject) for its in (one, other)]
            return say("compare.status", first=each[0], second=each[1])
        case "emergency":
            return say("compare.emergency", **names)
        case "stage":
            stages = {stage.stage: stage.title for stage in agenda.library.pathway.stages}
            first, second = stages[one.step.stage], stages[other.step.stage]
            return say("compare.stage", **names, first_stage=first, second_stage=second)
        case "urgency":
            first, second = (say(f"urgency.{its.urgency or 'routine'}") for its in (one, other))
            return say("compare.urgency", **names, first_urgency=first, second_urgency=second)
        case _:
            return say("compare.order", **names, status=say(f"status.{one.status}"))
