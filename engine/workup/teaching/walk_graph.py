"""The walk graph: every state that a learner can reach in a scenario, and what each choice leads to.

Plain data with a version and a JSON schema, so that a player needs no rules engine: what is right, premature,
later, low-yield or unsafe in each state was computed from the rules when the graph was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from workup.knowledge.findings import Value
from workup.teaching.records import Record

VERSION: Literal[1] = 1

MOST_STATES = 2_000
"""Above this many states a graph carries a warning: no learner sees most of them."""

Verdict = Literal["right", "premature", "later", "low_yield", "unsafe"]
"""What the rules say to a choice.

`right`: it is next, or one side of a conflict of sources takes it. `premature`: a rule holds it until something
is done. `later`: nothing asks for it yet. `low_yield`: nothing will ask for it. `unsafe`: it would cost what
cannot be given back.
"""
VERDICTS: tuple[Verdict, ...] = ("right", "premature", "later", "low_yield", "unsafe")


class Fact(Record):
    """One stated fact: the finding and its value, its short label and the clause that says it."""

    finding: str
    value: Value
    label: str
    says: str
    step: str


class Answer(Record):
    """What the rules answer to a choice: whole sentences, the rule behind them, its principle and its sources."""

    verdict: Verdict
    says: tuple[str, ...]
    rule: str = ""
    principle: str = ""
    sources: tuple[str, ...] = ()
    conflict: str = ""
    """Where sources differ: both sides in one sentence."""


class Choice(Record):
    """One choice in one state."""

    verdict: Verdict
    answer: str
    """The key of its answer in the graph."""
    to: int | None = None
    """The state that it leads to; None where the state stays."""
    shows: tuple[str, ...] = ()
    """The keys of the facts that it brings; for a wrong choice, those that it would bring at its time."""
    suffices: tuple[tuple[str, ...], ...] = ()
    """Sets of findings and done steps, of which any one is reason enough; an empty set: no reason is needed."""
    relevant: tuple[str, ...] = ()
    """Every finding and done step that bears on it."""


class Pointer(Record):
    """What hints are made of: the open question, the principle, the facts to look at, and the choice meant."""

    question: str
    principle: str
    because: str
    facts: tuple[str, ...]
    choice: str


class State(Record):
    """One state: what is known, what is done, and what each choice would bring."""

    state: int
    stage: str
    chart: tuple[str, ...]
    """The keys of the facts stated so far, in the vocabulary's order."""
    done: tuple[str, ...]
    ending: str = ""
    choices: Mapping[str, Choice] = {}
    pointer: Pointer | None = None

    @cached_property
    def right(self) -> tuple[str, ...]:
        """Give the choices that lead on."""
        return tuple(name for name, choice in self.choices.items() if choice.verdict == "right")


class Named(Record):
    """A step or a distractor as a learner reads it."""

    title: str
    short: str
    kind: str
    stage: str
    risk: Literal["", "unsafe", "low_yield"] = ""
    """For a distractor: whether it can do harm, or only costs time."""

    @property
    def distractor(self) -> bool:
        """Say whether it is a wrong move that no rule ever asks for."""
        return bool(self.risk)


class WalkGraph(Record):
    """A scenario as a learner can walk it. State 0 is the start."""

    workup_walk_graph: Literal[1]
    about: Mapping[str, Any]
    scenario: str
    title: str
    opening: str
    stages: Mapping[str, str]
    endings: Mapping[str, str]
    choices: Mapping[str, Named]
    facts: Mapping[str, Fact]
    answers: Mapping[str, Answer]
    states: tuple[State, ...]
    walk: tuple[str, ...]
    """The pathway's own walk: the first step that is next, each time."""
    key_steps: tuple[str, ...]
    """Steps of that walk which nothing replaces: wherever a walk ends they are done, or still asked for."""
    order: tuple[tuple[str, str], ...]
    """Pairs of steps of which the first is done on every road before the second is open."""
    matters: tuple[str, ...]
    """The keys of the facts of the presentation that bear on a step of the pathway's own walk."""
    deviations: tuple[str, ...] = ()
    """What was done before the start against a hold, and why that matters."""
    warnings: tuple[str, ...] = ()

    @property
    def start(self) -> State:
        """Give the first state."""
        return self.states[0]

    def follow(self, path: tuple[str, ...]) -> Iterator[tuple[State, Choice]]:
        """Give each state of a path of right choices, with the choice taken in it."""
        state = self.start
        for name in path:
            choice = state.choices[name]
            yield state, choice
            if choice.to is not None:
                state = self.states[choice.to]


def schema() -> dict[str, Any]:
    """Give the JSON schema of a walk graph of this version.

    >>> schema()["properties"]["workup_walk_graph"]["const"]
    1
    """
    return WalkGraph.model_json_schema()
