"""What reading costs: the start of a program that describes one line, and ever longer texts, as ratios."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from tempfile import TemporaryDirectory

from measuring import duration, interleave, processes, ratio

import workup
from workup.knowledge.errors import CaseError
from workup.reading.describing import LARGEST, describe
from workup.reading.phrases import PhraseIndex

LINE = "24F, painless lump deep in the L thigh, ~7 cm, slowly enlarging for 8 months, no trauma"
TEXTS = {
    "a case repeated": f"{LINE}. ",
    "no marks at all": "no pain or growing deep lump with ",
    "commas only": "no pain, ",
    "questions": "deep? ",
    "sizes": "was 3 cm, now 6 cm ",
    "resolved": "fever, resolved ",
    "other lumps": "another lump ",
    "letters without a word": "q",
    "digits": "9 ",
    "right to left": "ﷺ\u202e ",
    "control characters": "\x00\x1b",
}
"""Texts that are made longer; one that grows faster than its length would show here."""
PROGRAMS = {
    "python -c pass": "pass",
    "import workup and load": "import workup; workup.library()",
    "one agenda": "import workup; workup.agenda(workup.Case({'lump.depth': 'deep'}))",
    "one line described": f"import workup; workup.describe({LINE!r})",
    "one line described, and its agenda": f"import workup; workup.agenda(workup.describe({LINE!r}).case)",
}


def cost_lines() -> Iterator[str]:
    """Give the lines of the report: starts against `python -c pass`, parts in the process, lengths doubled."""
    with TemporaryDirectory() as folder:
        commands = {name: [sys.executable, "-c", code] for name, code in PROGRAMS.items()}
        started = processes(commands, rounds=7, folder=folder)
    bare = started["python -c pass"]
    yield "whole processes, CPU, against python -c pass"
    for name, timing in started.items():
        yield f"  {name:36} {duration(timing.p50):>8}  {ratio(timing, bare):5.1f} x"
    library = workup.library()
    describe(LINE, library)
    inside = interleave(
        {
            "index of the phrases, once a library": lambda: PhraseIndex(library),
            "one line": lambda: describe(LINE, library),
        },
        rounds=5,
        calls=3,
    )
    yield "in the process"
    yield from (f"  {name:36} {duration(timing.p50):>8}" for name, timing in inside.items())
    yield f"texts of {LARGEST // 2:,} and {LARGEST:,} characters; in linear time the ratio is 2"
    for name, part in TEXTS.items():
        text = (part * LARGEST)[:LARGEST]
        subjects = {"half": partial(_read, text[: LARGEST // 2]), "whole": partial(_read, text)}
        timed = interleave(subjects, rounds=2, calls=1)
        yield f"  {name:36} {duration(timed['whole'].p50):>8}  {ratio(timed['whole'], timed['half']):5.1f} x"


def _read(text: str) -> None:
    with suppress(CaseError):
        workup.describe(text)
