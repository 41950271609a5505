"""Find the misstep: the pathway's own walk with one premature, low-yield or unsafe move in it."""

from __future__ import annotations

from workup.teaching.attempt import Attempt, AttemptError
from workup.teaching.offers import drawn
from workup.teaching.walk_graph import Choice, WalkGraph

WRONG = ("unsafe", "premature", "low_yield")


def with_misstep(graph: WalkGraph, seed: int) -> tuple[tuple[str, ...], int]:
    """Give the choices with one wrong move among them, and its number, counted from 1.

    The same seed gives the same misstep. Raises AttemptError where no move could go wrong.
    """
    places = [
        (number, name, choice.verdict)
        for number, (state, _) in enumerate(graph.follow(graph.walk), start=1)
        for name, choice in state.choices.items()
        if choice.verdict in WRONG and name not in state.done
    ]
    if not places:
        raise AttemptError("no move of this walk could go wrong", "choose another scenario")
    kind = drawn(sorted({verdict for _, _, verdict in places}), f"{seed} kind")[0]
    number = drawn(sorted({number for number, _, verdict in places if verdict == kind}), f"{seed} place")[0]
    names = [name for where, name, verdict in places if (where, verdict) == (number, kind)]
    name = drawn(sorted(names), f"{seed} choice")[0]
    later = list(graph.walk[number - 1 :])
    if name in later:
        later.remove(name)  # it was done, only too early
    return (*graph.walk[: number - 1], name, *later), number


def told_moves(attempt: Attempt) -> tuple[Choice, ...]:
    """Give the choice behind each move shown: as the pathway took it, and the wrong one where it stands."""
    graph = attempt.graph
    own = list(graph.follow(graph.walk))
    left = list(zip(graph.walk, (choice for _, choice in own), strict=True))
    found: list[Choice] = []
    for number, name in enumerate(attempt.shown, start=1):
        place = next((i for i, (step, _) in enumerate(left) if step == name), None)
        choice = left.pop(place)[1] if place is not None else None
        if number == attempt.misstep or choice is None:
            choice = own[number - 1][0].choices[name]
        found.append(choice)
    return tuple(found)
