"""Measure how well presentations are read: `python benchmarks/reading.py [--misses] [--half tuning]`.

Precision and recall by finding over `tests/presentations`, for the half that phrases were tuned on and for the
half held out. A value that differs from the corpus counts as one wrongly stated and one missed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import workup
from workup.knowledge.errors import CaseError
from workup.knowledge.library import Library
from workup.reading.describing import describe

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "presentations"
HALVES = ("tuning", "held_out")


@dataclass
class Score:
    """Counts by finding, and the words behind each mistake."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    opposite: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Give the share of what was stated that the corpus states."""
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        """Give the share of what the corpus states that was stated."""
        return self.right.total() / max(1, self.right.total() + self.missed.total())


def presentations(half: str) -> list[dict[str, Any]]:
    """Give the presentations of a half that are to be understood."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for items in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            found += [item for item in items if item.get("half") == half and not item.get("refused")]
    return found


def score(half: str, library: Library) -> Score:
    """Read a half and count."""
    found = Score()
    for item in presentations(half):
        try:
            stated = dict(describe(item["text"], library).case.findings)
        except CaseError:
            stated = {}
            found.mistakes.append(f"REFUSED  {item['text']}")
        expected = item.get("findings") or {}
        for name in {**stated, **expected}:
            if name in stated and name in expected and _same(stated[name], expected[name]):
                found.right[name] += 1
                continue
            if name in stated:
                found.wrong[name] += 1
            if name in expected:
                found.missed[name] += 1
            if name in stated and name in expected:
                found.opposite.append(name)
            what = f"{name}: {stated.get(name, '-')} for {expected.get(name, '-')}"
            found.mistakes.append(f"{what}\n    {item['text']}")
    return found


def _same(one: object, two: object) -> bool:
    if isinstance(one, int | float) and isinstance(two, int | float) and not isinstance(one, bool):
        return abs(one - two) < 0.011
    return one == two


def main() -> None:
    """Print both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="one half only")
    parser.add_argument("--misses", action="store_true", help="also print every mistake; the tuning half only")
    asked = parser.parse_args()
    library = workup.library()
    for half in [asked.half] if asked.half else HALVES:
        found = score(half, library)
        print(f"{half}: precision {found.precision:.3f}, recall {found.recall:.3f}, another value {found.opposite}")
        if asked.misses and half == "tuning":
            print("\n".join(found.mistakes))
        if not asked.half:
            for name in library.findings:
                right, wrong, missed = found.right[name], found.wrong[name], found.missed[name]
                if right or wrong or missed:
                    print(f"  {name:36} {right:3} right {wrong:3} wrong {missed:3} missed")


if __name__ == "__main__":
    main()
