"""`workup pivots`: the stated facts that would change the plan, were they otherwise."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("pivots")
@case_options
@format_option("text", "json")
@content_options
def command(
    options: CaseOptions,
    form: str,
    library: Library,
) -> None:
    """List the single changes to stated facts that would alter the plan.

    \b
    Example:
      workup pivots --set lump.site=thigh --set lump.depth=deep
    """
    from workup.explaining.values import about, pivot_values
    from workup.explaining.what_if import pivots
    from workup.reasoning.reasoner import reasoner_of
    from workup.rendering.changes import pivots_text

    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(options.case(library))
    found = pivots(agenda, reasoner)
    if form == "json":
        echo_json({**about(library), "pivots": [pivot_values(pivot) for pivot in found]})
    else:
        click.echo(pivots_text(found, agenda, style()), nl=False)
