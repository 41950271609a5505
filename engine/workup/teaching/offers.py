"""What a learner is offered at a decision: every right choice, and wrong ones worth thinking about."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from workup.teaching.attempt import Attempt
from workup.teaching.walk_graph import State, WalkGraph

OFFERED = 8
"""How many choices are offered at least, where there are as many."""

_Any = TypeVar("_Any")


def drawn(items: Sequence[_Any], seed: str) -> list[_Any]:
    """Shuffle by seed: the same seed gives the same order on every machine.

    >>> drawn([1, 2, 3], "a") == drawn([1, 2, 3], "a")
    True
    """
    return sorted(items, key=lambda item: sha256(f"{seed}|{item}".encode()).digest())


def offers(attempt: Attempt, seed: int) -> tuple[str, ...]:
    """Give the choices offered here, shuffled by seed; what a hint took away is left out."""
    gone = taken_away(attempt, seed)
    return tuple(name for name in _menu(attempt.graph, attempt.here, seed) if name != gone)


def taken_away(attempt: Attempt, seed: int) -> str:
    """Give the wrong choice that the fourth hint takes away; empty before it, and where none is left."""
    if attempt.hints_here < 4:
        return ""
    tried = {move.choice for move in attempt.missed_here}
    menu = _menu(attempt.graph, attempt.here, seed)
    return next((name for name in menu if name not in attempt.here.right and name not in tried), "")


def _menu(graph: WalkGraph, state: State, seed: int) -> list[str]:
    """Fill the menu up with wrong choices, in turn from each kind of wrong."""
    mark = f"{seed} {graph.scenario} {state.state}"
    chosen = list(state.right)
    heaps = [
        drawn([n for n, c in state.choices.items() if c.verdict == verdict and _worth(n, state, graph)], mark)
        for verdict in ("unsafe", "premature", "later", "low_yield")
    ]
    while len(chosen) < OFFERED and any(heaps):
        for heap in heaps:
            if heap and len(chosen) < OFFERED:
                chosen.append(heap.pop(0))
    return drawn(chosen, mark)


def _worth(name: str, state: State, graph: WalkGraph) -> bool:
    """Say whether a choice is worth offering: not a step that is done, nor a distractor that is out of place here."""
    risk = graph.choices[name].risk
    return name not in state.done and risk in ("", state.choices[name].verdict)
