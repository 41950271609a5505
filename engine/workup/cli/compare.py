"""`workup compare`: why this step rather than that one."""

from __future__ import annotations

import click

from workup.cli.options import CaseOptions, case_options, content, content_options, echo_json, format_option, style


@click.command("compare")
@click.argument("this")
@click.argument("that")
@case_options
@format_option("text", "json")
@content_options
def command(
    this: str,
    that: str,
    case_file: str | None,
    settings: tuple[str, ...],
    done: tuple[str, ...],
    pending: tuple[str, ...],
    unobtainable: tuple[str, ...],
    form: str,
    pathways: str | None,
    rules: str | None,
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

    library = content(pathways, rules)
    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(CaseOptions(case_file, settings, done, pending, unobtainable).case(library))
    found = compare(agenda, this, that, reasoner)
    if form == "json":
        echo_json({**about(library), **comparison_values(found)})
    else:
        click.echo(comparison_text(found, style()), nl=False)
