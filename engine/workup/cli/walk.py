"""`workup walk`: what is next, what is not yet, and the route ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workup.cli.options import (
    FORMATS,
    CaseOptions,
    case_options,
    content_options,
    echo_json,
    format_option,
    style,
)
from workup.explaining.wording import LEVELS, Level
from workup.knowledge.library import Library

if TYPE_CHECKING:
    from workup.reading.description import Description
    from workup.reasoning.case import CheckedCase
    from workup.reasoning.reasoner import Reasoner
    from workup.reasoning.walking import Walk


@click.command("walk")
@click.argument("scenario", required=False)
@case_options
@click.option("--to-end", is_flag=True, help="Walk the case to its end on the assumed results.")
@format_option(*FORMATS)
@click.option("--level", type=click.Choice(LEVELS), default="student", show_default=True)
@content_options
def command(
    scenario: str | None,
    options: CaseOptions,
    to_end: bool,
    form: str,
    level: Level,
    library: Library,
) -> None:
    """Walk a case, a bundled SCENARIO to its end, or a presentation in plain words (anything with a space).

    \b
    Example:
      workup walk --set patient.age_years=24 --set lump.site=thigh --set lump.painful=no
      workup walk --case thigh.yaml --format json
      workup walk thigh_26f
      workup walk "24F, painless lump deep in the L thigh, ~7 cm, MRI pending"
    """
    from workup.reasoning.case import check_case
    from workup.reasoning.reasoner import reasoner_of

    if scenario and options.given:
        raise click.UsageError("give a scenario, a description or a case, and only one of them")
    described: Description | None = None
    if scenario and any(character.isspace() for character in scenario):
        from workup.reading.describing import describe

        described, scenario = describe(scenario, library), None
    if (scenario or to_end) and form not in ("text", "json"):
        raise click.UsageError("a whole walk is written as text or json")
    reasoner = reasoner_of(library)
    if scenario:
        from workup.reasoning.walking import walk_scenario

        _show_walk(walk_scenario(library.scenario(scenario), reasoner), form, None)
        return
    given = check_case(described.case, library) if described else options.case(library)
    if to_end:
        from workup.reasoning.walking import walk_assumed

        _show_walk(walk_assumed(given, reasoner), form, described)
    else:
        _show_report(given, reasoner, form, level, described)


def _show_walk(walk: Walk, form: str, described: Description | None) -> None:
    """Print a whole walk."""
    if form == "json":
        from workup.explaining.values import walk_values

        echo_json(walk_values(walk) | _described_values(described))
        return
    from workup.rendering.text import walk_text

    click.echo(_understood(described, walk.final.library) + walk_text(walk, style()), nl=False)


def _show_report(case: CheckedCase, reasoner: Reasoner, form: str, level: Level, described: Description | None) -> None:
    """Print the agenda of a case with the route ahead; each form imports only what it needs."""
    from workup.explaining.report import report as make_report

    report, library = make_report(case, reasoner), reasoner.library
    if level == "trace":
        from workup.explaining.trace import trace_values

        echo_json(trace_values(report.agenda))
    elif form == "json":
        from workup.explaining.values import report_values

        echo_json(report_values(report) | _described_values(described))
    elif form == "markdown":
        from workup.rendering.description import understood_markdown
        from workup.rendering.markdown import report_markdown

        listed = understood_markdown(described, library) if described else ""
        click.echo(report_markdown(report, level, listed), nl=False)
    elif form == "mermaid":
        from workup.rendering.description import understood_comments
        from workup.rendering.mermaid import agenda_mermaid

        comments = understood_comments(described, library) if described else ""
        click.echo(agenda_mermaid(report.agenda, report.route, comments), nl=False)
    else:
        from workup.rendering.text import report_text

        click.echo(_understood(described, library) + report_text(report, level, style()), nl=False)


def _understood(described: Description | None, library: Library) -> str:
    if described is None:
        return ""
    from workup.rendering.description import understood_text

    return understood_text(described, library, style()) + "\n"


def _described_values(described: Description | None) -> dict[str, Any]:
    if described is None:
        return {}
    from workup.rendering.description import description_values

    return {"description": description_values(described)}
