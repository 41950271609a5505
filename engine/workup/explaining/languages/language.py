"""A language: every sentence whole, under a key, with named slots; and how a list is joined in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workup.knowledge.findings import plain_number

Joined = Literal["and", "or", "until"]
"""What joins a list: all of it, any of it, or one "until" after another."""


@dataclass(frozen=True)
class Language:
    """One language as a table of sentences.

    A slot holds a number, a name or label of the content, a whole main clause of the content ("the lump is
    deep"), another whole sentence of the table, or a list of these; never a part of a sentence that another
    language would have to put elsewhere. A language in which a clause cannot stand behind "because" as it is
    sets a colon there.
    """

    code: str
    sentences: Mapping[str, str]
    form_of: Callable[[float], str]
    """Number to the form of its sentence: in English `one` or `many`, the last part of a key."""
    after_colon: Callable[[str], str]
    """How a sentence of the content goes on after a colon."""

    def say(self, key: str, /, **slots: str) -> str:
        """Say a sentence with its slots filled."""
        return self.sentences[key].format(**slots)

    def count(self, key: str, number: float, /, **slots: str) -> str:
        """Say a sentence about a number of things, in the form that the number asks for."""
        return self.sentences[f"{key}.{self.form_of(number)}"].format(number=plain_number(number), **slots)

    def listed(self, parts: Sequence[str], joined: Joined = "and") -> str:
        """Join parts as a person would, so that they can be read in one way only.

        Parts that hold a comma, "and" or "or" are set apart by semicolons, and those set apart so by brackets.
        """
        if len(parts) < 2:
            return "".join(parts)
        if joined == "until":
            return self._chain(parts, "list.until.long")
        if not self._are_long(parts):
            return self._chain(parts, f"list.{joined}.short")
        bracketed = [self.say("list.inner", list=part) if self._is_list(part) else part for part in parts]
        return self._chain(bracketed, f"list.{joined}.long")

    def _chain(self, parts: Sequence[str], key: str) -> str:
        found, *between, last = parts
        for part in between:
            found = self.say(f"{key}.next", first=found, next=part)
        return self.say(f"{key}.last", first=found, last=last)

    def _is_list(self, part: str) -> bool:
        return any(self.say(f"list.{joined}.long.last", first="", last="") in part for joined in ("and", "or"))

    def _are_long(self, parts: Sequence[str]) -> bool:
        marks = [",", ";", *(self.say(f"list.{joined}.short.last", first="", last="") for joined in ("and", "or"))]
        return any(mark in part for part in parts for mark in marks)
