"""Quantities into values: whose age, which size, how long what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workup.knowledge.findings import Finding
from workup.reading.phrases import Match
from workup.reading.plain_words import PLAIN
from workup.reading.quantities import Quantity
from workup.reading.stating import Stating
from workup.reading.tokens import EMPTY, word_set

_BOUND = re.compile(
    r"(?:over|under|above|below|<|(?<!-)>|more than|less than|at least|at most|up to|beyond|exceeding|greater than"
    r"|larger than|bigger than|smaller than|no more than|fewer than|well over|just over|just under)"
    r" ?(?:the |a |an |about )?$"
)
_LASTING = re.compile(r"(?:for|of|lasting|present|there|duration) (?:over|under|well over|just over|just under) ?$")
_AT = re.compile(r"(?:at|when|since|until|from|by|before|after)(?: the| he was| she was| they were| age| aged)? ?$")
_OLDER = {"cm": "length", "months": "time", "years": "age"}
_AWAY = word_set("below above from distal proximal away medial lateral superior inferior up down beneath beyond past")
_LOOKED_AHEAD = 4
_FAR = 40
"""How many words away what a time belongs to may be named."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity given to a finding, for comparing with another told before or after it."""

    finding: str
    value: float
    first: int
    last: int
    stated: bool
    """False where its number is only roughly known: "as small as a pea"."""


class Measures:
    """Give each quantity of a text to the finding it measures, or report it as uncertain."""

    def __init__(self, stating: Stating, small: str) -> None:
        self.stating, self.small, self.library = stating, small, stating.library
        self.index = stating.index
        self.found: list[Measure] = []
        self._scans = {s.step for s in self.library.pathway.steps if s.kind == "image" and not s.elsewhere}
        self._sizes = {f.over_time.finding for f in self.library.findings.values() if f.over_time}
        self._by_segment: dict[int, list[Match]] = {}
        self._at: dict[int, Match] = {}
        for match in stating.matches:
            self._by_segment.setdefault(stating.said[match.first].segment, []).append(match)
            self._at.update(dict.fromkeys(range(match.first, match.last), match))

    def read(self, measured: Sequence[Quantity], held: Sequence[range]) -> Sequence[Measure]:
        """Read the quantities in order; give those whose number is known at least roughly."""
        self._taken = {i for places in held for i in places}
        for quantity, places in zip(measured, held, strict=True):
            if places:
                self._read(quantity, places, self._by_segment.get(self.stating.said[places[0]].segment, [])[:40])
        return self.found

    def _read(self, quantity: Quantity, places: range, around: Sequence[Match]) -> None:
        finding = self._finding(quantity, places, around)
        if finding is None:
            return
        name = finding.finding
        before = self.small[max(0, quantity.start - 24) : quantity.start]
        scope = self.stating.said[places[0]]
        doubt = ""
        if quantity.kind == "age" and _AT.search(before):
            return
        if scope.relative:
            doubt = "told of a relative"
        elif finding.finding in self.index.asked and quantity.kind != "age" and places[0] in self.stating.elsewhere:
            doubt = "it may be told of something else"
        elif quantity.kind.endswith("length") and self._of_another(finding, places):
            doubt = "it may be the size of something else"
        elif quantity.kind.endswith("time") and (
            self._since_another(places) or not self._of_the_lump(finding, places, around)
        ):
            doubt = "it may be the time of something else"
        elif quantity.kind.startswith("vague"):
            doubt = "no number is said"
        elif _BOUND.search(before) and (quantity.kind != "time" or "over" not in before or _LASTING.search(before)):
            doubt = "a bound, not a number"
        elif scope.doubted or scope.denied or scope.open:
            doubt = "said as a possibility"
        if not doubt or doubt == "no number is said":
            doubt = self._claim(quantity, finding, places, doubt)
        if doubt:
            self.stating.doubt(name, quantity.start, quantity.end, doubt)

    def _claim(self, quantity: Quantity, finding: Finding, places: range, doubt: str) -> str:
        """Claim the number; give why it is doubtful where it cannot be."""
        try:
            value = finding.read(f"{quantity.amount} {quantity.unit}") if quantity.amount or not doubt else None
        except ValueError:
            return f"not {finding.allowed()}"
        if not isinstance(value, int | float):
            return doubt
        if finding.unit == "months":
            value = round(value, 2)
        self.found.append(Measure(finding.finding, value, places[0], places[-1] + 1, not doubt))
        if not doubt:
            self.stating.claim(finding.finding, value, places[0], places[-1] + 1)
        return doubt

    def _finding(self, quantity: Quantity, places: range, around: Sequence[Match]) -> Finding | None:
        kind = quantity.kind.removeprefix("vague_")
        fitting = [f for f in self.library.findings.values() if f.type == "number" and _OLDER[f.unit or "cm"] == kind]
        if kind == "time" and not fitting:
            return None
        step = self.stating.step_at[places[0]]
        close = [m for m in around if m.first >= places[-1] and m.first - places[-1] <= 3]
        named = {meaning.name for m in close for meaning in m.meanings if meaning.role == "number"}
        after = [f for f in fitting if f.finding in named and f.finding not in self.index.asked]
        of_step = [f for f in fitting if f.step == step]
        asked = [f for f in fitting if f.finding in self.index.asked]
        return next(iter([*after, *of_step, *asked]), None) or (fitting[0] if len(fitting) == 1 else None)

    def _own(self, finding: Finding, match: Match) -> bool:
        """Say whether a phrase tells of what the finding is about: by its group, its step, or nothing at all."""
        group = finding.finding.partition(".")[0] + "."
        names = {m.name for m in match.meanings if m.role not in ("other", "word", "step")}
        names |= {m.name for m in match.meanings if m.role == "word" and not names}
        steps = {self.library.findings[name].step for name in names}
        return (
            any(name.startswith(group) or self.index.of_the_lump(self.library.findings[name]) for name in names)
            or (finding.step in steps and finding.finding not in self.index.asked)
            or not steps.isdisjoint(self._scans)
            or any(m.role == "step" and m.name == finding.step for m in match.meanings)
        )

    def _of_another(self, finding: Finding, places: range) -> bool:
        """Say whether a length is that of a scar, a node, a distance: by the noun behind it, else the one before."""
        behind = self._noun(finding, range(places[-1] + 1, min(places[-1] + 1 + _LOOKED_AHEAD, len(self._tokens))))
        if behind:
            return behind == "other"
        before = self._noun(finding, range(places[0] - 1, max(places[0] - 12, -1), -1))
        return before == "other"

    @property
    def _tokens(self) -> Sequence[object]:
        return self.stating.tokens

    def _noun(self, finding: Finding, places: range) -> str:
        """Give whose the first telling word is: "own", "other", or "" where there is none in the clause."""
        stating = self.stating
        ahead = places.step > 0
        start = places.start - places.step
        for i in places:
            if stating.said[i].segment != stating.said[start].segment:
                return ""
            match = self._at.get(i)
            if ahead and stating.words[i] in _AWAY and match is None:
                return "other"
            if match is not None:
                if all(
                    m.role == "number" or (m.role == "word" and not self._own(finding, match)) for m in match.meanings
                ):
                    continue
                person = all(m.name.startswith("patient.") for m in match.meanings)
                return "" if person and ahead else "own" if person or self._own(finding, match) else "other"
            word, token = stating.words[i], stating.tokens[i]
            if i in self._taken or token.kind != "word" or word in EMPTY or stating.telling.signs[i]:
                continue
            if word in PLAIN:
                if ahead and word in _STOPPING:
                    return ""
                continue
            return "other"
        return ""

    def _of_the_lump(self, finding: Finding, places: range, around: Sequence[Match]) -> bool:
        """Say whether a length of time is that of what the finding is about, by its own group and clause."""
        stating = self.stating
        group = finding.finding.partition(".")[0] + "."
        segment = stating.said[places[0]].segment
        left, right = places[0] - 1, places[-1] + 1
        tokens, said = stating.tokens, stating.said
        if all(m.name.startswith("patient.") for match in around for m in match.meanings):
            named = self._at.get(left - 1) if tokens[left].text == ":" else None
            if named is not None and any(m.name == finding.finding for m in named.meanings):
                return True
            return (left < 0 or said[left].segment != segment or stating.words[left] in _LEADING) and (
                right >= len(tokens) or said[right].segment != segment or tokens[right].kind == "mark"
                or stating.words[right] in _FOLLOWING
            ) and not self._strange(segment, places)  # fmt: skip
        own = False
        for match in around:
            names = {
                m.name for m in match.meanings if m.role in _TELLING or (m.role == "word" and m.name.startswith(group))
            }
            if any("past" in self.library.findings[n].about for n in names):
                return False
            if any(n.startswith(group) for n in names):
                own = True
            elif any(not n.startswith(("patient.age", "patient.sex")) for n in names):
                return False
        if not own or self._of_a_change(around, places):
            return False
        return not self._strange(segment, places) or self._noun(finding, range(left, max(left - 12, -1), -1)) == "own"

    def _of_a_change(self, around: Sequence[Match], places: range) -> bool:
        """Say whether a time is that of a sign that came later: "has become painful over the last month"."""
        for match in around:
            names = {m.name for m in match.meanings if m.role == "phrase"}
            became = self.stating.words[max(0, match.first - 3) : match.first]
            if match.last <= places[0] and names and names.isdisjoint(self._sizes) and not _BECAME.isdisjoint(became):
                return True
        return False

    def _since_another(self, places: range) -> bool:
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
        if not self._begins(own, _ONSET) and self._strange(said[places[0]].segment, places):
            return True
        if not _WAS.isdisjoint(stating.words[end : end + 2]) and not self._begins(own, _MET):
            return True
        while end < min(len(stating.words), places[-1] + _FAR) and said[end].segment == said[places[0]].segment:
            end += 1
        return any(self._has_been_done(i) for i in range(max(first, places[0] - 24), min(end, places[-1] + 12)))

    def _begins(self, places: range, onset: frozenset[str]) -> bool:
        """Say whether words tell that a lump was met: "noticed two years ago"."""
        return not onset.isdisjoint(self.stating.words[places.start : places.stop])

    def _has_been_done(self, i: int) -> bool:
        """Say whether a word tells of something else that has a time: an operation, an illness told by the content."""
        match = self._at.get(i)
        names = [m.name for m in match.meanings if m.role in ("phrase", "topic")] if match else []
        return self.stating.words[i] in _DONE or any("past" in self.library.findings[name].about for name in names)

    def _strange(self, segment: int, places: range) -> bool:
        """Say whether a clause holds, near a quantity, a word that nothing is known of."""
        stating = self.stating
        for i in range(max(0, places[0] - 12), min(places[-1] + 13, len(stating.tokens))):
            if stating.said[i].segment == segment and stating.tokens[i].kind == "word" and i not in self._taken:
                word = stating.words[i]
                if i in self._at or word in PLAIN or word in EMPTY or word.endswith("ly"):
                    continue
                if not stating.telling.signs[i]:
                    return True
        return False


_TELLING = ("phrase", "topic", "number", "sign")
_STOPPING = word_set("in on at with and which that over since for has is was")
_MET = word_set(
    "noticed noted first found appeared began started developed arose felt came saw seen discovered onset growing grew"
)
_ONSET = _MET | word_set("lump swelling mass nodule")
_WAS = word_set("was were")
_BECAME = word_set("become became becoming turned started begun began getting increasingly")
_AGO = word_set("ago back before earlier previously")
_DONE = word_set(
    "removed excised resected operated operation surgery excision treated treatment radiotherapy chemotherapy cancer"
    " carcinoma sarcoma lymphoma melanoma leukemia diagnosed biopsied scanned cut taken irradiated transplant replaced"
    " replacement fracture implant pacemaker called labeled married retired moved"
)
_LEADING = word_set(
    "for x over since , . duration history of ~ about approximately present noticed the last past first felt seen"
    " appeared found been there nearly almost some within than more"
)
_FOLLOWING = word_set("history ago duration now old back")
