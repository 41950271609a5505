"""How a stated value is read, and what a finding refuses."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from workup.knowledge.findings import Choice, Finding, plain_number


def finding(kind: str, **more: object) -> Finding:
    """Make a finding as a file would: pydantic checks what it says."""
    values = {"finding": "lump.x", "label": "x", "step": "history", "type": kind, "question": "What?", **more}
    return TypeAdapter(Finding).validate_python(values)


def number(unit: str = "cm", low: float = 0.2, high: float = 60, **more: object) -> Finding:
    return finding("number", unit=unit, range=(low, high), says="it is {value}", **more)


def choices(*values: str, **aliases: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value=v, label=v, says=f"it is {v}", aliases=aliases.get(v, ())) for v in values)


SIZE = number()
AGE = number("years", 0, 120, whole=True)
DURATION = number("months", 0, 1200)
DEPTH = finding("choice", values=choices("superficial", "below_fascia", superficial=("subcutaneous", "Under the skin")))
PAIN = finding("yes_no", values=choices("yes", "no", no=("painless",)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7), ("7cm", 7), ("7 cm", 7), (" 7.0  CM ", 7), ("70 mm", 7), ("70mm", 7),
        ("75 millimetres", 7.5),
        ("2.5 inches", 6.35), ('2"', 5.08), ("1 in", 2.54), (7, 7), (7.5, 7.5), (0.2, 0.2), (60, 60),
    ],
)  # fmt: skip
def test_a_length_is_read_in_centimeters(text: object, value: float) -> None:
    assert SIZE.read(text) == value


@pytest.mark.parametrize(
    ("text", "months"),
    [("8 months", 8), ("8", 8), ("2 years", 24), ("1.5 yrs", 18), ("1 mo", 1), ("52.18 weeks", 12),
     ("365.25 days", 12), ("3 weeks", 0.6899)],
)  # fmt: skip
def test_a_time_is_read_in_months(text: str, months: float) -> None:
    assert DURATION.read(text) == months


def test_a_whole_number_is_an_int_and_another_a_float() -> None:
    assert isinstance(SIZE.read("7.0"), int)
    assert isinstance(SIZE.read("7.5"), float)


@pytest.mark.parametrize(
    "raw",
    ["400", 400, -3, "-3", "0", 0, 0.1999, 60.0001, "nan", "inf", "-inf", "infinity",
     float("nan"), float("inf"), "", "seven", "7,5 cm", "1,000", "7 to 8", "7 cm cm", "1_0", "٣", True, None,
     [7], {"a": 7}, b"7", "7" * 61,
     "1e30", 1e30, 10**30, "1e1000000", 10**5000],
    ids=lambda raw: "10**5000" if raw == 10**5000 else repr(raw)[:20],
)  # fmt: skip
def test_what_is_no_number_in_range_is_refused_with_the_range(raw: object) -> None:
    with pytest.raises(ValueError, match=r"allowed: a number of cm from 0\.2 to 60"):
        SIZE.read(raw)


@pytest.mark.parametrize("raw", [400, "400 years", -1, "24.5", 24.5, "121"])
def test_an_age_is_a_whole_number_of_years_in_range(raw: object) -> None:
    with pytest.raises(ValueError, match="allowed: a whole number of years from 0 to 120"):
        AGE.read(raw)


@pytest.mark.parametrize(("raw", "years"), [("24", 24), ("24 y", 24), (24.0, 24), ("0", 0), (120, 120)])
def test_an_age_is_read_in_years(raw: object, years: int) -> None:
    assert AGE.read(raw) == years


@pytest.mark.parametrize(("which", "text"), [(SIZE, "7 kg"), (SIZE, "7 m"), (AGE, "30 months"), (AGE, "2 in")])
def test_an_unknown_unit_is_refused_with_the_units_understood(which: Finding, text: str) -> None:
    with pytest.raises(ValueError, match="units understood: "):
        which.read(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("superficial", "superficial"), ("Superficial ", "superficial"), ("subcutaneous", "superficial"),
        ("under the skin", "superficial"), ("UNDER-THE-SKIN", "superficial"),
        ("below_fascia", "below_fascia"),
        ("below fascia", "below_fascia"), ("Below-Fascia", "below_fascia"),
    ],
)  # fmt: skip
def test_a_choice_is_read_by_its_value_or_an_alias(text: str, value: str) -> None:
    assert DEPTH.read(text) == value


def test_a_wrong_choice_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="cannot be 'superficcial'\ndid you mean superficial"):
        DEPTH.read("superficcial")


@pytest.mark.parametrize("raw", ["deep", "", "yes", True, 1, None, ["superficial"], b"superficial"])
def test_what_is_no_choice_is_refused_with_the_choices(raw: object) -> None:
    with pytest.raises(ValueError, match="allowed: superficial, below_fascia"):
        DEPTH.read(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [(True, True), (False, False), ("yes", True), ("Y", True), ("TRUE", True), ("no", False), ("NO", False),
     ("n", False), ("false", False), ("painless", False)],
)  # fmt: skip
def test_yes_and_no_are_read(raw: object, value: bool) -> None:
    assert PAIN.read(raw) is value


@pytest.mark.parametrize("raw", ["maybe", "on", "off", "1", "0", 1, 0, None, 0.0, "unknown"])
def test_what_is_neither_yes_nor_no_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="allowed: yes, no"):
        PAIN.read(raw)


def test_a_very_long_text_is_refused_in_a_short_message() -> None:
    for which in (SIZE, DEPTH, PAIN):
        with pytest.raises(ValueError, match="cut") as caught:
            which.read("x" * 10_000_000)
        assert len(str(caught.value)) < 300


@given(
    st.text()
    | st.integers()
    | st.floats()
    | st.none()
    | st.binary()
    | st.from_regex(r"\A[-+]?[0-9.,eE+-]{1,12} ?(cm|mm|in)?\Z")
)
def test_any_value_is_read_into_the_range_or_refused_with_the_finding(raw: object) -> None:
    try:
        value = float(SIZE.read(raw))
    except ValueError as error:
        assert str(error).startswith("lump.x ")  # noqa: PT017
    else:
        assert 0.2 <= value <= 60


def test_a_number_outside_what_is_usual_is_unusual() -> None:
    size = number(usual=(0.2, 30))
    assert not size.unusual(30)
    assert size.unusual(30.5)
    assert not DEPTH.unusual("superficial")


def test_the_choice_behind_a_value_is_found() -> None:
    assert PAIN.choice(False).value == "no"
    assert DEPTH.choice("superficial").says == "it is superficial"


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("number", {}, "needs unit, range and says"),
        ("number", {"unit": "cm", "range": (0, 5), "says": "no place"}, "needs unit, range and says"),
        ("number", {"unit": "cm", "range": (5, 0), "says": "{value}"}, "from the smaller to the larger"),
        (
            "number",
            {"unit": "cm", "range": (0, 5), "says": "{value}", "values": choices("a", "b")},
            "no values",
        ),
        ("number", {"unit": "kg", "range": (0, 5), "says": "{value}"}, "'cm', 'months' or 'years'"),
        ("choice", {"values": choices("a")}, "two or more"),
        ("choice", {"values": choices("a", "a")}, "each once"),
        ("choice", {"values": choices("a", "b", a=("B",))}, "one word for two values"),
        ("choice", {"values": choices("a", "b"), "unit": "cm"}, "belong to numbers"),
        ("yes_no", {"values": choices("no", "yes")}, "yes first"),
        ("yes_no", {}, "yes first"),
        ("text", {}, "'choice', 'yes_no' or 'number'"),
        ("choice", {"values": choices("a", "b"), "colour": "red"}, "Unexpected keyword"),
    ],
)
def test_a_finding_that_does_not_fit_its_type_is_refused(kind: str, more: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        finding(kind, **more)


@pytest.mark.parametrize("name", ["depth", "Lump.depth", "lump.depth.x", "lump.", "1lump.depth", "lump depth"])
def test_a_finding_is_named_group_dot_name(name: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        finding("yes_no", finding=name, values=choices("yes", "no"))


def test_a_finding_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        SIZE.label = "y"


def test_numbers_are_written_as_people_do() -> None:
    assert [plain_number(n) for n in (7.0, 2.5, 0.2, 120)] == ["7", "2.5", "0.2", "120"]


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("yes_no", {"values": choices("yes", "no"), "signs": (("thrill",),)}, "two or more"),
        ("choice", {"values": choices("a", "b"), "signs": (("x",), ("y",))}, "of a yes/no"),
        ("choice", {"values": (Choice(value="a", label="a", says="a", denied="c"), *choices("b"))}, "another of the"),
        ("choice", {"values": choices("a", "b"), "over_time": {"finding": "x.y", "more": "a", "less": "b"}}, "number"),
    ],
)  # fmt: skip
def test_words_of_a_description_fit_the_type_of_the_finding(kind: str, more: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        finding(kind, **more)
