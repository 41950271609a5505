"""Plain text in 80 columns: labels, hanging indents, wrapped words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

from workup.explaining.notice import review_line, teaching_line
from workup.knowledge.library import Library

WIDTH = 80

Style = Callable[[str, str], str]
"""(words, role) to words; the role is `head`, `label`, `strong`, `quiet` or `warn`."""


def no_style(words: str, role: str) -> str:
    """Leave words as they are."""
    return words


def ansi_style(words: str, role: str) -> str:
    """Mark words for a terminal; nothing is said by color alone."""
    codes = {"head": "1;4", "label": "2", "strong": "1", "quiet": "2", "warn": "1;31"}
    return f"\x1b[{codes[role]}m{words}\x1b[0m"


def notice(library: Library, style: Style) -> list[str]:
    """Give the two lines that stand above every screen."""
    return [style(teaching_line(library), "strong"), review_line(library.pathway)]


def wrapped(words: str, *, first: str = "", rest: str | None = None, width: int = WIDTH) -> list[str]:
    """Wrap words; the first line starts with `first`, the others with `rest` (blanks as wide as `first`)."""
    rest = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        words,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def labeled(label: str, words: str, style: Style, *, indent: int = 0, gap: int = 12) -> list[str]:
    """Give `label   words`, wrapped beneath itself; words stand beneath a label that leaves them no room."""
    rest = " " * (indent + gap)
    if words and len(label) > gap - 1:
        above = wrapped(label, first=" " * indent)
        return [*(style(line, "label") for line in above), *wrapped(words, first=rest)]
    lines = wrapped(words, first=" " * indent + label.ljust(gap), rest=rest)
    if label:
        lines[0] = lines[0].replace(label, style(label, "label"), 1)
    return lines


def columns(left: str, right: str, style: Style, *, indent: str, role: str = "strong") -> list[str]:
    """Give `left … right` on one line, or on two where they do not fit."""
    room = WIDTH - len(indent) - len(left) - len(right)
    if room >= 2:
        return [f"{indent}{style(left, role)}{' ' * room}{style(right, 'quiet')}"]
    lines = wrapped(left, first=indent, rest=" " * len(indent))
    return [*(style(line, role) for line in lines), f"{' ' * len(indent)}{style(right, 'quiet')}"]


def joined(lines: Iterable[str]) -> str:
    """Give lines as one text without trailing blanks."""
    return "\n".join(line.rstrip() for line in lines) + "\n"
