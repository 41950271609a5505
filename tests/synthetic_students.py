"""The walk graphs of the bundled scenarios, the agendas behind their states, and five students who walk them.

    python tests/synthetic_students.py --seeds 10

The command plays every scenario with every student and prints what each scored. A student is a function of a
graph and a seed. It sees what is offered, and what a player may read from the graph; no rules engine. Graphs
are kept in pytest's cache folder until the content or the code changes, since making them all takes most of
the time of these tests.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import fmean

import pydantic

import workup
from workup.knowledge.findings import Value
from workup.knowledge.pathways import Scenario
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case, CheckedCase, check_case
from workup.reasoning.walking import take, withdraw
from workup.teaching.attempt import MOST_NOTED, Attempt, begin
from workup.teaching.events import SURE, Chosen, Judged, Noted, Sure
from workup.teaching.graph_building import walk_graph
from workup.teaching.offers import offers
from workup.teaching.scoring import score
from workup.teaching.walk_graph import WalkGraph

LIBRARY = workup.library()
REASONER = workup.reasoner_of(LIBRARY)
NAMES = LIBRARY.scenario_names

EVERY_STATE = 40
"""Of a graph with no more states than this every state is looked at; of a larger one, those of random walks."""

_WALKS = 3
_MAKING = ("knowledge", "reasoning", "explaining", "teaching")
"""The rooms whose code makes a graph."""
_KEPT = Path(__file__).parents[1] / ".pytest_cache" / "walk_graphs"

# -- graphs ------------------------------------------------------------------------------------------


@cache
def _fingerprint() -> str:
    """Give a hash of all that a graph is made of: the content, the code, and what writes and reads it."""
    found = sha256(f"{LIBRARY.content_hash} {platform.python_version()} {pydantic.VERSION}\n".encode())
    folder = Path(workup.__file__).parent
    for file in sorted(file for room in _MAKING for file in (folder / room).rglob("*.py")):
        found.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return found.hexdigest()


@cache
def graph_of(name: str) -> WalkGraph:
    """Give the walk graph of a bundled scenario."""
    file, mark = _KEPT / f"{name}.json", _fingerprint()
    if file.exists():
        kept, _, text = file.read_text(encoding="utf-8").partition("\n")
        if kept == mark:
            return WalkGraph.model_validate_json(text)
    graph = walk_graph(LIBRARY.scenario(name), REASONER)
    _KEPT.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.write_text(f"{mark}\n{graph.model_dump_json()}", encoding="utf-8")
    unfinished.replace(file)
    return graph


@dataclass(frozen=True)
class Edge:
    """A right choice taken again by reasoning: from where, to where by the graph, and the case it makes.

    The case is None where emergency care ends the walk.
    """

    state: int
    choice: str
    to: int
    case: CheckedCase | None


@dataclass(frozen=True)
class Reasoned:
    """What reasoning makes of the states of a graph: the agenda of each state looked at, and the edges walked."""

    agendas: Mapping[int, Agenda]
    edges: tuple[Edge, ...]


def after_step(scenario: Scenario, agenda: Agenda, step: str) -> CheckedCase | None:
    """Take a step of a scenario; None where emergency care ends the walk."""
    shows = scenario.shows.get(step)
    if shows is None and agenda.stopped_by:
        return None
    before = withdraw(agenda, step, REASONER)
    attempt = before.attempts.get(step, 0) + 1
    shown: Mapping[str, Value] = shows[min(attempt, len(shows)) - 1] if shows else {}
    return take(before, step, shown, attempt, LIBRARY)


@cache
def reasoned(name: str, every: int = EVERY_STATE) -> Reasoned:
    """Reason again about the states of a bundled graph, along its right choices."""
    graph, scenario = graph_of(name), LIBRARY.scenario(name)
    start = check_case(Case(scenario.presentation, done=scenario.done, pending=scenario.pending), LIBRARY)
    agendas = {0: REASONER.agenda(start, hypothetical=True)}
    edges: dict[tuple[int, str], Edge] = {}

    def follow(state: int, choice: str) -> int:
        if (state, choice) not in edges:
            to = graph.states[state].choices[choice].to
            assert to is not None
            case = after_step(scenario, agendas[state], choice)
            edges[state, choice] = Edge(state, choice, to, case)
            if case is not None and to not in agendas:
                agendas[to] = REASONER.agenda(case, hypothetical=True)
        return edges[state, choice].to

    if len(graph.states) <= every:
        todo = [0]
        for state in todo:  # grows while it is read
            for choice in graph.states[state].right:
                known = set(agendas)
                to = follow(state, choice)
                if to in agendas and to not in known:
                    todo.append(to)
    else:
        for walk in range(_WALKS):
            chance, state = Random(f"{name} {walk}"), 0
            while right := graph.states[state].right:
                state = follow(state, chance.choice(right))
    return Reasoned(agendas, tuple(edges.values()))


# -- students ----------------------------------------------------------------------------------------

Student = Callable[[WalkGraph, int], Attempt]

_LONGEST = 5_000


def _start(graph: WalkGraph, facts: tuple[str, ...]) -> Attempt:
    return begin(graph).after(Noted(facts=facts))


def _end(attempt: Attempt) -> Attempt:
    return attempt.after(Judged(well="order", change="reasons", unclear="nothing"))


def _turn(attempt: Attempt) -> bool:
    assert len(attempt.moves) < _LONGEST, f"{attempt.graph.scenario}: no way on from state {attempt.state}"
    return attempt.phase == "choose"


def _citable(attempt: Attempt) -> list[str]:
    """Give what can be cited: the findings on the chart, and the steps that are done."""
    return [*(attempt.graph.facts[key].finding for key in attempt.here.chart), *attempt.here.done]


def _first_set(attempt: Attempt, name: str) -> tuple[str, ...]:
    return next(iter(attempt.here.choices[name].suffices), ())


def engine(graph: WalkGraph, seed: int) -> Attempt:
    """Take the pathway's own walk, with reason enough each time."""
    attempt = _start(graph, graph.matters[:MOST_NOTED])
    while _turn(attempt):
        pointer = attempt.here.pointer
        assert pointer is not None
        because = _first_set(attempt, pointer.choice)
        attempt = attempt.after(Chosen(choice=pointer.choice, because=because, sure="sure"))
    return _end(attempt)


def careful(graph: WalkGraph, seed: int) -> Attempt:
    """Choose well as a rule; slip at one decision in eight, read the answer, and then choose well.

    A slip is a choice that costs time, never one that does harm. One reason in five is the first fact at hand.
    """
    chance = Random(f"careful {seed} {graph.scenario}")
    facts = [key for key in graph.start.chart if key in graph.matters or chance.random() < 0.2]
    attempt = _start(graph, tuple(facts[:MOST_NOTED]))
    while _turn(attempt):
        here, offered = attempt.here, offers(attempt, seed)
        slips = [name for name in offered if here.choices[name].verdict not in ("right", "unsafe")]
        if slips and not attempt.missed_here and chance.random() < 1 / 8:
            attempt = attempt.after(Chosen(choice=chance.choice(slips), sure="fairly"))
            continue
        name = chance.choice([name for name in offered if name in here.right])
        because = _first_set(attempt, name)
        if chance.random() < 0.2:
            because = tuple(_citable(attempt)[:1])
        sure: Sure = "fairly" if attempt.missed_here else "sure"
        attempt = attempt.after(Chosen(choice=name, because=because, sure=sure))
    return _end(attempt)


def anchored(graph: WalkGraph, seed: int) -> Attempt:
    """Hold on to the first idea: choose it at every decision where it is offered, and always cite the same fact.

    The first idea is a step that nothing asks for yet. Refused, it takes the first right choice that is offered.
    """
    chance = Random(f"anchored {seed} {graph.scenario}")
    attempt = _start(graph, graph.start.chart[:1])
    fact = tuple(_citable(attempt)[:1])
    steps = [name for name in offers(attempt, seed) if not graph.choices[name].distractor]
    wrong = [name for name in steps if name not in attempt.here.right]
    idea = chance.choice(wrong or steps)
    while _turn(attempt):
        here, offered = attempt.here, offers(attempt, seed)
        name = next(name for name in offered if name in here.right)
        if idea in offered and idea not in [move.choice for move in attempt.missed_here]:
            name = idea
        attempt = attempt.after(Chosen(choice=name, because=fact, sure="sure"))
    return _end(attempt)


def shotgun(graph: WalkGraph, seed: int) -> Attempt:
    """Try everything that is offered, in turn, until something leads on; cite the whole chart."""
    attempt = _start(graph, graph.start.chart[:MOST_NOTED])
    while _turn(attempt):
        tried = {move.choice for move in attempt.missed_here}
        name = next(name for name in offers(attempt, seed) if name not in tried)
        attempt = attempt.after(Chosen(choice=name, because=tuple(_citable(attempt)), sure="fairly"))
    return _end(attempt)


def at_random(graph: WalkGraph, seed: int) -> Attempt:
    """Choose, cite and pick by chance."""
    chance = Random(f"random {seed} {graph.scenario}")
    chart = graph.start.chart
    attempt = _start(graph, tuple(chance.sample(chart, min(len(chart), chance.randint(0, MOST_NOTED)))))
    while _turn(attempt):
        known = _citable(attempt)
        because = tuple(chance.sample(known, min(len(known), chance.randint(0, 2))))
        attempt = attempt.after(
            Chosen(choice=chance.choice(offers(attempt, seed)), because=because, sure=chance.choice(SURE))
        )
    return _end(attempt)


STUDENTS: Mapping[str, Student] = {
    "random": at_random,
    "anchored": anchored,
    "shotgun": shotgun,
    "careful": careful,
    "engine": engine,
}


@cache
def played(student: str, name: str, seed: int = 0) -> Attempt:
    """Give the attempt of a student at a bundled scenario."""
    return STUDENTS[student](graph_of(name), seed)


def number(student: str, name: str, seed: int = 0) -> int:
    """Give what a student scored at a bundled scenario, with the bundled weights."""
    found = score(played(student, name, seed), LIBRARY.scoring).number
    assert found is not None
    return found


def main() -> int:
    """Play every scenario with every student, and print what each scored on average."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10)
    seeds = range(parser.parse_args().seeds)
    print(f"{'scenario':<14}{'states':>7}" + "".join(f"{student:>10}" for student in STUDENTS))
    for name in NAMES:
        means = [fmean(number(student, name, seed) for seed in seeds) for student in STUDENTS]
        print(f"{name:<14}{len(graph_of(name).states):>7}" + "".join(f"{mean:>10.1f}" for mean in means))
    print("\nstudent   score  unsafe  refused  moves   (a run, on average)")
    for student in STUDENTS:
        runs = [played(student, name, seed) for name in NAMES for seed in seeds]
        mean = fmean(number(student, name, seed) for name in NAMES for seed in seeds)
        unsafe = fmean(sum(move.verdict == "unsafe" for move in run.moves) for run in runs)
        refused = fmean(sum(move.verdict != "right" for move in run.moves) for run in runs)
        print(f"{student:<10}{mean:>5.1f}{unsafe:>8.2f}{refused:>9.2f}{fmean(len(run.moves) for run in runs):>7.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
