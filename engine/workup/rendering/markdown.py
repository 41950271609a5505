"""A report or an explanation as Markdown."""

from __future__ import annotations

from workup.explaining.english import given_label
from workup.explaining.explanation import Explanation
from workup.explaining.languages.known import language_of
from workup.explaining.notice import review_line, teaching_line
from workup.explaining.report import Report
from workup.explaining.route import RouteStep
from workup.explaining.wording import Level, explanation_lines
from workup.knowledge.library import Library

_SPECIAL = "\\`*_[]<>|#"


def escaped(words: str) -> str:
    """Keep words from being read as Markdown.

    >>> escaped("a_b*c")
    'a\\\\_b\\\\*c'
    """
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in words)


def _head(library: Library) -> list[str]:
    return [f"**{teaching_line(library)}**", "", review_line(library.pathway), ""]


def report_markdown(report: Report, level: Level = "student", understood: str = "") -> str:
    """Give the report as a Markdown page; `understood` is what was made of a description, as a list."""
    agenda = report.agenda
    library = agenda.library
    language = language_of(library)
    say = language.say
    given = [given_label(library.findings[name], value, language) for name, value in agenda.case.findings.items()]
    lines = [
        f"# {library.pathway.title}",
        "",
        *_head(library),
        *([understood] if understood else []),
        _labeled("label.given", " · ".join(given) or say("walk.nothing_given"), library),
    ]
    if agenda.ending:
        lines += ["", _labeled("label.ended", say(f"ending.{agenda.ending}"), library)]
    for says in agenda.contradictions:
        lines += ["", _labeled("label.conflict", says, library)]
    for title, statuses in (("title.next", ("next",)), ("title.not_yet", ("held", "waiting"))):
        found = (
            list(agenda.next)
            if statuses == ("next",)
            else [its for its in agenda.statuses.values() if its.status in statuses]
        )
        if found:
            lines += ["", f"## {say(title)}"]
        for its in found:
            lines += ["", *_explained(report.explanation(its.step.step), level, "###")]
    if report.route.ahead:
        lines += ["", f"## {say('title.route')}", "", say("walk.if_each_shows_sentence"), ""]
        lines += [
            f"{number}. {escaped(_route_words(item, library))}" for number, item in enumerate(report.route.ahead, 1)
        ]
    return "\n".join(lines) + "\n"


def _labeled(label: str, words: str, library: Library) -> str:
    say = language_of(library).say
    return say("label.line", label=say(label), words=escaped(words))


def _route_words(item: RouteStep, library: Library) -> str:
    if not item.assumes:
        return item.short
    return language_of(library).say("walk.results", step=item.short, results=", ".join(item.assumes))


def explanation_markdown(explanation: Explanation, level: Level = "student") -> str:
    """Give one explanation as a Markdown page."""
    return "\n".join([*_head(explanation.library), *_explained(explanation, level, "##")]) + "\n"


def _explained(explanation: Explanation, level: Level, heading: str) -> list[str]:
    (_, head), *rest = explanation_lines(explanation, level)
    lines = [f"{heading} {escaped(head)}"]
    if rest:
        lines.append("")
    lines += [f"{'  ' * (depth - 1)}- {escaped(words)}" for depth, words in rest]
    return lines
