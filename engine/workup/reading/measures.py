"""Quantities into values: whose age, which size, how long what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workup.knowledge.findings import Finding
from workup.reading.phrases import Match, PhraseIndex
from workup.reading.quantities import Quantity
from workup.reading.stating import Stating
from workup.reading.tokens import word_set

_BOUND = re.compile(r"(?:over|under|above|below|[<>]|more than|less than|at least|at most|up to|beyond|exceeding) ?$")
_AT = re.compile(r"(?:at|when|since|until|from|by)(?: the| he was| she was| they were)? ?$")
_OLDER = {"cm": "length", "months": "time", "years": "age"}


class Measures:
    """Give each quantity of a text to the finding it measures, or report it as uncertain."""

    def __init__(self, stating: Stating, index: PhraseIndex, small: str) -> None:
        self.stating, self.small, self.library = stating, small, stating.library
        self.index = index

    def read(self, measured: Sequence[Quantity], held: Sequence[range], matches: Sequence[Match]) -> None:
        """Read the quantities in order."""
        for quantity, places in zip(measured, held, strict=True):
            if places:
                self._read(quantity, places, self._around(places, matches))

    def _around(self, places: range, matches: Sequence[Match]) -> list[Match]:
        said = self.stating.said
        if not hasattr(self, "_by_segment"):
            self._by_segment: dict[int, list[Match]] = {}
            for match in matches:
                self._by_segment.setdefault(said[match.first].segment, []).append(match)
        return self._by_segment.get(said[places[0]].segment, [])[:40]

    def _read(self, quantity: Quantity, places: range, around: Sequence[Match]) -> None:
        finding = self._finding(quantity, places, around)
        if finding is None:
            return
        name = finding.finding
        before = self.small[max(0, quantity.start - 24) : quantity.start]
        scope = self.stating.said[places[0]]
        if quantity.kind.startswith("vague"):
            self.stating.doubt(name, quantity.start, quantity.end, "no number is said")
        elif _BOUND.search(before):
            self.stating.doubt(name, quantity.start, quantity.end, "a bound, not a number")
        elif quantity.kind == "age" and _AT.search(before):
            return
        elif scope.relative:
            self.stating.doubt(name, quantity.start, quantity.end, "told of a relative")
        elif quantity.kind == "time" and not self._of_the_lump(finding, quantity, places, around):
            self.stating.doubt(name, quantity.start, quantity.end, "it may be the time of something else")
        elif scope.doubted or scope.denied:
            self.stating.doubt(name, quantity.start, quantity.end, "said as a possibility")
        else:
            try:
                value = finding.read(f"{quantity.amount} {quantity.unit}")
            except ValueError:
                self.stating.doubt(name, quantity.start, quantity.end, f"not {finding.allowed()}")
                return
            if finding.unit == "months" and isinstance(value, float):
                value = round(value, 2)
            self.stating.claim(name, value, places[0], places[-1] + 1)

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

    def _of_the_lump(self, finding: Finding, quantity: Quantity, places: range, around: Sequence[Match]) -> bool:
        """Say whether a length of time is that of what the finding is about, by its own group and clause."""
        group = finding.finding.partition(".")[0] + "."
        if not around:
            segment = self.stating.said[places[0]].segment
            left, right = places[0] - 1, places[-1] + 1
            tokens, said = self.stating.tokens, self.stating.said
            return (left < 0 or said[left].segment != segment or tokens[left].text in _LEADING) and (
                right >= len(tokens) or said[right].segment != segment or tokens[right].kind == "mark"
                or tokens[right].text in _FOLLOWING
            )  # fmt: skip
        names = {m.name for match in around for m in match.meanings if m.role in ("phrase", "word", "topic", "number")}
        past = any("past" in self.library.findings[n].about for n in names if n in self.library.findings)
        foreign = any(not n.startswith((group, "patient.age", "patient.sex")) for n in names)
        return not past and not foreign and any(n.startswith(group) for n in names)


_LEADING = word_set("for x over since , . duration history of ~ about approximately present noticed the last past")
_FOLLOWING = word_set("history ago duration now old")
