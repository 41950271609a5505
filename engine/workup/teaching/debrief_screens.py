"""The debrief as screens: oneself first, then the lanes, the points, the score, and what to play next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from workup.explaining.english import listed
from workup.knowledge.library import Library
from workup.teaching.attempt import Attempt
from workup.teaching.debrief import Debrief
from workup.teaching.scoring import Score, left_open
from workup.teaching.screens import Line, Screen, told
from workup.teaching.sentences import say
from workup.teaching.variants import Variant


def debrief_screens(
    found: Debrief, attempt: Attempt, variants: Sequence[Variant], library: Library, *, explain: bool
) -> tuple[Screen, ...]:
    """Give the debrief in order; `explain` adds the arithmetic of the score."""
    return tuple(_screens(found, attempt, variants, library, explain))


def _screens(
    found: Debrief, attempt: Attempt, variants: Sequence[Variant], library: Library, explain: bool
) -> Iterator[Screen]:
    yield _ending(found, attempt)
    yield _lanes(found)
    if found.points:
        lines = tuple((say(f"about_{point.about}"), " ".join(point.says)) for point in found.points)
        yield Screen("points", say("head_points"), lines, {"points": [asdict(point) for point in found.points]})
    if found.conflicts or found.deviations:
        words: list[Line] = [(say("label_conflict"), one) for one in found.conflicts]
        words += [(say("label_deviation"), one) for one in found.deviations]
        values = {"conflicts": found.conflicts, "deviations": found.deviations}
        yield Screen("conflicts", say("head_conflicts"), tuple(words), values)
    yield _scored(found, explain)
    if variants:
        lines = tuple(
            (str(number), _variant_words(variant, library)) for number, variant in enumerate(variants, start=1)
        )
        yield Screen("variants", say("head_variants"), lines, {"variants": [asdict(one) for one in variants]})
    if found.cards:
        lines = tuple((say("label_card"), f"{card.front} {' '.join(card.back)}") for card in found.cards)
        yield Screen("cards", say("head_cards"), lines, {"cards": [asdict(card) for card in found.cards]})


def _ending(found: Debrief, attempt: Attempt) -> Screen:
    words = [say("ended", ending=found.ending)] if found.ending else [say("not_ended")]
    open_still = [attempt.graph.choices[name].short for name, _ in left_open(attempt)]
    if open_still and found.ending:
        words.append(say("left_open", steps=listed(open_still)))
    screen = told("ended", say("head_debrief"), words)
    return Screen("ended", screen.head, screen.lines, {**screen.values, "ending": attempt.here.ending})


def _lanes(found: Debrief) -> Screen:
    lines: list[Line] = []
    for number, moment in enumerate(found.moments, start=1):
        mark = say(f"mark_{moment.mark}")
        if moment.mark in ("same", "also_right", "assisted"):
            words = say("lane_same", mine=moment.mine, mark=mark)
        elif moment.mark == "left_open":
            words = say("lane_left_open", pathway=moment.pathway, mark=mark)
        else:
            words = say("lane_other", mine=moment.mine, mark=mark, pathway=moment.pathway)
        lines.append((str(number), words))
    values = {
        "judged": found.judged.model_dump() if found.judged else None,
        "moments": [{**asdict(moment), "answer": moment.answer.model_dump()} for moment in found.moments],
    }
    return Screen("lanes", say("head_lanes"), tuple(lines), values)


def _scored(found: Debrief, explain: bool) -> Screen:
    score = found.score
    lines: list[Line] = [(say("label_band"), say(f"band_{score.band}"))]
    if score.number is not None:
        lines.append((say("label_number"), say("number", number=str(score.number))))
    if score.capped:
        lines.append(("", say("capped", number=str(score.number))))
    if found.raises:
        lines.append(("", found.raises))
    if explain:
        lines += _arithmetic(score)
    for sure, right, said in score.calibration:
        lines.append((say(f"sure_{sure}"), say("calibrated", right=str(right), said=str(said))))
    counts = say("counts", hints=str(score.hints), assisted=str(score.assisted), taken_back=str(score.taken_back))
    lines += [(say("label_counts"), counts), ("", say("says_little"))]
    return Screen("scored", say("head_scored"), tuple(lines), {"score": _score_values(score), "raises": found.raises})


def _arithmetic(score: Score) -> Iterator[Line]:
    total = sum(part.weight for part in score.parts)
    for part in score.parts:
        value = f"{part.value:.2f}"
        points = f"{100 * part.weight * part.value / total:.1f}" if total else "0"
        words = say("part", counted=part.counted, value=value, weight=str(part.weight), all=str(total), points=points)
        yield say(f"part_{part.part}"), words


def _score_values(score: Score) -> dict[str, object]:
    return {
        "number": score.number,
        "band": score.band,
        "capped": score.capped,
        "parts": [asdict(part) for part in score.parts],
        "unsafe": [move.choice for move in score.unsafe],
        "calibration": [{"sure": sure, "right": right, "said": said} for sure, right, said in score.calibration],
        "hints": score.hints,
        "assisted": score.assisted,
        "taken_back": score.taken_back,
    }


def _variant_words(variant: Variant, library: Library) -> str:
    finding = library.findings[variant.finding].label
    parts = [say("variant", finding=finding, value=variant.label, stated=variant.stated)]
    if variant.gained:
        parts.append(say("variant_gained", steps=listed([library.steps[step].short for step in variant.gained])))
    if variant.lost:
        parts.append(say("variant_lost", steps=listed([library.steps[step].short for step in variant.lost])))
    return " ".join(parts)
