"""A rehearsal as text: screens in 80 columns, words before symbols, nothing that moves the cursor."""

from __future__ import annotations

from collections.abc import Iterable

from workup.knowledge.library import Library
from workup.rendering.layout import Style, joined, labeled, notice, wrapped
from workup.teaching.screens import Screen
from workup.teaching.sentences import say

_WIDEST = 26
"""The widest label that words stand beside."""


def door_text(library: Library, style: Style) -> str:
    """Give what stands above every rehearsal: what it is for, and the way out."""
    return joined([*notice(library, style), *wrapped(say("door"))])


def screens_text(screens: Iterable[Screen], style: Style) -> str:
    """Give screens, each with an empty line above it."""
    lines: list[str] = []
    for screen in screens:
        head = wrapped(screen.head, rest="    ")
        lines += ["", *(style(line, "head") for line in head)]
        gap = max((len(label) for label, _ in screen.lines if len(label) <= _WIDEST), default=0) + 2
        for label, words in screen.lines:
            if len(label) > _WIDEST:
                lines += wrapped(f"{label}: {words}", first="  ", rest="    ")
            else:
                lines += labeled(label, words, style, indent=2, gap=gap) if label else wrapped(words, first="  ")
    return joined(lines)


def plain(text: str) -> str:
    """Give text without signs that a screen reader stumbles over.

    >>> plain("1 deep · 2 7 cm"), plain("0.50 × 35")
    ('1 deep, 2 7 cm', '0.50 times 35')
    """
    return text.replace(" · ", ", ").replace("×", "times").replace("→", "then").replace("–", "-")
