"""Phrases with parts to choose from: "no (palpable|enlarged)? nodes" stands for three."""

from __future__ import annotations

import re
from itertools import product

MOST_VARIANTS = 400
"""How many phrases one may stand for."""

_PARTS = re.compile(r"\(([^()]*)\)(\?)?|([^()]+)")


def written_out(phrase: str) -> tuple[str, ...]:
    """Give every phrase that one stands for: a part in brackets is one of its words between bars; "?" leaves it out.

    Raises ValueError where a bracket does not close, stands within another, or there are more than `MOST_VARIANTS`.

    >>> written_out("no (palpable|enlarged)? nodes")
    ('no palpable nodes', 'no enlarged nodes', 'no nodes')
    """
    if "(" not in phrase and ")" not in phrase:
        return (phrase,)
    parts: list[tuple[str, ...]] = []
    end = 0
    for match in _PARTS.finditer(phrase):
        if match.start() != end:
            break
        end = match.end()
        chosen, optional, plain = match.groups()
        parts.append((plain,) if plain is not None else (*chosen.split("|"), *([""] if optional else [])))
    if end != len(phrase):
        raise ValueError(f"a bracket does not close, or stands within another: {phrase}")
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_VARIANTS:
        raise ValueError(f"one phrase stands for {count} at once, {MOST_VARIANTS} at most: {phrase}")
    return tuple(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*parts)))
