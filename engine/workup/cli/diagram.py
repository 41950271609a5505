"""`workup diagram`: the pathway with one case on it, as SVG or Mermaid."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content_options, format_option, write_bytes
from workup.knowledge.library import Library


@click.command("diagram")
@click.option("--out", metavar="FILE", help="Write the diagram here instead of printing it.")
@case_options
@format_option("svg", "mermaid")
@content_options
def command(
    out: str | None,
    options: CaseOptions,
    form: str,
    library: Library,
) -> None:
    """Draw the pathway by stage with the status of each step and the route ahead.

    \b
    Example:
      workup diagram --set lump.site=thigh --set lump.depth=deep --out lump.svg
    """
    from workup.explaining.route import route_ahead
    from workup.reasoning.reasoner import reasoner_of
    from workup.rendering.mermaid import agenda_mermaid
    from workup.rendering.svg import agenda_svg

    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(options.case(library))
    draw = agenda_svg if form == "svg" else agenda_mermaid
    drawn = draw(agenda, route_ahead(agenda, reasoner))
    if out:
        write_bytes(out, drawn.encode())
    else:
        click.echo(drawn, nl=False)
