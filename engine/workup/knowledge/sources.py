"""Sources, citations, glossary and background notes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from workup.knowledge.shapes import Name, Shape, Text

Verification = Literal["primary", "secondary", "general_knowledge", "inference"]
"""How far a statement was verified: read in the source itself, in a page that reports it, not yet, or reasoned."""

FURTHEST: tuple[Verification, ...] = ("primary", "secondary", "general_knowledge", "inference")
"""The degrees of verification, furthest first."""

Fit = Literal["same", "wider", "narrower", "reasoning"]


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


class Citation(Shape):
    """The place in a source, what it says in our words, how far verified, and whether it fits the rule."""

    source: Name
    at: Text | None = None
    says: Text
    fit: Fit
    verified: Verification | None = None


class Term(Shape):
    """A word of the glossary."""

    term: Text
    says: Text
    aliases: tuple[Text, ...] = ()


class Note(Shape):
    """Background reading, never rendered in a walk; it alone may give figures from groups."""

    note: Name
    title: Text
    says: Text
    caveat: Text | None = None
    citations: tuple[Citation, ...] = Field(min_length=1)
