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
SCANS = word_set("ct cect pet scintigraphy scintigram mammogram mammography endoscopy")
"""Examinations that are no step by their bare name."""
_FULL_STOPS = frozenset(".;!\n")
_SHOWS = word_set("shows showed reports reported describes described concludes concluded calls called favors names")


def told_steps(telling: Telling, matches: Sequence[Match], steps: StepStates) -> list[str]:
    """Give for each token the step last named in its sentence; empty where none is, or where it is still to come.

    A report goes on past a semicolon, in a sentence that opens as "It shows" or "Impression", and in a verdict that
    is a sentence of its own: "Suspicious." What a scan "shows" is its result also where its name stands in a phrase
    of the history: "MRI under anesthesia shows".
    """
    step, scan, sentence = "", "", -1
    at: list[str] = []
    results = {match.first: step for match in matches if (step := _step_of_result(telling, match))}
    verdicts = {match.first: match for match in matches if _stands_alone(telling, match)}
    inside = {i for match in matches for i in range(*match.ends)}
    scans = {match.first: scan for match in matches if (scan := _scan_in_history(telling, match))}
    for i, scope in enumerate(telling.said):
        token = telling.tokens[i]
        if scope.sentence != sentence:
            opening = i + (token.kind == "mark")
            goes_on = token.text == ";" or _reports(telling.words, opening)
            goes_on = goes_on or (opening in verdicts and _may_tell(telling, verdicts[opening], step))
            step, scan, sentence = step if goes_on else "", "", scope.sentence
        if i in steps.at:
            name, state = steps.at[i]
            step = name if state in ("named", "done") else ""
            scan = name if telling.library.steps[name].kind == "image" else scan
        if token.text in SCANS and i not in inside:
            step = scan = ""  # "a pacemaker rules out MRI, so a CT was done, which was suspicious"
        scan = scans.get(i, scan)
        step = results.get(i, step) or (scan if token.text in _SHOWS else "")
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


def _stands_alone(telling: Telling, match: Match) -> bool:
    """Say whether a phrase is a whole sentence."""
    tokens, last = telling.tokens, match.last
    opens = match.first > 0 and tokens[match.first - 1].text in _FULL_STOPS
    return opens and (last == len(tokens) or tokens[last].text in _FULL_STOPS)


def _may_tell(telling: Telling, match: Match, step: str) -> bool:
    """Say whether a phrase tells results alone, one of them that of a step."""
    if any(m.role not in ("phrase", "word") for m in match.meanings):
        return False
    steps = {telling.library.findings[m.name].step for m in match.meanings}
    return step in steps and not steps & telling.index.ask_steps


def _scan_in_history(telling: Telling, match: Match) -> str:
    """Give the scan that a phrase of the history names; empty where it names none."""
    library, index = telling.library, telling.index
    if not any(m.role == "phrase" and m.name in index.asked for m in match.meanings):
        return ""
    named = index.steps_named(telling.words[match.first : match.last])
    return next((step for step in library.steps if step in named and library.steps[step].kind == "image"), "")


def _step_of_result(telling: Telling, match: Match) -> str:
    """Give the step whose result a phrase tells by itself, or whose name it holds: "on MRI"; empty where none is."""
    if all(m.role == "number" for m in match.meanings):
        measured = (telling.library.findings[m.name].step for m in match.meanings)
        named = telling.index.steps_named(telling.words[match.first : match.last])
        if step := next((step for step in measured if step in named), ""):
            return step
    steps = {telling.library.findings[m.name].step for m in match.meanings if m.role == "phrase"}
    return steps.pop() if len(steps) == 1 and not steps & telling.index.ask_steps else ""
