"""YAML and JSON text into plain values, each with the line it stands on.

Every scalar stays text (no Norway problem); the vocabulary gives it its type later.
Anchors, aliases, tags and duplicate keys are errors, and so is a file past `LARGEST` bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from workup.knowledge.errors import Problem

LARGEST = 1_000_000
"""The largest file read, in bytes."""

_DEEPEST = 40

Place = tuple[str | int, ...]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A file's values (mappings, lists and text) and the line of each of their places."""

    path: str
    value: Any
    lines: Mapping[Place, int] = field(default_factory=lambda: MappingProxyType({}))

    def line(self, place: Place) -> int | None:
        """Give the line of the value at `place`, or of the nearest value that encloses it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def problem(self, place: Place, what: str, instead: str = "") -> Problem:
        """Say what is wrong at `place`."""
        return Problem(self.path, self.line(place), what, instead)


def read_document(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """Read the file at `path`, called `name` in messages; never raise for what the file holds."""
    try:
        if path.stat().st_size > LARGEST:
            return Document(name, None), [Problem(name, None, f"the file is larger than {LARGEST:,} bytes", "split it")]
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return Document(name, None), [
            Problem(name, None, f"the file is not UTF-8 text (byte {error.start})", "save it as UTF-8")
        ]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Document(name, None), [Problem(name, None, f"the file cannot be read: {reason}")]
    return parse_document(text, name)


def parse_document(text: str, name: str) -> tuple[Document, list[Problem]]:
    """Parse YAML (JSON is a part of it).

    >>> document, problems = parse_document("a: no\\nb: [1, 2]", "case.yaml")
    >>> document.value, document.line(("b", 1)), problems
    ({'a': 'no', 'b': ['1', '2']}, 2, [])
    """
    if len(text) > LARGEST:
        return Document(name, None), [Problem(name, None, f"the text is longer than {LARGEST:,} characters")]
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except _ForbiddenError as error:
        return Document(name, None), [error.problem]
    except yaml.MarkedYAMLError as error:
        lines = max(1, len(text.splitlines()))
        line = min(mark.line + 1, lines) if (mark := error.problem_mark) else None
        return Document(name, None), [
            Problem(name, line, f"this is not YAML: {error.problem}", _yaml_hint(str(error.problem), text, line))
        ]
    except (yaml.YAMLError, ValueError) as error:
        return Document(name, None), [Problem(name, None, f"this is not YAML: {str(error).splitlines()[0]}")]
    if builder.is_empty:
        return Document(name, None), [Problem(name, None, "the file is empty")]
    return Document(name, builder.value, MappingProxyType(builder.lines)), builder.problems


def _yaml_hint(problem: str, text: str, line: int | None) -> str:
    if "mapping values are not allowed" in problem:
        return "put quotes round text that contains a colon and a space"
    lines = text.splitlines()
    if line and line <= len(lines) and "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]:
        return "indent with spaces"
    return ""


class _ForbiddenError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Build plain values from YAML events in one pass; what is forbidden stops it at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.lines: dict[Place, int] = {}
        self.value: Any = None
        self.is_empty = True
        self._documents = 0
        self._open: list[_Open] = []

    def take(self, event: Any) -> None:
        """Take the next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._refuse(event)
            if not self._open and not event.value and event.style is None:
                return
            self._put(event.value, event.start_mark.line + 1, is_scalar=True)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse(event)
            if len(self._open) >= _DEEPEST:
                raise self._forbidden(event, f"values are nested more than {_DEEPEST} deep", "")
            container: Any = {} if kind is yaml.MappingStartEvent else []
            place = self._put(container, event.start_mark.line + 1, is_scalar=False)
            self._open.append(_Open(container, place))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
        elif kind is yaml.AliasEvent:
            raise self._anchor(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._forbidden(event, "a second document starts here", "write one document a file")

    def _put(self, value: Any, line: int, *, is_scalar: bool) -> Place:
        """Put a value where the next one belongs, and give its place; a key is kept for the value after it."""
        if not self._open:
            self.value, self.is_empty = value, False
            self.lines[()] = line
            return ()
        holder = self._open[-1]
        if isinstance(holder.container, list):
            place = (*holder.place, len(holder.container))
            holder.container.append(value)
        elif holder.key is None:
            if not is_scalar:
                self.problems.append(Problem(self.name, line, "a key must be plain text"))
                value = f"(line {line})"
            holder.key, holder.key_line = value, line
            return (*holder.place, value)
        else:
            place, line = (*holder.place, holder.key), holder.key_line
            if holder.key in holder.container:
                what = f"the key {holder.key!r} stands twice (first on line {self.lines[place]})"
                self.problems.append(Problem(self.name, line, what, "keep one"))
                holder.key = None
                return place
            holder.container[holder.key] = value
            holder.key = None
        self.lines[place] = line
        return place

    def _refuse(self, event: Any) -> None:
        if event.anchor:
            raise self._anchor(event)
        if event.tag:
            raise self._forbidden(event, "tags (!) are not used", "write plain text, or quote it")

    def _anchor(self, event: Any) -> _ForbiddenError:
        return self._forbidden(event, "anchors and aliases (& and *) are not used", "write the value out, or quote it")

    def _forbidden(self, event: Any, what: str, instead: str) -> _ForbiddenError:
        return _ForbiddenError(Problem(self.name, event.start_mark.line + 1, what, instead))


@dataclass
class _Open:
    """A mapping or list that is being filled."""

    container: Any
    place: Place
    key: str | None = None
    key_line: int = 0
