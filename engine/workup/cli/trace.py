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
    from workup.explaining.languages.known import language_of
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
            say = language_of(library).say
            click.echo(say("trace.whole" if found.intact else "trace.changed"))
            click.echo(say("trace.same_content" if found.same_content else "trace.other_content"))
            click.echo(say("trace.same_agenda") if found.same else say("trace.departs", place=found.departs_at))
            if not found.same:
                click.echo("  " + say("trace.was", value=found.was))
                click.echo("  " + say("trace.now", value=found.now))
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
