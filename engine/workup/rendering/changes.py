"""Questions, what-ifs, pivots and comparisons as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from workup.explaining.asking import Change, Question, possible_values
from workup.explaining.comparing import Comparison
from workup.explaining.english import bare_label, capitalized, fact
from workup.explaining.languages.known import language_of
from workup.explaining.languages.language import Language
from workup.explaining.what_if import Pivot, WhatIf
from workup.explaining.wording import because_clauses, explanation_lines
from workup.knowledge.findings import plain_number
from workup.knowledge.library import Library
from workup.reasoning.agenda import Agenda
from workup.rendering.layout import Style, joined, labeled, notice, wrapped


def changes_words(changes: Sequence[Change], library: Library) -> tuple[str, ...]:
    """Say changes, those alike together: "MRI, sarcoma team: waiting → next (urgent)" and "radiograph: …"."""
    language = language_of(library)
    if not changes:
        return (language.say("change.nothing"),)
    if any(change.after == "stopped" for change in changes):
        return (language.say("change.stops"),)
    alike: dict[tuple[str, ...], list[str]] = {}
    for change in changes:
        alike.setdefault(_how(change, language), []).append(library.steps[change.step].short)
    return tuple(_change_words(how, ", ".join(shorts), language) for how, shorts in alike.items())


def _how(change: Change, language: Language) -> tuple[str, ...]:
    """Give what a change leads from and to, and the urgency that it ends with where the step becomes next."""
    if change.before == change.after:
        urgencies = (change.urgency_before, change.urgency_after)
        return tuple(language.say(f"urgency.{urgency or 'none'}") for urgency in urgencies)
    statuses = tuple(language.say(f"status.{status}") for status in (change.before, change.after))
    if change.after == "next" and change.urgency_after:
        return (*statuses, language.say(f"urgency.{change.urgency_after}"))
    return statuses


def _change_words(how: tuple[str, ...], steps: str, language: Language) -> str:
    slots = dict(zip(("before", "after", "urgency"), how, strict=False))
    return language.say("change.status.urgency" if "urgency" in slots else "change.status", steps=steps, **slots)


def questions_text(questions: Sequence[Question], agenda: Agenda, style: Style, most: int) -> str:
    """Give the screen of `workup ask`."""
    lines, language = notice(agenda.library, style), language_of(agenda.library)
    deciding = [question for question in questions if question.decides]
    if agenda.stopped_by:
        lines += ["", language.say("ask.not_before_emergency")]
    elif not deciding:
        lines += ["", language.say("ask.nothing_changes")]
    for number, question in enumerate(deciding[:most], 1):
        lines += ["", *wrapped(question.finding.question, first=f"{number:>3}  ", rest="     ")]
        where = agenda.library.steps[question.finding.step].short
        lines.append("     " + style(f"{question.finding.finding} · {where}", "quiet"))
        lines += _answers(question, agenda.library)
    if more := len(deciding[most:]):
        lines += ["", language.count("ask.more", more, most=str(len(deciding)))]
    return joined(lines)


def _answers(question: Question, library: Library) -> Iterator[str]:
    say = language_of(library).say
    same: dict[tuple[Change, ...], list[str]] = {}
    for answer in question.answers:
        same.setdefault(answer.changes, []).append(answer.label)
    for changes, labels in same.items():
        answers, (first, *others) = " / ".join(bare_label(label) for label in labels), changes_words(changes, library)
        if not others:
            yield from wrapped(say("ask.answer", answers=answers, change=first), first="     ", rest="       ")
            continue
        yield from wrapped(say("ask.answer_alone", answers=answers), first="     ", rest="       ")
        for words in (first, *others):
            yield from wrapped(words, first="       ", rest="         ")


def what_if_text(found: WhatIf, style: Style) -> str:
    """Give the screen of `workup what-if`: each change with the rules that turned."""
    library = found.after.library
    lines, language = notice(library, style), language_of(library)
    say = language.say
    if not found.changes:
        lines += ["", say("what_if.nothing")]
    for item in found.changes:
        lines += ["", *wrapped(*changes_words([item.change], library))]
        for reason in item.turned:
            if reason.truth is None:
                ground = say("what_if.open", condition=reason.still_open) if reason.still_open else ""
            else:
                ground = say("what_if.because", grounds=because_clauses(reason.evidence, language))
            turned = {True: "change.truth.true", False: "change.truth.false", None: "change.truth.unknown"}
            words = say("walk.rule", because=reason.because, rule=reason.rule)
            lines += labeled(say(turned[reason.truth]), words, style, indent=2)
            if ground:
                lines += labeled("", ground, style, indent=2)
    for says in found.after.contradictions:
        lines += ["", *labeled(say("label.conflict"), says, style)]
    return joined(lines)


def pivots_text(
    pivots: Sequence[Pivot],
    enough: Mapping[str, Sequence[str]],
    unchanging: Sequence[str],
    agenda: Agenda,
    style: Style,
) -> str:
    """Give the screen of `workup pivots`: what would alter the plan, what carries it alone, what cannot change it."""
    library, language = agenda.library, language_of(agenda.library)
    say = language.say
    lines = [*notice(library, style), ""]
    if pivots:
        lines += [style(say("head.pivots"), "head"), *_pivot_lines(pivots, library)]
    else:
        lines += [say("pivots.none"), ""]
    if enough:
        lines.append(style(say("head.enough"), "head"))
    for step, names in enough.items():
        facts = [fact(library.findings[name], agenda.case.findings[name], language) for name in names]
        words = language.count("pivots.enough", len(facts), facts=language.listed(facts, "or"))
        lines += labeled(library.steps[step].title, words, style, indent=2, gap=28)
    if unchanging:
        titles = [library.steps[step].title for step in unchanging]
        words = language.count("pivots.unchanging", len(titles), steps=language.listed(titles))
        lines += [*([""] if enough else []), style(say("head.unchanging"), "head"), *wrapped(words, first="  ")]
    return joined(lines)


def _pivot_lines(pivots: Sequence[Pivot], library: Library) -> Iterator[str]:
    """Give pivots, those of one finding that change the same together, and all that stop everything as one."""
    language = language_of(library)
    say = language.say
    alike: dict[tuple[str, tuple[Change, ...]], list[Pivot]] = {}
    stops = []
    for pivot in pivots:
        if any(change.after == "stopped" for change in pivot.changes) and pivot.instead is not None:
            stops.append(fact(library.findings[pivot.finding], pivot.instead, language))
        else:
            alike.setdefault((pivot.finding, pivot.changes), []).append(pivot)
    for (name, changes), same in alike.items():
        others, label = _others(same, library), capitalized(library.findings[name].label)
        yield from wrapped(say("pivots.instead", finding=label, others=others, stated=same[0].stated), first="  ")
        for words in changes_words(changes, library):
            yield from wrapped(words, first="    ", rest="      ")
        yield ""
    if stops:
        yield from wrapped(say("pivots.stop", facts=language.listed(stops, "or")), first="  ", rest="  ")
        yield ""


def _others(same: Sequence[Pivot], library: Library) -> str:
    """List other values; neighbors among numbers as one range."""
    finding, language = library.findings[same[0].finding], language_of(library)
    labels = [pivot.instead_label for pivot in same]
    if finding.type == "number":
        order: dict[object, int] = {value: i for i, value in enumerate(possible_values(finding, library))}
        numbers = sorted((p for p in same if p.instead is not None), key=lambda p: order[p.instead])
        labels = []
        for _, group in groupby(enumerate(numbers), key=lambda pair: order[pair[1].instead] - pair[0]):
            run = [pivot for _, pivot in group]
            low, high = run[0], run[-1].instead_label
            number = plain_number(low.instead) if isinstance(low.instead, int | float) else low.instead_label
            labels.append(language.say("pivots.range", low=number, high=high) if len(run) > 1 else high)
        labels += [pivot.instead_label for pivot in same if pivot.instead is None]
    return language.listed(labels, "or")


def comparison_text(comparison: Comparison, style: Style) -> str:
    """Give the screen of `workup compare`."""
    lines = [*notice(comparison.first.library, style), "", *wrapped(comparison.sentence)]
    for explanation in (comparison.first, comparison.second):
        lines.append("")
        for depth, words in explanation_lines(explanation, "student"):
            indent = "  " * depth
            lines += wrapped(words, first=indent, rest=indent + ("  " if depth else ""))
    return joined(lines)
