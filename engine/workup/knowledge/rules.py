"""Rules: `when` … `then` …, with the reason, the principle, the sources and both examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from workup.knowledge.criteria import ALWAYS
from workup.knowledge.shapes import NOT_EMPTY, Name, Shape, Text, Tree
from workup.knowledge.sources import Citation

Urgency = Literal["emergency", "very_urgent", "urgent", "soon", "routine"]
URGENCIES: tuple[Urgency, ...] = ("emergency", "very_urgent", "urgent", "soon", "routine")
"""Every urgency, strongest first."""


@dataclass(frozen=True, kw_only=True)
class Conclude(Shape):
    """The conclusion is yes."""

    conclude: Name


@dataclass(frozen=True, kw_only=True)
class Recommend(Shape):
    """The step is asked for; `within` names a clock, whose it is and for whom."""

    recommend: Name
    urgency: Urgency
    within: Text | None = None
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Hold(Shape):
    """The step waits while the rule is true and `until` is not."""

    hold: Name
    until: Tree


@dataclass(frozen=True, kw_only=True)
class Close(Shape):
    """The step is not needed or not possible while the rule is true; unknown closes nothing."""

    close: Name


@dataclass(frozen=True, kw_only=True)
class Caution(Shape):
    """A pitfall to teach beside the step."""

    caution: Name


@dataclass(frozen=True, kw_only=True)
class Escalate(Shape):
    """A severe and active red flag: everything else stops."""

    escalate: Name


Consequent = Conclude | Recommend | Hold | Close | Caution | Escalate

CONSEQUENTS: Mapping[str, type[Consequent]] = {
    "conclude": Conclude,
    "recommend": Recommend,
    "hold": Hold,
    "close": Close,
    "caution": Caution,
    "escalate": Escalate,
}


@dataclass(frozen=True, kw_only=True)
class Examples(Shape):
    """Facts that make `when` true, and one change to them that makes it false."""

    fires: Mapping[str, Any]
    does_not_fire: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Accepted(Shape):
    """A step that the other side of a conflict takes, and the step before which it takes it."""

    step: Name
    before: Name


@dataclass(frozen=True, kw_only=True)
class Rule(Shape):
    """One rule; `id` is `<file>.<name>`."""

    id: str
    rule: Name
    when: Tree = ALWAYS
    then: Consequent
    because: Text
    principle: Name
    citations: Annotated[tuple[Citation, ...], NOT_EMPTY]
    conflict: Text | None = None
    also_accepted: tuple[Accepted, ...] = ()
    """What the other side of the conflict does: a learner who does so is not wrong."""
    examples: Examples
    file: str = ""
    line: int = 0

    @property
    def effect(self) -> str:
        """Give the kind of consequent: conclude, recommend, hold, close, caution or escalate."""
        return type(self.then).__name__.lower()

    @property
    def target(self) -> str:
        """Give the conclusion or step that the consequent speaks of."""
        return str(getattr(self.then, self.effect))


@dataclass(frozen=True, kw_only=True)
class Conclusion(Shape):
    """A yes/no word that rules derive, and how it reads either way."""

    conclusion: Name
    yes: Text
    no: Text
    file: str = ""
    line: int = 0
