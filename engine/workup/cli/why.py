"""`workup why`: why a step is next, or why it is not."""

from __future__ import annotations

import click

from workup.cli.options import (
    CaseOptions,
    case_options,
    content_options,
    echo_json,
    format_option,
    style,
)
from workup.explaining.wording import LEVELS, Level
from workup.knowledge.library import Library


@click.command("why")
@click.argument("step")
@case_options
@format_option("text", "json", "markdown")
@click.option("--level", type=click.Choice(LEVELS), default="student", show_default=True)
@content_options
def command(
    step: str,
    options: CaseOptions,
    form: str,
    level: Level,
    library: Library,
) -> None:
    """Explain why STEP is next in a case, or why it is not.

    \b
    Example:
      workup why core_biopsy --set lump.site=thigh --set lump.depth=deep
    """
    from workup.explaining.explanation import explain
    from workup.explaining.values import about, explanation_values
    from workup.reasoning.reasoner import reasoner_of
    from workup.rendering.markdown import explanation_markdown
    from workup.rendering.text import explanation_text

    reasoner = reasoner_of(library)
    case = options.case(library)
    agenda = reasoner.agenda(case)
    explanation = explain(agenda, step, reasoner)
    if form == "json" or level == "trace":
        echo_json({**about(library), "case": agenda.case.as_json(), "explanation": explanation_values(explanation)})
    elif form == "markdown":
        click.echo(explanation_markdown(explanation, level), nl=False)
    else:
        click.echo(explanation_text(explanation, agenda, level, style()), nl=False)
