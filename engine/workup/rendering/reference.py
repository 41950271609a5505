"""Statements with their sources, notes and the glossary as text."""

from __future__ import annotations

from collections.abc import Sequence

from workup.explaining.english import FITS, VERIFIED
from workup.explaining.explanation import cite
from workup.explaining.statements import Statement
from workup.explaining.wording import cited_words
from workup.knowledge.library import Library
from workup.knowledge.sources import Note, Term
from workup.rendering.layout import Style, joined, labeled, notice, wrapped


def sources_text(found: Sequence[Statement], library: Library, style: Style) -> str:
    """Give statements by how far they were verified."""
    lines = notice(library, style)
    verified = ""
    for item in found:
        if item.verified != verified:
            verified = item.verified
            count = sum(other.verified == verified for other in found)
            lines += ["", style(f"{VERIFIED[item.verified].upper()}: {count}", "head")]
        lines += ["", *wrapped(f"{item.name} ({item.kind})")]
        lines += wrapped(item.says, first="  ", rest="  ")
        lines += labeled("rests on", cited_words(item.cited), style, indent=2)
        if FITS[item.fit]:
            lines += labeled("fit", FITS[item.fit], style, indent=2)
        if item.cited.link:
            lines += labeled("read at", item.cited.link, style, indent=2)
    if not found:
        lines += ["", "No such statement."]
    return joined(lines)


def notes_text(found: Sequence[Note], library: Library, style: Style, *, whole: bool) -> str:
    """Give notes: their titles, or one of them whole with its caveat and sources."""
    lines = notice(library, style)
    lines += ["", *wrapped("Background from groups of people, some decades old; it says nothing about one case.")]
    for note in found:
        lines += ["", style(note.title, "head") + f"  {note.note}"]
        if not whole:
            continue
        lines += wrapped(note.says)
        if note.caveat:
            lines += ["", *labeled("but", note.caveat, style, indent=2)]
        lines.append("")
        for citation in note.citations:
            lines += wrapped(cited_words(cite(citation, library)), first="  ", rest="    ")
    return joined(lines)


def glossary_text(found: Sequence[Term], library: Library, style: Style) -> str:
    """Give words with their one-sentence meanings."""
    lines = notice(library, style)
    for term in found:
        also = f" (also: {', '.join(term.aliases)})" if term.aliases else ""
        lines += ["", style(term.term, "strong") + also, *wrapped(term.says, first="  ", rest="  ")]
    return joined(lines)
