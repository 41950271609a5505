"""The pathway with one agenda on it, as Mermaid text: by stage, the statuses told apart by words and shapes."""

from __future__ import annotations

from itertools import pairwise

from workup.explaining.languages.known import language_of
from workup.explaining.notice import review_line, teaching_line
from workup.explaining.route import Route
from workup.reasoning.agenda import Agenda, Status

_SHAPES: dict[Status, tuple[str, str]] = {
    "next": ("([", "])"),
    "held": ("{{", "}}"),
    "waiting": ("(", ")"),
    "not_indicated": ("[", "]"),
    "pending": ("[/", "/]"),
    "done": ("[[", "]]"),
    "stopped": (">", "]"),
}

_LINES: dict[Status, str] = {
    "next": "stroke-width:3px",
    "held": "stroke-dasharray:6 3",
    "waiting": "stroke-dasharray:2 2",
    "not_indicated": "stroke-width:1px,opacity:0.6",
    "pending": "stroke-width:2px",
    "done": "stroke-width:2px",
    "stopped": "stroke-dasharray:1 4",
}


def agenda_mermaid(agenda: Agenda, route: Route, comments: str = "") -> str:
    """Give a flowchart: a box a step with its status in words, and the route ahead as arrows.

    `comments` are whole lines that are kept with the diagram and not drawn.
    """
    library = agenda.library
    say = language_of(library).say
    lines = [
        f"%% {teaching_line(library)}",
        f"%% {review_line(library.pathway)}",
        *comments.splitlines(),
        "flowchart TB",
        f"  accTitle: {_plain(library.pathway.title)}",
        f"  accDescr: {say('diagram.description')}",
    ]
    for stage in library.pathway.stages:
        lines.append(f'  subgraph {stage.stage}["{_plain(stage.title)}"]')
        for name, its in agenda.statuses.items():
            if its.step.stage == stage.stage:
                left, right = _SHAPES[its.status]
                status = say(f"status.{its.status}")
                lines.append(f'    {name}{left}"{_plain(its.step.short)}<br/>{status}"{right}:::{its.status}')
        lines.append("  end")
    steps = route.steps
    lines += [f"  {one} --> {other}" for one, other in pairwise(steps)]
    lines += [f"  classDef {status} {style}" for status, style in _LINES.items()]
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    return words.replace('"', "'").replace("–", "-")
