"""`workup what-if`: which steps change when findings do, and why."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content_options, echo_json, format_option, style
from workup.knowledge.errors import CaseError, Problem
from workup.knowledge.library import Library
from workup.reasoning.case_reading import parse_settings


@click.command("what-if")
@click.argument("changes", nargs=-1, required=True, metavar="FINDING=VALUE...")
@case_options
@format_option("text", "json")
@content_options
def command(
    changes: tuple[str, ...],
    options: CaseOptions,
    form: str,
    library: Library,
) -> None:
    """State findings anew and see which steps change; `finding=` withdraws one.

    \b
    Example:
      workup what-if lump.depth=deep --set lump.site=thigh --set lump.depth=superficial
    """
    from workup.explaining.values import about, what_if_values
    from workup.explaining.what_if import what_if
    from workup.reasoning.reasoner import reasoner_of
    from workup.rendering.changes import what_if_text

    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(options.case(library))
    withdrawn = {change.removesuffix("=").strip(): None for change in changes if change.endswith("=")}
    stated = parse_settings(change for change in changes if not change.endswith("="))
    if twice := sorted(set(stated) & set(withdrawn)):
        raise CaseError([Problem("", None, f"{twice[0]} stands twice: stated and withdrawn", "keep one")])
    found = what_if(agenda, {**stated, **withdrawn}, reasoner)
    if form == "json":
        echo_json({**about(library), **what_if_values(found)})
    else:
        click.echo(what_if_text(found, style()), nl=False)
