"""Findings: what can be stated, and how a stated value is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Literal

from workup.knowledge.errors import did_you_mean, nearest, shown
from workup.knowledge.phrase_patterns import check_phrases
from workup.knowledge.shapes import DottedName, Name, Shape, Text

Value = str | bool | int | float
"""A stated value: text for a choice, True or False for yes/no, a number in the finding's unit."""

UNITS: Mapping[str, Mapping[str, Decimal]] = {
    "cm": {
        **dict.fromkeys(("cm", "cms", "centimeter", "centimeters", "centimetre", "centimetres"), Decimal(1)),
        **dict.fromkeys(("mm", "mms", "millimeter", "millimeters", "millimetre", "millimetres"), Decimal("0.1")),
        **dict.fromkeys(("in", "inch", "inches", '"'), Decimal("2.54")),
    },
    "months": {
        **dict.fromkeys(("month", "months", "mo"), Decimal(1)),
        **dict.fromkeys(("year", "years", "y", "yr", "yrs"), Decimal(12)),
        **dict.fromkeys(("week", "weeks", "wk", "wks"), Decimal(12) / Decimal("52.18")),
        **dict.fromkeys(("day", "days", "d"), Decimal(12) / Decimal("365.25")),
    },
    "years": dict.fromkeys(("year", "years", "y", "yr", "yrs"), Decimal(1)),
}
"""For each unit that content may use, the words understood and how many of the unit each is."""

_YES = {"yes", "y", "true"}
_NO = {"no", "n", "false"}
_QUANTITY = re.compile(r"^\s*([-+]?[0-9.,]*[0-9][0-9.eE+-]*|nan|[-+]?inf\w*)\s*([A-Za-z\"]*)\s*$", re.I)


@dataclass(frozen=True, kw_only=True)
class Choice(Shape):
    """One value of a finding: its id, its short label, and the clause that says it."""

    value: Name
    label: Text
    says: Text
    aliases: tuple[Text, ...] = ()
    misprints: tuple[Text, ...] = ()
    """Wrong spellings that are met: read, with a word to the reader."""
    phrases: tuple[Text, ...] = ()
    """Words of a description that say it, besides its label, clause and aliases."""
    denied: Name | None = None
    """The value that a denial of this one states."""


@dataclass(frozen=True, kw_only=True)
class OverTime(Shape):
    """What two numbers told one after the other say of another finding: a size that was smaller says growing."""

    finding: DottedName
    more: Name
    less: Name


@dataclass(frozen=True, kw_only=True)
class Finding(Shape):
    """One thing that can be stated; it belongs to exactly one step."""

    finding: DottedName
    label: Text
    step: Name
    type: Literal["choice", "yes_no", "number"]
    question: Text
    values: tuple[Choice, ...] = ()
    unit: Literal["cm", "months", "years"] | None = None
    range: tuple[float, float] | None = None
    usual: tuple[float, float] | None = None
    whole: bool = False
    says: Text | None = None
    codes: Mapping[str, Text] = field(default_factory=dict)
    phrases: tuple[Text, ...] = ()
    """Of a number: words that stand before or behind it in a description."""
    topic: tuple[Text, ...] = ()
    """Words that name the finding without saying a value."""
    other_meanings: tuple[Text, ...] = ()
    """Words that look like a value of it and say something else."""
    denied: Name | None = None
    """The value of a choice that a denial states."""
    prevails: Name | None = None
    """Of a choice that joins several things: the value that counts where a text tells it of one of them."""
    about: tuple[Literal["past", "relatives"], ...] = ()
    """Whom and when it may be about besides the patient now."""
    vague: tuple[Text, ...] = ()
    """Words that touch it and give none of its values: "leg", of a site in the thigh or the calf."""
    signs: tuple[tuple[Text, ...], ...] = ()
    """Of a yes/no that joins several signs: the words of each. "No" needs the denial of every one."""
    only_with: DottedName | None = None
    """The finding without which its short phrases mean something else: "not biopsied" of a name once given."""
    needs_topic: bool = False
    """A short name of a value counts only beside a word of the topic: "called a lipoma", not "lipoma"."""
    over_time: OverTime | None = None
    """Of a number: what its rise or fall says."""
    line: int = 0

    def __post_init__(self) -> None:
        """Refuse what does not fit its type."""
        check_phrases(self.all_phrases)
        if self.type == "number":
            if not (self.unit and self.range and self.says and "{value}" in self.says):
                raise ValueError("a number needs unit, range and says with {value} in it")
            if self.values:
                raise ValueError("a number has no values")
            if self.range[0] > self.range[1]:
                raise ValueError("range runs from the smaller to the larger number")
        else:
            if self.unit or self.range or self.usual or self.says:
                raise ValueError("unit, range, usual and says belong to numbers")
            ids = [choice.value for choice in self.values]
            if self.type == "yes_no" and ids != ["yes", "no"]:
                raise ValueError("a yes/no finding has the values yes and no, yes first")
            if self.signs and (self.type != "yes_no" or len(self.signs) < 2):
                raise ValueError("signs are two or more, and of a yes/no finding")
            if self.over_time:
                raise ValueError("over_time belongs to a number")
            if self.phrases:
                raise ValueError("phrases belong to a number, or to a value of a choice")
            if self.prevails is not None and (self.type != "choice" or self.prevails not in ids):
                raise ValueError("prevails names one of the values of a choice")
            if self.denied is not None and (self.type != "choice" or self.denied not in ids):
                raise ValueError("denied names one of the values of a choice")
            if any(c.denied is not None and (c.denied not in ids or self.type != "choice") for c in self.values):
                raise ValueError("denied names another of the values of a choice")
            if len(ids) < 2 or len(set(ids)) != len(ids):
                raise ValueError("values must be two or more, each once")
            words = [word.lower() for choice in self.values for word in (choice.value, *choice.aliases)]
            if twice := {word for word in words if words.count(word) > 1}:
                raise ValueError(f"one word for two values: {', '.join(sorted(twice))}")

    @property
    def all_phrases(self) -> tuple[str, ...]:
        """Give every phrase by which a description may touch it, of any kind."""
        own = (*self.phrases, *self.topic, *self.other_meanings, *self.vague)
        signs = (phrase for words in self.signs for phrase in words)
        return (*own, *signs, *(phrase for choice in self.values for phrase in choice.phrases))

    @property
    def is_undeniable(self) -> bool:
        """Say whether a denial states nothing of it, as of a site: "no pain in the thigh lump" tells the site."""
        return self.type == "choice" and self.denied is None and not any(c.denied for c in self.values)

    def choice(self, value: Value) -> Choice:
        """Give the choice behind a stated value of a choice or yes/no finding."""
        wanted = ("yes" if value else "no") if isinstance(value, bool) else value
        return next(choice for choice in self.values if choice.value == wanted)

    def allowed(self) -> str:
        """Say in words what may be stated."""
        if self.range is not None:
            low, high = (plain_number(bound) for bound in self.range)
            whole = "a whole number" if self.whole else "a number"
            return f"{whole} of {self.unit} from {low} to {high}"
        return ", ".join(choice.value for choice in self.values)

    def read(self, raw: object) -> Value:
        """Read a stated value.

        Raises ValueError that says what is wrong and, on a second line, what is allowed.
        """
        if self.type == "number":
            return self._read_number(raw)
        if self.type == "yes_no" and isinstance(raw, bool):
            return raw
        if not isinstance(raw, str):
            raise ValueError(f"{self.finding} cannot be {shown(repr(raw))}\nallowed: {self.allowed()}")
        word = _as_word(raw)
        if self.type == "yes_no" and word in _YES | _NO:
            return word in _YES
        if word in self._words:
            return self._words[word] if self.type == "choice" else self._words[word] == "yes"
        hint = did_you_mean(nearest(word, [choice.value for choice in self.values]))
        allowed = f"allowed: {self.allowed()}"
        raise ValueError(f"{self.finding} cannot be {shown(raw)}\n{f'{hint} {allowed}' if hint else allowed}")

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {_as_word(word): c.value for c in self.values for word in (*c.aliases, *c.misprints, c.value)}

    def _read_number(self, raw: object) -> Value:
        assert self.range is not None
        assert self.unit is not None
        refused = ValueError(f"{self.finding} cannot be {_shown_number(raw)}\nallowed: {self.allowed()}")
        number: Decimal | None = None
        factor = Decimal(1)
        if isinstance(raw, str):
            match = _QUANTITY.match(raw) if len(raw) <= 60 else None
            if match:
                word = match[2].lower()
                if word and word not in UNITS[self.unit]:
                    known = ", ".join(sorted(unit for unit in UNITS[self.unit] if unit.isalpha()))
                    raise ValueError(f"{self.finding} has no unit {shown(match[2])}\nunits understood: {known}")
                factor = UNITS[self.unit].get(word, factor)
                with suppress(InvalidOperation):
                    number = Decimal(match[1])
        elif isinstance(raw, float | Decimal) or (isinstance(raw, int) and abs(raw) < _LARGEST):
            number = None if isinstance(raw, bool) else Decimal(str(raw))
        if number is None or not number.is_finite() or number.adjusted() > 12:
            raise refused
        number = round(number * factor, 4)
        if self.whole and number != int(number):
            raise refused
        if not Decimal(str(self.range[0])) <= number <= Decimal(str(self.range[1])):
            raise refused
        return int(number) if number == int(number) else float(number)

    def misprinted(self, raw: object) -> Choice | None:
        """Give the choice that a misprint was read as; None where the spelling is right."""
        word = _as_word(raw) if isinstance(raw, str) else ""
        return next((c for c in self.values if word in {_as_word(wrong) for wrong in c.misprints}), None)

    def unusual(self, value: Value) -> bool:
        """Say whether a number lies outside what is usual."""
        if self.usual is None or isinstance(value, str):
            return False
        return not self.usual[0] <= value <= self.usual[1]


_LARGEST = 10**12


def _shown_number(raw: object) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) >= _LARGEST:
        return "a number that large"
    return shown(str(raw))


def _as_word(raw: str) -> str:
    return re.sub(r"[\s-]+", "_", raw.strip().lower())


def plain_number(value: float) -> str:
    """Write a number as people do.

    >>> plain_number(7.0), plain_number(2.5)
    ('7', '2.5')
    """
    return str(int(value)) if value == int(value) else f"{value:g}"
