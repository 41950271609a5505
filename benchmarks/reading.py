"""Measure how well presentations are read: `python benchmarks/reading.py [--misses] [--half tuning] [--cost]`.

Precision and recall over `tests/presentations`, by key (what is stated, done, pending, unknown …) and by finding,
and by how the texts were used: tuned on, measured once before that, or only measured. A value that differs from the
corpus counts as one wrongly stated and one missed. `--cost` measures what reading costs instead: the start of a
program that describes one line against one that prints an agenda and one that does nothing, and ever longer texts,
as ratios.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import workup

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from reading_scores import KEYS, corpus, score

HALVES = ("tuning", "once_blind", "measured", "held_out")


def main() -> None:
    """Print every half, or the cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="one half only")
    parser.add_argument("--misses", action="store_true", help="also print every mistake; the tuning half only")
    parser.add_argument("--cost", action="store_true", help="measure the cost of reading instead")
    asked = parser.parse_args()
    if asked.cost:
        from reading_cost import cost_lines

        print("\n".join(cost_lines()))
        return
    for half in [asked.half] if asked.half else HALVES:
        print_half(half, asked.misses and half == "tuning")


def print_half(half: str, misses: bool) -> None:
    """Print the figures of a half by key and by finding."""
    library = workup.library()
    items = [item for item in corpus() if item["half"] == half and not item.get("refused")]
    found = score(items, library)
    print(f"{half}: {len(items)} presentations; another value than the corpus: {len(found.opposite)}")
    for key in KEYS:
        count = found.keys[key]
        print(f"  {key:16} precision {count.precision:.3f}  recall {count.recall:.3f}  "
              f"{count.right} right, {count.wrong} wrong, {count.missed} missed")  # fmt: skip
    if misses:
        print("\n".join(found.mistakes))
        return
    for name in library.findings:
        if count := found.findings.get(name):
            print(f"    {name:36} {count.right:3} right {count.wrong:3} wrong {count.missed:3} missed")


if __name__ == "__main__":
    main()
