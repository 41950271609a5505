"""Steps that a text tells of: done, pending or not done."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workup.knowledge.library import Library
from workup.reading.clauses import Scope
from workup.reading.description import Understood
from workup.reading.phrase_list import Meaning
from workup.reading.phrases import Match, PhraseIndex
from workup.reading.sign_words import DENYING
from workup.reading.tokens import Token, word_set

State = Literal["named", "done", "pending", "not_done"]

_WEEKDAYS = word_set("mon tue tues wed weds thu thur thurs fri monday tuesday wednesday thursday friday")
_PENDING = _WEEKDAYS | word_set(
    "pending pend awaited awaiting await awaits ordered requested booked scheduled planned req outstanding chased"
    " chase tomorrow listed list organised organized arranged underway sent due waiting arranging referred will"
    " follow requesting ordering booking req'd gone wait requests asked expected sched placed progress tbc tba"
    " made"
)
_AWAITED = word_set("pending pend awaited awaiting awaits outstanding due chased chase follow expected")
_ANSWER = word_set("answer reply report result results response opinion verdict decision outcome slot appointment")
_CALLED_OFF = word_set("cancelled canceled declined refused abandoned postponed withdrawn")
_AGAIN = word_set("repeat repeated second another further fresh re")
_NOT_YET_ASKED = word_set("need require depend")
"""What "will" says of no plan: "any MRI will need an anesthetic"."""
_DONE = word_set("done performed completed undertaken undergone obtained carried taken")
_HAD = word_set("had underwent having undergone")
_LONGEST_NAME = 8
"""How many words the name of a step may have that tells something."""
_BACK = word_set("back returned through")
"""A result that is not back is awaited."""


@dataclass(frozen=True)
class StepStates:
    """What is told of each mention of a step, by the first token of the mention."""

    at: Mapping[int, tuple[str, State]]
    ends: Mapping[int, int]
    again: frozenset[str] = frozenset()
    """The steps that are to be done again, so that a result told of them is not the last."""

    def ending_at(self, place: int) -> set[str]:
        """Give the steps that are told of as done, or only named, right before a place."""
        firsts = (i for i in range(max(0, place - _LONGEST_NAME), place) if self.ends.get(i) == place)
        return {self.at[i][0] for i in firsts if self.at[i][1] in ("named", "done")}

    def pending(self, understood: Sequence[Understood], library: Library) -> tuple[str, ...]:
        """Give the steps told of as ordered or awaited, and neither as done nor with a result."""
        done = {step for step, state in self.at.values() if state == "done"}
        done |= {library.findings[item.finding].step for item in understood}
        done -= self.again
        return tuple(dict.fromkeys(s for s, state in self.at.values() if state == "pending" and s not in done))

    def done(self, understood: Sequence[Understood], library: Library) -> tuple[str, ...]:
        """Give the steps told of as done whose result is not told."""
        with_result = {library.findings[item.finding].step for item in understood}
        told = (step for step, state in self.at.values() if state == "done" and step not in with_result)
        return tuple(dict.fromkeys(told))


def planned(
    match: Match, index: PhraseIndex, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool]
) -> Match:
    """Give the bare step for a phrase of its result that is still to come: "MRI without contrast booked"."""
    names = {meaning.name for meaning in match.meanings if meaning.role == "phrase"}
    if not names or names & index.asked:
        return match
    step = index.step_at(words, tokens, taken, match.first)
    methods = {index.methods[name] for name in names if name in index.methods}
    if methods and len(methods) == len(names):
        step = step or Match(*match.ends, (Meaning("step", methods.pop()),))
    if step is None:
        return match
    for i in range(match.last, min(len(words), match.last + 4)):
        if tokens[i].kind == "mark" or words[i] in _DONE or words[i] in ("and", "but"):
            break
        if words[i] in _BOOKED:
            return step
    return match


def booked_within(
    match: Match, index: PhraseIndex, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool]
) -> Match | None:
    """Give the biopsy that a plan names and that is booked behind it: "team plan: core biopsy, booked for Tuesday"."""
    behind = [word for word in words[match.last : match.last + 2] if word != ","]
    if behind and behind[0] in _BOOKED:
        for i in range(match.first + 1, match.last):
            step = index.step_at(words, tokens, taken, i)
            if step is not None and any(m.role == "step" and m.name in index.methods.values() for m in step.meanings):
                return step
    return None


_BOOKED = word_set("sched awaited booked scheduled planned ordered requested pending arranged")


def states_of_steps(
    matches: Sequence[Match], named: Sequence[Match], words: Sequence[str], said: Sequence[Scope], signs: list[bool]
) -> StepStates:
    """Find what each mention of a step is told to be; the word behind it in its clause, else the one before.

    `named` are the names of steps, also those that open a phrase: they are told of only as still to come.
    """
    by_segment: dict[int, list[int]] = {}
    told = {i for match in matches if any(m.role == "phrase" for m in match.meanings) for i in range(*match.ends)}
    for i in range(len(words)):
        if i not in told and _tells(i, words, said):
            by_segment.setdefault(said[i].segment, []).append(i)
    at: dict[int, tuple[str, State]] = {}
    ends: dict[int, int] = {}
    again: set[str] = set()
    firsts = sorted({match.first for match in named})
    whole = {match.ends for match in matches}
    for match in named:
        for step in [meaning.name for meaning in match.meanings if meaning.role == "step"][:1]:
            near = by_segment.get(said[match.first].segment, [])[:4]
            near = near or _behind(match, firsts, by_segment, words, said)
            state = _state(match, near, words, said, signs)
            if match.ends not in whole and state != "pending":
                continue
            at[match.first] = (step, state)
            ends[match.first] = match.last
            told_at = near[0] if near else match.last
            if state == "pending" and not _AGAIN.isdisjoint(words[max(0, match.first - 2) : max(told_at, match.last)]):
                again.add(step)
    return StepStates(at, ends, frozenset(again))


def _tells(i: int, words: Sequence[str], said: Sequence[Scope]) -> bool:
    """Say whether a word tells what a step is."""
    word, after = words[i], words[i + 1 : i + 2]
    if word == "will":
        return _NOT_YET_ASKED.isdisjoint(after)
    if word == "taken" and after and after[0] in ("her", "him", "them", "on", "over", "up", "out", "off", "the"):
        return False
    if word == "made":
        return not _SENT.isdisjoint(words[max(0, i - 3) : i])
    if word in _WEEKDAYS:
        return words[i - 1] not in ("on", "last", "since", "this") and (not after or not after[0].isalpha())
    if word in ("follow", "list", "asked", "gone", "wait"):
        return (word, words[i - 1]) in _TOLD_WITH or (word == "asked" and after == ["to"])
    return word in _PENDING or word in _DONE or word in _CALLED_OFF or word == "yet" or _not_back(i, words, said)


_SENT = word_set("referral ref request appointment")
_TOLD_WITH = {("follow", "to"), ("list", "the"), ("list", "waiting"), ("gone", "have"), ("gone", "has"), ("wait", "to")}


def _behind(
    match: Match,
    firsts: Sequence[int],
    by_segment: Mapping[int, list[int]],
    words: Sequence[str],
    said: Sequence[Scope],
) -> list[int]:
    """Give the word that tells what a step is in the part behind its own: "FISH: awaited", "…; reply awaited"."""
    if words[match.last : match.last + 1] == [","] and not _BOOKED.isdisjoint(words[match.last + 1 : match.last + 2]):
        return [match.last + 1]  # "core biopsy, booked for Tuesday"
    following = bisect_right(firsts, match.first)
    end = firsts[following] if following < len(firsts) else len(words)
    opened = match.last
    while (
        opened < min(end, match.last + _FARTHEST)
        and said[opened].segment == said[match.first].segment
        and words[opened] not in ":;."
    ):
        opened += 1
    direct = opened == match.last and words[opened : opened + 1] == [":"]
    last = min(end, opened + _FARTHEST)
    for i in range(opened, last):
        if words[i] in (".", "\n") and words[i + 1 : i + 2] and said[i].sentence != said[match.first].sentence:
            break
        if i in by_segment.get(said[i].segment, ()) and words[i] in (
            _PENDING if direct and i <= opened + 3 else _AWAITED
        ):
            answered = direct or not _ANSWER.isdisjoint(words[max(opened, i - 4) : i + 4])
            return [i] if answered else []
    return []


_FARTHEST = 14
"""How many words behind a step its answer may be told of as awaited."""


def _state(match: Match, near: Sequence[int], words: Sequence[str], said: Sequence[Scope], signs: list[bool]) -> State:
    for i in near:
        signs[i] = True
    if any(words[i] in _BACK for i in near):
        return "pending"
    if any(words[i] in _CALLED_OFF for i in near):
        return "not_done"
    if _is_conditional(match, words, said):
        return "not_done"
    for i in near:
        if words[i] in _PENDING:
            of_it = "without" not in words[match.last : i]
            return "not_done" if said[i].denied and of_it else "pending"
        if words[i] in _DONE and words[i - 1] == "be":
            return "pending" if "to" in words[max(0, i - 4) : i] and not said[i].denied else "not_done"
        if words[i] in _DONE:
            if said[i].denied or said[match.first].denied or words[i - 1] in DENYING:
                return "not_done"
            return "pending" if _awaits_its_report(i, words) else "done"
        return "not_done"
    if said[match.first].denied:
        return "not_done"
    before = words[max(0, match.first - 3) : match.first]
    if not _HAD.isdisjoint(before) or (match.last - match.first == 1 and words[match.first].endswith("ied")):
        return "done"
    return "pending" if before[-1:] == ["for"] and (len(before) == 1 or before[-2] in ".,;") else "named"


def _awaits_its_report(i: int, words: Sequence[str]) -> bool:
    """Say whether the report of what was done is still to come: "MRI performed yesterday, report awaited"."""
    for j in range(i + 1, min(len(words), i + 1 + _REPORT_AHEAD)):
        if words[j] == ".":
            return False
        if words[j] in _ANSWER:
            beside = words[max(i, j - 2) : j + 4]
            return not _AWAITED.isdisjoint(beside) or ("not" in beside and not _BACK.isdisjoint(beside))
    return False


_REPORT_AHEAD = 8
"""How many words behind "done" its report may be told of."""


def _is_conditional(match: Match, words: Sequence[str], said: Sequence[Scope]) -> bool:
    """Say whether a step hangs on a condition before it: "if the MRI is suspicious, a biopsy will follow"."""
    for i in range(match.first - 1, max(-1, match.first - _CONDITION_AHEAD), -1):
        if said[i].sentence != said[match.first].sentence:
            return False
        if words[i] in _CONDITIONS:
            return True
    return False


_CONDITION_AHEAD = 20
_CONDITIONS = word_set("if unless should depending")


def _not_back(i: int, words: Sequence[str], said: Sequence[Scope]) -> bool:
    return words[i] in _BACK and said[i].denied
