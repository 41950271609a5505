"""Phrases with parts to choose from: "no (palpable|enlarged)? nodes" stands for three."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from math import prod

MOST_VARIANTS = 400
"""How many phrases one may stand for."""

_PARTS = re.compile(r"\(([^()]*)\)(\?)?|([^()]+)")


Parts = tuple[str | tuple[str, ...], ...]
"""A phrase in order: what it says, and what may be chosen from; an empty choice leaves the part out."""


def parts_of(phrase: str) -> Parts:
    """Give the parts of a phrase: a part in brackets is one of its words between bars; "?" leaves it out.

    Raises ValueError where a bracket does not close, stands within another, or there are more than `MOST_VARIANTS`.

    >>> parts_of("no (palpable|enlarged)? nodes")
    ('no ', ('palpable', 'enlarged', ''), ' nodes')
    """
    if "(" not in phrase and ")" not in phrase:
        return (phrase,)
    parts: list[str | tuple[str, ...]] = []
    end = 0
    for match in _PARTS.finditer(phrase):
        if match.start() != end:
            break
        end = match.end()
        chosen, optional, plain = match.groups()
        parts.append(plain if plain is not None else (*chosen.split("|"), *([""] if optional else [])))
    if end != len(phrase):
        raise ValueError(f"a bracket does not close, or stands within another: {phrase}")
    count = prod(len(part) for part in parts if isinstance(part, tuple))
    if count > MOST_VARIANTS:
        raise ValueError(f"one phrase stands for {count} at once, {MOST_VARIANTS} at most: {phrase}")
    return tuple(parts)


def check_phrases(phrases: Iterable[str]) -> None:
    """Raise ValueError where the brackets of a phrase do not close, as `parts_of` does."""
    for phrase in phrases:
        parts_of(phrase)


def written_out(phrase: str) -> tuple[str, ...]:
    """Give every phrase that one stands for. Raises ValueError as `parts_of` does.

    >>> written_out("no (palpable|enlarged)? nodes")
    ('no palpable nodes', 'no enlarged nodes', 'no nodes')
    """
    parts = ((part,) if isinstance(part, str) else part for part in parts_of(phrase))
    return tuple(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*parts)))
