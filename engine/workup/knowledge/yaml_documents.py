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
            return Document(name, None), [
                Problem(name, None, f"the file is larger than {LARGEST:,} bytes", "split it")
            ]
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
    problems: list[Problem] = []
    try:
        if problem := _first_forbidden(text, name):
            return Document(name, None), [problem]
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = mark.line + 1 if (mark := error.problem_mark) else None
        return Document(name, None), [
            Problem(name, line, f"this is not YAML: {error.problem}", _yaml_hint(str(error.problem)))
        ]
    except (yaml.YAMLError, ValueError) as error:
        return Document(name, None), [Problem(name, None, f"this is not YAML: {str(error).splitlines()[0]}")]
    if root is None:
        return Document(name, None), [Problem(name, None, "the file is empty")]
    lines: dict[Place, int] = {}
    value = _plain(root, (), lines, problems, name)
    return Document(name, value, MappingProxyType(lines)), problems


def _yaml_hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "put quotes round text that contains a colon and a space"
    if "tab" in problem or "\\t" in problem:
        return "indent with spaces"
    return ""


def _first_forbidden(text: str, name: str) -> Problem | None:
    """Find an anchor, an alias, a tag or a second document before anything is built from them."""
    depth = 0
    documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                return Problem(name, line, "a second document starts here", "write one document a file")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return Problem(name, line, f"values are nested more than {_DEEPEST} deep")
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return Problem(
                name, line, "anchors and aliases (& and *) are not used", "write the value out, or quote it"
            )
        if getattr(event, "tag", None):
            return Problem(name, line, "tags (!) are not used", "write plain text, or quote it")
    return None


def _plain(node: yaml.Node, place: Place, lines: dict[Place, int], problems: list[Problem], name: str) -> Any:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, i), lines, problems, name) for i, item in enumerate(node.value)]
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(name, line, "a key must be plain text"))
            continue
        key = key_node.value
        if key in values:
            first = lines[(*place, key)]
            problems.append(
                Problem(name, line, f"the key {key!r} stands twice (first on line {first})", "keep one")
            )
            continue
        values[key] = _plain(value_node, (*place, key), lines, problems, name)
        lines[(*place, key)] = line
    return values
