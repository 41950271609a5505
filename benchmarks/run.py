"""Measure Workup against the goals of its design: `python benchmarks/run.py [--quick] [--json FILE]`.

One run measures everything, subjects interleaved, CPU time first; ratios are taken inside a round, so that
a busy machine moves both sides. Nothing fails for being slow: the table says what is met and what is not.
It ends with an error only where engine, reading, plain Python and clipspy disagree on what is true.
How well plain words are read, and what that costs, is measured by `reading.py` beside it; `--reading` prints it too.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from measuring import machine
from sections import (
    Bench,
    Row,
    agenda_rows,
    explain_rows,
    loading_rows,
    memory_rows,
    process_rows,
    walk_rows,
)

import workup
from workup.reasoning.reasoner import Reasoner

SECTIONS = {
    "agenda": agenda_rows,
    "process": process_rows,
    "load": loading_rows,
    "explain": explain_rows,
    "walk": walk_rows,
}


def main() -> None:
    """Measure, print the table, and write the JSON where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and 5,000 agendas for memory")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure, in seconds and bytes")
    parser.add_argument("--agendas", type=int, help="agendas for the memory row (100,000; quick 5,000)")
    parser.add_argument("--reading", action="store_true", help="also how well plain words are read (reading.py)")
    parser.add_argument("--only", choices=[*SECTIONS, "memory"], action="append", help="only these sections")
    asked = parser.parse_args()
    wanted = asked.only or [*SECTIONS, "memory"]
    library = workup.library()
    bench = Bench(library, Reasoner(library), asked.quick)
    about = machine()
    print(" · ".join(f"{key} {value}" for key, value in about.items() if value != ""))
    rows: list[Row] = []
    for name, measure in SECTIONS.items():
        if name in wanted:
            rows += measure(bench)
    if "memory" in wanted:
        rows += memory_rows(asked.agendas or (5_000 if asked.quick else 100_000))
    print(table(rows))
    if asked.reading:
        from reading import HALVES, print_half

        for half in HALVES:
            print_half(half, misses=False)
    if asked.json:
        result = {"on": date.today().isoformat(), "machine": about, "rows": [asdict(row) for row in rows]}
        asked.json.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def table(rows: list[Row]) -> str:
    """Write rows as a table for a terminal."""
    head = ("what", "measured (CPU, median)", "must", "aim", "met")
    lines = [head, *((row.what, row.measured, row.must, row.aim, verdict(row)) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    written = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    written.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in written)


def verdict(row: Row) -> str:
    """Say whether a row meets its goals, as far as it has any."""
    if row.met is False:
        return "NOT MET"
    must = "met" if row.met else ""
    aim = "" if row.aim_met is None else ("the aim" if row.aim_met else "aim not")
    return ", ".join(part for part in (must, aim) if part)


if __name__ == "__main__":
    main()
