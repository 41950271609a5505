"""`workup walk`: what is next, what is not yet, and the route ahead."""

from __future__ import annotations

import click

from workup.cli.options import (
    FORMATS,
    CaseOptions,
    case_options,
    content,
    content_options,
    echo_json,
    format_option,
    style,
)
from workup.explaining.wording import LEVELS, Level


@click.command("walk")
@click.argument("scenario", required=False)
@case_options
@click.option("--to-end", is_flag=True, help="Walk the case to its end on the assumed results.")
@format_option(*FORMATS)
@click.option("--level", type=click.Choice(LEVELS), default="student", show_default=True)
@content_options
def command(
    scenario: str | None,
    case_file: str | None,
    settings: tuple[str, ...],
    done: tuple[str, ...],
    pending: tuple[str, ...],
    unobtainable: tuple[str, ...],
    to_end: bool,
    form: str,
    level: Level,
    pathways: str | None,
    rules: str | None,
) -> None:
    """Walk a case, or a bundled SCENARIO to its end.

    \b
    Example:
      workup walk --set patient.age_years=24 --set lump.site=thigh --set lump.painful=no
      workup walk --case thigh.yaml --format json
      workup walk thigh_26f
    """
    from workup.explaining.report import report as make_report
    from workup.explaining.trace import trace_values
    from workup.explaining.values import report_values, walk_values
    from workup.reasoning.reasoner import reasoner_of
    from workup.reasoning.walking import walk_assumed, walk_scenario
    from workup.rendering.markdown import report_markdown
    from workup.rendering.mermaid import agenda_mermaid
    from workup.rendering.text import report_text, walk_text

    options = CaseOptions(case_file, settings, done, pending, unobtainable)
    if scenario and options.given:
        raise click.UsageError("give a scenario or a case, not both")
    library = content(pathways, rules)
    reasoner = reasoner_of(library)
    if scenario or to_end:
        if form not in ("text", "json"):
            raise click.UsageError("a whole walk is written as text or json")
        walk = (
            walk_scenario(library.scenario(scenario), reasoner)
            if scenario
            else walk_assumed(options.case(library), reasoner)
        )
        if form == "json":
            echo_json(walk_values(walk))
        else:
            click.echo(walk_text(walk, style()), nl=False)
        return
    report = make_report(options.case(library), reasoner)
    if level == "trace":
        echo_json(trace_values(report.agenda))
    elif form == "json":
        echo_json(report_values(report))
    elif form == "markdown":
        click.echo(report_markdown(report, level), nl=False)
    elif form == "mermaid":
        click.echo(agenda_mermaid(report.agenda, report.route), nl=False)
    else:
        click.echo(report_text(report, level, style()), nl=False)
