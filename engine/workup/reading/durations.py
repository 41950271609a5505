"""Whose a length of time is: the lump's, an operation's, another sign's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workup.knowledge.findings import Finding
from workup.reading.phrases import Match
from workup.reading.plain_words import UNTELLING
from workup.reading.stating import Stating
from workup.reading.tokens import EMPTY, word_set

_FAR = 40
"""How many words away what a time belongs to may be named."""
_HAVING_BEEN = word_set("is are was were been has have had also and")
_NEAR_BEFORE = 8
"""How many words before "present for two years" another thing may be named that has been there so long."""
_TELLING = ("phrase", "topic", "number", "sign")
_MET = word_set(
    "noticed noted first found appeared began started developed arose felt came saw seen discovered onset growing grew"
)
_CAME = word_set("noticed noted appeared developed arose began started discovered")
_RETURNED = word_set("is was it came come comes coming grown grew : , .")
_ONSET = _MET | word_set("lump swelling mass nodule")
_WAS = word_set("was were")
_BECAME = word_set("become became becoming turned started begun began getting increasingly")
_AGO = word_set("ago back before earlier previously")
_DONE = word_set(
    "removed excised resected operated operation surgery excision treated treatment radiotherapy chemotherapy cancer"
    " carcinoma sarcoma lymphoma melanoma leukemia diagnosed biopsied scanned cut taken irradiated transplant replaced"
    " replacement fracture implant pacemaker called labeled married retired moved"
)
_UNTIL = word_set("up arranged booked planned due in at every clinic the sarcoma again with our appointment after")
_SEEN_AGAIN = word_set("follow followup follow-up review recheck rtc fu")
_LEADING = word_set(
    "for x over since , . duration history of ~ about approximately present noticed the last past first felt seen"
    " appeared found been there nearly almost some within than more"
)
_FOLLOWING = word_set("history ago duration now old back")


class Durations:
    """Tell the lengths of time of one text apart.

    `at` gives the phrase at each place, `taken` the places of quantities, `is_own_before` whether what stands before a
    place is of what a finding is about.
    """

    def __init__(
        self,
        stating: Stating,
        at: Mapping[int, Match],
        taken: set[int],
        is_own_before: Callable[[Finding, int], bool],
    ) -> None:
        self.stating, self.library, self.index = stating, stating.library, stating.index
        self._at, self._taken, self._is_own_before = at, taken, is_own_before
        self._sizes = {f.over_time.finding for f in self.library.findings.values() if f.over_time}

    def of_the_lump(self, finding: Finding, places: range, around: Sequence[Match]) -> bool:
        """Say whether a length of time is that of what the finding is about, by its own group and clause."""
        stating = self.stating
        group = finding.finding.partition(".")[0] + "."
        segment = stating.said[places[0]].segment
        left, right = places[0] - 1, places[-1] + 1
        tokens, said = stating.tokens, stating.said
        if self._is_said_of_it(left, segment):
            return True
        if all(m.name.startswith("patient.") for match in around for m in match.meanings):
            named = self._at.get(left - 1) if tokens[left].text == ":" else None
            if named is not None and any(m.name == finding.finding for m in named.meanings):
                return True
            if any(not m.name.startswith(("patient.age", "patient.sex")) for match in around for m in match.meanings):
                return False  # "on apixaban for 3 years"
            return (left < 0 or said[left].segment != segment or stating.words[left] in _LEADING) and (
                right >= len(tokens) or said[right].segment != segment or tokens[right].kind == "mark"
                or stating.words[right] in _FOLLOWING
            ) and not self._strange(segment, places)  # fmt: skip
        own, ahead = False, True
        follows = self._at.get(right)
        if (
            follows is not None
            and follows.first == right
            and all(m.name.startswith("patient.") for m in follows.meanings)
        ):
            return False  # "five months pregnant"
        for match in around:
            names = {
                m.name for m in match.meanings if m.role in _TELLING or (m.role == "word" and m.name.startswith(group))
            }
            if any(self._has_its_own_time(n) for n in names) and not self._is_back(segment, left):
                if match.first <= places[-1] or not self._came_ago(places):
                    return False
                ahead = False
                continue
            if any(n.startswith(group) for n in names):
                own = own or not stating.elsewhere.has_other_subject(match)
            elif any(not n.startswith("patient.") for n in names):
                return False
        if not own or self._of_a_change(around, places):
            return False
        return not self._strange(segment, places, ahead) or self._is_own_before(finding, left)

    def is_until_seen(self, places: range) -> bool:
        """Say whether a time is one until the next visit: "follow up sarcoma clinic 6/52", "review in 3 months"."""
        words, said, i = self.stating.words, self.stating.said, places[0] - 1
        if not _FOLLOWING.isdisjoint(words[places[-1] + 1 : places[-1] + 2]):
            return False
        first = max(0, places[0] - _NEAR_BEFORE)
        while i >= first and words[i] in _UNTIL and said[i].segment == said[places[0]].segment:
            i -= 1
        return i >= first and (words[i] in _SEEN_AGAIN or words[max(0, i - 2) : i + 1] == ["f", "/", "u"])

    def _is_said_of_it(self, left: int, segment: int) -> bool:
        """Say whether words right before a time tell of the lump: "present for", "has had it for", "first seen"."""
        stating = self.stating
        i = left - (left >= 0 and stating.words[left] in ("for", "since", "some", "about", "~", "approximately"))
        if i < 1 or stating.said[i].segment != segment or self._ails(range(max(0, i - _NEAR_BEFORE), i)):
            return False
        near = stating.words[max(0, left - 2) : left + 1]
        if _has_come(near) or ("first" in near and not _MET.isdisjoint(near)):
            return True
        if stating.words[i] == "it":
            return stating.words[i - 1] in ("had", "has", "have", "ignored")
        if stating.words[i] not in ("present", "there", "duration"):
            return False
        i -= 1
        while i >= 0 and stating.words[i] in _HAVING_BEEN and i not in self._at:
            i -= 1
        return i < 0 or stating.said[i].segment != segment or not self._is_unknown(i)

    def _has_its_own_time(self, name: str) -> bool:
        """Say whether a finding is of something that happened once: an operation, an injury, an earlier cancer."""
        about = self.library.findings[name].about
        return "past" in about and "relatives" not in about

    def _is_back(self, segment: int, left: int) -> bool:
        """Say whether a clause tells before its time that the lump is there again: "now back again 6/12"."""
        words = [word for i, word in enumerate(self.stating.words[max(0, left - 6) : left + 1], max(0, left - 6))
                 if self.stating.said[i].segment == segment]  # fmt: skip
        bare = any(word == "back" and (i == 0 or words[i - 1] in _RETURNED) for i, word in enumerate(words))
        return bare or not {"now", "again"}.isdisjoint(words)

    def _came_ago(self, places: range) -> bool:
        """Say whether the lump was met so long ago, after what is told behind: "noticed it a week ago after a kick"."""
        words, said = self.stating.words, self.stating.said
        if _AGO.isdisjoint(words[places[-1] : places[-1] + 2]):
            return False
        near = range(max(0, places[0] - 2 * _NEAR_BEFORE), places[0])
        return any(words[i] in _CAME and said[i].segment == said[places[0]].segment for i in near)

    def _of_a_change(self, around: Sequence[Match], places: range) -> bool:
        """Say whether a time is that of a sign that came later: "has become painful over the last month"."""
        for match in around:
            names = {m.name for m in match.meanings if m.role == "phrase"}
            became = self.stating.words[max(0, match.first - 3) : match.first]
            if match.last <= places[0] and names and names.isdisjoint(self._sizes) and not _BECAME.isdisjoint(became):
                return True
        return False

    def since_another(self, places: range) -> bool:
        """Say whether a time ago is that of an operation, a treatment or an illness, named in its clause or before."""
        stating, end = self.stating, places[-1] + 1
        if _AGO.isdisjoint(stating.words[places[0] : end + 1]):
            return False
        said, first = stating.said, places[0]
        while first > places[0] - _FAR and first > 0 and said[first - 1].segment == said[places[0]].segment:
            first -= 1
        if first > places[0] - 2 and first > 0 and said[first - 1].sentence == said[first].sentence:
            while first > places[0] - _FAR and first > 0 and said[first - 1].sentence == said[places[0]].sentence:
                first -= 1
        own = range(first, end)
        near = stating.words[max(first, places[0] - 3) : places[0]]
        if _has_come(near) or ("first" in near and self._begins(own, _MET)):
            return False
        if not self._begins(own, _ONSET) and (self._strange(said[places[0]].segment, places) or self._ails(own)):
            return True
        if not _WAS.isdisjoint(stating.words[end : end + 2]) and not self._begins(own, _MET):
            return True
        farthest = 0 if self._came_ago(places) else min(len(stating.words), places[-1] + _FAR)
        while end < farthest and said[end].segment == said[places[0]].segment:
            end += 1
        return any(self._has_been_done(i) for i in range(max(first, places[0] - 24), min(end, places[-1] + 12)))

    def _ails(self, places: range) -> bool:
        """Say whether words tell of a scan, or of something else that was asked about: a fever, a fit."""
        said = self.stating.said
        inside = (i for i in places if i in self._at and said[i].segment == said[places[-1]].segment)
        meanings = {m for i in inside for m in self._at[i].meanings}
        if any(m.role == "step" for m in meanings):
            return True
        names = {m.name for m in meanings if m.role in ("phrase", "sign", "topic", "other", "vague")}
        return any(name in self.index.asked and not self._mine(name) for name in names)

    def _mine(self, name: str) -> bool:
        finding = self.library.findings[name]
        return self.index.of_the_lump(finding) or self.index.of_the_person(finding)

    def _begins(self, places: range, onset: frozenset[str]) -> bool:
        """Say whether words tell that a lump was met: "noticed two years ago"."""
        return not onset.isdisjoint(self.stating.words[places.start : places.stop])

    def _has_been_done(self, i: int) -> bool:
        """Say whether a word tells of something else that has a time: an operation, an illness told by the content."""
        match = self._at.get(i)
        names = [m.name for m in match.meanings if m.role in ("phrase", "topic")] if match else []
        return self.stating.words[i] in _DONE or any(self._has_its_own_time(name) for name in names)

    def _strange(self, segment: int, places: range, ahead: bool = True) -> bool:
        """Say whether a clause holds, near a quantity (ahead of it too), a word that nothing is known of."""
        stating = self.stating
        near = range(max(0, places[0] - 12), min(places[-1] + 13 if ahead else places[0], len(stating.tokens)))
        words = (i for i in near if stating.said[i].segment == segment and stating.tokens[i].kind == "word")
        return any(i not in self._taken and self._is_unknown(i) for i in words)

    def _is_unknown(self, i: int) -> bool:
        word = self.stating.words[i]
        known = i in self._at or word in UNTELLING or word in EMPTY or word.endswith("ly")
        return not known and not self.stating.telling.signs[i]


def _has_come(near: Sequence[str]) -> bool:
    """Say whether some words tell that a thing began: "noticed", "came up"."""
    return not _CAME.isdisjoint(near) or ("came" in near and not {"up", "on"}.isdisjoint(near))
