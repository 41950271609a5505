"""A report, an explanation or a walk as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from workup.explaining.asking import Question
from workup.explaining.english import given_label
from workup.explaining.evidence import Witness, grounds
from workup.explaining.explanation import Explanation, Reason
from workup.explaining.glossing import terms_in
from workup.explaining.languages.known import language_of
from workup.explaining.report import Report
from workup.explaining.route import Route
from workup.explaining.wording import SHOWN_SETS, Level, because_clauses, cited_words, explanation_lines
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
    say = language_of(agenda.library).say
    if agenda.ending and not agenda.stopped_by:
        lines += ["", *labeled(say("label.ended"), say(f"ending.{agenda.ending}"), style)]
    lines += ["", style(say("head.next"), "head")]
    if not agenda.next:
        lines.append(f"  {say('walk.nothing_next')}")
    for number, its in enumerate(agenda.next, 1):
        lines += _next(number, its, report, level, style)
    if not agenda.stopped_by:
        lines += _not_yet(report, level, style)
        lines += _departures(report, style)
        lines += ["", *_route(report.route, agenda.library, style)]
    lines += _words(lines, agenda.library, level, style)
    example = next((i.step.step for i in agenda.statuses.values() if i.status in ("held", "waiting")), "mri")
    lines += ["", style(say("walk.hint", step=example), "quiet")]
    return joined(lines)


def _given(agenda: Agenda, style: Style) -> Iterator[str]:
    library, case, language = agenda.library, agenda.case, language_of(agenda.library)
    say = language.say
    stated = [given_label(library.findings[name], value, language) for name, value in case.findings.items()]
    yield from labeled(say("label.given"), " · ".join(stated) or say("walk.nothing_given"), style, gap=10)
    if done := [its.step.short for its in agenda.with_status("done")]:
        yield from labeled(say("label.done"), " · ".join(done), style, gap=10)
    if pending := [its.step.short for its in agenda.with_status("pending")]:
        yield from labeled(say("label.pending"), " · ".join(pending), style, gap=10)
    pathway = library.pathway
    yield from labeled(say("label.pathway"), f"{pathway.title}   {pathway.pathway} {pathway.version}", style, gap=10)
    if agenda.unanswered_safety and not agenda.stopped_by:
        asked = [finding.question for finding in agenda.unanswered_safety]
        shown, more = " ".join(asked[:3]), len(asked) - 3
        words = language.count("walk.safety_more", more, questions=shown) if more > 0 else ""
        yield from labeled(say("label.safety"), words or say("walk.safety", questions=shown), style, gap=10)


def _warnings(agenda: Agenda, style: Style) -> Iterator[str]:
    say = language_of(agenda.library).say
    for says in agenda.contradictions:
        yield from labeled(say("label.conflict"), say("walk.conflict", says=says), style, gap=10)
    for says in agenda.case.warnings:
        yield from labeled(say("label.check"), says, style, gap=10)


def _next(number: int, its: StepStatus, report: Report, level: Level, style: Style) -> Iterator[str]:
    explanation, language = report.explanation(its.step.step), language_of(report.agenda.library)
    say = language.say
    urgency = say("urgency.emergency" if report.agenda.stopped_by else f"urgency.{its.urgency or 'routine'}")
    key = "walk.standing_again" if its.again else "walk.standing"
    standing = say(key, kind=say(f"kind.{its.step.kind}"), urgency=urgency)
    yield from columns(its.step.title, standing, style, indent=f"  {number}  ")
    decisive = next((reason for reason in explanation.reasons if reason.decisive), None)
    if decisive is not None:
        yield from _reason(decisive, report.agenda.library, style)
        others = [r for r in explanation.reasons if r.truth and not r.decisive and r.effect == decisive.effect]
        if level == "educator":
            for reason in others:
                words = say("walk.rule", because=reason.because, rule=reason.rule)
                yield from labeled(say("label.also"), words, style, indent=5)
        elif others:
            words = language.count("walk.more_reasons", len(others), step=its.step.step)
            yield from labeled(say("label.also"), words, style, indent=5)
    if its.within:
        yield from labeled(say("label.clock"), its.within, style, indent=5)
    for rule in its.could_be_sooner[:1]:
        open_names = report.agenda.library.findings_read(rule) - set(report.agenda.case.findings)
        findings = [f for f in report.agenda.library.findings.values() if f.finding in open_names]
        names = [say("name.finding", finding=finding.label) for finding in findings[:3]]
        words = say("walk.not_known", findings=language.listed(names, "or"))
        yield from labeled(say("label.sooner_if"), words, style, indent=5)
    asks = [q for q in report.asks if q.finding.step == its.step.step][:_MOST_ASKED]
    for i, question in enumerate(asks):
        label = "" if i else say("label.ask_first")
        yield from labeled(label, _ask_words(question, report.agenda), style, indent=5)
    for caution in explanation.cautions[: None if level == "educator" else 1]:
        yield from labeled(say("label.take_care"), caution.because, style, indent=5)


def _ask_words(question: Question, agenda: Agenda) -> str:
    language, asks = language_of(agenda.library), question.finding.question
    if question.safety:
        return language.say("walk.ask_stops", question=asks)
    shorts = [agenda.library.steps[name].short for name in question.changes if name != question.finding.step]
    shown = ", ".join(shorts[:4])
    if len(shorts) > 4:
        return language.count("walk.ask_changes_more", len(shorts) - 4, question=asks, steps=shown)
    return language.say("walk.ask_changes", question=asks, steps=shown) if shorts else asks


def _reason(reason: Reason, library: Library, style: Style) -> Iterator[str]:
    language = language_of(library)
    say = language.say
    yield from labeled(say("label.because"), reason.because, style, indent=5)
    if ground := language.listed(grounds(reason.evidence)):
        yield from labeled(say("label.here"), ground, style, indent=5)
    yield from labeled(say("label.principle"), reason.principle, style, indent=5)
    if reason.citations:
        yield from labeled(say("label.says"), cited_words(reason.citations[0], language), style, indent=5)
    if reason.conflict:
        yield from labeled(say("label.sources_disagree"), reason.conflict, style, indent=5)


def _not_yet(report: Report, level: Level, style: Style) -> Iterator[str]:
    agenda, language = report.agenda, language_of(report.agenda.library)
    held, waiting = agenda.with_status("held"), agenda.with_status("waiting")
    if not held and not waiting:
        return
    yield ""
    yield style(language.say("head.not_yet"), "head")
    road = report.route.steps
    place = {name: i for i, name in enumerate(road)}
    ordered = sorted([*held, *waiting], key=lambda its: place.get(its.step.step, len(road)))
    shown = ordered if level == "educator" else ordered[:_MOST_HELD]
    for its in shown:
        yield from labeled(its.step.title, _why_not(report.explanation(its.step.step)), style, indent=2, gap=26)
    if len(ordered) > len(shown):
        left = language.count("walk.more_steps", len(ordered) - len(shown))
        yield from labeled(left, language.say("walk.why_step"), style, indent=2, gap=26)


def _why_not(explanation: Explanation) -> str:
    language = explanation.language
    if explanation.status == "held":
        holds = [reason for reason in explanation.reasons if reason.effect == "hold" and reason.truth]
        conditions = language.listed([reason.released_by for reason in holds], "until")
        return language.say("walk.held", conditions=conditions)
    if not explanation.missing:
        return language.say("walk.waits_far")
    ways = [explanation.missing_names(i) for i in range(min(SHOWN_SETS, len(explanation.missing)))]
    if more := len(explanation.missing) - len(ways):
        ways.append(language.count("walk.more_ways", more))
    return language.say("walk.waits", ways=language.listed(ways, "or"))


def _departures(report: Report, style: Style) -> Iterator[str]:
    departed = [name for name, its in report.agenda.statuses.items() if its.deviations]
    found = [report.explanation(name) for name in departed]
    if not found:
        return
    say = language_of(report.agenda.library).say
    yield ""
    yield style(say("head.departed"), "head")
    for item in found:
        for reason in item.deviations:
            words = say("walk.departed", condition=reason.released_by, because=reason.because)
            yield from labeled(item.step.title, words, style, indent=2, gap=26)


def _route(route: Route, library: Library, style: Style) -> Iterator[str]:
    if not route.ahead:
        return
    say = language_of(library).say
    yield f"{style(say('head.route'), 'head')}  {say('walk.if_each_shows')}"
    parts = [" → ".join(item.short for item in route.ahead)]
    if route.outcome == "complete" and route.ending:
        parts.append(say("walk.route_ends", ending=say(f"ending.{route.ending}")))
    elif route.depends_on:
        parts.append(say("walk.route_depends", questions=" ".join(route.depends_on)))
    assuming = [item for item in route.ahead if item.assumes]
    results = "; ".join(
        say("walk.results", step=item.short, results=", ".join(item.assumes[:3])) for item in assuming[:4]
    )
    if assuming:
        parts.append(say("walk.route_assumes_more" if len(assuming) > 4 else "walk.route_assumes", results=results))
    for words in parts:
        yield from wrapped(words, first="  ", rest="  ")


_MOST_WORDS = 6


def _words(lines: list[str], library: Library, level: Level, style: Style) -> Iterator[str]:
    """Explain the medical words of a screen, each once; for students."""
    found = terms_in("\n".join(lines[2:]), library) if level == "student" else ()
    if not found:
        return
    say = language_of(library).say
    yield ""
    yield style(say("head.words"), "head")
    for term in found[:_MOST_WORDS]:
        yield from labeled(term.term, term.says, style, indent=2, gap=22)
    if len(found) > _MOST_WORDS:
        rest = ", ".join(term.term for term in found[_MOST_WORDS : _MOST_WORDS + 8])
        yield from labeled(say("label.more"), say("walk.more_words", words=rest), style, indent=2, gap=22)


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
    say = language_of(library).say
    lines = [*notice(library, style), "", *_given(agenda, style), *_warnings(agenda, style)]
    for its in agenda.statuses.values():
        for rule in its.deviations:
            words = say("walk.departed_at", step=its.step.short, because=rule.because)
            lines += labeled(say("label.departed"), words, style, gap=10)
    for number, visit in enumerate(walk.visits, 1):
        its = visit.agenda.statuses[visit.step.step]
        lines += ["", *columns(visit.step.title, _note(visit, library), style, indent=f"{number:>3}  ")]
        if its.because:
            lines += labeled(say("label.because"), its.because, style, indent=5)
        if its.recommended_by and (ground := because_clauses_of(visit.agenda, its)):
            lines += labeled(say("label.here"), ground, style, indent=5)
        shown = " · ".join(_shown(visit, library)) or say("walk.shows_nothing")
        lines += labeled(say("label.assumed" if visit.assumed else "label.shows"), shown, style, indent=5)
    lines += ["", *labeled(say("label.ends"), _end_words(walk), style, gap=10)]
    lines += _words(lines, library, "student", style)
    return joined(lines)


def _note(visit: Visit, library: Library) -> str:
    say = language_of(library).say
    if visit.awaited:
        return say("walk.awaited")
    return say("walk.attempt", number=str(visit.attempt)) if visit.attempt > 1 else say(f"kind.{visit.step.kind}")


_MOST_NOS = 4


def _shown(visit: Visit, library: Library) -> list[str]:
    """Give what a visit showed; a long row of plain noes is counted."""
    language = language_of(library)
    noes = [name for name, value in visit.shown.items() if value is False]
    counted = set(noes) if len(noes) > _MOST_NOS else set()
    left = {name: value for name, value in visit.shown.items() if name not in counted}
    shown = [given_label(library.findings[name], value, language) for name, value in left.items()]
    return [*shown, language.say("walk.answered_no", number=str(len(counted)))] if counted else shown


def because_clauses_of(agenda: Agenda, its: StepStatus) -> str:
    """Say the stated facts behind the decisive recommendation of a step."""
    return because_clauses(Witness(agenda).of(its.recommended_by[0].when), language_of(agenda.library))


def _end_words(walk: Walk) -> str:
    say = language_of(walk.final.library).say
    if walk.ending:
        return say(f"ending.{walk.ending}")
    if walk.depends_on:
        return say("walk.depends", questions=" ".join(walk.depends_on))
    return say("walk.stuck")
