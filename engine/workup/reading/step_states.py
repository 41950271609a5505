"""Steps that a text tells of: done, pending or not done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workup.knowledge.library import Library
from workup.reading.clauses import Scope
from workup.reading.description import Understood
from workup.reading.phrases import Match
from workup.reading.scopes import DENYING
from workup.reading.tokens import word_set

State = Literal["named", "done", "pending", "not_done"]

_PENDING = word_set(
    "pending pend awaited awaiting await awaits ordered requested booked scheduled planned req outstanding"
    " chased tomorrow listed organised organized arranged underway sent due waiting arranging referred will"
)
_DONE = word_set("done performed completed undertaken undergone obtained carried taken")
_HAD = word_set("had underwent having undergone")
_BACK = word_set("back returned through")
"""A result that is not back is awaited."""


@dataclass(frozen=True)
class StepStates:
    """What is told of each mention of a step, by the first token of the mention."""

    at: Mapping[int, tuple[str, State]]
    ends: Mapping[int, int]

    def pending(self, understood: Sequence[Understood], library: Library) -> tuple[str, ...]:
        """Give the steps told of as ordered or awaited, and neither as done nor with a result."""
        done = {step for step, state in self.at.values() if state == "done"}
        done |= {library.findings[item.finding].step for item in understood}
        return tuple(dict.fromkeys(s for s, state in self.at.values() if state == "pending" and s not in done))

    def done(self, understood: Sequence[Understood], library: Library) -> tuple[str, ...]:
        """Give the steps told of as done whose result is not told."""
        with_result = {library.findings[item.finding].step for item in understood}
        told = (step for step, state in self.at.values() if state == "done" and step not in with_result)
        return tuple(dict.fromkeys(told))


def states_of_steps(
    matches: Sequence[Match], words: Sequence[str], said: Sequence[Scope], signs: list[bool]
) -> StepStates:
    """Find what each mention of a step is told to be; the word behind it in its clause, else the one before."""
    by_segment: dict[int, list[int]] = {}
    told = {i for match in matches if any(m.role == "phrase" for m in match.meanings) for i in range(*match.ends)}
    for i, word in enumerate(words):
        if i not in told and (word in _PENDING or word in _DONE or word == "yet" or _not_back(i, words, said)):
            by_segment.setdefault(said[i].segment, []).append(i)
    at: dict[int, tuple[str, State]] = {}
    ends: dict[int, int] = {}
    for match in matches:
        for step in [meaning.name for meaning in match.meanings if meaning.role == "step"][:1]:
            near = by_segment.get(said[match.first].segment, [])[:4]
            at[match.first] = (step, _state(match, near, words, said, signs))
            ends[match.first] = match.last
    return StepStates(at, ends)


def _state(match: Match, near: Sequence[int], words: Sequence[str], said: Sequence[Scope], signs: list[bool]) -> State:
    for i in near:
        signs[i] = True
    if any(words[i] in _BACK for i in near):
        return "pending"
    for i in near:
        if words[i] in _PENDING:
            return "not_done" if said[i].denied else "pending"
        if words[i] in _DONE and words[i - 1] == "be":
            return "pending" if "to" in words[max(0, i - 4) : i] and not said[i].denied else "not_done"
        if words[i] in _DONE:
            denied = said[i].denied or said[match.first].denied or words[i - 1] in DENYING
            return "not_done" if denied else "done"
        return "not_done"
    if said[match.first].denied:
        return "not_done"
    before = words[max(0, match.first - 3) : match.first]
    if not _HAD.isdisjoint(before) or (match.last - match.first == 1 and words[match.first].endswith("ied")):
        return "done"
    return "pending" if before[-1:] == ["for"] and (len(before) == 1 or before[-2] in ".,;") else "named"


def _not_back(i: int, words: Sequence[str], said: Sequence[Scope]) -> bool:
    return words[i] in _BACK and said[i].denied
