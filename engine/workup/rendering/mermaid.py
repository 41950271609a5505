"""The pathway with one agenda on it, as Mermaid text: by stage, the statuses told apart by words and shapes."""

from __future__ import annotations

from itertools import pairwise

from workup.explaining.notice import TEACHING, review_line
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
    lines = [
        f"%% {TEACHING}",
        f"%% {review_line(library.pathway)}",
        *comments.splitlines(),
        "flowchart TB",
        f"  accTitle: {_plain(library.pathway.title)}",
        "  accDescr: Each step with its status; arrows show the route ahead on the teaching road",
    ]
    for stage in library.pathway.stages:
        lines.append(f'  subgraph {stage.stage}["{_plain(stage.title)}"]')
        for name, its in agenda.statuses.items():
            if its.step.stage == stage.stage:
                left, right = _SHAPES[its.status]
                status = its.status.replace("_", " ")
                lines.append(f'    {name}{left}"{_plain(its.step.short)}<br/>{status}"{right}:::{its.status}')
        lines.append("  end")
    steps = route.steps
    lines += [f"  {one} --> {other}" for one, other in pairwise(steps)]
    lines += [f"  classDef {status} {style}" for status, style in _LINES.items()]
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    return words.replace('"', "'").replace("–", "-")
