"""The agenda: every step with its status and its reasons, for one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import Ending, Step
from workup.knowledge.rules import URGENCIES, Recommend, Rule, Urgency
from workup.reasoning.case import CheckedCase
from workup.reasoning.truth import Truth

Status = Literal["next", "held", "waiting", "not_indicated", "pending", "done", "stopped"]
STATUSES: tuple[Status, ...] = ("next", "held", "waiting", "not_indicated", "pending", "done", "stopped")


@dataclass(frozen=True)
class StepStatus:
    """One step of an agenda: its status and every rule that bears on it."""

    step: Step
    status: Status
    recommended_by: tuple[Rule, ...] = ()
    """Rules that are true and ask for the step, the decisive one first."""
    could_recommend: tuple[Rule, ...] = ()
    """Rules that could still become true."""
    held_by: tuple[Rule, ...] = ()
    could_hold: tuple[Rule, ...] = ()
    closed_by: tuple[Rule, ...] = ()
    cautions: tuple[Rule, ...] = ()
    deviations: tuple[Rule, ...] = ()
    """Holds that were active when the step was done or ordered all the same."""
    again: bool = False
    dead_end: tuple[Rule, ...] = ()
    """Holds that nothing can release any more; an error of the content."""

    @property
    def decisive(self) -> Rule | None:
        """Give the rule that decides the status: a hold, a closing rule, or the strongest recommendation."""
        by_status = {"held": self.held_by, "not_indicated": self.closed_by}
        rules = by_status.get(self.status, self.recommended_by)
        return rules[0] if rules else None

    @property
    def because(self) -> str:
        """Give the reason of the decisive rule; empty where none is true."""
        return self.decisive.because if self.decisive else ""

    @property
    def urgency(self) -> Urgency | None:
        """Give the strongest urgency of the true recommendations."""
        return strongest(self.recommended_by)

    @property
    def within(self) -> str:
        """Give the clock of the decisive recommendation, with whose it is; empty where none is named."""
        for rule in self.recommended_by:
            if isinstance(rule.then, Recommend) and rule.then.within and rule.then.urgency == self.urgency:
                return rule.then.within
        return ""

    @property
    def could_be_sooner(self) -> tuple[Rule, ...]:
        """Give the rules, still unknown, that would raise the urgency."""
        if self.urgency is None:
            return ()
        rank = URGENCIES.index(self.urgency)
        return tuple(
            rule
            for rule in self.could_recommend
            if isinstance(rule.then, Recommend) and URGENCIES.index(rule.then.urgency) < rank
        )


def strongest(rules: tuple[Rule, ...]) -> Urgency | None:
    """Give the strongest urgency among recommend rules."""
    found = [rule.then.urgency for rule in rules if isinstance(rule.then, Recommend)]
    return min(found, key=URGENCIES.index) if found else None


@dataclass(frozen=True)
class Agenda:
    """What the pathway asks for next in one case, and how every other step stands."""

    library: Library = field(repr=False)
    case: CheckedCase = field(repr=False)
    statuses: Mapping[str, StepStatus] = field(repr=False)
    """By step id, in the pathway's order."""
    next: tuple[StepStatus, ...]
    done: frozenset[str] = field(repr=False)
    """The steps that are done, by the case's word or by their results; one to be repeated is among them."""
    stopped_by: tuple[Rule, ...]
    """Red flags that stop everything else."""
    truths: Mapping[str, Truth] = field(repr=False)
    """By rule id: true, false, or None for unknown."""
    known: Mapping[str, Value] = field(repr=False)
    """Stated findings and decided conclusions."""
    reachable: frozenset[str] = field(repr=False)
    contradictions: tuple[str, ...]
    ending: Ending | None
    engine: str
    """What decided: the engine's name, or "reading alone"."""

    @property
    def unanswered_safety(self) -> tuple[Finding, ...]:
        """Give the red-flag questions that nobody has answered, unless an emergency was assessed."""
        if self.library.emergency_step in self.done:
            return ()
        return tuple(
            self.library.findings[name]
            for name in self.library.safety_findings
            if name not in self.case.findings and name not in self.case.unobtainable
        )

    @property
    def is_stuck(self) -> bool:
        """Say whether nothing is left to do and no ending is reached: an error of the content.

        Something is left while a step is next or pending, or a done step's report has parts not yet stated.
        """
        known = {*self.case.findings, *self.case.unobtainable}
        done = (its.step.step for its in self.with_status("done"))
        unread = any(f.finding not in known for step in done for f in self.library.findings_of[step])
        return not (self.next or self.ending or unread or self.with_status("pending"))

    def with_status(self, status: Status) -> tuple[StepStatus, ...]:
        """Give the steps with one status, in the pathway's order."""
        return tuple(its for its in self.statuses.values() if its.status == status)
