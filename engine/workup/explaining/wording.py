"""An explanation as lines of plain words, at each level; no layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from workup.explaining.english import fact, sentence
from workup.explaining.evidence import Evidence, apart_from, grounds
from workup.explaining.languages.known import ENGLISH
from workup.explaining.languages.language import Language

if TYPE_CHECKING:
    from workup.explaining.explanation import Cited, Explanation, Reason

Level = Literal["line", "student", "educator", "trace"]
LEVELS: tuple[Level, ...] = ("line", "student", "educator", "trace")

SHOWN_SETS = 3
"""How many missing sets are shown; the rest are counted."""

Line = tuple[int, str]
"""How deep a line stands, and its words."""


def explanation_lines(explanation: Explanation, level: Level) -> Iterator[Line]:
    """Give an explanation as lines, for the levels line, student and educator."""
    yield 0, explanation.headline
    if level == "line":
        return
    full = level == "educator"
    say = explanation.language.say
    for reason in explanation.reasons:
        yield from _reason_lines(explanation, reason, full)
    yield from _enough_lines(explanation)
    for deviation in explanation.deviations:
        yield 1, say("reason.skipped", condition=deviation.released_by)
        if not any(reason.rule == deviation.rule for reason in explanation.reasons):
            yield 2, deviation.because
            yield from _source_lines(deviation, explanation.language, full)
    yield from _refuted_lines(explanation, full)
    yield from _missing_lines(explanation)
    for caution in explanation.cautions:
        yield 1, say("reason.take_care", because=caution.because)
        yield from _source_lines(caution, explanation.language, full)
    if explanation.nearest_way:
        shorts = [explanation.library.steps[name].short for name in explanation.nearest_way]
        yield 1, say("road.nearest", road=" → ".join(dict.fromkeys([*shorts, explanation.step.short])))


def _reason_lines(explanation: Explanation, reason: Reason, full: bool) -> Iterator[Line]:
    language = explanation.language
    if not reason.truth:
        if full and reason.still_open and explanation.status != "not_indicated":
            yield 1, _open_words(explanation, reason)
        return
    ground = because_clauses(_seen_before(explanation, reason.evidence), language)
    match reason.effect:
        case "hold":
            yield 1, language.say("reason.held", condition=reason.released_by)
        case "escalate":
            yield 1, language.say("reason.stops", grounds=ground)
        case "close":
            yield 1, language.say("reason.closed", grounds=ground)
        case _:
            yield 1, _asked_words(explanation, reason, ground)
    if not (reason.decisive and explanation.tells_reason):
        yield 2, reason.because
    if reason.effect == "hold" and ground:
        yield 2, language.say("reason.hold_applies", grounds=ground)
    if reason.within:
        yield 2, language.say("reason.clock", within=reason.within)
    yield from _source_lines(reason, language, full)
    if reason.conflict:
        yield 2, language.say("reason.sources_disagree", conflict=reason.conflict)


def _seen_before(explanation: Explanation, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Leave out what a step that is done has shown itself: that is not why it was asked for."""
    if explanation.status not in ("done", "pending"):
        return evidence
    own = {finding.finding for finding in explanation.library.findings_of[explanation.step.step]}
    return apart_from(evidence, own) or evidence


def _asked_words(explanation: Explanation, reason: Reason, ground: str) -> str:
    key = {
        "held": "reason.once_released",
        "not_indicated": "reason.otherwise",
        "pending": "reason.asked_by_now",
        "done": "reason.asked_by_now",
    }.get(explanation.status, "reason.asked")
    language = explanation.language
    urgency = language.say(f"urgency.{reason.urgency or 'routine'}")
    if ground:
        return language.say(f"{key}.because", urgency=urgency, grounds=ground)
    return language.say(key, urgency=urgency)


def _open_words(explanation: Explanation, reason: Reason) -> str:
    if reason.effect == "hold":
        key = "reason.would_hold"
    elif explanation.status in ("done", "pending"):
        key = "reason.would_ask_again"
    else:
        asked = any(other.truth and other.effect == "recommend" for other in explanation.reasons)
        key = "reason.would_also_ask" if asked else "reason.would_ask"
    return explanation.language.say(key, condition=reason.still_open, rule=reason.rule)


def _enough_lines(explanation: Explanation) -> Iterator[Line]:
    if explanation.status not in ("next", "held") or len(explanation.each_enough) < 2:
        return
    findings, stated = explanation.library.findings, explanation.stated
    facts = [fact(findings[name], stated[name], explanation.language) for name in explanation.each_enough]
    yield 1, explanation.language.say("reason.enough", facts=explanation.language.listed(facts, "or"))


def because_clauses(evidence: tuple[Evidence, ...], language: Language = ENGLISH) -> str:
    """Say evidence as one clause, conclusions with the stated facts beneath them."""
    beneath = {item.clause: [c for c in grounds(item.beneath) if c != item.clause] for item in evidence}
    told = {clause for clauses in beneath.values() for clause in clauses}
    parts = []
    for clause, clauses in beneath.items():
        if clauses:
            parts.append(language.say("grounds.beneath", clause=clause, grounds=language.listed(clauses)))
        elif clause not in told:
            parts.append(clause)
    return language.listed(parts)


def _source_lines(reason: Reason, language: Language, full: bool) -> Iterator[Line]:
    if not full:
        yield 2, language.say("reason.principle", principle=reason.principle, rule=reason.rule)
        for cited in reason.citations[:1]:
            yield 2, cited_words(cited, language)
        return
    yield 2, language.say("reason.principle_alone", principle=reason.principle)
    yield 2, language.say("reason.rule_alone", rule=reason.rule)
    for cited in reason.citations:
        yield 2, cited_words(cited, language)
        if cited.link:
            yield 3, cited.link


def cited_words(cited: Cited, language: Language = ENGLISH) -> str:
    """Say a citation: what the source says, its title and place, how far verified, and its fit."""
    marks, says, say = cited_marks(cited), sentence(cited.says), language.say
    if cited.at:
        return say("cited.at", says=says, title=cited.title, place=cited.at, marks=marks)
    return say("cited.plain", says=says, title=cited.title, marks=marks)


def cited_marks(cited: Cited) -> str:
    """Give how far a citation was verified, and its fit where that says more."""
    return "; ".join(dict.fromkeys(mark for mark in (cited.verified, cited.fit) if mark))


def _refuted_lines(explanation: Explanation, full: bool) -> Iterator[Line]:
    """Say why no rule asks for a step; students read the rules that the case speaks against, and what is closed."""
    language, closed = explanation.language, explanation.closed_steps
    for reason in explanation.refuted:
        if reason.truth is False:
            yield 1, language.say("reason.does_not_apply", because=reason.because)
            yield 2, language.say("reason.here", grounds=because_clauses(reason.evidence, language), rule=reason.rule)
        elif full or not closed:
            yield 1, language.say("reason.does_not_apply", because=reason.because)
            yield 2, language.say("reason.out_of_reach", condition=reason.still_open, rule=reason.rule)
    if closed:
        shorts = [explanation.library.steps[name].short for name in closed]
        yield 1, language.count("reason.needs_closed", len(shorts), steps=language.listed(shorts))


def _missing_lines(explanation: Explanation) -> Iterator[Line]:
    if not explanation.missing:
        return
    language = explanation.language
    yield 1, language.say("missing.head")
    for number in range(min(SHOWN_SETS, len(explanation.missing))):
        key = "missing.other_way" if number else "missing.way"
        yield 2, language.say(key, way=explanation.missing_words(number))
    more = len(explanation.missing) - SHOWN_SETS
    if more > 0:
        yield 2, language.count("missing.more", more)
