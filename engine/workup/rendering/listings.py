"""Findings and steps as lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workup.explaining.languages.known import language_of
from workup.explaining.languages.language import Language
from workup.knowledge.findings import Finding, plain_number
from workup.knowledge.library import Library
from workup.rendering.layout import Style, columns, joined, labeled, notice


def findings_text(findings: Sequence[Finding], library: Library, style: Style) -> str:
    """Give findings by step, each with its question and what may be stated."""
    lines, language = notice(library, style), language_of(library)
    step = ""
    for finding in findings:
        if finding.step != step:
            step = finding.step
            lines += ["", style(library.steps[step].title, "head") + f"  {step}"]
        lines += columns(finding.finding, language.say(f"type.{finding.type}"), style, indent="  ")
        lines += labeled("", finding.question, style, indent=4, gap=0)
        lines += labeled("", _allowed(finding, language), style, indent=4, gap=0)
    return joined(lines)


def _allowed(finding: Finding, language: Language) -> str:
    if finding.range is None:
        return ", ".join(choice.value for choice in finding.values)
    low, high = (plain_number(bound) for bound in finding.range)
    key = "allowed.whole" if finding.whole else "allowed.number"
    return language.say(key, unit=language.say(f"unit.{finding.unit}"), low=low, high=high)


def steps_text(library: Library, style: Style) -> str:
    """Give the steps by stage."""
    lines, say = notice(library, style), language_of(library).say
    for stage in library.pathway.stages:
        lines += ["", style(stage.title, "head") + f"  {stage.question}"]
        lines += labeled("", stage.strategy, style, indent=2, gap=0)
        for step in library.pathway.steps:
            if step.stage == stage.stage:
                lines += columns(step.title, f"{step.step} · {say(f'kind.{step.kind}')}", style, indent="    ")
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
