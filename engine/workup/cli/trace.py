"""`workup trace`: one agenda as canonical JSON with its hashes, or a replay of one."""

from __future__ import annotations

from dataclasses import asdict

import click

from workup.cli.options import (
    CaseOptions,
    case_options,
    content_options,
    echo_json,
    format_option,
    read_text,
    write_bytes,
)
from workup.knowledge.library import Library


@click.command("trace")
@click.option("--check", "check", metavar="FILE", help="Replay a trace and say whether it still holds.")
@click.option("--out", metavar="FILE", help="Write the trace here instead of printing it.")
@case_options
@format_option("text", "json")
@content_options
def command(
    check: str | None,
    out: str | None,
    options: CaseOptions,
    form: str,
    library: Library,
) -> None:
    """Write a trace of a case, or replay one.

    \b
    Example:
      workup trace --set lump.depth=deep --out deep.trace.json
      workup trace --check deep.trace.json
    """
    from workup.explaining.trace import canonical, check_trace, trace_bytes, trace_values
    from workup.reasoning.reasoner import reasoner_of

    reasoner = reasoner_of(library)
    if check is not None:
        if options.given or out:
            raise click.UsageError("--check takes its case from the trace")
        found = check_trace(read_text(check), check, reasoner)
        if form == "json":
            echo_json(asdict(found))
        else:
            click.echo("the trace is " + ("whole" if found.intact else "CHANGED: its hash does not fit what it says"))
            click.echo("the content is " + ("the same" if found.same_content else "another one than then"))
            click.echo("the agenda is the same" if found.same else f"the agenda departs at {found.departs_at}")
            if not found.same:
                click.echo(f"  was  {found.was}")
                click.echo(f"  now  {found.now}")
        if not (found.same and found.intact):
            raise click.exceptions.Exit(1)
        return
    agenda = reasoner.agenda(options.case(library))
    if out:
        write_bytes(out, trace_bytes(agenda))
    elif form == "json":
        click.echo(canonical(trace_values(agenda)).decode())
    else:
        echo_json(trace_values(agenda))
