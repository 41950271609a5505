"""What many agendas leave in memory, in a process of their own: `python benchmarks/memory.py 100000`.

The resident memory (statm) is read after a warm-up of a tenth of the agendas, and ten times on the way.
Prints the growth at each reading, in bytes, as a JSON list. 500 random cases are used in turn.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from pathlib import Path

from cases import random_cases

import workup
from workup.reasoning.reasoner import Reasoner


def resident() -> int:
    """Give the resident memory in bytes; its peak where there is no /proc."""
    gc.collect()
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def growth(agendas: int) -> list[int]:
    """Give the growth over the warmed-up process after each tenth of the agendas."""
    library = workup.library()
    reasoner = Reasoner(library)
    cases = random_cases(500, library)

    def run(count: int) -> None:
        for i in range(count):
            reasoner.agenda(cases[i % len(cases)])

    run(max(len(cases), agendas // 10))
    start = resident()
    found = []
    for _ in range(10):
        run(agendas // 10)
        found.append(resident() - start)
    return found


if __name__ == "__main__":
    print(json.dumps(growth(int(sys.argv[1]))))
