"""Which step's result is being told at each word of a text."""

from __future__ import annotations

from collections.abc import Sequence

from workup.reading.phrases import Match
from workup.reading.step_states import StepStates
from workup.reading.telling import Telling
from workup.reading.tokens import word_set

_REPORT = word_set(
    "report impression conclusion concluded findings reported imp appearances radiologist reporter lesion"
)
_SHOWS = word_set("shows showed reports reported describes described concludes concluded calls called favors names")


def told_steps(telling: Telling, matches: Sequence[Match], steps: StepStates) -> list[str]:
    """Give for each token the step last named in its sentence; empty where none is, or where it is still to come.

    A report goes on past a semicolon, and in a sentence that opens as "It shows" or "Impression".
    """
    step, sentence = "", -1
    at: list[str] = []
    results = {match.first: step for match in matches if (step := _step_of_result(telling, match))}
    for i, scope in enumerate(telling.said):
        token = telling.tokens[i]
        if scope.sentence != sentence:
            goes_on = token.text == ";" or _reports(telling.words, i + (token.kind == "mark"))
            step, sentence = step if goes_on else "", scope.sentence
        if i in steps.at:
            name, state = steps.at[i]
            step = name if state in ("named", "done") else ""
        step = results.get(i, step)
        at.append(step)
    return at


def _reports(words: Sequence[str], i: int) -> bool:
    """Say whether a sentence that starts here goes on with a report."""
    opening = words[i : i + 3]
    return bool(opening) and (
        opening[0] in _REPORT
        or (opening[0] == "the" and opening[1:2] and opening[1] in _REPORT)
        or (opening[0] in ("it", "this", "which") and opening[-1] in _SHOWS)
    )


def _step_of_result(telling: Telling, match: Match) -> str:
    """Give the step whose result a phrase tells by itself; empty where there is not one."""
    steps = {telling.library.findings[m.name].step for m in match.meanings if m.role == "phrase"}
    return steps.pop() if len(steps) == 1 and not steps & telling.index.ask_steps else ""
