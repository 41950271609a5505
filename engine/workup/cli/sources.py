"""`workup sources`: which statement rests on what."""

from __future__ import annotations

import click

from workup.cli.options import content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("sources")
@click.argument("source", required=False)
@click.option("--unverified", is_flag=True, help="Only what a clinician should check first.")
@format_option("text", "json")
@content_options
def command(source: str | None, unverified: bool, form: str, library: Library) -> None:
    """List every statement with its source, how far it was verified, and whether it fits.

    With SOURCE, only the statements that rest on it.

    \b
    Example:
      workup sources pdq_adult_sts
      workup sources --unverified
    """
    from workup.explaining.statements import statement_values, statements
    from workup.explaining.values import about
    from workup.knowledge.errors import UnknownNameError
    from workup.rendering.reference import sources_text

    if source and source not in library.sources:
        raise UnknownNameError("source", source, library.sources)
    found = [s for s in statements(library) if source in (None, s.source) and (not unverified or s.to_check)]
    if form == "json":
        echo_json({**about(library), "statements": [statement_values(item) for item in found]})
    else:
        click.echo(sources_text(found, library, style()), nl=False)
