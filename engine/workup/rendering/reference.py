"""Statements with their sources, notes and the glossary as text."""

from __future__ import annotations

from collections.abc import Sequence

from workup.explaining.explanation import cite
from workup.explaining.languages.known import language_of
from workup.explaining.statements import Statement
from workup.explaining.wording import cited_words
from workup.knowledge.library import Library
from workup.knowledge.sources import Note, Term
from workup.rendering.layout import Style, joined, labeled, notice, wrapped


def sources_text(found: Sequence[Statement], library: Library, style: Style) -> str:
    """Give statements by how far they were verified."""
    lines, language = notice(library, style), language_of(library)
    say = language.say
    verified = ""
    for item in found:
        if item.verified != verified:
            verified = item.verified
            count = sum(other.verified == verified for other in found)
            words = say(f"verified.{item.verified}").upper()
            lines += ["", style(say("sources.head", verified=words, number=str(count)), "head")]
        lines += ["", *wrapped(say("sources.item", name=item.name, kind=say(f"sources.kind.{item.kind}")))]
        lines += wrapped(item.says, first="  ", rest="  ")
        lines += labeled(say("label.rests_on"), cited_words(item.cited, language), style, indent=2)
        if fit := say(f"fit.{item.fit}"):
            lines += labeled(say("label.fit"), fit, style, indent=2)
        if item.cited.link:
            lines += labeled(say("label.read_at"), item.cited.link, style, indent=2)
    if not found:
        lines += ["", say("sources.none")]
    return joined(lines)


def notes_text(found: Sequence[Note], library: Library, style: Style, *, whole: bool) -> str:
    """Give notes: their titles, or one of them whole with its caveat and sources."""
    lines, language = notice(library, style), language_of(library)
    lines += ["", *wrapped(language.say("notes.head"))]
    for note in found:
        lines += ["", style(note.title, "head") + f"  {note.note}"]
        if not whole:
            continue
        lines += wrapped(note.says)
        if note.caveat:
            lines += ["", *labeled(language.say("label.but"), note.caveat, style, indent=2)]
        lines.append("")
        for citation in note.citations:
            lines += wrapped(cited_words(cite(citation, library), language), first="  ", rest="    ")
    return joined(lines)


def glossary_text(found: Sequence[Term], library: Library, style: Style) -> str:
    """Give words with their one-sentence meanings."""
    lines, say = notice(library, style), language_of(library).say
    for term in found:
        name = style(term.term, "strong")
        if term.aliases:
            name = say("glossary.term_also", term=name, aliases=", ".join(term.aliases))
        lines += ["", name, *wrapped(term.says, first="  ", rest="  ")]
    return joined(lines)
