"""What is told of something else than the lump: nodules on a scan of the chest, a wound, the opposite leg."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workup.reading.phrases import Match
from workup.reading.plain_words import UNTELLING
from workup.reading.step_states import StepStates
from workup.reading.telling import Telling
from workup.reading.tokens import EMPTY, word_set

_LUMP = word_set("lump lumps swelling swellings")
_MASS = word_set("mass tumor growth") | _LUMP
_OF_A_REPORT = word_set(
    "either any evidence sign signs suspicious contrast staging performed showing any today visible"
)
_ANOTHER = word_set("different another second separate similar")
_OTHER_SIDE = word_set("opposite contralateral")
_BEING = word_set("is are was were feels feel looks look became become becomes remains remain seems")
_AS_FAR = 6
"""How many words before a value its verb may stand."""
_WITHIN = word_set(
    "of in on at over to from near with under for behind above below beneath beside between around inside"
)
_ORGANS = word_set("thyroid liver spleen heart lungs prostate tonsils uterus cvs cns throat")
_EXAMINED = word_set("abdomen abdo chest")
_EXAMINATION = word_set(": soft clear nad normal")
"""What follows a part of the body that is examined besides the lump: "abdomen soft, not tender"."""
_NORMAL = word_set("normal clear nad unremarkable negative")
_JOINING = word_set("and but that which")
_FAR = 60
"""How many words a sentence on something else is followed at most."""
_LONGEST_SUBJECT = 10
"""How many words before its verb the subject of a clause may begin."""


class Elsewhere:
    """The places of a text that tell of another part of the body than the lump's."""

    def __init__(self, telling: Telling, matches: Sequence[Match], steps: StepStates) -> None:
        self._telling = telling
        self._at: dict[int, Match] = {i: match for match in matches for i in range(*match.ends)}
        self._mine = {i: self._of_the_lump(match) for match in matches for i in range(*match.ends)}
        self._inside = set(self._looked_elsewhere(matches, steps)) | set(self._other_side()) | set(self._organs())
        self._inside |= set(self._other_lumps())
        self._other_scans = set(self._scans_of_a_region(steps))
        self._inside |= self._other_scans

    def __contains__(self, place: int) -> bool:
        """Say whether a place lies in words on another part of the body."""
        return place in self._inside

    def of_another_scan(self, place: int) -> bool:
        """Say whether a place lies in a clause on a scan of a whole region that was normal."""
        return place in self._other_scans

    def _scans_of_a_region(self, steps: StepStates) -> Iterator[int]:
        """Give the places of "ultrasound of the abdomen was normal", which is said of no lump."""
        said, words = self._telling.said, self._telling.words
        for first, last in steps.ends.items():
            part = next((i for i in range(last, min(len(words), last + 3)) if words[i] not in EMPTY), None)
            if part is None or words[part] not in _EXAMINED | _ORGANS:
                continue
            end = part
            while end < min(len(words), first + _FAR) and said[end].segment == said[first].segment:
                end += 1
            if not _NORMAL.isdisjoint(words[part:end]) and _MASS.isdisjoint(words[first:end]):
                yield from range(first, end)

    def has_other_subject(self, match: Match) -> bool:
        """Say whether the clause of a phrase has something else as its subject: "the wound is still tender"."""
        said, words = self._telling.said, self._telling.words
        first = match.first
        segment = said[first].segment
        verb = next((i for i in range(first, max(-1, first - _AS_FAR), -1) if words[i] in _BEING), -1)
        if verb < 0 or said[verb].segment != segment:
            strange = not self._names_a_mass(first) and self._follows_a_strange_noun(first)
            return strange or self._goes_on_about_another(match)
        start = verb
        while start > 0 and verb - start < _LONGEST_SUBJECT and said[start - 1].segment == segment:
            if words[start - 1] in _JOINING or self._telling.tokens[start - 1].kind == "mark":
                break
            start -= 1
        head = next((i for i in range(start, verb) if words[i] in _WITHIN), verb) - 1
        return start <= head < first and self._is_other(head)

    def _follows_a_strange_noun(self, first: int) -> bool:
        """Say whether a clause is one unknown noun and a value: "PSA stable"."""
        said, i = self._telling.said, first - 1
        before = i - 1
        while i in self._at and before >= 0 and self._telling.words[before] in EMPTY:
            before -= 1
        opens = i >= 0 and (before < 0 or self._telling.tokens[before].kind == "mark")
        if not opens or said[i].segment != said[first].segment or (i in self._at and self._of_a_lump_here(i)):
            return False
        return self._is_other(i) and not self._telling.words[i].endswith(("ly", "ed", "ing"))

    def _of_a_lump_here(self, i: int) -> bool:
        """Say whether a part of the body may stand for the lump: its sentence names the lump, or no sentence does."""
        said, words = self._telling.said, self._telling.words
        if not self._mine[i]:
            return True
        named = {said[j].sentence for j, word in enumerate(words) if word in _MASS}
        return not named or said[i].sentence in named

    def _goes_on_about_another(self, match: Match) -> bool:
        """Say whether a bare value goes on with a sentence that opens on another part: "nodes 1 cm, mobile"."""
        said, words, first = self._telling.said, self._telling.words, match.first
        if first == 0 or words[first - 1] != ",":
            return False
        start = first - 1
        while start > 0 and said[start - 1].sentence == said[first].sentence:
            if first - start > _FAR:
                return False
            start -= 1
        while start < first and (words[start] in EMPTY or self._telling.tokens[start].kind == "mark"):
            start += 1
        opening = self._at.get(start)
        if opening is None or self._mine[start] or not _MASS.isdisjoint(words[start:first]):
            return False
        return all(m.role in ("topic", "other") and m.name in self._telling.index.asked for m in opening.meanings)

    def _is_other(self, i: int) -> bool:
        """Say whether a noun is neither the lump, nor of it, nor a word of any description."""
        telling = self._telling
        if telling.tokens[i].kind != "word" or telling.signs[i]:
            return False
        if i in self._at:
            if not self._mine[i]:
                return any(m.role == "topic" for m in self._at[i].meanings)
            return all(m.role != "topic" and self._is_place(m.name) for m in self._at[i].meanings)
        return telling.words[i] not in UNTELLING and telling.words[i] not in EMPTY

    def _is_place(self, name: str) -> bool:
        """Say whether a finding tells where the lump is; its words alone are a part of the body: "the knee is sore"."""
        finding = self._telling.library.findings.get(name)
        return finding is not None and bool(finding.vague) and finding.type == "choice" and finding.denied is None

    def describes_more(self, match: Match) -> bool:
        """Say whether a report that denies one thing tells of another, which is not understood."""
        said, words = self._telling.said, self._telling.words
        if match.first not in self._inside or words[match.first] not in ("no", "without"):
            return False
        i = match.first
        first, end = max(0, i - _FAR), min(len(words), i + _FAR)
        while i > first and said[i - 1].sentence == said[match.first].sentence and i - 1 in self._inside:
            i -= 1
        while i < end and said[i].sentence == said[match.first].sentence and i in self._inside:
            if i not in self._at and self._is_other(i) and words[i] not in _OF_A_REPORT:
                return True
            i += 1
        return False

    def _of_the_lump(self, match: Match) -> bool:
        telling = self._telling
        return any(
            m.role not in ("step", "other") and telling.index.of_the_lump(telling.library.findings[m.name])
            for m in match.meanings
        )

    def _looked_elsewhere(self, matches: Sequence[Match], steps: StepStates) -> Iterator[int]:
        """Give the places in a sentence on a scan of another part, up to where the lump is named again.

        Words that only look like such a scan's result count too, as a chest radiograph.
        """
        said, words = self._telling.said, self._telling.words
        away = {step.step for step in self._telling.library.pathway.steps if step.elsewhere}
        findings = self._telling.library.findings
        told = {first for first, (step, state) in steps.at.items() if step in away and state in ("named", "done")}
        shielded = {
            m.first for m in matches for its in m.meanings if its.role == "other" and findings[its.name].step in away
        }
        for first in sorted(told | shielded):
            i = first
            while i < len(words) and said[i].sentence == said[first].sentence:
                if words[i] in _LUMP or (words[i] in _MASS and self._mine.get(i - 1)) or self._names_a_mass(i):
                    break
                if i > first and (i in told or i in shielded):
                    break
                if i > first and i in steps.at and steps.at[i][0] not in away:
                    break
                yield i
                i += 1
            before = first
            while first - before < _FAR and before > 0 and said[before - 1].segment == said[first].segment:
                before -= 1
            if _MASS.isdisjoint(words[before:first]):
                yield from range(before, first)

    def _names_a_mass(self, i: int) -> bool:
        """Say whether a phrase of the lump begins here and calls it a mass: "retroperitoneal mass"."""
        match = self._at.get(i)
        if match is None or match.first != i or not self._mine[i]:
            return False
        return not _MASS.isdisjoint(self._telling.words[match.first : match.last + 1])

    def _other_side(self) -> Iterator[int]:
        """Give the places of the clauses that name the other side of the body."""
        said, words = self._telling.said, self._telling.words
        sides = {said[i].segment for i, word in enumerate(words) if word in _OTHER_SIDE and words[i - 1] != "in"}
        yield from (i for i in range(len(words)) if said[i].segment in sides)

    def _other_lumps(self) -> Iterator[int]:
        """Give the places of the rest of a sentence that tells of another lump: "a different lump on the shoulder"."""
        said, words, of_another = self._telling.said, self._telling.words, -1
        for i, word in enumerate(words):
            named = word in _ANOTHER and not _LUMP.isdisjoint(words[i + 1 : i + 3])
            if named and "now" not in words[max(0, i - 4) : i]:
                of_another = said[i].sentence
            if said[i].sentence == of_another:
                yield i

    def _organs(self) -> Iterator[int]:
        """Give the places of the sentences that open on an organ, up to where the lump is named."""
        said, words = self._telling.said, self._telling.words
        for first, word in enumerate(words):
            before = first - 1 - (first > 0 and words[first - 1] in EMPTY)
            opens = before < 0 or self._telling.tokens[before].kind == "mark"
            following = words[first + 1] if first + 1 < len(words) else ""
            if opens and (word in _ORGANS or (word in _EXAMINED and following in _EXAMINATION)):
                i = first
                end = min(len(words), first + _FAR)
                while i < end and said[i].sentence == said[first].sentence and words[i] not in _LUMP:
                    yield i
                    i += 1
