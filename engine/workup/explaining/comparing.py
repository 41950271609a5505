"""Why this rather than that: two steps compared, rule against rule."""

from __future__ import annotations

from dataclasses import dataclass

from workup.explaining.explanation import Explanation, explain
from workup.explaining.wording import URGENCY_WORDS
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
    stages = {stage.stage: stage.title for stage in agenda.library.pathway.stages}
    a, b = one.step.title, other.step.title
    match decided_by:
        case "same step":
            return f"{a} is one and the same step."
        case "status":
            return f"{a} is {one.status.replace('_', ' ')}; {b} is {other.status.replace('_', ' ')}."
        case "emergency":
            return f"{a} comes before {b}, because it is an emergency."
        case "stage":
            return (
                f"Both are next; {a} stands in the stage {stages[one.step.stage]}, "
                f"before {b} in the stage {stages[other.step.stage]}."
            )
        case "urgency":
            return (
                f"Both are next; {a} is {URGENCY_WORDS[one.urgency or 'routine']}, "
                f"{b} is {URGENCY_WORDS[other.urgency or 'routine']}."
            )
        case _:
            return f"Both are {one.status.replace('_', ' ')}; the pathway names {a} before {b}."
