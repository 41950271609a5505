"""Two sizes, or two states, told one after the other."""

from __future__ import annotations

import pytest

import workup
from workup.reading.describing import describe
from workup.reading.description import Description

LIBRARY = workup.library()


def note_of(found: Description, finding: str) -> str:
    """Give how a value was come by."""
    return next(item.note for item in found.understood if item.finding == finding)


@pytest.mark.parametrize(
    ("text", "size", "growth"),
    [
        ("It was 3 cm, now 6 cm.", 6, "growing"),
        ("grew from 2 to 5 cm", 5, "growing"),
        ("3 cm -> 6 cm", 6, "growing"),
        ("6 cm, up from 3 cm", 6, "growing"),
        ("7 cm today (4 cm in January)", 7, "growing"),
        ("3 cm a year ago and 6 cm now", 6, "growing"),
        ("It was 6 cm and is now 2 cm.", 2, "shrinking"),
        ("as small as a pea, now 4 cm", 4, "growing"),
    ],
)
def test_of_two_sizes_the_later_counts_and_tells_the_growth(text: str, size: float, growth: str) -> None:
    found = describe(text, LIBRARY)
    assert found.case.findings["lump.size_cm"] == size
    assert found.case.findings["lump.growth"] == growth
    assert "then" in note_of(found, "lump.size_cm")


def test_growth_from_two_sizes_says_where_it_came_from() -> None:
    text = "thigh lump, was 3 cm, now 6 cm"
    found = describe(text, LIBRARY)
    growth = next(item for item in found.understood if item.finding == "lump.growth")
    assert (growth.words, growth.note) == ("3 cm, now 6 cm", "from two sizes: 3 cm, then 6 cm")


def test_a_tenth_is_no_change() -> None:
    assert dict(describe("was 5 cm, now 5.2 cm", LIBRARY).case.findings) == {"lump.size_cm": 5.2}


@pytest.mark.parametrize("text", ["3 cm. 6 cm.", "measured 3 cm in March and 5 cm in June", "5 cm and 7 cm"])
def test_two_sizes_without_an_order_contradict_each_other(text: str) -> None:
    found = describe(text, LIBRARY)
    assert dict(found.case.findings) == {}
    assert [item.finding for item in found.contradictions] == ["lump.size_cm"]


@pytest.mark.parametrize(
    ("text", "finding", "value"),
    [
        ("unchanged for years but growing since winter", "lump.growth", "growing"),
        ("stable for 5 years, growing since March", "lump.growth", "growing"),
        ("painless at first but has become tender", "lump.painful", True),
        ("soft until last year, now hard", "lump.consistency", "hard"),
    ],
)
def test_the_later_word_counts_and_is_said_to_be_the_later(text: str, finding: str, value: object) -> None:
    found = describe(f"Lump, {text}.", LIBRARY)
    assert found.case.findings[finding] == value
    assert found.contradictions == ()
    assert "before it" in note_of(found, finding)


def test_of_two_lengths_of_time_the_longest_is_the_lumps() -> None:
    found = describe("Noted 2 yrs ago, bigger in the last 3 months", LIBRARY)
    assert found.case.findings["lump.duration_months"] == 24
