"""A learner's line, read: a choice with its reasons, or one of the few words that ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workup.knowledge.errors import did_you_mean, nearest, shown
from workup.teaching.attempt import Attempt, AttemptError
from workup.teaching.events import SELF, SURE, Chosen, Judged, Noted, Pointed, Reasoned, Self, Sure

NOTHING = frozenset({"", "none", "nothing", "-"})

_WORDS = {
    "?": "hint",
    "hint": "hint",
    "why": "why",
    "whynot": "whynot",
    "why-not": "whynot",
    "whatif": "whatif",
    "what-if": "whatif",
    "map": "map",
    "chart": "chart",
    "choices": "choices",
    "all": "all",
    "undo": "undo",
    "me": "me",
    "quit": "quit",
    "help": "help",
}


@dataclass(frozen=True)
class Command:
    """A word that asks, and what it asks about."""

    word: str
    about: str = ""


def command_in(line: str) -> Command | None:
    """Give the command of a line; None where the line is an answer to what is asked.

    >>> command_in("whynot 3"), command_in("?"), command_in("2 because deep")
    (Command(word='whynot', about='3'), Command(word='hint', about=''), None)
    """
    word, _, about = line.strip().partition(" ")
    known = _WORDS.get(word.lower())
    return Command(known, about.strip()) if known else None


def read_note(line: str, attempt: Attempt) -> Noted:
    """Read the facts that matter, by number or by word. Raises AttemptError."""
    chart = attempt.graph.start.chart
    keys = {attempt.graph.facts[key].finding: key for key in chart}
    return Noted(facts=tuple(keys[name] for name in _cited(line, attempt, steps=False)))


def read_choice(line: str, attempt: Attempt, offered: Sequence[str]) -> Chosen:
    """Read `CHOICE [because FACT, FACT] [sure | fairly | guessing]`. Raises AttemptError."""
    line, sure = _sure(line.strip())
    what, _, why = _because(line)
    return Chosen(choice=choice_named(what, attempt, offered), because=_cited(why, attempt), sure=sure)


def read_reason(line: str, attempt: Attempt) -> Reasoned:
    """Read the reason for a move that the pathway makes. Raises AttemptError."""
    return Reasoned(because=_cited(line.strip().removeprefix("because "), attempt))


def read_point(line: str) -> Pointed:
    """Read the number of the misstep. Raises AttemptError."""
    if not line.strip().isdigit():
        raise AttemptError(f"{shown(line.strip())} is not a number", "give the number of the move that is wrong")
    return Pointed(move=int(line))


def read_judgment(line: str) -> Judged:
    """Read three words, or numbers from 1: what went well, what to change, what is unclear. Raises AttemptError."""
    words = re.split(r"[\s,]+", line.strip().lower()) if line.strip() else []
    if not words or words == ["skip"]:
        words = ["nothing"] * 3
    if len(words) != 3:
        raise AttemptError(
            "three answers are asked for", f"for example: order reasons nothing; words: {', '.join(SELF)}"
        )
    return Judged(well=_self(words[0]), change=_self(words[1]), unclear=_self(words[2]))


def _self(word: str) -> Self:
    if word.isdigit() and 1 <= int(word) <= len(SELF):
        return SELF[int(word) - 1]
    for known in SELF:
        if word == known:
            return known
    raise AttemptError(f"{shown(word)} is none of the answers", f"the answers are {', '.join(SELF)}")


def choice_named(what: str, attempt: Attempt, offered: Sequence[str]) -> str:
    """Give the choice that a number of the menu, an id or a title names. Raises AttemptError."""
    what = what.strip()
    if what.isdigit():
        if not 1 <= int(what) <= len(offered):
            raise AttemptError(
                f"there is no choice {what}", f"the choices are 1 to {len(offered)}; all lists every one"
            )
        return offered[int(what) - 1]
    choices = {name: attempt.graph.choices[name] for name in attempt.here.choices}
    spoken: dict[str, str] = {}
    for name, choice in choices.items():
        spoken |= {word.lower(): name for word in (name, name.replace("_", " "), choice.title, choice.short)}
    return _only_match(what, spoken, "choice")


def _sure(line: str) -> tuple[str, Sure | None]:
    head, _, last = line.rpartition(" ")
    found = next((word for word in SURE if word == last.lower()), None)
    return (head, found) if found else (line, None)


def _because(line: str) -> tuple[str, str, str]:
    parts = re.split(r"\s+because\b\s*", line, maxsplit=1, flags=re.IGNORECASE)
    return parts[0], "because", parts[1] if len(parts) > 1 else ""


def _cited(words: str, attempt: Attempt, *, steps: bool = True) -> tuple[str, ...]:
    """Give the findings and done steps that a list of words names: numbers of the chart, labels, ids."""
    if words.strip().lower() in NOTHING:
        return ()
    graph, here = attempt.graph, attempt.here
    spoken: dict[str, str] = {}
    for number, key in enumerate(here.chart, start=1):
        fact = graph.facts[key]
        for word in (str(number), fact.label, fact.finding, fact.finding.partition(".")[2], fact.says):
            spoken.setdefault(word.lower(), fact.finding)
    if steps:
        for name in here.done:
            for word in (
                name,
                graph.choices[name].short,
                graph.choices[name].title,
                f"{graph.choices[name].short} done",
            ):
                spoken.setdefault(word.lower(), name)
    labels = {label for label in spoken if "," in label}
    return tuple(dict.fromkeys(_only_match(part, spoken, "fact on the chart") for part in _split(words, labels)))


def _split(words: str, labels: set[str]) -> list[str]:
    """Split at commas and at "and"; numbers may stand side by side."""
    if words.strip().lower() in labels:
        return [words.strip()]
    parts = [part.strip() for part in re.split(r"[,;]|\band\b", words) if part.strip()]
    return [one for part in parts for one in (part.split() if re.fullmatch(r"\d+(\s+\d+)+", part) else [part])]


def _only_match(what: str, spoken: Mapping[str, str], kind: str) -> str:
    """Give what a word names: said exactly, or as a part of one label alone. Raises AttemptError."""
    word = " ".join(what.lower().split())
    if word in spoken:
        return spoken[word]
    within = {name for label, name in spoken.items() if len(word) > 2 and re.search(rf"\b{re.escape(word)}", label)}
    if len(within) == 1:
        return within.pop()
    if within:
        labels = sorted({label for label, name in spoken.items() if name in within and word in label})[:4]
        raise AttemptError(f"{shown(what)} could be more than one {kind}", f"one of: {'; '.join(labels)}")
    raise AttemptError(f"there is no {kind} {shown(what)}", did_you_mean(nearest(word, spoken)))
