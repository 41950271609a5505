"""The options that several commands share, and what they mean together."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from workup.knowledge.errors import CaseError, Problem
from workup.knowledge.library import Library
from workup.knowledge.loading import load
from workup.reasoning.case import Case, CheckedCase, check_case
from workup.reasoning.case_reading import parse_settings, read_case_file, read_case_text
from workup.rendering.layout import Style, ansi_style, no_style

FORMATS = ("text", "json", "markdown", "mermaid")


@dataclass(frozen=True)
class CaseOptions:
    """A case as the command line describes it."""

    file: str | None
    settings: tuple[str, ...]
    done: tuple[str, ...]
    pending: tuple[str, ...]
    unobtainable: tuple[str, ...]

    @property
    def given(self) -> bool:
        """Say whether anything at all was given."""
        return bool(self.file or self.settings or self.done or self.pending or self.unobtainable)

    def case(self, library: Library) -> CheckedCase:
        """Read the case: the file first, then the settings over it. Raises CaseError."""
        if self.file == "-":
            start = read_case_text(sys.stdin.read(1_000_001), "standard input", library)
        elif self.file:
            start = read_case_file(Path(self.file), library)
        else:
            start = check_case(Case(), library)
        settings = parse_settings(self.settings)
        case = check_case(
            Case(
                {**start.findings, **settings},
                done=(*start.done, *self.done),
                pending=tuple(step for step in (*start.pending, *self.pending) if step not in self.done),
                unobtainable=tuple(n for n in (*start.unobtainable, *self.unobtainable) if n not in settings),
                attempts=start.attempts,
            ),
            library,
        )
        return replace(case, warnings=tuple(dict.fromkeys((*start.warnings, *case.warnings))))


def case_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that describe a case; the command gets them as `options`."""

    @wraps(command)
    def with_case(
        *,
        case_file: str | None,
        settings: tuple[str, ...],
        done: tuple[str, ...],
        pending: tuple[str, ...],
        unobtainable: tuple[str, ...],
        **others: Any,
    ) -> None:
        command(options=CaseOptions(case_file, settings, done, pending, unobtainable), **others)

    found: Callable[..., None] = with_case
    for option in reversed(
        (
            click.option("--case", "case_file", metavar="FILE", help="A case in YAML or JSON; - for standard input."),
            click.option(
                "--set",
                "settings",
                multiple=True,
                metavar="FINDING=VALUE",
                help="State a finding, such as lump.size_cm=70mm. Repeatable.",
            ),
            click.option("--done", multiple=True, metavar="STEP", help="A step that is done. Repeatable."),
            click.option("--pending", multiple=True, metavar="STEP", help="A step that is ordered. Repeatable."),
            click.option(
                "--unobtainable",
                multiple=True,
                metavar="FINDING",
                help="A finding that was asked and stays unknown. Repeatable.",
            ),
        )
    ):
        found = option(found)
    return found


def content_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose the content; the command gets it, loaded, as `library`."""

    @wraps(command)
    def with_library(*, pathways: str | None, rules: str | None, **others: Any) -> None:
        command(library=content(pathways, rules), **others)

    found = click.option("--rules", metavar="FOLDER", help="Use these rule packs instead of the bundled ones.")(
        with_library
    )
    return click.option("--pathways", metavar="FOLDER", help="Use these pathways instead of the bundled ones.")(found)


def format_option(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add `--format`."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)


def content(pathways: str | None, rules: str | None) -> Library:
    """Load the content that the options name. Raises ContentError."""
    for folder in (pathways, rules):
        if folder is not None and not Path(folder).is_dir():
            raise CaseError([Problem(folder, None, "there is no such folder")])
    return load(pathways, rules)


def read_text(path: str) -> str:
    """Read a file the user named. Raises CaseError where it cannot be read."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError([Problem(path, None, f"the file cannot be read: {_reason(error)}")]) from error


def write_bytes(path: str, content: bytes) -> None:
    """Write a file the user named. Raises CaseError where it cannot be written."""
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise CaseError([Problem(path, None, f"the file cannot be written: {_reason(error)}")]) from error


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "it is not UTF-8 text").lower()


def style() -> Style:
    """Choose marks for a terminal, and none for a pipe or where NO_COLOR is set."""
    return ansi_style if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else no_style


def echo_json(values: Any) -> None:
    """Print plain values as JSON: sorted keys, the same bytes for the same values."""
    click.echo(json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True))
