"""`workup compare`: why this step rather than that one."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("compare")
@click.argument("this")
@click.argument("that")
@case_options
@format_option("text", "json")
@content_options
def command(
    this: str,
    that: str,
    options: CaseOptions,
    form: str,
    library: Library,
) -> None:
    """Compare two steps of a case, rule against rule.

    \b
    Example:
      workup compare mri core_biopsy --set lump.depth=deep
    """
    from workup.explaining.comparing import compare
    from workup.explaining.values import about, comparison_values
    from workup.reasoning.reasoner import reasoner_of
    from workup.rendering.changes import comparison_text

    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(options.case(library))
    found = compare(agenda, this, that, reasoner)
    if form == "json":
        echo_json({**about(library), **comparison_values(found)})
    else:
        click.echo(comparison_text(found, style()), nl=False)
