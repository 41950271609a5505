"""A report, an explanation or a walk as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from workup.explaining.asking import Question
from workup.explaining.english import ENDINGS, listed, value_label
from workup.explaining.evidence import Witness, grounds
from workup.explaining.explanation import Explanation, Reason
from workup.explaining.glossing import terms_in
from workup.explaining.report import Report
from workup.explaining.route import Route
from workup.explaining.wording import (
    SHOWN_SETS,
    URGENCY_WORDS,
    Level,
    because_clauses,
    cited_words,
    explanation_lines,
)
from workup.knowledge.library import Library
from workup.reasoning.agenda import Agenda, StepStatus
from workup.reasoning.walking import Visit, Walk
from workup.rendering.layout import Style, columns, joined, labeled, no_style, notice, wrapped

_MOST_HELD, _MOST_ASKED = 4, 4


def report_text(report: Report, level: Level = "student", style: Style = no_style) -> str:
    """Give the screen of `workup walk`."""
    agenda = report.agenda
    lines = [*notice(agenda.library, style), "", *_given(agenda, style), *_warnings(agenda, style)]
    if level == "line":
        lines += [
            "",
            *(line for its in agenda.next for line in wrapped(report.explanation(its.step.step).headline)),
        ]
        return joined(lines)
    if agenda.ending and not agenda.stopped_by:
        lines += ["", *labeled("Ended", ENDINGS[agenda.ending], style)]
    lines += ["", style("NEXT", "head")]
    if not agenda.next:
        lines.append("  nothing")
    for number, its in enumerate(agenda.next, 1):
        lines += _next(number, its, report, level, style)
    if not agenda.stopped_by:
        lines += _not_yet(report, level, style)
        lines += _departures(report, style)
        lines += ["", *_route(report.route, style)]
    lines += _words(lines, agenda.library, level, style)
    example = next((i.step.step for i in agenda.statuses.values() if i.status in ("held", "waiting")), "mri")
    lines += ["", style(f"workup why {example} · workup steps · workup findings", "quiet")]
    return joined(lines)


def _given(agenda: Agenda, style: Style) -> Iterator[str]:
    library, case = agenda.library, agenda.case
    stated = [value_label(library.findings[name], value) for name, value in case.findings.items()]
    yield from labeled("Given", " · ".join(stated) or "nothing yet", style, gap=10)
    shorts = [its.step.short for its in agenda.with_status("done")]
    if shorts:
        yield from labeled("Done", " · ".join(shorts), style, gap=10)
    if pending := [its.step.short for its in agenda.with_status("pending")]:
        yield from labeled("Pending", " · ".join(pending), style, gap=10)
    pathway = library.pathway
    yield from labeled("Pathway", f"{pathway.title}   {pathway.pathway} {pathway.version}", style, gap=10)
    if agenda.unanswered_safety and not agenda.stopped_by:
        asked = [finding.question for finding in agenda.unanswered_safety]
        more = f" … and {len(asked) - 3} more" if len(asked) > 3 else ""
        yield from labeled("Safety", f"not yet answered: {' '.join(asked[:3])}{more}", style, gap=10)


def _warnings(agenda: Agenda, style: Style) -> Iterator[str]:
    for says in agenda.contradictions:
        yield from labeled("Conflict", f"{says} Both are kept; the case needs a second look.", style, gap=10)
    for says in agenda.case.warnings:
        yield from labeled("Check", says, style, gap=10)


def _next(number: int, its: StepStatus, report: Report, level: Level, style: Style) -> Iterator[str]:
    explanation = report.explanation(its.step.step)
    urgency = "emergency" if report.agenda.stopped_by else URGENCY_WORDS[its.urgency or "routine"]
    again = " · once more" if its.again else ""
    yield from columns(its.step.title, f"{its.step.kind} · {urgency}{again}", style, indent=f"  {number}  ")
    decisive = next((reason for reason in explanation.reasons if reason.decisive), None)
    if decisive is not None:
        yield from _reason(decisive, style)
        others = [r for r in explanation.reasons if r.truth and not r.decisive and r.effect == decisive.effect]
        if level == "educator":
            for reason in others:
                yield from labeled("also", f"{reason.because} ({reason.rule})", style, indent=5)
        elif others:
            yield from labeled("also", f"{len(others)} more: workup why {its.step.step}", style, indent=5)
    if its.within:
        yield from labeled("clock", its.within, style, indent=5)
    for rule in its.could_be_sooner[:1]:
        open_names = report.agenda.library.findings_read(rule) - set(report.agenda.case.findings)
        known = [f.label for f in report.agenda.library.findings.values() if f.finding in open_names]
        yield from labeled("sooner if", f"not yet known: the {listed(known[:3], 'or the')}", style, indent=5)
    asks = [q for q in report.asks if q.finding.step == its.step.step][:_MOST_ASKED]
    for i, question in enumerate(asks):
        yield from labeled("ask first" if i == 0 else "", _ask_words(question, report.agenda), style, indent=5)
    for caution in explanation.cautions[: None if level == "educator" else 1]:
        yield from labeled("take care", caution.because, style, indent=5)


def _ask_words(question: Question, agenda: Agenda) -> str:
    shorts = [agenda.library.steps[name].short for name in question.changes if name != question.finding.step]
    more = f" and {len(shorts) - 4} more" if len(shorts) > 4 else ""
    if question.safety:
        return f"{question.finding.question} (a yes stops everything)"
    return f"{question.finding.question} changes: {', '.join(shorts[:4])}{more}"


def _reason(reason: Reason, style: Style) -> Iterator[str]:
    yield from labeled("because", reason.because, style, indent=5)
    if ground := _ground(reason):
        yield from labeled("here", ground, style, indent=5)
    yield from labeled("principle", reason.principle, style, indent=5)
    if reason.citations:
        yield from labeled("says", cited_words(reason.citations[0]), style, indent=5)
    if reason.conflict:
        yield from labeled("conflict", reason.conflict, style, indent=5)


def _ground(reason: Reason) -> str:
    return listed(list(grounds(reason.evidence)))


def _not_yet(report: Report, level: Level, style: Style) -> Iterator[str]:
    agenda = report.agenda
    held, waiting = agenda.with_status("held"), agenda.with_status("waiting")
    if not held and not waiting:
        return
    yield ""
    yield style("NOT YET", "head")
    road = report.route.steps
    place = {name: i for i, name in enumerate(road)}
    ordered = sorted([*held, *waiting], key=lambda its: place.get(its.step.step, len(road)))
    shown = ordered if level == "educator" else ordered[:_MOST_HELD]
    for its in shown:
        yield from labeled(its.step.title, _why_not(report.explanation(its.step.step)), style, indent=2, gap=26)
    if len(ordered) > len(shown):
        left = len(ordered) - len(shown)
        yield from labeled(f"{left} more", "workup why STEP", style, indent=2, gap=26)


def _why_not(explanation: Explanation) -> str:
    if explanation.status == "held":
        holds = [reason for reason in explanation.reasons if reason.effect == "hold" and reason.truth]
        return f"held {listed([f'until {reason.released_by}' for reason in holds], 'and')}"
    shown = [explanation.missing_words(i) for i in range(min(SHOWN_SETS, len(explanation.missing)))]
    more = len(explanation.missing) - len(shown)
    tail = f"; or {more} more {'way' if more == 1 else 'ways'}" if more > 0 else ""
    return f"waits for: {'; or '.join(shown)}{tail}" if shown else "waits for more than one step ahead"


def _departures(report: Report, style: Style) -> Iterator[str]:
    departed = [name for name, its in report.agenda.statuses.items() if its.deviations]
    found = [report.explanation(name) for name in departed]
    if not found:
        return
    yield ""
    yield style("DEPARTED FROM THE PATHWAY", "head")
    for item in found:
        for reason in item.deviations:
            words = f"before {reason.released_by}. {reason.because}"
            yield from labeled(item.step.title, words, style, indent=2, gap=26)


def _route(route: Route, style: Style) -> Iterator[str]:
    if not route.ahead:
        return
    yield style("THE ROUTE AHEAD", "head") + "  if each step shows what it shows on the teaching road"
    yield from wrapped(" → ".join(item.short for item in route.ahead), first="  ", rest="  ")
    if route.outcome == "complete" and route.ending:
        yield from wrapped(f"ends: {ENDINGS[route.ending]}", first="  ", rest="  ")
    elif route.depends_on:
        yield from wrapped(f"from here it depends: {' '.join(route.depends_on)}", first="  ", rest="  ")
    assumed = [f"{item.short}: {', '.join(item.assumes[:3])}" for item in route.ahead if item.assumes]
    yield from wrapped(f"assumes {'; '.join(assumed[:4])}{' …' if len(assumed) > 4 else ''}", first="  ", rest="  ")


_MOST_WORDS = 6


def _words(lines: list[str], library: Library, level: Level, style: Style) -> Iterator[str]:
    """Explain the medical words of a screen, each once; for students."""
    found = terms_in("\n".join(lines[2:]), library) if level == "student" else ()
    if not found:
        return
    yield ""
    yield style("WORDS", "head")
    for term in found[:_MOST_WORDS]:
        yield from labeled(term.term, term.says, style, indent=2, gap=22)
    if len(found) > _MOST_WORDS:
        rest = ", ".join(term.term for term in found[_MOST_WORDS : _MOST_WORDS + 8])
        yield from labeled("more", f"{rest} … workup glossary WORD", style, indent=2, gap=22)


def explanation_text(
    explanation: Explanation, agenda: Agenda, level: Level = "student", style: Style = no_style
) -> str:
    """Give the screen of `workup why`."""
    lines = [*notice(agenda.library, style), ""]
    for depth, words in explanation_lines(explanation, level):
        indent = "  " * depth
        found = wrapped(words, first=indent, rest=indent + ("  " if depth else ""))
        lines += [style(line, "strong") for line in found] if depth == 0 else found
    lines += _words(lines, agenda.library, level, style)
    return joined(lines)


def walk_text(walk: Walk, style: Style = no_style) -> str:
    """Give a whole walk, one step after another, to its ending."""
    agenda = walk.visits[0].agenda if walk.visits else walk.final
    library = agenda.library
    lines = [*notice(library, style), "", *_given(agenda, style), *_warnings(agenda, style)]
    for its in agenda.statuses.values():
        for rule in its.deviations:
            lines += labeled("Departed", f"{its.step.short}: {rule.because}", style, gap=10)
    for number, visit in enumerate(walk.visits, 1):
        its = visit.agenda.statuses[visit.step.step]
        note = "awaited" if visit.awaited else f"attempt {visit.attempt}" if visit.attempt > 1 else visit.step.kind
        lines += ["", *columns(visit.step.title, note, style, indent=f"{number:>3}  ")]
        if its.because:
            lines += labeled("because", its.because, style, indent=5)
        if its.recommended_by:
            reasons = because_clauses_of(visit.agenda, its)
            if reasons:
                lines += labeled("here", reasons, style, indent=5)
        shown = _shown(visit, library)
        word = "assumed" if visit.assumed else "shows"
        lines += labeled(word, " · ".join(shown) or "nothing that changes the plan", style, indent=5)
    lines += ["", *labeled("Ends", _end_words(walk), style, gap=10)]
    lines += _words(lines, library, "student", style)
    return joined(lines)


_MOST_NOS = 4


def _shown(visit: Visit, library: Library) -> list[str]:
    """Give what a visit showed; a long row of plain noes is counted."""
    noes = [name for name, value in visit.shown.items() if value is False]
    counted = set(noes) if len(noes) > _MOST_NOS else set()
    shown = [value_label(library.findings[name], value) for name, value in visit.shown.items() if name not in counted]
    return [*shown, f"{len(counted)} other questions answered no"] if counted else shown


def because_clauses_of(agenda: Agenda, its: StepStatus) -> str:
    """Say the stated facts behind the decisive recommendation of a step."""
    return because_clauses(Witness(agenda).of(its.recommended_by[0].when))


def _end_words(walk: Walk) -> str:
    if walk.ending:
        return ENDINGS[walk.ending]
    if walk.depends_on:
        return f"here it depends: {' '.join(walk.depends_on)}"
    return "stuck: nothing is next and no ending is reached; this is an error of the content"
