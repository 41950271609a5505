"""Lists of names that a value leads: "negative for S100 and keratin", "express PAX8 and cytokeratin"."""

from __future__ import annotations

from collections.abc import Sequence

from workup.reading.phrase_list import Meaning
from workup.reading.phrases import Match
from workup.reading.surroundings import NEAR
from workup.reading.telling import Telling
from workup.reading.tokens import phrase_words, word_set

_JOINS_LIST = word_set(", and or / &")
_ENDS_LIST = word_set(". ; \n but ) with")
_VALUES = word_set("positive negative was were is are all both")
_LONGEST_LIST = 40
"""How many words a list of names is followed at most."""


class Lists:
    """Which values lead lists, in a text whose phrases are found."""

    def __init__(self, telling: Telling, matches: Sequence[Match]) -> None:
        self._index = telling.index
        self._library, self._tokens, self._words = telling.library, telling.tokens, telling.words
        self._named_at = {m.first: m for m in matches if any(its.role == "topic" for its in m.meanings)}

    def leads(self, value: Match, topic: Match) -> bool:
        """Say whether a value stands before what it is said of: "negative for keratin", "Positive: S100, HMB45"."""
        between = self._words[value.last : topic.first]
        if len(between) > 2 * NEAR:
            return False
        named = any(m.role == "phrase" for m in value.meanings)
        if not named and ("," not in between or between[0] == ":"):
            return True
        one_step = len({self._library.findings[m.name].step for m in (*value.meanings, *topic.meanings)}) == 1
        return (one_step if named else between[0] == "for") and self._is_bare_list(value.last, topic)

    def _is_bare_list(self, first: int, topic: Match) -> bool:
        """Say whether from a place on, past a name, single names stand in a list that no value ends: "S100 and CK."."""
        last = min(len(self._words), first + _LONGEST_LIST)
        i, single, joined = first + (self._words[first] == "for"), 0, False
        while i < last and (self._words[i] not in _ENDS_LIST or self._tokens[i].text == ","):
            if self._words[i] in _JOINS_LIST:
                if joined and self._words[i] == "," and i >= topic.last:
                    return True
                joined, single, i = self._words[i] in ("and", "or"), 0, i + 1
                continue
            name = self._named_at.get(i)
            single, i = single + 1, name.last if name else i + 1
            if single > 1 or self._words[i - 1] in _VALUES:
                return False
        return i >= topic.last and i < first + _LONGEST_LIST

    def may_lead(self, meaning: Meaning, match: Match) -> bool:
        """Say whether a phrase ends on the name of its finding, so that its value may lead a list: "express PAX8"."""
        if meaning.role != "phrase" or meaning.name in self._index.asked:
            return False
        finding = self._library.findings[meaning.name]
        words = self._words[match.first : match.last]
        words = words[:-1] if words[-1] in _JOINS_LIST else words
        names = [tuple(phrase_words(topic)) for topic in finding.topic]
        return any(len(words) > len(name) and tuple(words[-len(name) :]) == name for name in names)
