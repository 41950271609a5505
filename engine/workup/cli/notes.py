"""`workup notes`: background reading, never shown in a walk."""

from __future__ import annotations

import click

from workup.cli.options import content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("notes")
@click.argument("note", required=False)
@format_option("text", "json")
@content_options
def command(note: str | None, form: str, library: Library) -> None:
    """List the background notes, or read one.

    \b
    Example:
      workup notes rarity
    """
    from workup.explaining.values import about
    from workup.knowledge.errors import UnknownNameError
    from workup.knowledge.shapes import plain_values
    from workup.rendering.reference import notes_text

    found = [item for item in library.notes if note in (None, item.note)]
    if not found and note:
        raise UnknownNameError("note", note, [item.note for item in library.notes])
    if form == "json":
        echo_json({**about(library), "notes": plain_values(found)})
    else:
        click.echo(notes_text(found, library, style(), whole=note is not None), nl=False)
