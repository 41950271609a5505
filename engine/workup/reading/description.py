"""What came of a text: the case, the words behind it, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass

from workup.knowledge.findings import Value
from workup.reasoning.case import Case


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text and where they stand: `text[start:end] == words`."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """A finding, its value, and the words that say it."""

    finding: str
    value: Value
    words: str
    start: int
    end: int
    note: str = ""
    """How the value was come by, where the words alone do not say it: the later of two, from two sizes."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Words that touch a finding and do not settle it, and why."""

    finding: str
    words: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Contradicting:
    """A finding that the text gives two values; neither is stated in the case."""

    finding: str
    first: Understood
    second: Understood


@dataclass(frozen=True)
class Description:
    """A text understood as far as it goes; nothing doubtful is in `case`."""

    case: Case
    understood: tuple[Understood, ...]
    uncertain: tuple[Uncertain, ...]
    not_understood: tuple[Span, ...]
    contradictions: tuple[Contradicting, ...]
    done: tuple[str, ...]
    pending: tuple[str, ...]
