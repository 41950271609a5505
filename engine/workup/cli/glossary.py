"""`workup glossary`: the words, explained once."""

from __future__ import annotations

import click

from workup.cli.options import content_options, echo_json, format_option, style
from workup.knowledge.library import Library


@click.command("glossary")
@click.argument("word", required=False)
@format_option("text", "json")
@content_options
def command(word: str | None, form: str, library: Library) -> None:
    """List the glossary, or look up a WORD.

    \b
    Example:
      workup glossary fascia
    """
    from workup.explaining.values import about
    from workup.knowledge.errors import UnknownNameError
    from workup.knowledge.shapes import plain_values
    from workup.rendering.reference import glossary_text

    wanted = word.lower() if word else None
    found = [t for t in library.terms if wanted is None or wanted in {n.lower() for n in (t.term, *t.aliases)}]
    if wanted and not found:
        found = [term for term in library.terms if wanted in term.term.lower()]
    if wanted and not found:
        raise UnknownNameError("word", wanted, [term.term for term in library.terms])
    if form == "json":
        echo_json({**about(library), "terms": plain_values(found)})
    else:
        click.echo(glossary_text(found, library, style()), nl=False)
