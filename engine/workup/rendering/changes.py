"""Questions, what-ifs, pivots and comparisons as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workup.explaining.asking import Change, Question
from workup.explaining.comparing import Comparison
from workup.explaining.what_if import Pivot, WhatIf
from workup.explaining.wording import URGENCY_WORDS, because_clauses, explanation_lines
from workup.knowledge.library import Library
from workup.reasoning.agenda import Agenda
from workup.rendering.layout import Style, joined, labeled, notice, wrapped


def changes_words(changes: Sequence[Change], library: Library) -> str:
    """Say changes, those alike together: "MRI, sarcoma team: waiting → next (urgent); radiograph: …"."""
    if not changes:
        return "changes nothing"
    if any(change.after == "stopped" for change in changes):
        return "stops everything: emergency care comes first"
    alike: dict[str, list[str]] = {}
    for change in changes:
        alike.setdefault(_how(change), []).append(library.steps[change.step].short)
    return "; ".join(f"{', '.join(shorts)}: {how}" for how, shorts in alike.items())


def _how(change: Change) -> str:
    if change.before == change.after:
        return f"{_urgency(change.urgency_before)} → {_urgency(change.urgency_after)}"
    clock = f" ({_urgency(change.urgency_after)})" if change.after == "next" and change.urgency_after else ""
    return f"{change.before.replace('_', ' ')} → {change.after.replace('_', ' ')}{clock}"


def _urgency(word: str) -> str:
    return URGENCY_WORDS.get(word, "no urgency")


def questions_text(questions: Sequence[Question], agenda: Agenda, style: Style, most: int) -> str:
    """Give the screen of `workup ask`."""
    lines = notice(agenda.library, style)
    deciding = [question for question in questions if question.decides]
    if agenda.stopped_by:
        lines += ["", "Nothing else is asked before emergency care."]
    elif not deciding:
        lines += ["", "No answer that is still open would change the plan."]
    for number, question in enumerate(deciding[:most], 1):
        lines += ["", *wrapped(question.finding.question, first=f"{number:>3}  ", rest="     ")]
        where = agenda.library.steps[question.finding.step].short
        lines.append("     " + style(f"{question.finding.finding} · {where}", "quiet"))
        lines += _answers(question, agenda.library)
    if len(deciding) > most:
        lines += ["", f"{len(deciding) - most} more: workup ask --most {len(deciding)}"]
    return joined(lines)


def _answers(question: Question, library: Library) -> Iterator[str]:
    same: dict[tuple[Change, ...], list[str]] = {}
    for answer in question.answers:
        same.setdefault(answer.changes, []).append(answer.label)
    for changes, labels in same.items():
        words = changes_words(changes, library)
        yield from wrapped(f"{' / '.join(labels)}: {words}", first="     ", rest="       ")


def what_if_text(found: WhatIf, style: Style) -> str:
    """Give the screen of `workup what-if`: each change with the rules that turned."""
    library = found.after.library
    lines = notice(library, style)
    if not found.changes:
        lines += ["", "Nothing changes: every step stands as it did."]
    for item in found.changes:
        lines += ["", *wrapped(changes_words([item.change], library))]
        for reason in item.turned:
            ground = because_clauses(reason.evidence)
            word = {True: "now true", False: "now false", None: "now unknown"}[reason.truth]
            lines += labeled(word, f"{reason.because} ({reason.rule})", style, indent=2)
            if ground and reason.truth is not None:
                lines += labeled("", f"because {ground}", style, indent=2)
    for says in found.after.contradictions:
        lines += ["", *labeled("Conflict", says, style)]
    return joined(lines)


def pivots_text(pivots: Sequence[Pivot], agenda: Agenda, style: Style) -> str:
    """Give the screen of `workup pivots`."""
    lines = notice(agenda.library, style)
    if not pivots:
        lines += ["", "No single change to what is stated would alter the plan."]
    for pivot in pivots:
        label = agenda.library.findings[pivot.finding].label
        lines += ["", *wrapped(f"If the {label} were not {pivot.stated} but {pivot.instead_label}:")]
        lines += wrapped(changes_words(pivot.changes, agenda.library), first="  ", rest="  ")
    return joined(lines)


def comparison_text(comparison: Comparison, style: Style) -> str:
    """Give the screen of `workup compare`."""
    lines = [*notice(comparison.first.library, style), "", *wrapped(comparison.sentence)]
    for explanation in (comparison.first, comparison.second):
        lines.append("")
        for depth, words in explanation_lines(explanation, "student"):
            indent = "  " * depth
            lines += wrapped(words, first=indent, rest=indent + ("  " if depth else ""))
    return joined(lines)
