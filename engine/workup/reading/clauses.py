"""Where clauses part, and what is said of a clause from behind: "… three years ago", "how deep … is unclear"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from workup.reading.sign_words import DENYING
from workup.reading.tokens import Token, word_set

ENDING = word_set("but however though although except which who whereas while because until now then yet whose")
"""Words that end what was denied or doubted before them."""
_PARTING = frozenset("-|•·*→")
_AS_A = word_set("toddler child baby teenager childhood infant youth boy girl student")
_WHEN = word_set("as was were when since")
_OVER = word_set("resolved settled recovered subsided cleared gone")
_STOPPED = word_set("stopped ceased")
_ASKING = word_set("how whether if what where")
_OPEN = word_set("unclear uncertain unknown undetermined unsure")
_TELL = word_set("tell say judge known sure clear certain assess determine")
_CANNOT = word_set("not cannot hard difficult impossible can't couldn't unable nobody unable")


@dataclass(slots=True)
class Scope:
    """How a word is said."""

    denied: bool = False
    doubted: bool = False
    past: bool = False
    relative: bool = False
    unsure_denial: bool = False
    sentence: int = 0
    segment: int = 0
    now: bool = False
    open: bool = False
    """The text says that it cannot be told: "how deep it lies is uncertain"."""
    listed: bool = False
    """It stands behind a comma in a list that opened with "no": it may be denied too."""
    planned: bool = False
    """It stands behind "Plan:"."""
    ago: bool = False
    """The clause names an earlier time: "three years ago", "in 2009", "at 41"."""


def clause_break(tokens: Sequence[Token], i: int) -> Literal["", "sentence", "part"]:
    """Say whether a mark ends a sentence, or a part of one as a comma does."""
    token = tokens[i]
    if token.kind == "mark":
        return "sentence" if token.text in ".;!?\n" else ""
    if token.kind != "other" or token.text not in _PARTING:
        return ""
    apart = (i == 0 or tokens[i - 1].end < token.start) and (i + 1 == len(tokens) or tokens[i + 1].start > token.end)
    return "part" if apart or token.text not in "-*" else ""


def doubt_behind(found: Sequence[Scope]) -> None:
    """Mark the part before a closing question mark as doubted."""
    if found:
        last = found[-1].segment
        for scope in reversed(found):
            if scope.segment != last:
                return
            scope.doubted = True


def past_behind(found: Sequence[Scope], tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int]) -> None:
    """Mark the clauses that name an earlier time, and those of what is over."""
    ago: set[int] = set()
    child: set[int] = set()
    over: set[int] = set()
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        if word in ("ago", "back", "before", "earlier", "previously") and before[:1] in ("y", "m") and i > 1:
            if before in _LONG_TIMES:
                ago.add(found[i].segment)
        elif tokens[i].kind == "number" and _is_year(word) and before in ("in", "since", "during"):
            ago.add(found[i].segment)
        elif word in _AS_A and (before in ("as", "in") or (before in ("a", "an") and i > 1 and words[i - 2] in _WHEN)):
            child.add(found[i].segment)
        elif tokens[i].kind == "number" and before == "at" and word.isdigit() and len(word) <= 2:
            after = words[i + 1] if i + 1 < len(words) else ""
            if not after or tokens[i + 1].kind == "mark" or after in ("and", "he", "she"):
                ago.add(found[i].segment)
        elif word == "year" and before == "last" and words[i - 2] not in ("the", "this"):
            ago.add(found[i].segment)
        elif (word in _OVER or (word in _STOPPED and not inside[i])) and not found[i].denied and not _turns(words, i):
            over |= _what_is_over(found, inside, i)
    for i, word in enumerate(words):
        if word in ("while", "when") and found[i].segment in ago:
            ago.add(found[i].segment - 1)
    for scope in found:
        segment = scope.segment
        scope.ago = segment in ago
        if segment in child or segment in over:
            scope.past = True


def _turns(words: Sequence[str], i: int) -> bool:
    """Say whether "gone" tells what something has become: "the foot has gone cold"."""
    return words[i] == "gone" and not _TURNED.isdisjoint(words[i + 1 : i + 3])


_TURNED = word_set("cold pale numb weak blue white red dusky limp hard black dark purple dead blind hoarse")


def _what_is_over(found: Sequence[Scope], inside: Sequence[int], i: int) -> set[int]:
    """Give the clause of "resolved", and where it names nothing the one before: "fever last week, now resolved"."""
    own, named = {found[i].segment}, False
    for j in range(i, max(-1, i - _FAR), -1):
        if found[j].sentence != found[i].sentence:
            break
        if named and found[j].segment not in own:
            break
        if inside[j]:
            own.add(found[j].segment)
            named = True
    return own


_FAR = 40
"""How many words back what is over may have been named."""
_LONG_TIMES = word_set("years year months yrs yr y month mths m")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def hedges_behind(found: Sequence[Scope], words: Sequence[str], inside: Sequence[int], signs: list[bool]) -> None:
    """Mark what a word behind it hedges: "a first site there is possible", "a fusion was suspected, not proven"."""
    for i, word in enumerate(words):
        if inside[i] > 1 or i == 0:
            continue
        hedged = word in _HEDGING and not _IS.isdisjoint(words[max(0, i - 2) : i])
        if hedged or (word in _PROVEN and words[i - 1] == "not") or word == "unproven":
            signs[i] = True
            j = i
            while j > i - _FAR and j >= 0 and found[j].segment == found[i].segment:
                found[j].doubted = True
                j -= 1


_HEDGING = word_set("possible likely unlikely probable conceivable suspected questionable doubtful debatable")
_PROVEN = word_set("proven confirmed established certain")
_IS = word_set("is are was were remains remain seems seem be been")


def stated_doubts(found: Sequence[Scope], tokens: Sequence[Token], words: Sequence[str], signs: list[bool]) -> None:
    """Mark what a sentence says cannot be told: "whether it grows is unclear", "hard to tell how deep it lies".

    The asking word opens, and a word for not knowing, before or behind it, says that it stays open.
    """
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and found[end].sentence == found[start].sentence:
            end += 1
        _stated_doubt(found, words, signs, start, end)
        start = end


def _stated_doubt(found: Sequence[Scope], words: Sequence[str], signs: list[bool], start: int, end: int) -> None:
    asking = next((i for i in range(start, end) if words[i] in _ASKING), None)
    if asking is None:
        return
    ends = [i for i in range(start, end) if words[i] in _OPEN or _is_untold(words, i, start)]
    if not ends:
        return
    segments = {found[asking].segment}
    for i in range(asking, end):
        if found[i].segment in segments:
            found[i].open, found[i].denied = True, False
    for i in ends:
        signs[i] = True
    signs[asking] = True


def _is_untold(words: Sequence[str], i: int, start: int) -> bool:
    return words[i] in _TELL and not _CANNOT.isdisjoint(words[max(start, i - 3) : i])


def joined_ahead(
    tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int], joining: Collection[str]
) -> list[bool]:
    """Say of each token whether a joining word follows within its clause, in a list of short parts."""
    ahead = [False] * len(tokens)
    seen, gap = False, 0
    for i in range(len(tokens) - 1, -1, -1):
        word = words[i]
        if word in joining:
            seen, gap = True, 0
        elif (
            (tokens[i].kind == "mark" and word != ",")
            or word in ENDING
            or word in DENYING
            or (tokens[i].kind == "number" and not inside[i])
        ):
            seen = False
        elif word == ",":
            gap = 0
        else:
            gap += 1
            seen = seen and gap <= 4
        ahead[i] = seen
    return ahead


def question_leads(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a question mark stands right before a word, as in "?deep", or opens its clause: ", ? deep"."""
    if i + 1 >= len(tokens) or tokens[i + 1].kind not in ("word", "number"):
        return False
    opens = i == 0 or (tokens[i - 1].kind == "mark" and tokens[i - 1].text != "?")
    return opens or tokens[i + 1].start == tokens[i].end or tokens[i - 1].end < tokens[i].start
