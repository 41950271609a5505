"""Quantities into values: whose age, which size, how long what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workup.knowledge.findings import Finding
from workup.reading.durations import Durations
from workup.reading.phrases import Match
from workup.reading.plain_words import UNTELLING
from workup.reading.quantities import Quantity
from workup.reading.sign_words import RELATIVES
from workup.reading.stating import Stating
from workup.reading.tokens import EMPTY, word_set

_BOUND = re.compile(
    r"(?:over|under|above|below|<|(?<!-)>|more than|less than|at least|at most|up to|beyond|exceeding|greater than"
    r"|larger than|bigger than|smaller than|no more than|fewer than|well over|just over|just under)"
    r" ?(?:the |a |an |about )?$"
)
_UP_TO = re.compile(r"(?:measur(?:es|ing|ed)|diameter(?: of)?|dimensions?(?: of)?) up to (?:about )?$")
"""What measures up to 9 cm is 9 cm at its largest."""
_LASTING = re.compile(r"(?:for|of|lasting|present|there|duration) (?:over|under|well over|just over|just under) ?$")
_ELDERS = RELATIVES - word_set("son daughter grandson granddaughter twin twins nephew niece sons daughters")
"""Relatives whose own age may stand behind them: "his mother, 70, found the lump"."""
_BY = re.compile(r"(?:grew|grown|increased|enlarged|shrunk|shrank|smaller|bigger|larger) by (?:about )?$")
"""Before a size by which something changed."""
_AT_A = re.compile(r"\b(?:at (?:his|her|their|the|an?)|until(?: about)?) $")
"""Before a time that names something else: "at his six-week check", "unchanged until two months ago"."""
_AT = re.compile(r"(?:at|when|since|until|from|by|before|after)(?: the| he was| she was| they were| age| aged)? ?$")
_OLDER = {"cm": "length", "months": "time", "years": "age"}
_AWAY = word_set("below above from distal proximal away medial lateral superior inferior up down beneath beyond past")
_ORGANS = word_set(
    "renal kidney lung pulmonary hepatic liver adrenal brain cerebral frontal parietal occipital cerebellar thyroid"
    " splenic spleen pancreatic ovarian lobe rul lul rll lll"
)
"""Parts of the body in which a lesion that is measured is not the lump."""
_YEARS = word_set("y yr yrs year years")
_LOOKED_AHEAD = 4
_JUST_BEFORE = 4
"""How many words before a quantity may stand what it measures: "on MRI it measures 7 cm"."""


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
        self._by_segment: dict[int, list[Match]] = {}
        self._at: dict[int, Match] = {}
        for match in stating.matches:
            self._by_segment.setdefault(stating.said[match.first].segment, []).append(match)
            self._at.update(dict.fromkeys(range(match.first, match.last), match))

    def read(self, measured: Sequence[Quantity], held: Sequence[range]) -> Sequence[Measure]:
        """Read the quantities in order; give those whose number is known at least roughly."""
        self._taken = {i for places in held for i in places}
        self._durations = Durations(self.stating, self._at, self._taken, self._is_own_before)
        for quantity, places in zip(measured, held, strict=True):
            if places:
                quantity, places = self._behind_the_lump(quantity, places)
                self._read(quantity, places, self._by_segment.get(self.stating.said[places[0]].segment, [])[:40])
        return self.found

    def _read(self, quantity: Quantity, places: range, around: Sequence[Match]) -> None:
        finding = self._finding(quantity, places, around)
        if finding is None or (quantity.kind.endswith("time") and self._durations.is_until_seen(places)):
            return
        name = finding.finding
        before = self.small[max(0, quantity.start - 24) : quantity.start]
        scope = self.stating.said[places[0]]
        doubt = ""
        if quantity.kind == "age" and (_AT.search(before) or self._is_another_age(name, quantity, places[-1] + 1)):
            return
        if scope.relative:
            doubt = "told of a relative"
        elif finding.finding in self.index.asked and quantity.kind != "age" and places[0] in self.stating.elsewhere:
            doubt = "it may be told of something else"
        elif quantity.kind.endswith("length") and (_BY.search(before) or self._of_another(finding, places)):
            doubt = "it may be the size of something else"
        elif quantity.kind.endswith("time") and (
            _AT_A.search(before)
            or self._durations.since_another(places)
            or not self._durations.of_the_lump(finding, places, around)
        ):
            doubt = "it may be the time of something else"
        elif quantity.kind.startswith("vague"):
            doubt = "no number is said"
        elif (
            _BOUND.search(before)
            and not _UP_TO.search(before)
            and (quantity.kind != "time" or "over" not in before or _LASTING.search(before))
        ):
            doubt = "a bound, not a number"
        elif scope.doubted or scope.denied or scope.open:
            doubt = "said as a possibility"
        if not doubt or doubt == "no number is said":
            doubt = self._claim(quantity, finding, places, doubt)
        if doubt:
            self.stating.doubt(name, quantity.start, quantity.end, doubt)

    def _behind_the_lump(self, quantity: Quantity, places: range) -> tuple[Quantity, range]:
        """Make a length of time of years behind a word of the lump: "scrotal lump, hard, 1 yr"."""
        words = self.stating.words[places[0] : places[-1] + 1]
        match = self._at.get(places[0] + words.index(",") - 1) if "," in words[1:] else None
        if quantity.kind != "age" or match is None or _YEARS.isdisjoint(words) or "old" in words:
            return quantity, places
        own = (m.role not in ("other", "step") and self.index.of_the_lump(self.library.findings[m.name])
               for m in match.meanings)  # fmt: skip
        if not any(own):
            return quantity, places
        places = places[words.index(",") + 1 :]
        start = self.stating.tokens[places[0]].start
        return Quantity("time", quantity.amount, quantity.unit, start, quantity.end), places

    def _is_another_age(self, name: str, quantity: Quantity, after: int) -> bool:
        """Say whether an age is told besides the patient's: "19M … retinoblastoma age 2", "her 5-month-old son"."""
        words, told = self.stating.words, self.small[quantity.start : quantity.end]
        if words[after : after + 1] and words[after] in RELATIVES:
            return True
        if not _ELDERS.isdisjoint(re.findall("[a-z]+", told)):
            return True
        return told.startswith("age") and bool(self.stating.claims.get(name))

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
        step = "" if self.stating.said[places[0]].now else self.stating.step_at[places[0]]
        close = [m for m in around if m.first >= places[-1] and m.first - places[-1] <= 3]
        named = {meaning.name for m in close for meaning in m.meanings if meaning.role == "number"}
        for match in around:
            if -_JUST_BEFORE <= match.last - places[0] <= 0:
                words = self.stating.words[match.first : match.last]
                names = [meaning.name for meaning in match.meanings if meaning.role == "number"]
                steps = self.index.steps_named(words) if names else ()
                named.update(n for n in names if self.library.findings[n].step in steps)
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
        if not _ORGANS.isdisjoint(self.stating.words[max(0, places[0] - 3) : places[0]]):
            return True
        behind = self._noun(finding, range(places[-1] + 1, min(places[-1] + 1 + _LOOKED_AHEAD, len(self._tokens))))
        if behind:
            return behind == "other"
        before = self._noun(finding, range(places[0] - 1, max(places[0] - 12, -1), -1))
        return before == "other"

    def _is_own_before(self, finding: Finding, left: int) -> bool:
        """Say whether the first telling word before a place is of what the finding is about."""
        return self._noun(finding, range(left, max(left - 12, -1), -1)) == "own"

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
            if stating.words[i] in _ORGANS or (ahead and stating.words[i] in _AWAY and match is None):
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
            if word in UNTELLING:
                if ahead and word in _STOPPING:
                    return ""
                continue
            return "other"
        return ""


_STOPPING = word_set("in on at with and which that over since for has is was")
