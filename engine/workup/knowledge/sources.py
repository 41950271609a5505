"""Sources, citations, glossary and background notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from workup.knowledge.shapes import NOT_EMPTY, Limit, Name, Shape, Text

Verification = Literal["primary", "secondary", "general_knowledge", "inference"]
"""How far a statement was verified: read in the source itself, in a page that reports it, not yet, or reasoned."""

FURTHEST: tuple[Verification, ...] = ("primary", "secondary", "general_knowledge", "inference")
"""The degrees of verification, furthest first."""

Fit = Literal["same", "wider", "narrower", "reasoning"]


@dataclass(frozen=True, kw_only=True)
class Source(Shape):
    """Where statements come from."""

    source: Name
    title: Text
    publisher: Text | None = None
    year: Text | None = None
    link: Text | None = None
    doi: Text | None = None
    kind: Literal["guideline", "consensus", "series", "report", "review", "reference", "teaching", "local", "reasoning"]
    verified: Verification
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Citation(Shape):
    """The place in a source, what it says in our words, how far verified, and whether it fits the rule."""

    source: Name
    at: Text | None = None
    says: Text
    fit: Fit
    verified: Verification | None = None


@dataclass(frozen=True, kw_only=True)
class Term(Shape):
    """A word of the glossary."""

    term: Text
    says: Text
    aliases: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Note(Shape):
    """Background reading, never rendered in a walk; it alone may give figures from groups."""

    note: Name
    title: Text
    says: Text
    caveat: Text | None = None
    citations: Annotated[tuple[Citation, ...], NOT_EMPTY]


Reference = Annotated[str, Limit(pattern=r"^(rule|step|finding|scenario|note|term):\S.*$")]
"""A piece of content: its kind and its id (for a term the word itself), such as `rule:image.map_fast`."""


@dataclass(frozen=True, kw_only=True)
class SeedStatement(Shape):
    """A statement of the page that Workup started from, and where it is taught or why it is left out."""

    statement: Annotated[str, Limit(pattern=r"^S[1-9][0-9]*$")]
    says: Text
    taught_by: tuple[Reference, ...] = ()
    left_out: Text | None = None

    def __post_init__(self) -> None:
        """Refuse one that is neither taught nor left out, or both."""
        if bool(self.taught_by) == bool(self.left_out):
            raise ValueError("a statement is taught_by a piece of content, or left_out with a reason")
