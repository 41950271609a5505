"""A text on its way to a case: its words, and how each of them is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workup.knowledge.library import Library
from workup.reading.clauses import Scope
from workup.reading.phrases import PhraseIndex
from workup.reading.tokens import Token


@dataclass(frozen=True, eq=False)
class Telling:
    """The tokens of a text with the words that they are read as; all sequences are as long as the tokens."""

    library: Library
    index: PhraseIndex
    text: str
    tokens: Sequence[Token]
    words: Sequence[str]
    said: Sequence[Scope]
    signs: Sequence[bool]
    """Which words only say how others are said: "no", "possibly", "mother"."""
