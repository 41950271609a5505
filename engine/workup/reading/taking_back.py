"""What a text sets against another thing or takes back: ruled out, unlikely, one versus another, all except one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workup.reading.clauses import Scope
from workup.reading.tokens import word_set

_EXCLUDED = word_set("excluded excludes exclude excluding")
_RULED = word_set("ruled rules rule ruling")
_VERSUS = word_set("vs versus")
_EXCEPTING = word_set("except excepting")
_APART_FROM = {("apart", "from"), ("aside", "from"), ("other", "than"), ("save", "for")}
_UNLIKELY = {("less", "likely"), ("the", "differential"), ("not", "favored"), ("not", "typical")}
_CONDITIONS = {("if",), ("when",), ("once",)}
_CHANGED = word_set("ago recently lately last")
_CLEAR = word_set("clear normal negative unremarkable nad fine")
_FARTHEST = 40
"""How many words of a clause a sign reaches at most."""


def take_back(found: Sequence[Scope], words: Sequence[str], inside: Sequence[int], signs: list[bool]) -> None:
    """Mark what is only named to be set aside as doubtful: on both sides of the sign, within its clause.

    What is ruled out is not denied: "cancer was ruled out" says of no earlier cancer that there was none.
    """
    for i, word in enumerate(words):
        if inside[i] > 1:
            continue
        pair = (word, *words[i + 1 : i + 2])
        if word in _EXCLUDED or (word in _RULED and pair[1:] == ("out",)) or word in _VERSUS:
            places = [*_before(found, i), *_behind(found, i)]
        elif word in _EXCEPTING or pair in _APART_FROM:
            places = [*_before(found, i)]
            if any(found[j].denied or words[j] in _CLEAR for j in places):
                places += _behind(found, i)
        elif word == "until" and not _CHANGED.isdisjoint(words[i + 1 : i + 6]) and "now" not in words[i : i + 9]:
            places = [*_before(found, i)]  # "unchanged until two months ago"; what is now counts by itself
        elif word == "only" and pair[1:] in _CONDITIONS:
            places = [*_before(found, i)]  # "core biopsy only if the MRI is worrying"
        elif word == "unlikely" or (i and (words[i - 1], word) in _UNLIKELY):
            places = [*_before(found, i)]
        else:
            continue
        signs[i] = True
        for j in places:
            found[j].doubted = True


def _before(found: Sequence[Scope], i: int) -> Iterator[int]:
    for j in range(i - 1, max(-1, i - _FARTHEST), -1):
        if found[j].segment != found[i - 1].segment:
            return
        yield j


def _behind(found: Sequence[Scope], i: int) -> Iterator[int]:
    for j in range(i + 1, min(len(found), i + _FARTHEST)):
        if found[j].segment != found[i].segment:
            return
        yield j
