"""A rehearsal as text: screens in 80 columns, words before symbols, nothing that moves the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workup.knowledge.library import Library
from workup.rendering.layout import Style, joined, labeled, notice, wrapped
from workup.teaching.screens import Screen
from workup.teaching.sentences import say

_WIDEST = 26
"""The widest label that words stand beside."""


Words = Callable[[str], str]
"""What is done to words before they are laid out."""


def as_they_are(words: str) -> str:
    """Leave words as they are."""
    return words


def door_text(library: Library, style: Style) -> str:
    """Give what stands above every rehearsal: what it is for, and the way out."""
    return joined([*notice(library, style), *wrapped(say("door"))])


def screens_text(screens: Iterable[Screen], style: Style, words_of: Words = as_they_are) -> str:
    """Give screens, each with an empty line above it; `words_of` may make the words plainer."""
    lines: list[str] = []
    for screen in screens:
        head = wrapped(words_of(screen.head), rest="    ")
        told = [(words_of(label), words_of(words)) for label, words in screen.lines]
        lines += ["", *(style(line, "head") for line in head)]
        gap = max((len(label) for label, _ in told if len(label) <= _WIDEST), default=0) + 2
        for label, words in told:
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
