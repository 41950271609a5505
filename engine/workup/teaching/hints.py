"""The hint ladder: orient, principle, point, narrow, do it. Made of rule fields, never written per scenario."""

from __future__ import annotations

from dataclasses import dataclass

from workup.explaining.english import listed
from workup.teaching.attempt import HINT_LEVELS, Attempt
from workup.teaching.offers import taken_away
from workup.teaching.sentences import say
from workup.teaching.walk_graph import Pointer

MISSES_BEFORE_A_HINT = 2
"""After so many wrong choices at one decision the first hint is offered unasked."""


@dataclass(frozen=True)
class Hint:
    """One hint: its level from 1 to 5, and its sentences."""

    level: int
    says: tuple[str, ...]


def hint(attempt: Attempt, seed: int) -> Hint:
    """Give the hint of the level that the attempt has reached at this decision."""
    level, pointer, graph = attempt.hints_here, attempt.here.pointer, attempt.graph
    assert pointer is not None
    assert 1 <= level <= HINT_LEVELS
    if level == 3:
        return Hint(level, (_facts_to_look_at(attempt, pointer),))
    if level == 4:
        name = taken_away(attempt, seed)
        if not name:
            return Hint(level, (say("hint_nothing_to_take_away"),))
        answer = graph.answers[attempt.here.choices[name].answer]
        return Hint(level, (say("hint_takes_away", title=graph.choices[name].title), *answer.says))
    words = {
        1: pointer.question,
        2: pointer.principle,
        5: say("hint_does_it", title=graph.choices[pointer.choice].title),
    }
    return Hint(level, (words[level],))


def _facts_to_look_at(attempt: Attempt, pointer: Pointer) -> str:
    if not pointer.facts:
        return say("hint_no_fact_needed")
    return say("hint_facts", facts=listed([attempt.graph.facts[key].label for key in pointer.facts]))
