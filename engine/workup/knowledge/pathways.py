"""Pathways, steps, scenarios: the shapes of one content folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

from workup.knowledge.criteria import ALWAYS
from workup.knowledge.phrase_patterns import check_phrases
from workup.knowledge.shapes import NOT_EMPTY, Limit, Name, Shape, Text, Tree
from workup.knowledge.sources import Citation

Kind = Literal["ask", "examine", "image", "refer", "biopsy", "test", "discuss", "follow_up", "reassure", "escalate"]
Ending = Literal[
    "safety_net",
    "handed_over",
    "reported_and_staged",
    "unresolved_expert_review",
    "emergency_stop",
    "outside_scope",
]


@dataclass(frozen=True, kw_only=True)
class AlsoAsked(Shape):
    """Findings that must be stated too, in some cases."""

    when: Tree
    all: Annotated[tuple[str, ...], NOT_EMPTY]


@dataclass(frozen=True, kw_only=True)
class DoneWhen(Shape):
    """What must be stated for a step to count as done."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    also: tuple[AlsoAsked, ...] = ()
    only_if: Tree = ALWAYS

    @property
    def named(self) -> tuple[str, ...]:
        """Give every finding that it names, in some case or in all."""
        return (*self.all, *self.any, *(name for also in self.also for name in also.all))


@dataclass(frozen=True, kw_only=True)
class End(Shape):
    """An ending that the step brings where `when` is true."""

    ending: Ending
    when: Tree = ALWAYS


@dataclass(frozen=True, kw_only=True)
class Step(Shape):
    """Something to do next; no kind is a diagnosis."""

    step: Name
    title: Text
    short: Text
    kind: Kind
    stage: Name
    done_when: DoneWhen
    ends: tuple[End, ...] = ()
    assumed: Mapping[str, Any] = field(default_factory=dict)
    noun: Text | None = None
    """What the title names, where the title is an order: "Referral to the sarcoma team" of "Refer to …"."""
    phrases: tuple[Text, ...] = ()
    """Words of a description that name it, besides its short title."""
    elsewhere: bool = False
    """It looks at another part of the body than the lump: what a description tells of it is not the lump's."""
    line: int = 0

    @property
    def subject(self) -> str:
        """Give the name that a sentence can begin with: "… is next"."""
        return self.noun or self.title

    def __post_init__(self) -> None:
        """Refuse a phrase whose brackets do not close."""
        check_phrases(self.phrases)


@dataclass(frozen=True, kw_only=True)
class Stage(Shape):
    """A group of steps with one question and one strategy."""

    stage: Name
    title: Text
    question: Text
    strategy: Text


@dataclass(frozen=True, kw_only=True)
class Principle(Shape):
    """A maxim that many rules serve."""

    principle: Name
    says: Text


@dataclass(frozen=True, kw_only=True)
class Contradiction(Shape):
    """Facts that do not go together; reported, never resolved."""

    contradiction: Name
    when: Tree
    says: Text


@dataclass(frozen=True, kw_only=True)
class Distractor(Shape):
    """A wrong move that a learner may choose; never recommended."""

    distractor: Name
    title: Text
    refused_by: str
    risk: Literal["unsafe", "low_yield"] = "unsafe"
    """Whether it can do harm that is not undone, or only costs time and a scan."""
    harm: Text
    citations: Annotated[tuple[Citation, ...], NOT_EMPTY]
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Scope(Shape):
    """What the pathway is for, and what it leaves to others."""

    inside: Text
    outside: Text


@dataclass(frozen=True, kw_only=True)
class Review(Shape):
    """A named clinician's signature."""

    by: Text
    role: Text
    on: date


@dataclass(frozen=True, kw_only=True)
class Pathway(Shape):
    """A pathway: its scope, principles, stages and steps in order."""

    pathway: Name
    version: Text
    language: Literal["en"] = "en"
    """The language its content is written in; explanations speak it too."""
    title: Text
    jurisdiction: Text
    intended_use: Text
    rule_packs: Annotated[tuple[Name, ...], NOT_EMPTY]
    scope: Scope
    sources_checked_on: date
    clinically_reviewed: Review | None = None
    principles: tuple[Principle, ...]
    stages: Annotated[tuple[Stage, ...], NOT_EMPTY]
    steps: Annotated[tuple[Step, ...], NOT_EMPTY]
    contradictions: tuple[Contradiction, ...] = ()
    distractors: tuple[Distractor, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scoring(Shape):
    """How a rehearsal is scored: what each part weighs, where the bands begin, and the cap of an unsafe step."""

    weights: Mapping[Literal["key_steps", "reasons", "order", "noticing", "efficiency"], Annotated[int, Limit(ge=0)]]
    building_from: Annotated[int, Limit(ge=0, le=100)]
    secure_from: Annotated[int, Limit(ge=0, le=100)]
    unsafe_at_most: Annotated[int, Limit(ge=0, le=100)]


@dataclass(frozen=True, kw_only=True)
class Expected(Shape):
    """The course that a scenario must take, as a partial order, and its ending; written by hand."""

    steps: tuple[Name, ...]
    optional: tuple[Name, ...] = ()
    order: tuple[tuple[Name, ...], ...] = ()
    ending: Ending


@dataclass(frozen=True, kw_only=True)
class Scenario(Shape):
    """A teaching case: what is described at the start, and what each step would show."""

    scenario: Name
    title: Text
    opening: Text
    presentation: Mapping[str, Any]
    done: tuple[Name, ...] = ()
    pending: tuple[Name, ...] = ()
    shows: Mapping[str, tuple[Mapping[str, Any], ...]]
    expected: Expected | None = None
    trap: Text | None = None
    learn: Text | None = None
