"""Measure making walk graphs: `python benchmarks/walk_graphs.py [--scenario NAME ...] [--rounds N] [--all]`.

A figure a state, and as a ratio to one bare agenda of the same scenario, which is what a state must cost at
least; the ratio is taken inside a round, so that a busy machine moves both sides. The design asks for 2,000
states in at most 5 s: no bundled scenario has as many, so the figure of the biggest is carried on to 2,000.
Nothing fails for being slow.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from measuring import duration, interleave, machine, ratio

import workup
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case, CheckedCase
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import walk_scenario
from workup.teaching.graph_building import walk_graph
from workup.teaching.walk_graph import MOST_STATES, WalkGraph

BIGGEST = "thigh_41f"
"""The bundled scenario with the most states; `--all` says whether it still is."""

MUST_SECONDS, AIM_SECONDS = 5.0, 0.5


def measure(name: str, reasoner: Reasoner, rounds: int) -> Iterator[str]:
    """Measure one scenario: making its graph, reading it back from JSON, and the bare agendas of its own walk."""
    scenario = reasoner.library.scenario(name)
    graph = walk_graph(scenario, reasoner)
    text, states = graph.model_dump_json(), len(graph.states)
    cases = [visit.agenda.case for visit in walk_scenario(scenario, reasoner).visits]

    def agendas() -> list[Agenda]:
        return [reasoner.agenda(_as_stated(case)) for case in cases]

    subjects = {
        "graph": lambda: walk_graph(scenario, reasoner),
        "agendas": agendas,
        "write": graph.model_dump_json,
        "read": lambda: WalkGraph.model_validate_json(text),
    }
    timings = interleave(subjects, rounds=rounds, calls=1)
    made, bare = timings["graph"], timings["agendas"]
    a_state = made.p50 / states
    one = bare.p50 / len(cases)
    times = ratio(made, bare) / states * len(cases)
    most, quiet = a_state * MOST_STATES, made.best / states * MOST_STATES
    met = "met, and the aim" if most <= AIM_SECONDS else "met; aim not" if most <= MUST_SECONDS else "NOT MET"
    yield f"{name}: {states} states, {len(graph.answers)} answers, {len(text) / 1e6:.1f} MB of JSON"
    yield f"  the graph                  {duration(made.p50)}"
    yield f"  a state                    {duration(a_state)}, {times:.1f} × the bare agenda of {duration(one)}"
    yield f"  carried on to {MOST_STATES:,} states  {duration(most)}; by the quietest round {duration(quiet)}"
    yield f"                             must ≤ 5 s, aim ≤ 0.5 s: {met}"
    yield f"  write as JSON; read back   {duration(timings['write'].p50)}; {duration(timings['read'].p50)}"


def _as_stated(case: CheckedCase) -> Case:
    """Give a case as a caller states it, so that its agenda reads and checks it as the graph's do."""
    return Case(case.findings, case.done, case.pending, case.unobtainable, case.attempts)


def main() -> None:
    """Measure, and print a few lines a scenario."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", action="append", help=f"which scenario, again for more ({BIGGEST})")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--all", action="store_true", help="count the states of every scenario first; a minute")
    asked = parser.parse_args()
    reasoner = Reasoner(workup.library())
    print(" · ".join(f"{key} {value}" for key, value in machine().items() if value != ""))
    if asked.all:
        library = reasoner.library
        counts = {name: len(walk_graph(library.scenario(name), reasoner).states) for name in library.scenario_names}
        biggest = max(counts, key=lambda name: counts[name])
        print(f"{len(counts)} scenarios, {sum(counts.values()):,} states; the biggest: {biggest}, {counts[biggest]}")
    for name in asked.scenario or [BIGGEST]:
        for line in measure(name, reasoner, asked.rounds):
            print(line)


if __name__ == "__main__":
    main()
