"""`workup history`: what was rehearsed on this device, what to revisit, and how to delete it all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workup.cli.options import content_options, echo_json, format_option, style
from workup.knowledge.library import Library

if TYPE_CHECKING:
    from workup.teaching.history import History


@click.command("history")
@click.option("--file", "named", metavar="FILE", help="Use this history instead of the one in your data folder.")
@click.option("--delete", is_flag=True, help="Delete the whole history, after asking.")
@click.option("--yes", is_flag=True, help="With --delete: do not ask.")
@format_option("text", "json")
@content_options
def command(named: str | None, delete: bool, yes: bool, form: str, library: Library) -> None:
    """List what was rehearsed and what to revisit, or delete it all.

    The history is one file on this device: no names, no accounts, no network.
    It is in your data folder, or in the folder that WORKUP_DATA names.

    \b
    Example:
      workup history
      workup history --delete
    """
    from workup.explaining.values import about
    from workup.rendering.history import history_text, history_values
    from workup.teaching.due import Due, due_dates
    from workup.teaching.history import FILE_NAME, History, HistoryExtraError, data_folder
    from workup.teaching.sentences import say

    history = History(Path(named) if named else data_folder() / FILE_NAME)
    if delete:
        _delete(history, yes, form, library, own=not named)
        return
    if yes:
        raise click.UsageError("--yes goes with --delete")
    rehearsals = history.rehearsals()
    try:
        due: tuple[Due, ...] | str = due_dates(rehearsals, datetime.now(UTC))
    except HistoryExtraError as error:
        due = say("history_needs", what=error.what, instead=error.instead)
    if form == "json":
        echo_json({**about(library), **history_values(rehearsals, due, history.path, library)})
    else:
        click.echo(history_text(rehearsals, due, history.path, library, style()), nl=False)


def _delete(history: History, yes: bool, form: str, library: Library, *, own: bool) -> None:
    """Delete the file, after asking on the error stream, so that the answer can go into a pipe.

    With `own`, the data folder's history, the attempts that are kept there go too.
    """
    from workup.cli.attempt_files import kept_attempts, remove_attempt
    from workup.explaining.values import about
    from workup.rendering.history import deleted_text, deleted_values

    attempts = kept_attempts() if own else ()
    sure = yes or not (history.path.exists() or attempts) or _confirmed(history.path, len(attempts))
    deleted: tuple[Path, ...] = ()
    if sure:
        deleted = (*history.delete(), *attempts)
        for path in attempts:
            remove_attempt(path)
    if form == "json":
        echo_json({**about(library), **deleted_values(deleted, history.path)})
    else:
        click.echo(deleted_text(deleted if sure else None, history.path, library, style()), nl=False)


def _confirmed(path: Path, attempts: int) -> bool:
    from workup.teaching.sentences import count, say

    asks = count("history_ask_attempts", attempts, file=str(path)) if attempts else say("history_ask", file=str(path))
    try:
        return click.confirm(asks, err=True)
    except click.Abort:
        click.echo(f"\n{say('history_unasked')}", err=True)
        raise
