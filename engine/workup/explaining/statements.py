"""Says who: every cited statement of the content, with its source, verification and fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from workup.explaining.explanation import Cited, cite
from workup.knowledge.library import Library
from workup.knowledge.sources import FURTHEST, Citation, Fit, Verification


@dataclass(frozen=True)
class Statement:
    """One cited statement: where it stands, what rests on it, and on what it rests."""

    kind: str
    """`rule`, `distractor` or `note`."""
    name: str
    says: str
    """The sentence of ours that rests on it."""
    source: str
    verified: Verification
    fit: Fit
    cited: Cited

    @property
    def to_check(self) -> bool:
        """Say whether a clinician should check it first: not read in the primary, or reaching further than it."""
        return self.verified != "primary" or self.fit != "same"


def statements(library: Library) -> tuple[Statement, ...]:
    """Give every statement, the least verified first, then in content order."""
    found = list(_all(library))
    return tuple(sorted(found, key=lambda s: -FURTHEST.index(s.verified)))


def _all(library: Library) -> Iterator[Statement]:
    for rule in library.rules:
        yield from _of("rule", rule.id, rule.because, rule.citations, library)
    for distractor in library.pathway.distractors:
        yield from _of("distractor", distractor.distractor, distractor.harm, distractor.citations, library)
    for note in library.notes:
        yield from _of("note", note.note, note.says, note.citations, library)


def _of(kind: str, name: str, says: str, citations: Iterable[Citation], library: Library) -> Iterator[Statement]:
    for citation in citations:
        verified = library.verified(citation.source, citation.verified)
        yield Statement(kind, name, says, citation.source, verified, citation.fit, cite(citation, library))


def statement_values(item: Statement) -> dict[str, Any]:
    """Give a statement as plain values."""
    return {
        "kind": item.kind,
        "name": item.name,
        "says": item.says,
        "source": item.source,
        "title": item.cited.title,
        "at": item.cited.at,
        "source_says": item.cited.says,
        "verified": item.verified,
        "fit": item.fit,
        "link": item.cited.link,
    }
