"""`workup what-if`: which steps change when findings do, and why."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content, content_options, echo_json, format_option, style
from workup.knowledge.errors import CaseError, Problem
from workup.reasoning.case_reading import parse_settings


@click.command("what-if")
@click.argument("changes", nargs=-1, required=True, metavar="FINDING=VALUE...")
@case_options
@format_option("text", "json")
@content_options
def command(
    changes: tuple[str, ...],
    case_file: str | None,
    settings: tuple[str, ...],
    done: tuple[str, ...],
    pending: tuple[str, ...],
    unobtainable: tuple[str, ...],
    form: str,
    pathways: str | None,
    rules: str | None,
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

    library = content(pathways, rules)
    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(CaseOptions(case_file, settings, done, pending, unobtainable).case(library))
    withdrawn = {change.removesuffix("=").strip(): None for change in changes if change.endswith("=")}
    stated = parse_settings(change for change in changes if not change.endswith("="))
    if twice := sorted(set(stated) & set(withdrawn)):
        raise CaseError([Problem("", None, f"{twice[0]} stands twice: stated and withdrawn", "keep one")])
    found = what_if(agenda, {**stated, **withdrawn}, reasoner)
    if form == "json":
        echo_json({**about(library), **what_if_values(found)})
    else:
        click.echo(what_if_text(found, style()), nl=False)
