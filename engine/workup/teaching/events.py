"""What a learner can do in an attempt, and an attempt as it is kept in a file: its events, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from workup.knowledge.findings import Value
from workup.teaching.records import Record

Mode = Literal["show_me", "rehearse", "exam", "misstep"]
MODES: tuple[Mode, ...] = ("show_me", "rehearse", "exam", "misstep")

Sure = Literal["sure", "fairly", "guessing"]
SURE: tuple[Sure, ...] = ("sure", "fairly", "guessing")

Self = Literal["order", "reasons", "safety", "noticing", "nothing"]
SELF: tuple[Self, ...] = ("order", "reasons", "safety", "noticing", "nothing")
"""What one may say of one's own attempt, before the debrief says anything."""


class Noted(Record):
    """The facts of the presentation that matter, by key, at most five."""

    do: Literal["note"] = "note"
    facts: tuple[str, ...]


class Chosen(Record):
    """A step or a distractor, the findings and done steps it rests on, and how sure."""

    do: Literal["choose"] = "choose"
    choice: str
    because: tuple[str, ...] = ()
    sure: Sure | None = None


class Hinted(Record):
    """The next hint was asked for."""

    do: Literal["hint"] = "hint"


class Reasoned(Record):
    """The reason for a move that the pathway made."""

    do: Literal["reason"] = "reason"
    because: tuple[str, ...] = ()


class Undone(Record):
    """The last move was taken back."""

    do: Literal["undo"] = "undo"


class Pointed(Record):
    """The move that is held to be the misstep, counted from 1."""

    do: Literal["point"] = "point"
    move: int


class Judged(Record):
    """What went well, what to change, what is unclear, as the learner sees it."""

    do: Literal["judge"] = "judge"
    well: Self
    change: Self
    unclear: Self


class Asked(Record):
    """A look into the reasons, which changes nothing: why, why not, what if, the map, the chart."""

    do: Literal["ask"] = "ask"
    what: str


class Left(Record):
    """The way out was taken."""

    do: Literal["leave"] = "leave"


Event = Annotated[
    Noted | Chosen | Hinted | Reasoned | Undone | Pointed | Judged | Asked | Left, Field(discriminator="do")
]


class SavedAttempt(Record):
    """An attempt as it is kept in a file."""

    workup_attempt: Literal[1] = 1
    notice: str
    scenario: str
    variant: Mapping[str, Value] = {}
    """Findings of the scenario that were changed for this attempt."""
    content_hash: str
    mode: Mode
    seed: int
    events: tuple[Event, ...] = ()
    told: bool = False
    """The attempt is over, and its debrief was shown."""
