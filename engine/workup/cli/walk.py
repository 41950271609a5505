"""`workup walk`: what is next, what is not yet, and the route ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from workup.reading.description import Description
from workup.knowledge.library import Library


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
    from workup.explaining.report import report as make_report
    from workup.explaining.trace import trace_values
    from workup.explaining.values import report_values, walk_values
    from workup.reading.describing import describe
    from workup.reasoning.case import check_case
    from workup.reasoning.reasoner import reasoner_of
    from workup.reasoning.walking import walk_assumed, walk_scenario
    from workup.rendering.description import (
        description_values,
        understood_comments,
        understood_markdown,
        understood_text,
    )
    from workup.rendering.markdown import report_markdown
    from workup.rendering.mermaid import agenda_mermaid
    from workup.rendering.text import report_text, walk_text

    if scenario and options.given:
        raise click.UsageError("give a scenario, a description or a case, and only one of them")
    reasoner = reasoner_of(library)
    described: Description | None = None
    if scenario and any(character.isspace() for character in scenario):
        described, scenario = describe(scenario, library), None
    understood = understood_text(described, library, style()) + "\n" if described else ""
    values = {"description": description_values(described)} if described else {}
    given = check_case(described.case, library) if described else options.case(library)
    if scenario or to_end:
        if form not in ("text", "json"):
            raise click.UsageError("a whole walk is written as text or json")
        walk = walk_scenario(library.scenario(scenario), reasoner) if scenario else walk_assumed(given, reasoner)
        if form == "json":
            echo_json(walk_values(walk) | values)
        else:
            click.echo(understood + walk_text(walk, style()), nl=False)
        return
    report = make_report(given, reasoner)
    if level == "trace":
        echo_json(trace_values(report.agenda))
    elif form == "json":
        echo_json(report_values(report) | values)
    elif form == "markdown":
        listed = understood_markdown(described, library) if described else ""
        click.echo(report_markdown(report, level, listed), nl=False)
    elif form == "mermaid":
        comments = understood_comments(described, library) if described else ""
        click.echo(agenda_mermaid(report.agenda, report.route, comments), nl=False)
    else:
        click.echo(understood + report_text(report, level, style()), nl=False)
