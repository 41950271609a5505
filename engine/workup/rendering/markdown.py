"""A report or an explanation as Markdown."""

from __future__ import annotations

from workup.explaining.english import ENDINGS, value_label
from workup.explaining.explanation import Explanation
from workup.explaining.notice import TEACHING, review_line
from workup.explaining.report import Report
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
    return [f"**{TEACHING}**", "", review_line(library.pathway), ""]


def report_markdown(report: Report, level: Level = "student", understood: str = "") -> str:
    """Give the report as a Markdown page; `understood` is what was made of a description, as a list."""
    agenda = report.agenda
    library = agenda.library
    given = [value_label(library.findings[name], value) for name, value in agenda.case.findings.items()]
    lines = [
        f"# {library.pathway.title}",
        "",
        *_head(library),
        *([understood] if understood else []),
        f"Given: {escaped(' · '.join(given) or 'nothing yet')}",
    ]
    if agenda.ending:
        lines += ["", f"Ended: {ENDINGS[agenda.ending]}"]
    for says in agenda.contradictions:
        lines += ["", f"Conflict: {escaped(says)}"]
    for title, statuses in (("Next", ("next",)), ("Not yet", ("held", "waiting"))):
        found = (
            list(agenda.next)
            if statuses == ("next",)
            else [its for its in agenda.statuses.values() if its.status in statuses]
        )
        if found:
            lines += ["", f"## {title}"]
        for its in found:
            lines += ["", *_explained(report.explanation(its.step.step), level, "###")]
    if report.route.ahead:
        lines += ["", "## The route ahead", "", "If each step shows what it shows on the teaching road:", ""]
        lines += [
            f"{number}. {escaped(item.short)}" + (f": {escaped(', '.join(item.assumes))}" if item.assumes else "")
            for number, item in enumerate(report.route.ahead, 1)
        ]
    return "\n".join(lines) + "\n"


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
