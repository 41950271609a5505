"""The pathway with one agenda on it, as a self-contained SVG: title and description, nothing told by color alone."""

from __future__ import annotations

import textwrap
from xml.sax.saxutils import escape

from workup.explaining.languages.known import language_of
from workup.explaining.languages.language import Language
from workup.explaining.notice import review_line, teaching_line
from workup.explaining.route import Route
from workup.knowledge.pathways import Stage
from workup.reasoning.agenda import Agenda, Status, StepStatus

_WIDE, _HIGH, _GAP, _LEFT = 150, 62, 14, 118
_PER_ROW = 5

_MARKS: dict[Status, str] = {
    "next": "▶",
    "held": "‖",
    "waiting": "…",
    "not_indicated": "–",
    "pending": "○",
    "done": "✓",
    "stopped": "■",
}
_STROKES: dict[Status, str] = {
    "next": 'stroke="#0b4f8a" stroke-width="3"',
    "held": 'stroke="#7a3e00" stroke-width="2" stroke-dasharray="7 3"',
    "waiting": 'stroke="#444" stroke-width="1.5" stroke-dasharray="2 3"',
    "not_indicated": 'stroke="#999" stroke-width="1"',
    "pending": 'stroke="#5a2d82" stroke-width="2"',
    "done": 'stroke="#1b5e20" stroke-width="2"',
    "stopped": 'stroke="#8b0000" stroke-width="1.5" stroke-dasharray="1 4"',
}
_FILLS: dict[Status, str] = {
    "next": "#e3f0fb",
    "held": "#fdf1e3",
    "waiting": "#ffffff",
    "not_indicated": "#f2f2f2",
    "pending": "#f1e8f8",
    "done": "#e8f4e9",
    "stopped": "#fbe9e9",
}


def agenda_svg(agenda: Agenda, route: Route) -> str:
    """Draw the agenda by stage; the route ahead is numbered in the boxes and listed in the description."""
    language = language_of(agenda.library)
    place = {name: i for i, name in enumerate(route.steps, 1)}
    rows: list[str] = []
    y = 78
    for stage in agenda.library.pathway.stages:
        found = [its for its in agenda.statuses.values() if its.step.stage == stage.stage]
        rows += _stage(stage, found, place, y, language)
        y += (-(-len(found) // _PER_ROW)) * (_HIGH + _GAP) + 12
    width = _LEFT + _PER_ROW * (_WIDE + _GAP) + _GAP
    title = escape(agenda.library.pathway.title)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y + 40}" role="img" '
            f'aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif" lang="{language.code}">',
            f'<title id="title">{title}</title>',
            f'<desc id="desc">{escape(_description(agenda, route))}</desc>',
            f'<rect width="{width}" height="{y + 40}" fill="#ffffff"/>',
            _text(_GAP, 26, agenda.library.pathway.title, 16, bold=True),
            _text(_GAP, 46, teaching_line(agenda.library), 12, bold=True),
            _text(_GAP, 62, review_line(agenda.library.pathway), 12),
            *rows,
            _text(_GAP, y + 16, _legend(language), 11),
            "</svg>",
            "",
        ]
    )


def _stage(stage: Stage, found: list[StepStatus], place: dict[str, int], y: int, language: Language) -> list[str]:
    drawn = [_text(_GAP, y + 20, stage.title, 14, bold=True)]
    drawn += [_text(_GAP, y + 36 + 13 * i, line, 10) for i, line in enumerate(textwrap.wrap(stage.question, 18)[:4])]
    for i, its in enumerate(found):
        x = _LEFT + (i % _PER_ROW) * (_WIDE + _GAP)
        drawn += _box(its, place.get(its.step.step), x, y + (i // _PER_ROW) * (_HIGH + _GAP), language)
    return drawn


def _box(its: StepStatus, number: int | None, x: int, y: int, language: Language) -> list[str]:
    status = language.say(f"status.{its.status}")
    lines = textwrap.wrap(its.step.short, 18)[:2]
    drawn = [
        f"<g><title>{escape(language.say('diagram.box', step=its.step.title, status=status))}</title>",
        f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="6" fill="{_FILLS[its.status]}" '
        f"{_STROKES[its.status]}/>",
    ]
    drawn += [_text(x + 9, y + 19 + 14 * i, line, 12, bold=True) for i, line in enumerate(lines)]
    drawn.append(_text(x + 9, y + _HIGH - 9, language.say("diagram.mark", mark=_MARKS[its.status], status=status), 11))
    if number is not None:
        drawn.append(_text(x + _WIDE - 24, y + _HIGH - 9, f"{number}", 12, bold=True))
    return [*drawn, "</g>"]


def _text(x: int, y: int, words: str, size: int, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="#111111"{weight}>{escape(words)}</text>'


def _legend(language: Language) -> str:
    say = language.say
    marks = [say("diagram.mark", mark=mark, status=say(f"status.{status}")) for status, mark in _MARKS.items()]
    return say("diagram.legend", marks=" · ".join(marks))


def _description(agenda: Agenda, route: Route) -> str:
    say = language_of(agenda.library).say
    parts = [teaching_line(agenda.library), review_line(agenda.library.pathway)]
    if agenda.ending:
        parts.append(say("diagram.ended", ending=say(f"ending.{agenda.ending}")))
    by_status: dict[str, list[str]] = {}
    for its in agenda.statuses.values():
        by_status.setdefault(say(f"status.{its.status}"), []).append(its.step.short)
    parts += [
        say("diagram.steps", status=status.capitalize(), steps=", ".join(shorts))
        for status, shorts in by_status.items()
    ]
    if route.ahead:
        parts.append(say("diagram.route", steps=", ".join(item.short for item in route.ahead)))
    return " ".join(parts)
