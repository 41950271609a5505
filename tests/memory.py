"""Measure what many agendas leave in memory: `python tests/memory.py --agendas 100000`.

Exits 1 where the process grows by more than 1 MB after a warm-up of a tenth of the agendas.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

import strategies

import workup
from workup.knowledge.errors import ContentError, UnknownNameError
from workup.knowledge.library import Library
from workup.reasoning.reasoner import Reasoner

MOST_GROWTH = 1_000_000
DIFFERENT_CASES = 500


def resident() -> int:
    """Give the resident memory in bytes: now where /proc tells it, else at its peak."""
    statm = Path("/proc/self/statm")
    gc.collect()
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def find_library() -> tuple[str, Library]:
    """Give the bundled library, or the course of the tests where it does not load."""
    try:
        return "bundled", workup.library()
    except (ContentError, UnknownNameError) as error:
        print(f"bundled library left out, it does not load: {str(error).splitlines()[0]}")
    folder = Path(__file__).parent / "content" / "course"
    return "course", workup.load(folder / "pathways", folder / "rules", pathway="course")


def main() -> int:
    """Run the measurement; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agendas", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    name, library = find_library()
    reasoner, random = Reasoner(library), Random(asked.seed)
    cases = [strategies.random_case(random, library) for _ in range(DIFFERENT_CASES)]

    def run(agendas: int) -> None:
        for i in range(agendas):
            reasoner.agenda(cases[i % len(cases)])

    run(max(DIFFERENT_CASES, asked.agendas // 10))
    before = resident()
    run(asked.agendas)
    growth = resident() - before
    print(f"{asked.agendas} agendas of the {name} library ({reasoner.engine_name}): {growth:+,} bytes")
    return 1 if growth > MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
