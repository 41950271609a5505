"""The one-line criterion language: every form, every wrong form, and negation."""

from __future__ import annotations

import pytest
import strategies
from hypothesis import example, given
from hypothesis import strategies as st

from workup.knowledge.criteria import (
    ALWAYS,
    All,
    Any,
    Between,
    Compare,
    Condition,
    Criterion,
    CriterionError,
    Holds,
    Is,
    Names,
    StepDone,
    leaves,
    name_of,
    negate,
    parse_condition,
    parse_criterion,
)

DEPTHS = ("superficial", "deep", "uncertain")


def value_of(name: str, text: str) -> str:
    if text not in DEPTHS:
        raise ValueError(f"{name} cannot be {text!r}\nallowed: {', '.join(DEPTHS)}")
    return text


NAMES = Names(
    {
        "lump.depth": "choice",
        "lump.size_cm": "number",
        "lump.painful": "yes_no",
        "suspicious_lump": "conclusion",
        "mri": "step",
    },
    value_of,
)

FORMS: list[tuple[str, Criterion]] = [
    ("lump.depth is deep", Is("lump.depth", ("deep",))),
    ("lump.depth is deep or uncertain", Is("lump.depth", ("deep", "uncertain"))),
    ("lump.depth is not deep", Is("lump.depth", ("deep",), True)),
    ("lump.depth is not deep or uncertain", Is("lump.depth", ("deep", "uncertain"), True)),
    ("not lump.depth is deep", Is("lump.depth", ("deep",), True)),
    ("lump.size_cm >= 5", Compare("lump.size_cm", ">=", 5.0)),
    ("lump.size_cm > 5", Compare("lump.size_cm", ">", 5.0)),
    ("lump.size_cm < 5", Compare("lump.size_cm", "<", 5.0)),
    ("lump.size_cm <= 2.5", Compare("lump.size_cm", "<=", 2.5)),
    ("lump.size_cm >=5", Compare("lump.size_cm", ">=", 5.0)),
    ("not lump.size_cm >= 5", Compare("lump.size_cm", "<", 5.0)),
    ("not lump.size_cm > 5", Compare("lump.size_cm", "<=", 5.0)),
    ("not lump.size_cm < 5", Compare("lump.size_cm", ">=", 5.0)),
    ("not lump.size_cm <= 5", Compare("lump.size_cm", ">", 5.0)),
    ("lump.size_cm between 2 and 5", Between("lump.size_cm", 2.0, 5.0)),
    ("lump.size_cm between 5 and 5", Between("lump.size_cm", 5.0, 5.0)),
    ("not lump.size_cm between 2 and 5", Between("lump.size_cm", 2.0, 5.0, True)),
    ("lump.painful", Holds("lump.painful")),
    ("not lump.painful", Holds("lump.painful", True)),
    ("suspicious_lump", Holds("suspicious_lump")),
    ("not suspicious_lump", Holds("suspicious_lump", True)),
    ("  not   lump.painful  ", Holds("lump.painful", True)),
    ("lump.depth  is\n  deep", Is("lump.depth", ("deep",))),
]


@pytest.mark.parametrize(("text", "criterion"), FORMS, ids=[text for text, _ in FORMS])
def test_each_form_reads_as_it_is_written(text: str, criterion: Criterion) -> None:
    assert parse_criterion(text, NAMES) == criterion


@pytest.mark.parametrize(
    ("text", "what", "instead"),
    [
        ("", "is not a criterion", "write one of"),
        ("lump.size_cm>=5", "is not a criterion", "write one of"),
        ("5 <= lump.size_cm", "is not a criterion", "write one of"),
        ("(lump.painful)", "is not a criterion", "write one of"),
        ("lump.dept is deep", "unknown finding, conclusion or step 'lump.dept'", "did you mean lump.depth?"),
        ("NOT lump.painful", "unknown finding, conclusion or step 'NOT'", ""),
        ("not not lump.painful", "unknown finding, conclusion or step 'not'", ""),
        ("lump.painful and suspicious_lump", "is a yes/no", "write lump.painful or not lump.painful"),
        ("lump.painful is yes", "is a yes/no", "write lump.painful or not lump.painful"),
        ("suspicious_lump is unknown", "is a yes/no", "write suspicious_lump"),
        ("lump.depth", "is a choice: 'nothing' cannot follow", "write one of"),
        ("lump.depth is", "is a choice: 'is' cannot follow", "write one of"),
        ("lump.depth = deep", "is a choice: '= deep' cannot follow", "write one of"),
        ("lump.depth >= 5", "is a choice", "write one of"),
        ("lump.depth is dep", "cannot be 'dep'", "allowed: superficial, deep, uncertain"),
        ("lump.depth is unknown", "cannot be 'unknown'", "allowed"),
        ("lump.depth is not", "is not a list of values", "is a or b"),
        ("lump.depth is or", "is not a list of values", "is a or b"),
        ("lump.depth is deep or", "is not a list of values", "is a or b"),
        ("lump.depth is or deep", "is not a list of values", "is a or b"),
        ("lump.depth is deep uncertain", "is not a list of values", "is a or b"),
        ("lump.depth is deep, uncertain", "cannot be 'deep,'", "allowed"),
        ("lump.depth is deep or deep", "a value stands twice", "keep one"),
        ("not lump.depth is not deep", "two negations", "write lump.depth is"),
        ("lump.size_cm", "is a number: 'nothing' cannot follow", ">= 5"),
        ("lump.size_cm is 5", "is a number: 'is 5' cannot follow", ">= 5"),
        ("lump.size_cm = 5", "is a number", ">= 5"),
        ("lump.size_cm == 5", "is a number", ">= 5"),
        ("lump.size_cm >= 5 cm", "is a number", ">= 5"),
        ("lump.size_cm >= 2 + 3", "is a number", ">= 5"),
        ("lump.size_cm >= five", "'five' is not a number", "write digits"),
        ("lump.size_cm >= nan", "'nan' is not a number", "write digits"),
        ("lump.size_cm < inf", "'inf' is not a number", "write digits"),
        ("lump.size_cm < 1e10", "'1e10' is not a number", "write digits"),
        ("lump.size_cm >= 0.00001", "'0.00001' is not a number", "write digits"),
        ("lump.size_cm between 5 and 2", "5 is larger than 2", "between 2 and 5"),
        ("lump.size_cm between 2", "is a number", "between 2 and 5"),
        ("mri is done", "mri is a step, and its state may not be read here", "a hold's until"),
    ],
)
def test_each_wrong_form_says_what_to_write_instead(text: str, what: str, instead: str) -> None:
    with pytest.raises(CriterionError) as caught:
        parse_criterion(text, NAMES)
    assert what in caught.value.what
    assert instead in caught.value.instead


def test_a_steps_state_is_read_where_it_is_allowed() -> None:
    assert parse_criterion("mri is done", NAMES, steps=True) == StepDone("mri")


@pytest.mark.parametrize("text", ["not mri is done", "mri", "mri is not done", "mri done", "mri is pending"])
def test_of_a_step_only_its_being_done_can_be_read(text: str) -> None:
    with pytest.raises(CriterionError, match="only its being done can be read"):
        parse_criterion(text, NAMES, steps=True)


def test_a_tree_keeps_its_order() -> None:
    tree, errors = parse_condition({"all": ["suspicious_lump", {"any": ["lump.painful", "lump.depth is deep"]}]}, NAMES)
    assert errors == []
    assert tree == All((Holds("suspicious_lump"), Any((Holds("lump.painful"), Is("lump.depth", ("deep",))))))
    assert [name_of(leaf) for leaf in leaves(tree)] == ["suspicious_lump", "lump.painful", "lump.depth"]


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"all": []}, ()),
        ({"all": "lump.painful"}, ()),
        ({"not": "lump.painful"}, ()),
        ({"all": ["lump.painful"], "any": ["lump.painful"]}, ()),
        ({}, ()),
        (["lump.painful"], ()),
        (None, ()),
        ({"any": ["lump.painful", {"all": ["suspicious_lump", "lump.sore"]}]}, ("any", 1, "all", 1)),
    ],
)
def test_a_mistake_in_a_tree_has_its_place(value: object, place: tuple[str | int, ...]) -> None:
    _, errors = parse_condition(value, NAMES)
    assert [where for where, _ in errors] == [place]


def test_every_mistake_in_a_tree_is_told_and_reads_as_always() -> None:
    tree, errors = parse_condition({"all": ["lump.sore", "lump.painful", "mri is done"]}, NAMES)
    assert [place for place, _ in errors] == [("all", 0), ("all", 2)]
    assert tree == All((ALWAYS, Holds("lump.painful"), ALWAYS))


def test_negation_turns_each_criterion_and_swaps_all_and_any() -> None:
    tree = All((Is("lump.depth", ("deep",)), Any((Compare("n", ">=", 5), Between("n", 1, 2), Holds("a", True)))))
    assert negate(tree) == Any(
        (Is("lump.depth", ("deep",), True), All((Compare("n", "<", 5), Between("n", 1, 2, True), Holds("a"))))
    )


def test_a_steps_state_is_never_negated() -> None:
    with pytest.raises(ValueError, match="never negated"):
        negate(All((StepDone("mri"),)))


@given(strategies.conditions)
def test_a_double_negation_is_the_condition_itself(condition: Condition) -> None:
    assert negate(negate(condition)) == condition


WORDS = st.sampled_from(
    ["not", "is", "or", "between", "and", ">=", "<", "5", "2.5", "1e9", "1e1000000", "nan", "-", "deep",
     "mri", "lump.depth", "lump.size_cm", "lump.painful", "suspicious_lump", "done", ".", "٣", "0x1"]
)  # fmt: skip


@example("lump.size_cm >= 1e1000000", False)
@given(st.text() | st.lists(WORDS, max_size=7).map(" ".join), st.booleans())
def test_any_text_is_a_criterion_or_a_criterion_error(text: str, steps: bool) -> None:
    try:
        found = parse_criterion(text, NAMES, steps=steps)
    except CriterionError:
        return
    assert name_of(found) in NAMES.kinds
