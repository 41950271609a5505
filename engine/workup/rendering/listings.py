"""Findings and steps as lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workup.knowledge.findings import Finding
from workup.knowledge.library import Library
from workup.rendering.layout import Style, columns, joined, labeled, notice


def findings_text(findings: Sequence[Finding], library: Library, style: Style) -> str:
    """Give findings by step, each with its question and what may be stated."""
    lines = notice(library, style)
    step = ""
    for finding in findings:
        if finding.step != step:
            step = finding.step
            lines += ["", style(library.steps[step].title, "head") + f"  {step}"]
        lines += columns(finding.finding, finding.type.replace("_", "/"), style, indent="  ")
        lines += labeled("", finding.question, style, indent=4, gap=0)
        lines += labeled("", finding.allowed(), style, indent=4, gap=0)
    return joined(lines)


def steps_text(library: Library, style: Style) -> str:
    """Give the steps by stage."""
    lines = notice(library, style)
    for stage in library.pathway.stages:
        lines += ["", style(stage.title, "head") + f"  {stage.question}"]
        lines += labeled("", stage.strategy, style, indent=2, gap=0)
        for step in library.pathway.steps:
            if step.stage == stage.stage:
                lines += columns(step.title, f"{step.step} · {step.kind}", style, indent="    ")
    return joined(lines)


def steps_values(library: Library) -> list[dict[str, Any]]:
    """Give the steps as plain values."""
    return [
        {
            "step": step.step,
            "title": step.title,
            "kind": step.kind,
            "stage": step.stage,
            "settles": [finding.finding for finding in library.findings_of[step.step]],
            "done_when": {"all": list(step.done_when.all), "any": list(step.done_when.any)},
            "endings": [end.ending for end in step.ends],
        }
        for step in library.pathway.steps
    ]
