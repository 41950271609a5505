"""`workup describe`: what is understood of a presentation in plain words."""

from __future__ import annotations

import sys

import click

from workup.cli.options import content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("describe")
@click.argument("words")
@format_option("text", "json")
@content_options
def command(words: str, form: str, library: Library) -> None:
    """Say what is understood of a presentation in plain WORDS, and what is not; - reads standard input.

    \b
    Example:
      workup describe "24F, painless lump deep in the L thigh, ~7 cm, MRI pending"
    """
    from workup.explaining.values import about
    from workup.reading.describing import LARGEST, describe
    from workup.rendering.description import description_text, description_values

    description = describe(sys.stdin.read(LARGEST + 1) if words == "-" else words, library)
    if form == "json":
        echo_json({**about(library), **description_values(description)})
    else:
        click.echo(description_text(description, library, style()), nl=False)
