"""Scoring, formative: five parts computed from the walk graph, and safety as a gate. No engine, no clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workup.knowledge.pathways import Scoring
from workup.teaching.attempt import MOST_NOTED, Attempt, Move
from workup.teaching.events import SURE, Sure
from workup.teaching.premises import agreement
from workup.teaching.sentences import say
from workup.teaching.walk_graph import Answer, Verdict

PartName = Literal["key_steps", "reasons", "order", "noticing", "efficiency"]
PARTS: tuple[PartName, ...] = ("key_steps", "reasons", "order", "noticing", "efficiency")

Band = Literal["unsafe", "starting", "building", "secure", "unscored"]


@dataclass(frozen=True)
class Part:
    """One part of a score: how much of it was met, from 0 to 1, and what was counted."""

    part: PartName
    value: float
    weight: int
    counted: str
    """The counting in words: "3 of 4 key steps …"."""


@dataclass(frozen=True)
class Score:
    """A score with everything it was made of. `number` is None where the attempt is not scored."""

    parts: tuple[Part, ...]
    """Only the parts that the case and the attempt offered."""
    number: int | None
    band: Band
    unsafe: tuple[Move, ...]
    """Every unsafe choice, those taken back too."""
    capped: bool
    calibration: tuple[tuple[Sure, int, int], ...]
    """For each answer to "how sure": how many choices were right, of how many. Reported, not scored."""
    hints: int
    assisted: int
    taken_back: int

    @property
    def weakest(self) -> Part | None:
        """Give the part that would raise the score most; None where nothing is missing."""
        parts = [part for part in self.parts if part.value < 1 and part.weight]
        return max(parts, key=lambda part: part.weight * (1 - part.value), default=None)


def score(attempt: Attempt, weights: Scoring | None) -> Score:
    """Score an attempt. Without weights, unfinished, or where the pathway played: parts and counts, no number."""
    parts = tuple(_parts(attempt, weights))
    unsafe = tuple(move for move in attempt.moves if move.verdict == "unsafe")
    total = sum(part.weight for part in parts)
    finished = bool(attempt.here.ending) and attempt.mode in ("rehearse", "exam")
    number: int | None = None
    capped = False
    if weights is not None and finished and total:
        number = round(100 * sum(part.weight * part.value for part in parts) / total)
        capped = bool(unsafe) and number > weights.unsafe_at_most
        number = weights.unsafe_at_most if capped else number
    return Score(
        parts=parts,
        number=number,
        band=_band(number, bool(unsafe), weights),
        unsafe=unsafe,
        capped=capped,
        calibration=tuple(_calibration(attempt)),
        hints=attempt.hints,
        assisted=sum(move.assisted for move in attempt.moves),
        taken_back=sum(move.taken_back for move in attempt.moves),
    )


def _band(number: int | None, unsafe: bool, weights: Scoring | None) -> Band:
    if number is None or weights is None:
        return "unscored"
    if unsafe:
        return "unsafe"
    if number < weights.building_from:
        return "starting"
    return "building" if number < weights.secure_from else "secure"


def _parts(attempt: Attempt, weights: Scoring | None) -> Iterator[Part]:
    counts = {
        "key_steps": _key_steps(attempt),
        "reasons": _reasons(attempt),
        "order": _order(attempt),
        "noticing": _noticing(attempt),
        "efficiency": _efficiency(attempt),
    }
    for part in PARTS:
        if (found := counts[part]) is not None:
            value, words = found
            yield Part(part, value, weights.weights.get(part, 0) if weights else 0, words)


_Counted = tuple[float, str] | None


def key_step_met(attempt: Attempt, step: str) -> bool:
    """Say whether a key step was chosen without help, and right at its first try."""
    first = next((move for move in attempt.tried if move.choice == step), None)
    helped = any(move.assisted for move in attempt.moves if move.choice == step)
    return first is not None and first.verdict == "right" and not helped


def left_open(attempt: Attempt) -> tuple[tuple[str, Answer], ...]:
    """Give the key steps that were open and not taken by the end, each with what the rules said to it."""
    graph = attempt.graph
    if not attempt.here.ending:
        return ()
    taken = {*attempt.here.done, *(move.choice for move in attempt.counted if move.verdict == "right")}
    found: dict[str, Answer] = {}
    for move in attempt.counted:
        for step in graph.key_steps:
            choice = graph.states[move.state].choices[step]
            if step not in taken and choice.verdict == "right":
                found.setdefault(step, graph.answers[choice.answer])
    return tuple(found.items())


def _key_steps(attempt: Attempt) -> _Counted:
    keys = attempt.graph.key_steps
    if not keys:
        return None
    met = sum(key_step_met(attempt, step) for step in keys)
    return met / len(keys), say("counted_key_steps", met=str(met), all=str(len(keys)))


def _reasons(attempt: Attempt) -> _Counted:
    values = []
    for move in attempt.tried:
        choice = attempt.graph.states[move.state].choices[move.choice]
        if move.verdict == "right" and not move.assisted and all(choice.suffices):
            values.append(agreement(move.because, choice.suffices, choice.relevant))
    if not values:
        return None
    full = sum(value == 1 for value in values)
    return sum(values) / len(values), say("counted_reasons", full=str(full), all=str(len(values)))


def pairs_out_of_order(attempt: Attempt) -> tuple[tuple[str, str], ...]:
    """Give the ordered pairs whose second step was tried while the first was not done."""
    states = attempt.graph.states
    return tuple(
        (first, second)
        for first, second in attempt.graph.order
        if any(move.choice == second and first not in states[move.state].done for move in attempt.tried)
    )


def _order(attempt: Attempt) -> _Counted:
    pairs = len(attempt.graph.order)
    if not pairs:
        return None
    broken = len(pairs_out_of_order(attempt))
    return 1 - broken / pairs, say("counted_order", kept=str(pairs - broken), all=str(pairs))


def _noticing(attempt: Attempt) -> _Counted:
    matters = set(attempt.graph.matters)
    if not matters:
        return None
    right = len(matters & set(attempt.noted))
    precision = right / len(attempt.noted) if attempt.noted else 0.0
    wanted = min(len(matters), MOST_NOTED)
    words = say("counted_noticing", right=str(right), picked=str(len(attempt.noted)), wanted=str(wanted))
    return (precision + right / wanted) / 2, words


def _efficiency(attempt: Attempt) -> _Counted:
    moves = [move for move in attempt.tried if not move.assisted]
    if not moves:
        return None
    useful = sum(move.verdict == "right" for move in moves)
    return useful / len(moves), say("counted_efficiency", useful=str(useful), all=str(len(moves)))


def _calibration(attempt: Attempt) -> Iterator[tuple[Sure, int, int]]:
    for sure in SURE:
        said: list[Verdict] = [move.verdict for move in attempt.tried if move.sure == sure]
        if said:
            yield sure, said.count("right"), len(said)
