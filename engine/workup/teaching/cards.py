"""Cards made of what was missed: one a choice and rule, with an id that stays, so that a deck is renewed in place."""

from __future__ import annotations

from dataclasses import dataclass

from workup.teaching.attempt import Attempt
from workup.teaching.scoring import key_step_met, left_open
from workup.teaching.sentences import say
from workup.teaching.walk_graph import Answer


@dataclass(frozen=True)
class Card:
    """A question and its answer, with the sources behind it."""

    card: str
    """An id that stays the same: the pathway, the choice and the rule."""
    front: str
    back: tuple[str, ...]
    sources: tuple[str, ...]


def cards(attempt: Attempt) -> tuple[Card, ...]:
    """Give a card for each wrong choice and the rule it ran into, and for each key step that was not met."""
    graph = attempt.graph
    found: dict[str, Card] = {}
    for move in attempt.tried:
        answer = graph.answers[graph.states[move.state].choices[move.choice].answer]
        missed = move.choice in graph.key_steps and move.assisted and not key_step_met(attempt, move.choice)
        if move.verdict != "right" or missed:
            card = _card(attempt, move.choice, answer)
            found.setdefault(card.card, card)
    for step, answer in left_open(attempt):
        card = _card(attempt, step, answer)
        found.setdefault(card.card, card)
    return tuple(found.values())


def _card(attempt: Attempt, choice: str, answer: Answer) -> Card:
    graph = attempt.graph
    front = say(f"card_{answer.verdict}", title=graph.choices[choice].title)
    back = (*answer.says, answer.principle) if answer.principle else answer.says
    return Card(f"{graph.about['pathway']}::{choice}::{answer.rule or answer.verdict}", front, back, answer.sources)
