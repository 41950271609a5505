"""`workup ask`: what to ask next, and what each answer would change."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("ask")
@click.option("--most", type=click.IntRange(1, 200), default=6, show_default=True, help="How many questions to show.")
@case_options
@format_option("text", "json")
@content_options
def command(
    most: int,
    options: CaseOptions,
    form: str,
    library: Library,
) -> None:
    """Rank what to ask next: most decisive first, cheapest to learn before dearer.

    \b
    Example:
      workup ask --set patient.age_years=24 --set lump.site=thigh
    """
    from workup.explaining.asking import questions
    from workup.explaining.values import about, question_values
    from workup.reasoning.reasoner import reasoner_of
    from workup.rendering.changes import questions_text

    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(options.case(library))
    found = questions(agenda, reasoner)
    if form == "json":
        echo_json({**about(library), "ask": [question_values(question) for question in found]})
    else:
        click.echo(questions_text(found, agenda, style(), most), nl=False)
