"""An explanation as lines of plain English, at each level; no layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from workup.explaining.english import listed, sentence
from workup.explaining.evidence import Evidence, grounds

if TYPE_CHECKING:
    from workup.explaining.explanation import Cited, Explanation, Reason

Level = Literal["line", "student", "educator", "trace"]
LEVELS: tuple[Level, ...] = ("line", "student", "educator", "trace")

SHOWN_SETS = 3
"""How many missing sets are shown; the rest are counted."""

Line = tuple[int, str]
"""How deep a line stands, and its words."""

URGENCY_WORDS = {
    "emergency": "emergency",
    "very_urgent": "very urgent",
    "urgent": "urgent",
    "soon": "soon",
    "routine": "routine",
}


def explanation_lines(explanation: Explanation, level: Level) -> Iterator[Line]:
    """Give an explanation as lines, for the levels line, student and educator."""
    yield 0, explanation.headline
    if level == "line":
        return
    full = level == "educator"
    for reason in explanation.reasons:
        yield from _reason_lines(explanation, reason, full)
    for deviation in explanation.deviations:
        yield 1, f"Skipped: {deviation.because}"
        yield from _source_lines(deviation, full)
    if explanation.refuted:
        yield from _refuted_lines(explanation)
    yield from _missing_lines(explanation)
    for caution in explanation.cautions:
        yield 1, f"Take care: {caution.because}"
        yield from _source_lines(caution, full)
    if explanation.nearest_way:
        shorts = [explanation.library.steps[name].short for name in explanation.nearest_way]
        yield 1, f"Nearest way: {' → '.join([*shorts, explanation.step.short])}"


def _reason_lines(explanation: Explanation, reason: Reason, full: bool) -> Iterator[Line]:
    if reason.effect == "hold" and reason.truth:
        yield 1, f"Held until {reason.released_by}."
        yield 2, reason.because
        if reason.evidence:
            yield 2, f"The hold applies because {because_clauses(reason.evidence)}."
    elif reason.effect == "escalate":
        yield 1, f"Everything else stops because {because_clauses(reason.evidence)}."
        yield 2, reason.because
    elif reason.effect == "close":
        yield 1, f"Not needed or not possible: {because_clauses(reason.evidence)}."
        yield 2, reason.because
    elif reason.effect == "recommend" and reason.truth:
        word = {"held": "Once released it is next", "not_indicated": "Otherwise it would be asked for"}.get(
            explanation.status, "Asked for"
        )
        clock = f" ({_clock(reason)})" if reason.urgency else ""
        ground = because_clauses(reason.evidence)
        yield 1, f"{word}{clock}{', because ' + ground if ground else ''}."
        yield 2, reason.because
    elif full:
        open_words = listed([item.clause for item in reason.evidence], "or")
        verb = "would ask for it" if reason.effect == "recommend" else "would hold it"
        yield 1, f"Still open: {reason.rule} {verb} if {open_words}."
        return
    else:
        return
    yield from _source_lines(reason, full)
    if reason.conflict:
        yield 2, f"Sources disagree: {reason.conflict}"


def _clock(reason: Reason) -> str:
    word = URGENCY_WORDS[reason.urgency or "routine"]
    return f"{word}: {reason.within}" if reason.within else word


def because_clauses(evidence: tuple[Evidence, ...]) -> str:
    """Say evidence as one clause, conclusions with the stated facts beneath them."""
    parts = []
    for item in evidence:
        beneath = [clause for clause in grounds(item.beneath) if clause != item.clause]
        parts.append(f"{item.clause} ({listed(beneath)})" if beneath else item.clause)
    return listed(list(dict.fromkeys(parts)))


def _source_lines(reason: Reason, full: bool) -> Iterator[Line]:
    if not full:
        yield 2, f"{reason.principle} ({reason.rule})"
        for cited in reason.citations[:1]:
            yield 2, cited_words(cited)
        return
    yield 2, f"Principle: {reason.principle}"
    yield 2, f"Rule: {reason.rule}"
    for cited in reason.citations:
        yield 2, cited_words(cited)
        if cited.link:
            yield 3, cited.link


def cited_words(cited: Cited) -> str:
    """Say a citation: what the source says, its title and place, how far verified, and its fit."""
    place = f", {cited.at}" if cited.at else ""
    marks = "; ".join(dict.fromkeys(mark for mark in (cited.verified, cited.fit) if mark))
    return f"{sentence(cited.says)} {cited.title}{place} ({marks})"


def _refuted_lines(explanation: Explanation) -> Iterator[Line]:
    for reason in explanation.refuted:
        if reason.truth is False:
            yield 1, f"Not asked for by {reason.rule}: {because_clauses(reason.evidence)}."
        else:
            open_words = listed([item.clause for item in reason.evidence])
            yield 1, f"Not asked for by {reason.rule}: nothing reachable can still show that {open_words}."
    if explanation.closed_steps:
        shorts = listed([f"the {explanation.library.steps[name].short}" for name in explanation.closed_steps])
        yield 1, f"It would need {shorts}, not indicated here."


def _missing_lines(explanation: Explanation) -> Iterator[Line]:
    if not explanation.missing:
        return
    yield 1, "It would be next with:"
    for number in range(min(SHOWN_SETS, len(explanation.missing))):
        yield 2, f"{'or ' if number else ''}{explanation.missing_words(number)}"
    more = len(explanation.missing) - SHOWN_SETS
    if more > 0:
        yield 2, f"({more} more {'way' if more == 1 else 'ways'})"
