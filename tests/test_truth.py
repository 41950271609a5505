"""Strong Kleene truth, after the tables of HL7's CQL logical operators, and truth of each criterion."""

from __future__ import annotations

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from workup.knowledge.criteria import (
    All,
    Any,
    Between,
    Compare,
    Condition,
    Holds,
    Is,
    StepDone,
    leaves,
    negate,
)
from workup.reasoning.truth import Known, Truth, all_of, any_of, opposite, truth_of

AND: list[tuple[Truth, Truth, Truth]] = [
    (True, True, True),
    (True, False, False),
    (True, None, None),
    (False, True, False),
    (False, False, False),
    (False, None, False),
    (None, True, None),
    (None, False, False),
    (None, None, None),
]

OR: list[tuple[Truth, Truth, Truth]] = [
    (True, True, True),
    (True, False, True),
    (True, None, True),
    (False, True, True),
    (False, False, False),
    (False, None, None),
    (None, True, True),
    (None, False, None),
    (None, None, None),
]

NOT: list[tuple[Truth, Truth]] = [(True, False), (False, True), (None, None)]


@pytest.mark.parametrize(("left", "right", "both"), AND)
def test_and_is_strong_kleene(left: Truth, right: Truth, both: Truth) -> None:
    assert all_of([left, right]) is both


@pytest.mark.parametrize(("left", "right", "either"), OR)
def test_or_is_strong_kleene(left: Truth, right: Truth, either: Truth) -> None:
    assert any_of([left, right]) is either


@pytest.mark.parametrize(("truth", "turned"), NOT)
def test_not_is_strong_kleene(truth: Truth, turned: Truth) -> None:
    assert opposite(truth) is turned


def test_all_of_nothing_is_true_and_any_of_nothing_is_false() -> None:
    assert all_of([]) is True
    assert any_of([]) is False


def known(truth: Truth) -> Known:
    return {} if truth is None else {"x": truth}


@pytest.mark.parametrize(("left", "right", "both"), AND)
def test_a_condition_reads_all_as_and(left: Truth, right: Truth, both: Truth) -> None:
    case = {name: truth for name, truth in (("a", left), ("b", right)) if truth is not None}
    assert truth_of(All((Holds("a"), Holds("b"))), case) is both


@pytest.mark.parametrize(("left", "right", "either"), OR)
def test_a_condition_reads_any_as_or(left: Truth, right: Truth, either: Truth) -> None:
    case = {name: truth for name, truth in (("a", left), ("b", right)) if truth is not None}
    assert truth_of(Any((Holds("a"), Holds("b"))), case) is either


@pytest.mark.parametrize(("truth", "turned"), NOT)
def test_a_negated_yes_or_no_is_the_opposite(truth: Truth, turned: Truth) -> None:
    assert truth_of(Holds("x"), known(truth)) is truth
    assert truth_of(Holds("x", True), known(truth)) is turned


@pytest.mark.parametrize(
    ("criterion", "truths"),
    [
        (Compare("x", ">=", 5), (False, True, True)),
        (Compare("x", ">", 5), (False, False, True)),
        (Compare("x", "<=", 5), (True, True, False)),
        (Compare("x", "<", 5), (True, False, False)),
        (Between("x", 5, 6), (False, True, True)),
        (Between("x", 4, 5), (True, True, False)),
        (Between("x", 5, 5), (False, True, False)),
        (Between("x", 5, 6, True), (True, False, False)),
        (Between("x", 4, 5, True), (False, False, True)),
    ],
    ids=str,
)
def test_a_number_just_under_on_and_just_over_a_threshold(
    criterion: Condition, truths: tuple[bool, bool, bool]
) -> None:
    assert tuple(truth_of(criterion, {"x": x}) for x in (4.9999, 5, 5.0001)) == truths
    assert truth_of(criterion, {}) is None


def test_both_ends_of_between_belong_to_it() -> None:
    assert [truth_of(Between("x", 15, 35), {"x": x}) for x in (14.9999, 15, 35, 35.0001)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_choice_is_one_of_its_values() -> None:
    one_of, none_of = Is("x", ("a", "b")), Is("x", ("a", "b"), True)
    assert [truth_of(one_of, case) for case in ({"x": "a"}, {"x": "b"}, {"x": "c"}, {})] == [
        True, True, False, None,
    ]  # fmt: skip
    assert [truth_of(none_of, case) for case in ({"x": "a"}, {"x": "b"}, {"x": "c"}, {})] == [
        False, False, True, None,
    ]  # fmt: skip


def test_a_stated_no_is_not_unknown_and_zero_is_a_number() -> None:
    assert truth_of(Holds("x"), {"x": False}) is False
    assert truth_of(Compare("x", "<", 1), {"x": 0}) is True


def test_a_step_is_done_or_not_and_never_unknown() -> None:
    assert truth_of(StepDone("mri"), {"mri": True}) is True
    assert truth_of(StepDone("mri"), {}) is False


cases = st.fixed_dictionaries(
    {},
    optional={
        "f.choice": st.sampled_from(strategies.CHOICES),
        "f.yes": st.booleans(),
        "f.number": st.sampled_from(strategies.NUMBERS),
        "c0": st.booleans(),
        "c1": st.booleans(),
    },
)


@given(strategies.conditions, cases)
def test_the_negation_of_a_condition_has_the_opposite_truth(condition: Condition, case: Known) -> None:
    assert truth_of(negate(condition), case) is opposite(truth_of(condition, case))


@given(strategies.conditions, cases)
def test_a_condition_whose_every_name_is_known_is_never_unknown(condition: Condition, case: Known) -> None:
    if all(leaf.name in case for leaf in leaves(condition)):
        assert truth_of(condition, case) is not None


@given(strategies.conditions, cases, cases)
def test_to_know_more_changes_no_truth_but_unknown(condition: Condition, case: Known, more: Known) -> None:
    before = truth_of(condition, case)
    if before is not None:
        assert truth_of(condition, {**more, **case}) is before
