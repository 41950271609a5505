"""How well presentations are read: what the corpus states against what is understood, counted by key and finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from workup.knowledge.errors import CaseError
from workup.knowledge.library import Library
from workup.reading.describing import describe
from workup.reading.description import Description

FOLDER = Path(__file__).parent / "presentations"
KEYS = ("findings", "done", "pending", "unknown", "not_stated", "not_understood")


@dataclass
class Count:
    """How many were given rightly, given wrongly, and left out."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Give the share of what was given that is right; 1 where nothing was given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Give the share of what is wanted that was given; 1 where nothing is wanted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass
class Scores:
    """Counts by key of the corpus and by finding, the findings given another value, and every mistake in words."""

    keys: dict[str, Count] = field(default_factory=lambda: {key: Count() for key in KEYS})
    findings: dict[str, Count] = field(default_factory=dict)
    opposite: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def note(self, key: str, kind: str, what: str, text: str) -> None:
        """Count one thing, and keep the words of a mistake."""
        count = self.keys[key]
        setattr(count, kind, getattr(count, kind) + 1)
        if kind != "right":
            self.mistakes.append(f"{key} {kind}: {what}\n    {text}")


def corpus() -> list[dict[str, Any]]:
    """Give every presentation of the corpus, in the order of the files."""
    files = sorted(FOLDER.glob("*.yaml"))
    return [item for path in files for items in yaml.safe_load(path.read_text("utf-8")).values() for item in items]


def same(one: object, two: object) -> bool:
    """Compare two values; numbers to two decimals."""
    if isinstance(one, int | float) and isinstance(two, int | float) and not isinstance(one, bool):
        return abs(one - two) < 0.011
    return one == two and isinstance(one, bool) == isinstance(two, bool)


def score(items: Iterable[Mapping[str, Any]], library: Library) -> Scores:
    """Read presentations that are to be understood, and count. One that is refused misses all it states."""
    found = Scores()
    for item in items:
        try:
            description = describe(item["text"], library)
        except CaseError:
            description = None
            found.mistakes.append(f"refused\n    {item['text']}")
        _score_findings(found, item, description)
        if description is not None:
            _score_rest(found, item, description)
    return found


def _score_findings(found: Scores, item: Mapping[str, Any], description: Description | None) -> None:
    text, expected = item["text"], item.get("findings") or {}
    stated = dict(description.case.findings) if description else {}
    for name in {**stated, **expected}:
        count = found.findings.setdefault(name, Count())
        if name in stated and name in expected and same(stated[name], expected[name]):
            count.right += 1
            found.note("findings", "right", name, text)
            continue
        what = f"{name} {stated.get(name, '-')} for {expected.get(name, '-')}"
        if name in stated:
            count.wrong += 1
            found.note("findings", "wrong", what, text)
        if name in expected:
            count.missed += 1
            found.note("findings", "missed", what, text)
        if name in stated and name in expected:
            found.opposite.append(f"{what}: {text}")


def _score_rest(found: Scores, item: Mapping[str, Any], description: Description) -> None:
    text = item["text"]
    for key, given in (("done", description.done), ("pending", description.pending)):
        wanted = item.get(key) or ()
        for name in dict.fromkeys([*given, *wanted]):
            kind = "missed" if name not in given else "right" if name in wanted else "wrong"
            found.note(key, kind, name, text)
    reported = {its.finding: its.why for its in description.uncertain}
    reported |= {its.finding: "contradicting" for its in description.contradictions}
    unknown = item.get("unknown") or ()
    for name in unknown:
        found.note("unknown", "right" if name in reported else "missed", name, text)
    for name, why in reported.items():
        if name not in unknown and not why.startswith("told of"):
            found.note("unknown", "wrong", f"{name}, {why}", text)
    for name in item.get("not_stated") or ():
        found.note("not_stated", "wrong" if name in description.case.findings else "right", name, text)
    left = " ".join(span.words for span in description.not_understood)
    for words in item.get("not_understood") or ():
        found.note("not_understood", "right" if words in left else "missed", words, text)
