"""The sentences of a rehearsal, out of the table of the language."""

from __future__ import annotations

from workup.explaining.languages.known import ENGLISH

SIDE_BY_SIDE = " · "
"""What stands between labels: some of them contain commas of their own."""


def say(key: str, /, **slots: str) -> str:
    """Give a sentence of a rehearsal with its slots filled.

    >>> say("never", title="PET")
    'PET: nothing asks for it here.'
    """
    return ENGLISH.say(f"rehearsal.{key}", **slots)


def count(key: str, number: float, /, **slots: str) -> str:
    """Give a sentence about a number of things.

    >>> count("history_hints", 1), count("history_hints", 2)
    ('1 hint', '2 hints')
    """
    return ENGLISH.count(f"rehearsal.{key}", number, **slots)
