"""`workup steps`: the steps of the pathway, by stage."""

from __future__ import annotations

import click

from workup.cli.options import content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("steps")
@format_option("text", "json")
@content_options
def command(form: str, library: Library) -> None:
    """List the steps by stage, with what each settles.

    \b
    Example:
      workup steps
    """
    from workup.explaining.values import about
    from workup.rendering.listings import steps_text, steps_values

    if form == "json":
        echo_json({**about(library), "steps": steps_values(library)})
    else:
        click.echo(steps_text(library, style()), nl=False)
