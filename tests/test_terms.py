"""Terms: intervals, absorption, and "can still become true" against brute force."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

from workup import Case, EngineError, Library
from workup.knowledge.criteria import ALWAYS, All, Any, Between, Compare, Condition, Holds, Is, negate
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Conclude, Hold, Recommend
from workup.reasoning import terms
from workup.reasoning.case import check_case
from workup.reasoning.compiling import until_name
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.spaces import Space, holds
from workup.reasoning.terms import Interval, Term, TermTable, absorb
from workup.reasoning.truth import truth_of

# -- intervals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (Interval(0, 5), Interval(3, 9), Interval(3, 5)),
        (Interval(0, 9), Interval(3, 5), Interval(3, 5)),
        (Interval(0, 3), Interval(3, 9), Interval(3, 3)),
        (Interval(0, 3, high_open=True), Interval(3, 9), None),
        (Interval(0, 3), Interval(3, 9, low_open=True), None),
        (Interval(0, 2), Interval(3, 9), None),
        (Interval(0, 5, low_open=True), Interval(0, 5), Interval(0, 5, low_open=True)),
        (Interval(0, 5, high_open=True), Interval(0, 5), Interval(0, 5, high_open=True)),
        (Interval(1, 5), Interval(0, 5, True, True), Interval(1, 5, high_open=True)),
    ],
    ids=itertools.count(),
)
def test_two_intervals_meet_in_what_both_hold(one: Interval, other: Interval, met: Interval | None) -> None:
    assert one.meet(other) == met
    assert other.meet(one) == met


def test_an_open_end_does_not_belong_to_an_interval() -> None:
    interval = Interval(2, 5, low_open=True, high_open=True)
    assert [x in interval for x in (2, 2.0001, 4.9999, 5)] == [False, True, True, False]
    assert [x in Interval(2, 5) for x in (1.9999, 2, 5, 5.0001)] == [False, True, True, False]


ends = st.integers(0, 4)
intervals = st.builds(
    lambda a, b, low, high: Interval(min(a, b), max(a, b), low, high),
    ends,
    ends,
    st.booleans(),
    st.booleans(),
)


@given(intervals, intervals)
def test_a_number_lies_in_the_meeting_just_where_it_lies_in_both(one: Interval, other: Interval) -> None:
    met = one.meet(other)
    for half in range(-1, 10):
        x = half / 2
        assert (met is not None and x in met) == (x in one and x in other)


# -- absorption --------------------------------------------------------------------------------------

A, B, AB = frozenset({"a"}), frozenset({"b"}), frozenset({"a", "b"})


@pytest.mark.parametrize(
    ("given_terms", "kept"),
    [
        ([], []),
        ([{}, {"x": A}], [{}]),
        ([{"x": A}, {"x": A}], [{"x": A}]),
        ([{"x": A}, {"x": A, "y": B}], [{"x": A}]),
        ([{"x": A, "y": B}, {"x": A}], [{"x": A}]),
        ([{"x": A}, {"x": B}], [{"x": A}, {"x": B}]),
        ([{"x": A}, {"y": A}], [{"x": A}, {"y": A}]),
        ([{"x": AB}, {"x": A}], [{"x": AB}]),
        ([{"x": A}, {"x": AB}], [{"x": AB}]),
        ([{"n": Interval(0, 9)}, {"n": Interval(2, 5)}], [{"n": Interval(0, 9)}]),
        ([{"n": Interval(2, 5)}, {"n": Interval(0, 9)}], [{"n": Interval(0, 9)}]),
        ([{"x": A, "y": A}, {"x": AB, "y": A}], [{"x": AB, "y": A}]),
    ],
    ids=itertools.count(),
)
def test_a_term_that_another_makes_needless_is_dropped(given_terms: list[Term], kept: list[Term]) -> None:
    assert list(absorb(given_terms)) == kept


# -- terms of conditions -----------------------------------------------------------------------------


def library_of(
    when: Condition, conclusions: dict[str, list[Condition]] | None = None, *, whole: bool = False
) -> Library:
    kinds = {"f.choice": "choice", "f.yes": "yes_no", "f.number": "number"}
    findings = [strategies.make_finding(name, "s0", kind) for name, kind in kinds.items()]
    findings[2] = replace(findings[2], whole=whole)
    rules = [strategies.make_rule("n0", when, Recommend(recommend="s1", urgency="soon"))]
    for name, whens in (conclusions or {}).items():
        rules += [strategies.make_rule(f"{name}_{i}", one, Conclude(conclude=name)) for i, one in enumerate(whens)]
    steps = [
        strategies.make_step("s0", DoneWhen(any=("f.choice",))),
        strategies.make_step("s1", DoneWhen(any=("f.choice",))),
    ]
    return strategies.make_library(findings, steps, rules, conclusions or {})


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (ALWAYS, [{}]),
        (Any(), []),
        (Is("f.choice", ("a", "b")), [{"f.choice": AB}]),
        (Is("f.choice", ("a", "b"), True), [{"f.choice": frozenset({"c"})}]),
        (Is("f.choice", ("a", "b", "c"), True), []),
        (Holds("f.yes", True), [{"f.yes": frozenset({False})}]),
        (Compare("f.number", ">=", 4), [{"f.number": Interval(4, 10)}]),
        (Compare("f.number", "<", 4), [{"f.number": Interval(0, 4, high_open=True)}]),
        (Compare("f.number", ">", 10), []),
        (Compare("f.number", "<", 0), []),
        (Compare("f.number", "<=", 0), [{"f.number": Interval(0, 0)}]),
        (Between("f.number", 8, 99), [{"f.number": Interval(8, 10)}]),
        (Between("f.number", 4, 6, True),
         [{"f.number": Interval(0, 4, high_open=True)}, {"f.number": Interval(6, 10, low_open=True)}]),
        (All((Compare("f.number", ">=", 4), Compare("f.number", "<", 4))), []),
        (All((Is("f.choice", ("a",)), Is("f.choice", ("a",), True))), []),
        (All((Is("f.choice", ("a", "b")), Is("f.choice", ("a",), True))), [{"f.choice": B}]),
        (Any((Holds("f.yes"), All((Holds("f.yes"), Is("f.choice", ("a",)))))),
         [{"f.yes": frozenset({True})}]),
    ],
    ids=itertools.count(),
)  # fmt: skip
def test_the_terms_of_a_condition_are_merged_and_contradictory_ones_fall_away(
    when: Condition, expected: list[Term]
) -> None:
    library = library_of(when)
    assert list(TermTable(library).of(when)) == expected


def test_a_conclusion_is_written_out_either_way() -> None:
    library = library_of(ALWAYS, {"c0": [Holds("f.yes"), Compare("f.number", ">=", 4)], "c1": [Holds("c0", True)]})
    table = TermTable(library)
    yes, no = frozenset({True}), frozenset({False})
    low = Interval(0, 4, high_open=True)
    assert list(table.of(Holds("c0"))) == [{"f.yes": yes}, {"f.number": Interval(4, 10)}]
    assert list(table.of(Holds("c0", True))) == [{"f.yes": no, "f.number": low}]
    assert list(table.of(Holds("c1"))) == [{"f.yes": no, "f.number": low}]


def test_no_whole_number_lies_between_two_neighbors() -> None:
    when = All((Compare("f.number", ">", 4), Compare("f.number", "<", 5)))
    assert list(TermTable(library_of(when, whole=False)).of(when)) != []
    assert list(TermTable(library_of(when, whole=True)).of(when)) == []


def test_too_many_ways_are_refused_with_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "MOST_TERMS", 2)
    when = Any((Holds("f.yes"), Is("f.choice", ("a",)), Compare("f.number", ">", 4)))
    with pytest.raises(EngineError, match=r"r\.n0 can become true in 3 ways; 2 at most") as caught:
        Reasoner(library_of(when), engine=False)
    assert caught.value.rule == "r.n0"


# -- against brute force -----------------------------------------------------------------------------


def possible_by_brute_force(library: Library, case: Case, done: frozenset[str]) -> set[str]:
    """Give the recommend and hold rules, and untils, that some completion of the case makes true."""
    reasoner = Reasoner(library, engine=False)
    found: set[str] = set()
    for findings in strategies.completions(library, case, library.findings):
        truths = reasoner.read(findings, done).truths
        found |= {name for name, truth in truths.items() if truth}
    return found


def count_completions(library: Library, case: Case) -> int:
    count = 1
    for name, finding in library.findings.items():
        if name not in case.findings and name not in case.unobtainable:
            count *= len(strategies.values_of(finding))
    return count


@settings(max_examples=150, deadline=None)
@given(strategies.libraries_with_cases(4))
def test_a_rule_is_possible_just_where_some_completion_makes_it_true(
    pair: tuple[Library, list[Case]],
) -> None:
    library, cases = pair
    table = TermTable(library)
    conditions = {r.id: r.when for r in library.rules if r.effect in ("recommend", "hold")}
    conditions |= {until_name(r): r.then.until for r in library.rules if isinstance(r.then, Hold)}
    space = Space(library)
    everything = frozenset(library.steps)
    for case in [c for c in cases if count_completions(library, c) <= 400]:
        checked = check_case(case, library)
        settled = space.wholes((*checked.findings, *checked.unobtainable))
        fixed = space.world(checked.findings, everything) & (settled | space.wholes(library.steps))
        possible = {name for name, condition in conditions.items() if holds(space.masks(table.of(condition)), fixed)}
        assert possible == possible_by_brute_force(library, case, everything) & set(conditions)


@settings(deadline=None)
@given(strategies.conditions)
def test_the_terms_of_a_condition_say_when_it_is_true(condition: Condition) -> None:
    library = library_of(condition, {"c0": [Holds("f.yes")], "c1": [Is("f.choice", ("a",), True), Holds("c0")]})
    table = TermTable(library)
    for facts in strategies.completions(library, Case(), library.findings):
        c0 = facts["f.yes"]
        known = {**facts, "c0": c0, "c1": facts["f.choice"] != "a" or c0}
        for asked in (condition, negate(condition)):
            fits = any(all(facts[n] in allowed for n, allowed in term.items()) for term in table.of(asked))
            assert fits == truth_of(asked, known)
