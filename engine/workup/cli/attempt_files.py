"""What is kept of attempts: files written whole or not at all, so that a killed terminal loses nothing; the history."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from workup.cli.options import read_text
from workup.knowledge.errors import CaseError, Problem
from workup.teaching.events import SavedAttempt
from workup.teaching.history import FILE_NAME, History, HistoryError, HistoryExtraError, Rehearsal, data_folder

if TYPE_CHECKING:
    from workup.teaching.session import Session


def attempt_path(named: str | None, scenario: str, changed: Mapping[str, object]) -> Path:
    """Give where an attempt is kept: the file the user named, or one in the data folder."""
    if named:
        return Path(named)
    parts = [scenario, *(f"{name}={value}" for name, value in sorted(changed.items()))]
    safe = "".join(sign if sign.isalnum() or sign in "._=+-" else "_" for sign in "+".join(parts))
    return data_folder() / "attempts" / f"{safe}.json"


def read_attempt(path: Path) -> SavedAttempt | None:
    """Read a kept attempt; None where there is none. Raises CaseError where the file is not one."""
    try:
        if not path.exists():
            return None
    except OSError as error:
        raise _cannot(path, "read", error) from error
    try:
        return SavedAttempt.model_validate_json(read_text(str(path)))
    except ValidationError as error:
        raise CaseError(
            [
                Problem(
                    str(path),
                    None,
                    f"this is not a kept attempt: {error.errors()[0]['msg'].lower()}",
                    "begin anew with --fresh, or name another file",
                )
            ]
        ) from error


def write_attempt(path: Path, saved: SavedAttempt) -> None:
    """Write an attempt so that the file is whole at every moment. Raises CaseError where it cannot be written."""
    text = saved.model_dump_json(indent=1) + "\n"
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _cannot(path, "kept", error) from error


def remove_attempt(path: Path) -> None:
    """Remove a kept attempt, with what a killed writer or a change of content left beside it. Raises CaseError."""
    beside = (other for other in path.parent.glob(f"{path.stem}*") if _belongs(other.name, path))
    try:
        for one in (*beside, path):
            one.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot(path, "deleted", error) from error


def _belongs(name: str, path: Path) -> bool:
    part = name.startswith(f"{path.name}.") and name.endswith(".part")
    return part or re.fullmatch(rf"{re.escape(path.stem)}\.old\d*\.json", name) is not None


def set_aside(path: Path) -> Path:
    """Rename a kept attempt that can no longer be resumed, and give its new place. Raises CaseError."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.old{number}.json")).exists():
        number += 1
    try:
        path.replace(aside)
    except OSError as error:
        raise _cannot(path, "renamed", error) from error
    return aside


def _cannot(path: Path, what: str, error: OSError) -> CaseError:
    why = (error.strerror or str(error)).lower()
    return CaseError(
        [Problem(str(path), None, f"the attempt cannot be {what}: {why}", "name another file with --save")]
    )


def kept_attempts() -> tuple[Path, ...]:
    """Give every attempt kept in the data folder."""
    return tuple(sorted((data_folder() / "attempts").glob("*.json")))


def record_rehearsal(session: Session) -> None:
    """Add the rehearsal to the history.

    Where the extra is not installed nothing is said of it; a history that cannot be written is told, and the
    attempt goes on.
    """
    from workup.teaching.debrief import debrief

    library = session.reasoner.library
    found = debrief(session.attempt, session.weights)
    rehearsal = Rehearsal(
        scenario=session.scenario.scenario,
        pathway=library.pathway.pathway,
        content_hash=library.content_hash,
        mode=session.attempt.mode,
        finished_on=datetime.now(UTC),
        score=found.score.number,
        band=found.score.band,
        unsafe=len(found.score.unsafe),
        hints=found.score.hints,
        cards=tuple(card.card for card in found.cards),
    )
    try:
        History(data_folder() / FILE_NAME).record(rehearsal)
    except HistoryExtraError:
        return
    except HistoryError as error:
        click.echo(str(error), err=True)
