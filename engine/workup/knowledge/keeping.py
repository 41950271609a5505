"""What was read from content once, kept on this device, so that the next start reads no YAML and checks nothing anew.

A kept value belongs to the very bytes of the content, to the code that made it and to the Python that wrote it:
where any of them differs it is made again. It may be deleted at any time. What is read back can only become the
plain values and frozen shapes of Workup: unlike a bare pickle it cannot run code.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")

MOST_CONTENTS = 8
"""How many contents are kept; the longest unused goes first."""

_OFF = ("", "0", "no", "off")


def cache_folder() -> Path | None:
    """Give where values are kept: `WORKUP_CACHE` where it is set ("off" for nowhere), else the system's place."""
    named = os.environ.get("WORKUP_CACHE")
    if named is not None:
        return None if named.strip().lower() in _OFF else Path(named).expanduser()
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("workup", appauthor=False))


class Keeper:
    """Keep what is made of one content; without a folder, make it each time.

    Nothing is said where a file is missing, spoilt or cannot be written.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    @classmethod
    def of(cls, contents: Mapping[str, bytes]) -> Keeper:
        """Give the keeper of named files."""
        where = cache_folder()
        digest = sha256(f"{sys.implementation.cache_tag}\n".encode())
        for name in sorted(contents):
            digest.update(f"{name}\0{len(contents[name])}\0".encode())
            digest.update(contents[name])
        return cls(where and where / digest.hexdigest())

    def kept(self, name: str, make: Callable[[], Value], rooms: Iterable[str] = ("knowledge",)) -> Value:
        """Give a value that is kept, or make it and keep it; `rooms` are those whose code makes it."""
        if self.folder is None:
            return make()
        path = self.folder / f"{name}-{_code(tuple(rooms))}"
        found: Value | None = _read(path)
        if found is None:
            found = make()
            _write(path, found)
        return found


NOWHERE = Keeper(None)


_ROOMS = ("workup.knowledge.", "workup.reasoning.", "workup.reading.")


class _Shapes(pickle.Unpickler):
    """Read plain values and the dataclasses of these rooms; refuse all else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        if module.startswith(_ROOMS):
            found = super().find_class(module, name)
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not kept")


def _read(path: Path) -> Any:
    """Give what a file keeps; None where there is nothing to trust."""
    with suppress(OSError):
        content = path.read_bytes()
        mark, body = content[:32], content[32:]
        if sha256(body).digest() == mark:
            with suppress(OSError):
                os.utime(path.parent)
            with suppress(Exception):  # whatever a crafted file brings about: it is made again
                return _Shapes(io.BytesIO(body)).load()
    return None


def _write(path: Path, value: object) -> None:
    body = pickle.dumps(value, protocol=5)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.write_bytes(sha256(body).digest() + body)
        beside.replace(path)
        _clear(path)


def _clear(new: Path) -> None:
    """Remove what older code kept under the same name, and the contents that were not used for longest."""
    from shutil import rmtree

    for old in new.parent.glob(f"{new.name.rpartition('-')[0]}-*"):
        if old != new and len(old.name) == len(new.name):
            old.unlink(missing_ok=True)
    contents = [path for path in new.parents[1].iterdir() if len(path.name) == 64 and path.is_dir()]
    contents.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for old in contents[MOST_CONTENTS:]:
        rmtree(old, ignore_errors=True)


@cache
def _code(rooms: tuple[str, ...]) -> str:
    """Give a short hash of the code of some rooms."""
    package = Path(__file__).parents[1]
    digest = sha256()
    for path in sorted(path for room in rooms for path in (package / room).glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
