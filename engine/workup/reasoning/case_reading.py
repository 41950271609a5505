"""Case files (YAML or JSON) and `finding=value` settings into a case, mistakes with their line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workup.knowledge.errors import CaseError, Problem, RealPersonError, shown
from workup.knowledge.library import Library
from workup.reasoning.case import REAL_PERSON, Case, CheckedCase, check_case, looks_real

if TYPE_CHECKING:
    from workup.knowledge.yaml_documents import Document, Place

_COUNT = re.compile(r"[0-9]{1,3}\Z")
_PARTS = ("done", "pending", "unobtainable")


def read_case_file(path: str | Path, library: Library) -> CheckedCase:
    """Read a case from a YAML or JSON file.

    The file holds findings at its top (`lump.depth: deep`, or `lump: {depth: deep}`) or beneath `findings`,
    and may hold the lists `done`, `pending` and `unobtainable` and the mapping `attempts`.
    Raises CaseError (path, line, what, what instead).
    """
    from workup.knowledge.yaml_documents import read_document

    document, problems = read_document(Path(path), str(path))
    return case_of_document(document, problems, library)


def read_case_text(text: str, name: str, library: Library) -> CheckedCase:
    """Read a case from YAML or JSON text; `name` stands for the path in messages. Raises CaseError."""
    from workup.knowledge.yaml_documents import parse_document

    document, problems = parse_document(text, name)
    return case_of_document(document, problems, library)


def case_of_document(document: Document, problems: list[Problem], library: Library) -> CheckedCase:
    """Read a case from a parsed document. Raises CaseError."""
    if problems:
        raise CaseError(problems)
    top = document.value
    if not isinstance(top, dict):
        raise CaseError([document.problem((), "a case is a mapping of findings to values", "lump.depth: deep")])
    places: dict[tuple[str, str], Place] = {}
    findings: dict[str, object] = {}
    lists: dict[str, list[str]] = {part: [] for part in _PARTS}
    attempts: dict[str, int] = {}
    for key, value in top.items():
        place: Place = (key,)
        if key in _PARTS:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                problems.append(document.problem(place, f"{key} must be a list of names", f"{key}: [mri]"))
                continue
            lists[key] = value
            places.update(((key, item), (key, i)) for i, item in enumerate(value))
        elif key == "attempts" and isinstance(value, dict):
            for step, times in value.items():
                places["attempts", step] = ("attempts", step)
                attempts[step] = int(times) if isinstance(times, str) and _COUNT.match(times) else 0
        elif key == "findings" and isinstance(value, dict):
            _flatten(value, "", place, findings, places, document, problems)
        else:
            _flatten({key: value}, "", (), findings, places, document, problems)
    if problems:
        raise CaseError(problems)

    def locate(part: str, name: str) -> tuple[str, int | None]:
        return document.path, document.line(places.get((part, name), ()))

    return check_case(Case(findings, attempts=attempts, **lists), library, locate)


def _flatten(
    value: Mapping[str, Any],
    prefix: str,
    place: Place,
    findings: dict[str, object],
    places: dict[tuple[str, str], Place],
    document: Document,
    problems: list[Problem],
) -> None:
    for key, inner in value.items():
        name, here = f"{prefix}{key}", (*place, key)
        if looks_real(name):
            raise RealPersonError([document.problem(here, *REAL_PERSON)])
        if _holds_reserved_key(inner):
            raise RealPersonError([document.problem(here, *REAL_PERSON)])
        if isinstance(inner, dict) and not prefix:
            _flatten(inner, f"{name}.", here, findings, places, document, problems)
        elif isinstance(inner, dict | list):
            problems.append(document.problem(here, f"{name} must be one value", f"{name}: value"))
        elif name in findings:
            problems.append(document.problem(here, f"{name} is stated twice", "keep one"))
        else:
            findings[name] = inner
            places["findings", name] = here


def _holds_reserved_key(value: object) -> bool:
    if isinstance(value, dict):
        return any(looks_real(str(key)) or _holds_reserved_key(inner) for key, inner in value.items())
    return isinstance(value, list) and any(_holds_reserved_key(inner) for inner in value)


def parse_settings(settings: Iterable[str]) -> dict[str, str]:
    """Read `finding=value` settings. Raises CaseError for one that is not of this form, or stands twice.

    >>> parse_settings(["lump.size_cm=70 mm", "lump.depth=deep"])
    {'lump.size_cm': '70 mm', 'lump.depth': 'deep'}
    """
    found: dict[str, str] = {}
    for setting in settings:
        name, equals, value = (part.strip() for part in setting.partition("="))
        if not equals or not name or not value:
            raise CaseError(
                [
                    Problem(
                        "",
                        None,
                        f"{shown(setting)} is not a setting",
                        "write finding=value, such as lump.depth=deep",
                    )
                ]
            )
        if name in found:
            raise CaseError([Problem("", None, f"{shown(name)} is set twice", "keep one")])
        found[name] = value
    return found
