"""A text as words and marks, each with its place; the same for content and for descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FOLDED = str.maketrans(
    {
        "♀": "f",
        "♂": "m",
        **dict.fromkeys("‘’ʼ′", "'"),
        **dict.fromkeys("“”″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f\t", " "),
        "×": "x",
        "∼": "~",
    }
)

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>(?:w/o|p/w|a/w|s/p|f/arm|w/(?= )|[+-]ve)(?!\w)"
    r"|-(?=[,.;)]|$)|[^\W\d_]+(?:'[^\W\d_]+)?|\++|[↑↓])"
    r"|(?P<mark>[.,;:!?()\n])|\S"
)


_DOTTED = re.compile(r"(?<!\w)([ap])\.m\.(?!\w)")
"""The hours whose dots end no sentence: "a.m. headache"."""

_SIMPLE = re.compile("[a-z ]*")
"""Most phrases; they are split without looking for numbers and marks."""


def word_set(words: str) -> frozenset[str]:
    """Give the words of a line as a set."""
    return frozenset(words.split())


EMPTY = frozenset(
    ["a", "an", "the", "his", "her", "their", "its", "this", "that", "of", "left", "right", "l", "r", "lt", "rt"]
)
"""Words that a phrase passes over: "back of her left thigh" is "back thigh"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, in small letters, and where it stands in the text."""

    text: str
    start: int
    end: int
    kind: str
    """`word`, `number`, `mark` (a mark that parts clauses) or `other` (hyphens, slashes and the like)."""


def folded(text: str) -> str:
    """Write small letters, plain quotes and plain dashes; every character keeps its place.

    >>> folded("A “Deep”–seated LUMP")
    'a "deep"-seated lump'
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _DOTTED.sub(lambda match: f"{match[1]}m  ", small.translate(_FOLDED))


def tokens(text: str) -> Iterator[Token]:
    """Give the tokens of a folded text in order; every character but blanks belongs to one.

    >>> [token.text for token in tokens("24f, painless.")]
    ['24', 'f', ',', 'painless', '.']
    """
    for match in _TOKEN.finditer(text):
        yield Token(match[0], match.start(), match.end(), match.lastgroup or "other")


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Give the words of a phrase of the content, as descriptions are matched against it.

    >>> phrase_words("does not hurt"), phrase_words("ASPSCR1::TFE3")
    (('does', 'not', 'hurt'), ('aspscr', '1', 'tfe', '3'))
    """
    if phrase.lower() in EMPTY:
        return (phrase.lower(),)
    if _SIMPLE.fullmatch(phrase):
        return tuple(word for word in phrase.split() if word not in EMPTY)
    found = (
        token
        for token in tokens(folded(phrase.replace("_", " ")))
        if token.kind in ("word", "number") or token.text == ","
    )
    return tuple(token.text for token in found if token.text not in EMPTY)
