"""The debrief: oneself first, two lanes, at most three learning points, conflicts, deviations, and cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workup.knowledge.pathways import Scoring
from workup.teaching.attempt import Attempt, Move
from workup.teaching.cards import Card, cards
from workup.teaching.events import Judged
from workup.teaching.premises import agreement
from workup.teaching.scoring import Score, key_step_met, left_open, score
from workup.teaching.sentences import SIDE_BY_SIDE, say
from workup.teaching.walk_graph import Answer, Choice, WalkGraph

Mark = Literal["same", "also_right", "assisted", "premature", "later", "low_yield", "unsafe", "left_open"]
"""How a moment compares with the pathway: any order that the rules allow counts as the same."""

MOST_POINTS = 3


@dataclass(frozen=True)
class Moment:
    """One row of the two lanes."""

    mark: Mark
    mine: str
    """The title of what was chosen; empty where something was left open."""
    pathway: str
    """The title of what the pathway takes there."""
    answer: Answer
    cited: tuple[str, ...]
    read: tuple[str, ...]
    """What was cited, and what the rules read, as short labels."""


@dataclass(frozen=True)
class Point:
    """One learning point: what it is about, and its sentences."""

    about: Literal["safety", "miss", "praise"]
    says: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """What is said after an attempt."""

    judged: Judged | None
    score: Score
    moments: tuple[Moment, ...]
    points: tuple[Point, ...]
    conflicts: tuple[str, ...]
    deviations: tuple[str, ...]
    cards: tuple[Card, ...]
    ending: str
    raises: str
    """The sentence that would move the score up; empty where nothing would."""


def debrief(attempt: Attempt, weights: Scoring | None) -> Debrief:
    """Give the debrief of an attempt, finished or left; everything in it is computed."""
    graph, found = attempt.graph, score(attempt, weights)
    answers = [_answer(attempt, move) for move in attempt.tried if move.verdict == "right"]
    return Debrief(
        judged=attempt.judged,
        score=found,
        moments=(*_moments(attempt), *_left_open(attempt)),
        points=tuple(_points(attempt, found))[:MOST_POINTS],
        conflicts=tuple(dict.fromkeys(answer.conflict for answer in answers if answer.conflict)),
        deviations=graph.deviations,
        cards=cards(attempt),
        ending=graph.endings.get(attempt.here.ending, ""),
        raises=say(f"raise_{found.weakest.part}") if found.weakest else "",
    )


def _choice(attempt: Attempt, move: Move) -> Choice:
    return attempt.graph.states[move.state].choices[move.choice]


def _answer(attempt: Attempt, move: Move) -> Answer:
    return attempt.graph.answers[_choice(attempt, move).answer]


def labels(graph: WalkGraph, state: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Give findings and done steps as the short labels of a state's chart."""
    facts = {graph.facts[key].finding: graph.facts[key].label for key in graph.states[state].chart}
    return tuple(facts[name] if name in facts else say("step_done", step=graph.choices[name].short) for name in names)


def _moments(attempt: Attempt) -> Iterator[Moment]:
    graph = attempt.graph
    for move in attempt.tried:
        pointer = graph.states[move.state].pointer
        choice = _choice(attempt, move)
        mark: Mark = "also_right" if move.verdict == "right" else move.verdict
        if move.verdict == "right" and move.choice in graph.walk:
            mark = "same"
        if move.assisted:
            mark = "assisted"
        yield Moment(
            mark=mark,
            mine=graph.choices[move.choice].title,
            pathway=graph.choices[pointer.choice].title if pointer else "",
            answer=graph.answers[choice.answer],
            cited=labels(graph, move.state, move.because),
            read=labels(graph, move.state, choice.relevant),
        )


def _left_open(attempt: Attempt) -> Iterator[Moment]:
    """Give the key steps that were open and never taken."""
    for step, answer in left_open(attempt):
        yield Moment("left_open", "", attempt.graph.choices[step].title, answer, (), ())


# -- learning points ---------------------------------------------------------------------------------


def _points(attempt: Attempt, found: Score) -> Iterator[Point]:
    if found.unsafe:
        answer = _answer(attempt, found.unsafe[0])
        yield Point("safety", answer.says)
    if missed := _largest_miss(attempt, found):
        yield missed
    if praised := _praise(attempt):
        yield praised


def _largest_miss(attempt: Attempt, found: Score) -> Point | None:
    """Give the first key step that was not met, by what the rules said to it; else the weakest part."""
    unsafe = {move.choice for move in found.unsafe[:1]}
    for step in attempt.graph.key_steps:
        if step in unsafe or key_step_met(attempt, step):
            continue
        wrong = next((move for move in attempt.tried if move.choice == step and move.verdict != "right"), None)
        if wrong:
            return Point("miss", _answer(attempt, wrong).says)
        title = attempt.graph.choices[step].title
        helped = any(move.choice == step for move in attempt.tried)
        return Point("miss", (say("point_assisted" if helped else "point_left_open", title=title),))
    return Point("miss", (say(f"raise_{found.weakest.part}"),)) if found.weakest else None


def _praise(attempt: Attempt) -> Point | None:
    """Give the key step, met with reason enough, that bears on most facts."""
    graph = attempt.graph
    best: tuple[int, Move] | None = None
    for move in attempt.tried:
        choice = _choice(attempt, move)
        met = move.verdict == "right" and key_step_met(attempt, move.choice) and move.because
        if met and agreement(move.because, choice.suffices, choice.relevant) == 1:
            weight = (move.choice in graph.key_steps) * 100 + len(choice.relevant)
            if best is None or weight > best[0]:
                best = weight, move
    if best is None:
        return None
    move = best[1]
    answer = _answer(attempt, move)
    facts = SIDE_BY_SIDE.join(labels(graph, move.state, move.because))
    says = say("point_praise", title=graph.choices[move.choice].title, facts=facts)
    return Point("praise", (says, answer.principle) if answer.principle else (says,))
