"""The history of rehearsals: one small SQLite file on this device; no names, no accounts, no network.

It keeps which case was rehearsed, when, and what came of it: nothing about the learner, and nothing that the
learner wrote. Whoever deletes the file has deleted everything.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from pydantic import AfterValidator, AwareDatetime, NonNegativeInt, TypeAdapter
from pydantic.dataclasses import dataclass

from workup.knowledge.errors import Problem, WorkupError
from workup.teaching.scoring import Band

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

FILE_NAME = "history.sqlite"
VERSION = 1
"""The version of the tables; a file says its own in `user_version`."""
MARK = 0x576B7570
"""What stands in the file's `application_id`, so that no other program's file is taken for a history: "Wkup"."""
WAIT_SECONDS = 30.0
"""How long one process waits while another one writes."""
INSTALL = "pip install 'workup[history]'"

_HEADER = b"SQLite format 3\x00"
_BESIDE = ("-journal", "-wal", "-shm")


class HistoryError(WorkupError, RuntimeError):
    """Say what is wrong with a history file; `path`, `what` and `instead` are its parts."""

    def __init__(self, path: str, what: str, instead: str = "") -> None:
        self.path, self.what, self.instead = path, what, instead
        super().__init__(str(Problem(path, None, what, instead)))


class HistoryExtraError(HistoryError):
    """Say that an optional package is not installed; `package` names it."""

    def __init__(self, need: str, package: str) -> None:
        self.package = package
        super().__init__("", f"{need} {package}, which is not installed", f"install it with: {INSTALL}")


def _line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("it is one line of text")
    return text


_Line = Annotated[str, AfterValidator(_line)]
_Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


@dataclass(frozen=True)
class Rehearsal:
    """One finished rehearsal of one case. Raises ValueError where a value cannot be one.

    `finished_on` needs a time zone and is kept in UTC. `score` is None where nothing was scored. `unsafe` and
    `hints` are counts; `cards` are the ids of the rules that were missed.
    """

    scenario: _Line
    pathway: _Line
    content_hash: _Line
    mode: _Line
    finished_on: _Moment
    score: int | None
    band: Band
    unsafe: NonNegativeInt
    hints: NonNegativeInt
    cards: tuple[_Line, ...] = ()

    @property
    def case(self) -> tuple[str, str]:
        """Give what names the case: its pathway and its scenario."""
        return self.pathway, self.scenario


def in_order(rehearsals: Iterable[Rehearsal]) -> list[Rehearsal]:
    """Sort by when they were finished; those of the same moment keep their places."""
    return sorted(rehearsals, key=lambda rehearsal: rehearsal.finished_on)


def latest_scored(rehearsals: Iterable[Rehearsal]) -> Mapping[tuple[str, str], Rehearsal]:
    """Give each case's last rehearsal that was scored; a case without one is left out."""
    return {each.case: each for each in in_order(rehearsals) if each.band != "unscored"}


def data_folder() -> Path:
    """Give the user's data folder for Workup: `WORKUP_DATA` where it is set, else the system's place for it.

    Nothing is created.
    """
    if named := os.environ.get("WORKUP_DATA", "").strip():
        return Path(named).expanduser()
    from platformdirs import user_data_dir

    return Path(user_data_dir("workup", appauthor=False))


class History:
    """The rehearsals in one file. Making one touches nothing; the file appears with the first record.

    Every call opens the file and closes it again, so nothing is held open in between, and several processes
    may read and write at once: one waits for the other.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    def record(self, rehearsal: Rehearsal) -> bool:
        """Add a rehearsal; it is on the disk when this returns. Raises HistoryError.

        Gives False, and adds nothing, where the very same rehearsal stands there already.
        """
        _need_sqlalchemy()
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            self._refuse(f"the folder cannot be made: {(error.strerror or str(error)).lower()}", error)
        with self._open("BEGIN IMMEDIATE") as connection:
            if self._is_empty(connection):
                _table().metadata.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {MARK}")
                connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
            row = _adapter().dump_python(rehearsal)
            row |= {"finished_on": _stamp(rehearsal.finished_on), "cards": list(rehearsal.cards)}
            if rehearsal in self._read(connection, row["finished_on"]):
                return False
            connection.execute(_table().insert().values(row))
            return True

    def rehearsals(self) -> tuple[Rehearsal, ...]:
        """Give every rehearsal, the oldest first; none where there is no file yet. Raises HistoryError."""
        _need_sqlalchemy()
        if not self._is_there():
            return ()
        with self._open("BEGIN") as connection:
            return () if self._is_empty(connection) else tuple(self._read(connection))

    def delete(self) -> tuple[Path, ...]:
        """Delete the file, and what SQLite may have left beside it; give what was deleted. Raises HistoryError.

        Needs no SQLAlchemy. A file that is not a history is refused, whatever its name.
        """
        if not self._is_there():
            return ()
        if not self._is_marked():
            self._refuse("it is not a history of Workup, so it is not deleted", instead="delete it yourself")
        beside = [self.path.with_name(self.path.name + ending) for ending in _BESIDE]
        found = [path for path in (*beside, self.path) if path.exists()]
        for path in found:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                self._refuse(f"{path.name} cannot be deleted: {(error.strerror or str(error)).lower()}", error)
        return tuple(found)

    @contextmanager
    def _open(self, begin: str) -> Iterator[Connection]:
        """Open one transaction. A file that cannot be used becomes a HistoryError."""
        from sqlalchemy import URL, create_engine
        from sqlalchemy.exc import SQLAlchemyError
        from sqlalchemy.pool import NullPool

        engine = create_engine(
            URL.create("sqlite", database=str(self.path)),
            poolclass=NullPool,  # a connection is closed when it is given back: Windows deletes no open file
            connect_args={"timeout": WAIT_SECONDS, "isolation_level": None},  # the line below begins, not the driver
        )
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(begin)
                yield connection
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error)
            if reason == "file is not a database":
                self._refuse("it is not a database", error, f"name another file, or move this one away: {self.path}")
            if reason == "database is locked":
                self._refuse("another program is writing to it", error, "try again when that one has finished")
            self._refuse(f"it cannot be used: {reason}", error)

    def _is_empty(self, connection: Connection) -> bool:
        """Say whether nothing was ever recorded; refuse another program's file and a newer version's."""
        mark, version, tables = (
            connection.exec_driver_sql(statement).scalar_one()
            for statement in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if not (mark or version or tables):
            return True
        if mark != MARK:
            self._refuse("it is a database, but not a history of Workup", instead="name another file")
        if version > VERSION:
            self._refuse(
                f"a newer Workup wrote it: it has version {version}, and this Workup knows version {VERSION}",
                instead="update Workup; the file is left as it is",
            )
        return False

    def _read(self, connection: Connection, stamp: str | None = None) -> list[Rehearsal]:
        table = _table()
        query = table.select().order_by(table.c.finished_on, table.c.id)
        if stamp is not None:
            query = query.where(table.c.finished_on == stamp)
        try:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            return [_adapter().validate_python({key: row[key] for key in row if key != "id"}) for row in rows]
        except ValueError as error:
            self._refuse("it holds a rehearsal that cannot be read", error, f"move it away: {self.path}")

    def _is_there(self) -> bool:
        try:
            return self.path.exists()
        except OSError as error:
            self._refuse(f"it cannot be read: {(error.strerror or str(error)).lower()}", error)

    def _is_marked(self) -> bool:
        """Say whether the file is empty, or carries our mark (bytes 68 to 71 of a SQLite file)."""
        try:
            with self.path.open("rb") as file:
                head = file.read(100)
        except OSError as error:
            self._refuse(f"it cannot be read: {(error.strerror or str(error)).lower()}", error)
        return not head or (head.startswith(_HEADER) and head[68:72] == MARK.to_bytes(4, "big"))

    def _refuse(self, what: str, error: Exception | None = None, instead: str = "") -> NoReturn:
        raise HistoryError(str(self.path), what, instead) from error


def _need_sqlalchemy() -> None:
    try:
        import sqlalchemy  # noqa: F401
    except ModuleNotFoundError as error:
        raise HistoryExtraError("the history needs", "SQLAlchemy") from error


def _stamp(moment: datetime) -> str:
    """Write a moment so that later ones sort after earlier ones."""
    return moment.isoformat(timespec="microseconds")


@cache
def _adapter() -> TypeAdapter[Rehearsal]:
    return TypeAdapter(Rehearsal)


@cache
def _table() -> Table:
    from sqlalchemy import JSON, Column, Integer, MetaData, String, Table

    def column(name: str, kind: type[String] | type[Integer] | type[JSON]) -> Column[object]:
        return Column(name, kind, nullable=name == "score")

    return Table(
        "rehearsals",
        MetaData(),
        Column("id", Integer, primary_key=True),
        *(column(name, String) for name in ("scenario", "pathway", "content_hash", "mode", "finished_on")),
        column("score", Integer),
        column("band", String),
        *(column(name, Integer) for name in ("unsafe", "hints")),
        column("cards", JSON),
    )
