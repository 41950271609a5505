"""A learner's line, read: a choice with its reasons, or one of the few words that ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workup.knowledge.errors import did_you_mean, nearest, shown
from workup.teaching.attempt import Attempt, AttemptError
from workup.teaching.events import SELF, SURE, Chosen, Judged, Noted, Pointed, Reasoned, Self, Sure
from workup.teaching.sentences import say

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
    "exit": "quit",
    "help": "help",
}


_Spoken = dict[str, dict[str, str]]
"""By what may be said: the names that it could mean, each with its short label."""


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
    line, sure = _sure(line.strip(), attempt)
    what, why = _because(line)
    return Chosen(choice=choice_named(what, attempt, offered), because=_cited(why, attempt), sure=sure)


def read_reason(line: str, attempt: Attempt) -> Reasoned:
    """Read the reason for a move that the pathway makes. Raises AttemptError."""
    return Reasoned(because=_cited(re.sub(r"^because\b", "", line.strip(), flags=re.IGNORECASE), attempt))


def read_point(line: str) -> Pointed:
    """Read the number of the misstep. Raises AttemptError."""
    if _number(line) is None:
        raise AttemptError(f"{shown(line.strip())} is not a number", "give the number of the move that is wrong")
    return Pointed(move=_number(line) or 0)


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
    number = _number(word)
    if number is not None and 1 <= number <= len(SELF):
        return SELF[number - 1]
    for known in SELF:
        if word == known:
            return known
    raise AttemptError(f"{shown(word)} is none of the answers", f"the answers are {', '.join(SELF)}")


def choice_named(what: str, attempt: Attempt, offered: Sequence[str]) -> str:
    """Give the choice that a number of the menu, an id or a title names. Raises AttemptError."""
    what = what.strip()
    number = _number(what)
    if number is not None:
        if not 1 <= number <= len(offered):
            raise AttemptError(
                f"there is no choice {what[:20]}", f"the choices are 1 to {len(offered)}; all lists every one"
            )
        return offered[number - 1]
    choices = {name: attempt.graph.choices[name] for name in attempt.here.choices}
    spoken: _Spoken = {}
    for name, choice in choices.items():
        for word in (name, name.replace("_", " "), choice.title, choice.short):
            spoken.setdefault(word.lower(), {})[name] = choice.title
    return _only_match(what, spoken, "choice")


def _number(word: str) -> int | None:
    """Give a plain number, of which five digits count; None for anything else."""
    word = word.strip()
    return int(word[:5]) if re.fullmatch(r"[0-9]+", word) else None


def _sure(line: str, attempt: Attempt) -> tuple[str, Sure | None]:
    """Take "how sure" off the end of a line; a label of the chart that ends so stays whole."""
    lower = line.lower()
    if any(lower.endswith(attempt.graph.facts[key].label.lower()) for key in attempt.here.chart):
        return line, None
    spoken: dict[str, Sure] = {f"{word} sure": word for word in SURE}  # "fairly sure" is tried before "sure"
    spoken |= {word: word for word in SURE}
    said = next((said for said in spoken if lower.endswith(f" {said}")), None)
    return (line[: -len(said)].strip(), spoken[said]) if said else (line, None)


def _because(line: str) -> tuple[str, str]:
    parts = re.split(r"\s+because\b\s*", line, maxsplit=1, flags=re.IGNORECASE)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _cited(words: str, attempt: Attempt, *, steps: bool = True) -> tuple[str, ...]:
    """Give the findings and done steps that a list of words names: numbers of the chart, labels, ids."""
    if words.strip().lower() in NOTHING:
        return ()
    graph, here = attempt.graph, attempt.here
    spoken: _Spoken = {}
    for number, key in enumerate(here.chart, start=1):
        fact = graph.facts[key]
        for word in (str(number), fact.label, fact.finding, fact.finding.partition(".")[2], fact.says):
            spoken.setdefault(word.lower(), {})[fact.finding] = fact.label
    if steps:
        for name in here.done:
            done = graph.choices[name]
            for word in (name, done.short, done.title, say("step_done", step=done.short)):
                spoken.setdefault(word.lower(), {})[name] = done.short
    labels = {label for label in spoken if "," in label}
    return tuple(dict.fromkeys(_only_match(part, spoken, "fact on the chart") for part in _split(words, labels)))


def _split(words: str, labels: set[str]) -> list[str]:
    """Split at commas and at "and"; numbers may stand side by side."""
    if words.strip().lower() in labels:
        return [words.strip()]
    parts = [part.strip() for part in re.split(r"[,;]|\band\b", words) if part.strip()]
    return [one for part in parts for one in (part.split() if re.fullmatch(r"\d+(\s+\d+)+", part) else [part])]


def _only_match(what: str, spoken: _Spoken, kind: str) -> str:
    """Give what a word names: said exactly, or as the beginning of a word in one alone. Raises AttemptError."""
    word = " ".join(what.lower().split())
    found = spoken.get(word, {})
    if not found and len(word) > 2:
        within = [named for said, named in spoken.items() if re.search(rf"\b{re.escape(word)}", said)]
        found = {name: label for named in within for name, label in named.items()}
    if len(found) == 1:
        return next(iter(found))
    if found:
        labels = "; ".join(f"{label} ({name})" for name, label in list(found.items())[:4])
        raise AttemptError(f"{shown(what)} could be more than one {kind}", f"one of: {labels}")
    raise AttemptError(f"there is no {kind} {shown(what)}", did_you_mean(nearest(word, spoken)))
