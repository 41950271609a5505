"""Two sizes told one after the other: the later one counts, and together they say whether it grows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from workup.knowledge.findings import Value, plain_number
from workup.reading.measures import Measure
from workup.reading.stating import Stating
from workup.reading.tokens import word_set

_NOW = word_set("now today currently presently nowadays")
_LATER = word_set("later then since latest subsequently afterwards") | _NOW
_ARROWS = frozenset(">→")
_EARLIER = word_set("was were from initially previously originally first started had once formerly began")
_DATED = word_set(
    "ago before earlier last january february march april june july august september october november december"
    " spring summer autumn winter"
)
_BETWEEN = 16
"""How many words may stand between two sizes that are compared."""
_CHANGED = 1.1
_CHANGED_ROUGHLY = 1.5
"""From which ratio two sizes differ: measured ones, and where one is only compared with a thing."""

Order = Literal["", "first", "second"]


def read_changes(stating: Stating, found: Sequence[Measure]) -> None:
    """Let the later of two sizes count, and claim what the change says."""
    sizes = [measure for measure in found if stating.library.findings[measure.finding].over_time]
    dropped: set[tuple[str, int]] = set()
    notes: dict[tuple[str, int], str] = {}
    for one, two in pairwise(sizes):
        finding = stating.library.findings[one.finding]
        later = later_of(stating.words, one, two)
        if one.finding != two.finding or finding.over_time is None or not later:
            continue
        new, old = (two, one) if later == "second" else (one, two)
        unit = finding.unit or ""
        told = f"{plain_number(old.value)} {unit}, then {plain_number(new.value)} {unit}"
        dropped.add((finding.finding, stating.tokens[old.first].start))
        notes[finding.finding, stating.tokens[new.first].start] = f"the later of two: {told}"
        enough = _CHANGED if old.stated and new.stated else _CHANGED_ROUGHLY
        if max(new.value, old.value) >= enough * min(new.value, old.value):
            value: Value = finding.over_time.more if new.value > old.value else finding.over_time.less
            stating.claim(finding.over_time.finding, value, one.first, two.last, f"from two sizes: {told}")
    for name in {name for name, _ in dropped}:
        kept = [claim for claim in stating.claims.get(name, ()) if (name, claim.said.start) not in dropped]
        stating.claims[name] = [claim.noted(notes.get((name, claim.said.start), "")) for claim in kept]


def later_of(words: Sequence[str], one: Measure, two: Measure) -> Order:
    """Say which of two sizes the text tells as the later; empty where it does not order them, or both ways."""
    if two.first - one.last > _BETWEEN:
        return ""
    behind_one, behind_two = _attached(words, one.last), _attached(words, two.last)
    between = set(words[one.last + len(behind_one) : two.first])
    one_past = bool(set(words[max(0, one.first - 4) : one.first]) & _EARLIER) or _is_dated(behind_one)
    one_now = bool(set(behind_one) & _NOW)
    two_past = bool(set(words[max(one.last, two.first - 3) : two.first]) & _EARLIER) or _is_dated(behind_two)
    two_now = bool(between & (_LATER | _ARROWS) or set(behind_two) & _LATER)
    if (one_past or two_now) and not (one_now or two_past):
        return "second"
    return "first" if (one_now or two_past) and not (one_past or two_now) else ""


def _attached(words: Sequence[str], last: int) -> Sequence[str]:
    """Give the few words that belong to the size before them: "today", "a year ago", "in January"."""
    end = last
    while end < min(len(words), last + 4) and words[end].isalpha() and words[end] not in ("and", "but", "to", "then"):
        end += 1
    followed = end < len(words) and words[end][:1].isdigit()
    return () if followed and end - last == 1 else words[last:end]


def _is_dated(words: Sequence[str]) -> bool:
    return not _DATED.isdisjoint(words)
