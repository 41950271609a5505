"""What is measured, a function a section; each gives rows for the table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from cases import SCENARIO, early_case, fixed_case, random_cases
from clips_rules import ClipsRules
from measuring import Timing, duration, interleave, processes, ratio
from plain import compile_plain

import workup
from workup.explaining.asking import questions
from workup.explaining.explanation import explain
from workup.explaining.report import report
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.reasoning.case import check_case
from workup.reasoning.compiling import Program, compile_program, wide_facts
from workup.reasoning.durable import DurableEngine, import_engine
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import walk_scenario

Findings = Mapping[str, Value]


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None where the design sets no goal."""

    what: str
    measured: str
    must: str = ""
    aim: str = ""
    met: bool | None = None
    aim_met: bool | None = None
    figures: dict[str, float | int] = field(default_factory=dict)


@dataclass
class Bench:
    """What the sections share."""

    library: Library
    reasoner: Reasoner
    quick: bool

    @property
    def rounds(self) -> int:
        """Give how many rounds are measured."""
        return 5 if self.quick else 11

    @property
    def calls(self) -> int:
        """Give how many calls of each subject a round measures."""
        return 40 if self.quick else 200


def _row(what: str, timing: Timing, than: Timing | None = None, of: str = "", **extra: Any) -> Row:
    text = f"{duration(timing.p50)} · p99 {duration(timing.p99)}"
    figures: dict[str, float | int] = dict(timing.as_json())
    if than is not None:
        figures["ratio"] = ratio(timing, than)
        figures["ratio_wall"] = ratio(timing, than, wall=True)
        text = f"{figures['ratio']:.3g} × {of} · {text}"
    return Row(what, text, figures=figures, **extra)


def agenda_rows(bench: Bench, agreeing: int = 200) -> list[Row]:
    """Measure one agenda and its parts on one fixed case, against plain Python and clipspy.

    First all four must agree, on random cases, about which rules are true.
    """
    library, reasoner = bench.library, bench.reasoner
    module = import_engine()
    if module is None:
        raise SystemExit("durable-rules cannot be imported: there is nothing to compare")
    program = compile_program(library.rules, library.conclusions)
    engine, plain, rival = DurableEngine(module, program), compile_plain(library), ClipsRules(library)
    for case in [fixed_case(library), early_case(), *random_cases(agreeing, library)]:
        checked = check_case(case, library)
        done = reasoner.done_steps(checked)
        truths = reasoner.read(checked.findings, done).truths
        said = {
            "reading": frozenset(name for name, truth in truths.items() if truth),
            "durable-rules": engine.run(_facts(program, checked.findings, done)) & truths.keys(),
            "plain Python": frozenset(n for n, t in plain(checked.findings, done).items() if t),
            "clipspy": rival.true(checked.findings, done),
        }
        for name, its in said.items():
            if wrong := its ^ said["reading"]:
                raise SystemExit(f"{name} and the reading differ on {sorted(wrong)} in {checked.as_json()}")
        if plain(checked.findings, done) != dict(truths):
            raise SystemExit(f"plain Python and the reading differ on false and unknown: {checked.as_json()}")
    case = fixed_case(library)
    checked = check_case(case, library)
    done = reasoner.done_steps(checked)
    timings = interleave(
        {
            "agenda": lambda: reasoner.agenda(case),
            "hypothetical": lambda: reasoner.agenda(case, hypothetical=True),
            "engine": lambda: engine.run(_facts(program, checked.findings, done)),
            "check": lambda: check_case(case, library),
            "done": lambda: reasoner.done_steps(checked),
            "read": lambda: reasoner.read(checked.findings, done),
            "plain": lambda: plain(checked.findings, done),
            "clipspy": lambda: rival.true(checked.findings, done),
        },
        rounds=bench.rounds,
        calls=bench.calls,
    )
    whole, of = timings["agenda"], "the agenda"
    p50, spread = whole.p50, whole.p99 / whole.p50
    return [
        Row(
            f"one agenda, engine and reading compared ({len(library.rules)} rules, {len(library.findings)} findings)",
            f"{duration(p50)} · p99 {duration(whole.p99)} ({spread:.1f} × p50) · best {duration(whole.best)}",
            "≤ 2 ms; p99 ≤ 3 × p50",
            "≤ 0.5 ms",
            p50 <= 2e-3 and spread <= 3,
            p50 <= 0.5e-3,
            {**whole.as_json(), "p99_by_p50": spread},
        ),
        _row("  hypothetical: the reading alone", timings["hypothetical"], whole, of),
        _row("  the engine alone (facts, run)", timings["engine"], whole, of),
        _row("  checking the case", timings["check"], whole, of),
        _row("  which steps are done", timings["done"], whole, of),
        _row("  the truth of every rule", timings["read"], whole, of),
        _row("rules only, plain Python", timings["plain"], timings["engine"], "the engine"),
        _row("rules only, clipspy", timings["clipspy"], timings["engine"], "the engine"),
    ]


def _facts(program: Program, findings: Findings, done: frozenset[str]) -> list[dict[str, str | float]]:
    return wide_facts(program, {**findings, **{f"done.{step}": True for step in done}})


def process_rows(bench: Bench) -> list[Row]:
    """Measure whole commands against `python -c pass`."""
    code = "from workup.cli import main; main()"
    start = [sys.executable, "-c", code, "walk"]
    first = [sys.executable, "-c", f"import os; os.environ['WORKUP_CACHE'] = 'off'; {code}", "walk"]
    words = "24F, painless lump deep in the L thigh, ~7 cm"
    settings = [word for s in ("patient.age_years=24", "lump.site=thigh", "lump.painful=no") for word in ("--set", s)]
    with TemporaryDirectory() as folder:
        timings = processes(
            {
                "pass": [sys.executable, "-c", "pass"],
                "import": [sys.executable, "-c", "import workup"],
                "walk": [*start, *settings],
                "scenario": [*start, SCENARIO],
                "words": [*start, words],
                "first": [*first, *settings],
            },
            rounds=5 if bench.quick else 15,
            folder=folder,
        )
    nothing, of = timings["pass"], "python -c pass"
    times = ratio(timings["walk"], nothing)
    goals = {"must": "≤ 20 ×", "aim": "≤ 11 ×", "met": times <= 20, "aim_met": times <= 11}
    return [
        _row("workup walk --set … (a whole process)", timings["walk"], nothing, of, **goals),
        _row(f"  workup walk {SCENARIO}", timings["scenario"], nothing, of),
        _row('  workup walk "…" (in plain words)', timings["words"], nothing, of),
        _row("  workup walk --set …, nothing kept yet", timings["first"], nothing, of),
        _row("  import workup", timings["import"], nothing, of),
        _row("  python -c pass", nothing),
    ]


def loading_rows(bench: Bench) -> list[Row]:
    """Measure loading the bundled library, from YAML and as it was kept, and building its Reasoner."""
    with TemporaryDirectory() as folder, patch.dict(os.environ):

        def load(where: str) -> Library:
            os.environ["WORKUP_CACHE"] = where
            return workup.load()

        fresh, kept = load("off"), load(folder)
        timings = interleave(
            {
                "yaml": lambda: load("off"),
                "kept": lambda: load(folder),
                "build": lambda: Reasoner(fresh),
                "build_kept": lambda: Reasoner(kept),
            },
            rounds=bench.rounds,
            calls=2 if bench.quick else 5,
        )
    yaml, again = timings["yaml"].p50, timings["kept"].p50
    return [
        _row("load the bundled library from YAML", timings["yaml"], must="≤ 150 ms", met=yaml <= 0.15),
        _row("  as it was kept", timings["kept"], aim="≤ 20 ms", aim_met=again <= 0.02),
        _row("build its Reasoner", timings["build"]),
        _row("  from what was kept", timings["build_kept"]),
    ]


def explain_rows(bench: Bench) -> list[Row]:
    """Measure explanations and questions of a fixed case and of an early one, against its bare agenda."""
    rows = []
    reasoner = bench.reasoner
    for label, case in (("mid-walk", fixed_case(bench.library)), ("early", early_case())):
        agenda = reasoner.agenda(case)
        open_steps = [name for name, its in agenda.statuses.items() if its.status in ("waiting", "held")]
        step = open_steps[len(open_steps) // 2]
        timings = interleave(
            {
                "agenda": lambda case=case: reasoner.agenda(case),
                "one": lambda agenda=agenda, step=step: explain(agenda, step, reasoner),
                "all": lambda agenda=agenda: [explain(agenda, name, reasoner) for name in agenda.statuses],
                "ask": lambda agenda=agenda: questions(agenda, reasoner),
                "report": lambda case=case: report(case, reasoner),
            },
            rounds=5 if bench.quick else 7,
            calls=1 if bench.quick else 3,
        )
        bare, of = timings["agenda"], "the agenda"
        rows += [
            _row(f"{label}: the bare agenda", bare),
            _row(f"  explain one step ({step}, {agenda.statuses[step].status})", timings["one"], bare, of),
            _row(f"  explain all {len(agenda.statuses)} steps", timings["all"], bare, of),
            _row("  questions (ask)", timings["ask"], bare, of),
            _row("  report (what a walk shows)", timings["report"], bare, of),
        ]
    return rows


def walk_rows(bench: Bench) -> list[Row]:
    """Measure walks of scenarios to their ends."""
    scenarios = [bench.library.scenario(name) for name in bench.library.scenario_names]
    one = bench.library.scenario(SCENARIO)
    visits = len(walk_scenario(one, bench.reasoner).visits)
    timings = interleave(
        {
            "one": lambda: walk_scenario(one, bench.reasoner),
            "all": lambda: [walk_scenario(scenario, bench.reasoner) for scenario in scenarios],
        },
        rounds=5,
        calls=1 if bench.quick else 3,
    )
    return [
        _row(f"walk {SCENARIO} to its end ({visits} steps)", timings["one"]),
        _row(f"walk all {len(scenarios)} scenarios", timings["all"]),
        Row("a walk graph of 2,000 states", "see walk_graphs.py", "≤ 5 s", "≤ 0.5 s"),
    ]


def memory_rows(agendas: int) -> list[Row]:
    """Measure what many agendas leave in memory, in a process of their own."""
    script = Path(__file__).with_name("memory.py")
    said = subprocess.run([sys.executable, script, str(agendas)], check=True, capture_output=True, text=True)
    growth = json.loads(said.stdout)
    figures = {"agendas": agendas, "growth_bytes": growth[-1], "most_bytes": max(growth)}
    text = f"{growth[-1] / 1e6:+.2f} MB at the end, {max(growth) / 1e6:+.2f} MB at most"
    flat = growth[-1] <= 1_000_000
    return [Row(f"memory over {agendas:,} agendas", text, "≤ 1 MB", "0", flat, growth[-1] <= 0, figures)]
