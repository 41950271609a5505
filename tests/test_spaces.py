"""Spaces: terms and cases as bits say the same as terms and cases as values."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
import strategies
from hypothesis import given, settings

from workup import Case, Library
from workup.knowledge.criteria import Between, Compare
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Recommend
from workup.reasoning import terms
from workup.reasoning.case import check_case
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.spaces import Space, holds
from workup.reasoning.terms import Interval, TermTable


def library_of(*criteria: Compare | Between, whole: bool = False) -> Library:
    """Make a library whose rules draw some bounds on one number from 0 to 10."""
    finding = replace(strategies.make_finding("f.number", "s0", "number"), whole=whole)
    rules = [
        strategies.make_rule(f"n{i}", c, Recommend(recommend="s0", urgency="soon")) for i, c in enumerate(criteria)
    ]
    return strategies.make_library([finding], [strategies.make_step("s0", DoneWhen(any=("f.number",)))], rules)


@pytest.mark.parametrize(
    ("whole", "value", "other", "together"),
    [
        (False, 3.9, 0, False),
        (False, 3.9, 2, True),
        (False, 4, 3.9, False),
        (False, 4.1, 10, False),
        (True, 5, 4, False),
        (True, 5, 9, True),
        (True, 0, 1, False),
    ],
)
def test_two_numbers_share_a_place_just_where_no_condition_tells_them_apart(
    whole: bool, value: float, other: float, together: bool
) -> None:
    space = Space(library_of(Compare("f.number", ">=", 4), whole=whole))
    assert (space.bit("f.number", value) == space.bit("f.number", other)) is together


@pytest.mark.parametrize(
    ("interval", "whole"),
    [
        (Interval(4, 10), False),
        (Interval(0, 4, high_open=True), False),
        (Interval(4, 6), False),
        (Interval(6, 10, low_open=True), False),
        (Interval(0, 3), True),
        (Interval(4, 6), True),
        (Interval(7, 10), True),
    ],
    ids=itertools.count(),
)
def test_an_interval_comes_back_from_its_places(interval: Interval, whole: bool) -> None:
    space = Space(library_of(Compare("f.number", ">=", 4), Between("f.number", 4, 6), whole=whole))
    assert space.ways_allowed("f.number", space.mask({"f.number": interval})) == [interval]


def test_what_lies_between_is_denied_below_and_above() -> None:
    space = Space(library_of(Between("f.number", 4, 6)))
    denials = space.denials("f.number", space.mask({"f.number": Interval(4, 6)}))
    assert [space.ways_allowed("f.number", denial) for denial in denials] == [
        [Interval(0, 4, high_open=True)],
        [Interval(6, 10, low_open=True)],
    ]


@settings(max_examples=60, deadline=None)
@given(strategies.libraries_with_cases(2))
def test_terms_as_bits_join_absorb_and_hold_as_terms_do(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    space, table = Space(library), TermTable(library)
    found = [term for rule in library.rules for term in table.of(rule.when)][:12]
    for one, other in itertools.combinations(found, 2):
        joined = terms.join(one, other)
        both = space.join(space.mask(one), space.mask(other))
        assert both == (None if joined is None else space.mask(joined))
    assert set(space.absorb(map(space.mask, found))) == {space.mask(term) for term in terms.absorb(found)}
    for case in cases:
        checked = check_case(case, library)
        world = space.world(checked.findings, checked.done)
        for term in found:
            fits = all(
                name in checked.done if name in library.steps else checked.findings.get(name) in allowed
                for name, allowed in term.items()
                if name in library.steps or checked.findings.get(name) is not None
            ) and all(name in library.steps or name in checked.findings for name in term)
            assert holds([space.mask(term)], world) == fits


@settings(max_examples=100, deadline=None)
@given(strategies.libraries_with_cases(3))
def test_a_step_stands_alone_as_it_does_in_the_agenda(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    reasoner = Reasoner(library, engine=False)
    for case in cases:
        checked = check_case(case, library)
        agenda = reasoner.agenda(checked)
        for name, its in agenda.statuses.items():
            assert reasoner.standing(checked, name) == its.status


@settings(max_examples=100, deadline=None)
@given(strategies.libraries_with_cases(2))
def test_the_steps_done_besides_are_those_done_in_the_whole_case(pair: tuple[Library, list[Case]]) -> None:
    library, (one, other) = pair
    reasoner = Reasoner(library, engine=False)
    before = check_case(one, library)
    more = check_case(other, library).findings
    after = before.stating(more)
    assert reasoner.done_besides(after, reasoner.done_steps(before), more) == reasoner.done_steps(after)
