"""`workup findings`: what can be stated."""

from __future__ import annotations

import click

from workup.cli.options import content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("findings")
@click.argument("part", required=False)
@format_option("text", "json")
@content_options
def command(part: str | None, form: str, library: Library) -> None:
    """List the findings; with PART, those whose id or step contains it.

    \b
    Example:
      workup findings mri
    """
    from workup.explaining.values import about
    from workup.knowledge.errors import UnknownNameError
    from workup.knowledge.shapes import plain_values
    from workup.rendering.listings import findings_text

    found = [f for f in library.findings.values() if not part or part in f.finding or part == f.step]
    if not found and part:
        raise UnknownNameError("finding", part, library.findings)
    if form == "json":
        echo_json({**about(library), "findings": plain_values(found)})
    else:
        click.echo(findings_text(found, library, style()), nl=False)
