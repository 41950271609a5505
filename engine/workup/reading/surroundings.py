"""What stands round a phrase: a word that names its finding, or one that it may be said of instead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from workup.knowledge.findings import Finding
from workup.reading.phrases import Match
from workup.reading.plain_words import UNTELLING
from workup.reading.telling import Telling
from workup.reading.tokens import EMPTY, word_set

NEAR = 6
"""How many words may stand between a value and the name of its finding."""
_PLACING = word_set("of in on to from at over")
_DONE_TO = word_set("taken cut came come grown grew has had was recurs")
_COUNTING = word_set("multiple several numerous single solitary isolated")
_LUMPS = word_set("other others lump lumps mass masses swelling swellings nodule nodules lesion lesions one ones")
_AS_FAR = 4
"""How many words behind a count its noun may stand."""
_AUXILIARY = word_set("was were had has have been is are being once already then also")


class Surroundings:
    """The places of a text where findings are named, and where phrases of other things stand."""

    def __init__(self, telling: Telling, matches: Sequence[Match]) -> None:
        self._telling = telling
        self._named: dict[str, list[int]] = {}
        self._covered: set[int] = set()
        self._others: set[int] = set()
        for match in matches:
            for i, name in self.named_within(match):
                self._named.setdefault(name, []).append(i)
            self._covered.update(range(match.first, match.last))
            if not any(m.role == "step" or (m.role != "other" and self._is_of_it(m.name)) for m in match.meanings):
                self._others.update(range(match.first, match.last))

    def _is_of_it(self, name: str) -> bool:
        """Say whether a finding is of the lump or of its tissue: what was biopsied is the lump."""
        library = self._telling.library
        finding = library.findings[name]
        return self._telling.index.of_the_lump(finding) or library.steps[finding.step].kind in ("biopsy", "test")

    def named_within(self, match: Match) -> Iterator[tuple[int, str]]:
        """Give the findings that a phrase names, or a word inside it: the lump of "axillary lump"."""
        names = {m.name for m in match.meanings if m.role == "topic"}
        yield from ((match.last - 1, name) for name in sorted(names))
        for i in range(match.first, match.last):
            found = self._telling.index.topic_words.get(self._telling.words[i], ())
            yield from ((i, name) for name in found if name not in names)

    def beside(self, name: str, first: int, last: int) -> bool:
        """Say whether a word that names a finding stands near, in the same clause."""
        places, said = self._named.get(name, ()), self._telling.said
        at = bisect_left(places, first)
        return any(
            said[i].segment == said[first].segment and (first - NEAR <= i <= last + 2)
            for i in places[max(0, at - 1) : at + 2]
        )

    def of_something_else(self, finding: Finding, match: Match) -> bool:
        """Say whether a word that nothing is known of stands before it: "an operation on the thigh"."""
        words, index = self._telling.words[match.first : match.last], self._telling.index
        if finding.finding in index.methods and "it" not in words and _is_done_to(words):
            return self._is_strange(self._before(match, _AUXILIARY)[0], match)
        if finding.finding not in index.asked or finding.needs_topic:
            return False
        if len(words) == 1 and words[0] in _COUNTING:
            return self._counts_something_else(match)
        if "past" in finding.about and "it" not in words and _is_done_to(words):
            return self._is_strange(self._before(match, _AUXILIARY)[0], match)
        if finding.type != "choice" or not finding.topic or self.beside(finding.finding, match.first, match.last):
            return False
        i, placed = self._before(match, EMPTY | _PLACING)
        return placed and (self._is_strange(i, match) or i in self._others)

    def _counts_something_else(self, match: Match) -> bool:
        """Say whether a bare "multiple" or "single" is said of a noun that is not the lump: "multiple flow voids"."""
        telling = self._telling
        for i in range(match.last, min(len(telling.words), match.last + _AS_FAR)):
            if telling.tokens[i].kind == "mark" or telling.said[i].segment != telling.said[match.first].segment:
                return False
            if telling.words[i] in _LUMPS:
                return False
            if i in self._others or self._is_strange(i, match):
                return True
        return False

    def _before(self, match: Match, passed_over: frozenset[str]) -> tuple[int, bool]:
        """Give the place of the word before a phrase, some passed over, and whether one of them places it."""
        i, placed, words = match.first - 1, False, self._telling.words
        while i >= 0 and words[i] in passed_over and i not in self._covered:
            placed = placed or words[i] in _PLACING
            i -= 1
        same = i >= 0 and self._telling.said[i].segment == self._telling.said[match.first].segment
        return (i if same else -1), placed

    def follows_a_strange_word(self, match: Match) -> bool:
        """Say whether a word that nothing is known of stands right before a phrase: the "desmin" of "desmin focal"."""
        return self._is_strange(self._before(match, EMPTY)[0], match)

    def _is_strange(self, i: int, match: Match) -> bool:
        """Say whether nothing is known of the word at a place."""
        telling = self._telling
        if i < 0 or telling.tokens[i].kind != "word" or i in self._covered or telling.signs[i]:
            return False
        return telling.words[i] not in UNTELLING and telling.words[i] not in EMPTY and telling.words[i] not in _TUMORS


_TUMORS = word_set("sarcoma sarcomas tumor tumors neoplasm growth")
"""Nouns that stand for the lump: "a sarcoma of the calf"."""


def _is_done_to(words: Sequence[str]) -> bool:
    """Say whether a phrase opens with a verb, whose subject stands before it: "was taken out whole"."""
    return words[0] in _AUXILIARY or words[0] in _DONE_TO or words[0].endswith(("ed", "ly"))
