"""Screens: what a learner is told at one moment, as labeled lines for reading and as values for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workup.teaching.attempt import MOST_NOTED, Attempt, Move
from workup.teaching.debrief import labels
from workup.teaching.events import SELF, Asked, Chosen, Event, Judged, Noted, Pointed, Reasoned
from workup.teaching.hints import Hint
from workup.teaching.missteps import told_moves
from workup.teaching.offers import drawn
from workup.teaching.premises import agreement
from workup.teaching.sentences import SIDE_BY_SIDE, say
from workup.teaching.walk_graph import Answer

FACTS_OFFERED = 8
"""How many facts are offered as the reason for a move, at least two of them beside the point."""

Line = tuple[str, str]
"""A label, often empty, and words."""


@dataclass(frozen=True)
class Screen:
    """One moment: its event name, a heading, its lines, and the same as values."""

    event: str
    head: str
    lines: tuple[Line, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def meet(attempt: Attempt) -> Screen:
    """Tell the opening, and ask for the facts that matter."""
    graph = attempt.graph
    facts = [graph.facts[key] for key in graph.start.chart]
    lines: list[Line] = [("", graph.opening)]
    if facts:
        lines += [
            (say("label_facts"), numbered([fact.label for fact in facts])),
            (say("label_ask"), say("ask_note", most=str(MOST_NOTED))),
        ]
    values = {"title": graph.title, "opening": graph.opening, "facts": [fact.model_dump() for fact in facts]}
    return Screen("meet", say("head_meet", title=graph.title), tuple(lines), values)


def numbered(words: Sequence[str]) -> str:
    """Give words in one line, each with its number.

    >>> numbered(["deep", "7 cm"])
    '1 deep · 2 7 cm'
    """
    return SIDE_BY_SIDE.join(f"{number} {word}" for number, word in enumerate(words, start=1))


def choose(attempt: Attempt, offered: Sequence[str], *, again: bool = False) -> Screen:
    """Offer the choices of a decision; `again` where the same were offered just before."""
    graph, here = attempt.graph, attempt.here
    done = [graph.choices[name].short for name in here.done]
    lines: list[Line] = [(say("label_done"), ", ".join(done))] if done else []
    lines += [(str(number), graph.choices[name].title) for number, name in enumerate(offered, start=1)]
    if again:
        lines = [("", say("same_choices"))]
    head = say("head_choose", number=str(len(attempt.counted) + 1), facts=str(len(here.chart)))
    values = {
        "decision": len(attempt.counted) + 1,
        "done": list(here.done),
        "chart": [graph.facts[key].model_dump() for key in here.chart],
        "choices": [{"choice": name, "title": graph.choices[name].title} for name in offered],
    }
    return Screen("choose", head, tuple(lines), values)


def answered(attempt: Attempt, move: Move, *, tell: bool) -> Screen:
    """Tell what came of a choice; `tell` with the rules' answer, else only what the world shows."""
    graph = attempt.graph
    choice = graph.states[move.state].choices[move.choice]
    answer = graph.answers[choice.answer]
    shown = [graph.facts[key] for key in choice.shows]
    cited = SIDE_BY_SIDE.join(labels(graph, move.state, move.because))
    lines: list[Line] = [(say("label_because"), cited)] if cited else []
    if move.verdict == "right":
        words = SIDE_BY_SIDE.join(fact.label for fact in shown) or say("no_result")
        lines.append((say("label_result"), words))
        if tell and answer.conflict:
            lines.append((say("label_conflict"), answer.conflict))
        head = say("head_right", title=graph.choices[move.choice].title)
    elif tell:
        lines += [("", line) for line in answer.says] + (sources_of(answer) if move.verdict == "unsafe" else [])
        head = say(f"head_{move.verdict}", title=graph.choices[move.choice].title)
    else:
        lines.append(("", say("noted_only")))
        head = say("head_noted", title=graph.choices[move.choice].title)
    values: dict[str, Any] = {"choice": move.choice, "because": list(move.because), "sure": move.sure}
    if tell or move.verdict == "right":
        values["shows"] = [fact.model_dump() for fact in shown]
    if tell:
        values |= {"verdict": move.verdict, "answer": answer.model_dump()}
    return Screen("answered", head, tuple(lines), values)


def sources_of(answer: Answer) -> list[Line]:
    """Give the principle, the rule and the sources of an answer as lines."""
    found: list[Line] = [(say("label_principle"), answer.principle)] if answer.principle else []
    found += [(say("label_source"), source) for source in answer.sources]
    found += [(say("label_conflict"), answer.conflict)] if answer.conflict else []
    return found + ([(say("label_rule"), answer.rule)] if answer.rule else [])


def reasons_told(attempt: Attempt, moves: Sequence[Move]) -> Screen:
    """Hold the facts that were cited against those that the rules read, move by move."""
    lines: list[Line] = []
    values = []
    for move in moves:
        choice = attempt.graph.states[move.state].choices[move.choice]
        value = agreement(move.because, choice.suffices, choice.relevant)
        lines.append((attempt.graph.choices[move.choice].short, _reason_words(attempt, move, value)))
        values.append({"choice": move.choice, "because": list(move.because), "agreement": value})
    return Screen("reasons", say("head_reasons"), tuple(lines), {"moves": values})


def _reason_words(attempt: Attempt, move: Move, value: float) -> str:
    graph = attempt.graph
    choice = graph.states[move.state].choices[move.choice]
    read = SIDE_BY_SIDE.join(labels(graph, move.state, choice.relevant))
    if not all(choice.suffices):
        return say("reason_not_needed")
    if not move.because:
        return say("reason_none", read=read)
    if value < 1:
        return say("reason_part", cited=SIDE_BY_SIDE.join(labels(graph, move.state, move.because)), read=read)
    single = [one[0] for one in choice.suffices if len(one) == 1]
    if len(single) > 1 and set(move.because) & set(single):
        return say("reason_each", facts=SIDE_BY_SIDE.join(labels(graph, move.state, tuple(single))))
    return say("reason_enough")


def hinted(found: Hint) -> Screen:
    """Give a hint."""
    lines = tuple(("", words) for words in found.says)
    return Screen("hint", say("head_hint", level=str(found.level)), lines, {"level": found.level, "says": found.says})


def chart(attempt: Attempt) -> Screen:
    """Give every fact that is known, numbered."""
    graph = attempt.graph
    facts = [graph.facts[key] for key in attempt.here.chart]
    words = numbered([fact.label for fact in facts])
    return Screen("chart", say("head_chart"), (("", words),), {"chart": [fact.model_dump() for fact in facts]})


def every_choice(attempt: Attempt) -> Screen:
    """List every choice there is, with the word that names it."""
    graph = attempt.graph
    lines = tuple((name, graph.choices[name].title) for name in attempt.here.choices)
    return Screen("all", say("head_all"), lines, {"choices": [name for name, _ in lines]})


def stages(attempt: Attempt) -> Screen:
    """Give the stages, and what was done in each; not what comes next."""
    graph = attempt.graph
    done = {
        stage: [graph.choices[name].short for name in attempt.here.done if graph.choices[name].stage == stage]
        for stage in graph.stages
    }
    lines = tuple((title, ", ".join(done[stage]) or say("nothing_yet")) for stage, title in graph.stages.items())
    return Screen("map", say("head_map"), lines, {"stages": done})


def played(attempt: Attempt, seed: int) -> Screen:
    """Tell the move that the pathway makes, and ask for its reason: some facts to pick from, by number."""
    graph, here = attempt.graph, attempt.here
    facts = [graph.facts[key] for key in here.chart]
    read = here.choices[attempt.played].relevant
    others = drawn([fact.finding for fact in facts if fact.finding not in read], f"{seed} {here.state}")
    offered = {*read, *others[: max(2, FACTS_OFFERED - len(read))]}
    numbers = {number: fact for number, fact in enumerate(facts, start=1) if fact.finding in offered}
    words = SIDE_BY_SIDE.join(f"{number} {fact.label}" for number, fact in numbers.items())
    lines: tuple[Line, ...] = ((say("label_facts"), words), (say("label_ask"), say("ask_reason")))
    title = graph.choices[attempt.played].title
    values = {
        "choice": attempt.played,
        "facts": [{"number": number, **fact.model_dump()} for number, fact in numbers.items()],
    }
    return Screen("played", say("head_played", number=str(len(attempt.counted) + 1), title=title), lines, values)


def misstep_shown(attempt: Attempt) -> Screen:
    """Tell a walk with one wrong move in it, each with what it brought."""
    graph = attempt.graph
    lines: list[Line] = [("", graph.opening), ("", say("misstep_told"))]
    for number, (name, choice) in enumerate(zip(attempt.shown, told_moves(attempt), strict=True), start=1):
        brought = SIDE_BY_SIDE.join(graph.facts[key].label for key in choice.shows[:5])
        if len(choice.shows) > 5:
            brought = say("and_more", facts=brought, count=str(len(choice.shows) - 5))
        lines.append((str(number), ". ".join(part for part in (graph.choices[name].title, brought) if part)))
    lines.append((say("label_ask"), say("ask_misstep")))
    return Screen("misstep", say("head_misstep", title=graph.title), tuple(lines), {"moves": list(attempt.shown)})


def judge() -> Screen:
    """Ask the learner to look at the attempt first."""
    lines: tuple[Line, ...] = (
        (say("label_ask"), say("ask_judge")),
        (say("label_answers"), numbered([say(f"self_{word}") for word in SELF])),
    )
    return Screen("judge", say("head_judge"), lines, {"answers": list(SELF)})


def told(event: str, head: str, words: Sequence[str]) -> Screen:
    """Give a heading and plain sentences."""
    return Screen(event, head, tuple(("", one) for one in words), {"says": list(words)})


def event_told(event: Event, attempt: Attempt) -> Screen:
    """Tell an event of a kept attempt in words, as it stood in the attempt before it."""
    return Screen("event", say("head_event"), (("", _event_words(event, attempt)),), event.model_dump())


def _event_words(event: Event, attempt: Attempt) -> str:
    graph = attempt.graph
    match event:
        case Noted():
            facts = SIDE_BY_SIDE.join(graph.facts[key].label for key in event.facts)
            return say("event_note", facts=facts) if facts else say("event_note_none")
        case Chosen():
            facts = SIDE_BY_SIDE.join(labels(graph, attempt.state, event.because))
            key = "event_choose" + ("" if facts else "_bare") + ("_sure" if event.sure else "")
            sure = say(f"sure_{event.sure}") if event.sure else ""
            return say(key, title=graph.choices[event.choice].title, facts=facts, sure=sure)
        case Reasoned():
            facts = SIDE_BY_SIDE.join(labels(graph, attempt.state, event.because))
            return say("event_reason", facts=facts) if facts else say("event_reason_none")
        case Pointed():
            return say("event_point", number=str(event.move))
        case Judged():
            words = {part: say(f"self_{getattr(event, part)}") for part in ("well", "change", "unclear")}
            return say("event_judge", **words)
        case Asked():
            return say("event_ask", what=event.what)
        case _:
            return say(f"event_{event.do}")
