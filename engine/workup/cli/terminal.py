"""Where a learner's lines come from, and how screens are written: text or JSON, never a moved cursor."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from workup.cli.options import style
from workup.explaining.values import about
from workup.knowledge.library import Library
from workup.rendering.layout import Style, no_style
from workup.rendering.rehearsal import as_they_are, door_text, plain, screens_text
from workup.teaching.screens import Screen
from workup.teaching.sentences import say


@dataclass(frozen=True)
class Terminal:
    """Lines in, screens out. `script` stands for the keyboard; `as_json` gives one event a line."""

    script: tuple[str, ...] | None
    as_json: bool
    plain: bool
    library: Library

    @property
    def _style(self) -> Style:
        return no_style if self.plain or self.as_json else style()

    def door(self) -> None:
        """Write what stands above every rehearsal."""
        if self.as_json:
            self._event({"event": "door", **about(self.library), "way_out": say("door")})
        else:
            click.echo(door_text(self.library, self._style), nl=False)
            sys.stdout.flush()

    def write(self, screens: tuple[Screen, ...]) -> None:
        """Write screens."""
        if self.as_json:
            for screen in screens:
                self._event({"event": screen.event, "head": screen.head, **screen.values})
        else:
            words_of = plain if self.plain else as_they_are
            click.echo(screens_text(screens, self._style, words_of), nl=False)
            sys.stdout.flush()

    def lines(self) -> Iterator[str]:
        """Give the learner's lines; those of a script or a pipe are shown, so that what is written reads whole.

        A line of a script that starts with # is left out.
        """
        typing = self.script is None and sys.stdin.isatty()
        source = iter(self.script) if self.script is not None else iter(sys.stdin.readline, "")
        while True:
            if typing and not self.as_json:
                click.echo("\n> ", nl=False)
            line = next(source, None)
            if line is None:
                return
            line = line.rstrip("\r\n")
            if self.script is not None and line.startswith("#"):
                continue
            if not typing and not self.as_json:
                click.echo(f"\n> {line}")
            yield line

    def _event(self, values: dict[str, object]) -> None:
        click.echo(json.dumps(values, ensure_ascii=False, sort_keys=True, default=str))
        sys.stdout.flush()
