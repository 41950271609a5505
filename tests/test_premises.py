"""Premises: a sufficient set is enough and has nothing to spare, and citing any one is full agreement."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import libraries_with_cases, make_finding, make_library, make_rule, make_step
from synthetic_students import LIBRARY, NAMES, REASONER, graph_of, reasoned

from workup import Case
from workup.knowledge.criteria import ALWAYS, All, Any, Compare, Condition, Holds, Is, StepDone
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Conclude, Hold, Recommend, Rule
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import Reasoner, reasoner_of
from workup.teaching.premises import agreement, relevant_names, sufficient_sets

A, B, C = Holds("x.a"), Holds("x.b"), Holds("x.c")


def agenda_with(stated: dict[str, object], *rules: Rule, conclusions: tuple[str, ...] = ()) -> tuple[Agenda, Reasoner]:
    """Make an agenda of a library with three yes/no questions, one size and a step `s` that the rules are on."""
    library = make_library(
        [
            *(make_finding(name, "ask", "yes_no") for name in ("x.a", "x.b", "x.c")),
            make_finding("x.cm", "ask", "number"),
            make_finding("x.kind", "ask", "choice"),
            make_finding("x.s", "s", "yes_no"),
        ],
        [make_step("ask", DoneWhen(any=("x.a",))), make_step("s", DoneWhen(any=("x.s",)))],
        [make_rule("ask", ALWAYS, Recommend(recommend="ask", urgency="soon")), *rules],
        conclusions,
    )
    reasoner = reasoner_of(library)
    return reasoner.agenda(Case(stated)), reasoner


def asking(name: str, when: Condition) -> Rule:
    return make_rule(name, when, Recommend(recommend="s", urgency="soon"))


YES = {"x.a": True, "x.b": True, "x.c": True}


@pytest.mark.parametrize(
    ("when", "stated", "sets"),
    [
        (Any((A, B)), YES, (("x.a",), ("x.b",))),
        (All((A, B)), YES, (("x.a", "x.b"),)),
        (All((A, Any((B, C)))), YES, (("x.a", "x.b"), ("x.a", "x.c"))),
        (Any((A, B)), {"x.a": True, "x.b": False}, (("x.a",),)),
        (Any((A, B)), {"x.a": True}, (("x.a",),)),
        (Holds("x.a", negated=True), {"x.a": False}, (("x.a",),)),
        (Any((A, All((A, B)))), YES, (("x.a",),)),
        (Any((All((A, B)), C)), YES, (("x.c",), ("x.a", "x.b"))),
        (Compare("x.cm", ">=", 4), {"x.cm": 4}, (("x.cm",),)),
        (Compare("x.cm", ">", 4), {"x.cm": 4}, ()),
        (Is("x.kind", ("a", "b")), {"x.kind": "b"}, (("x.kind",),)),
        (All((A, B)), {"x.a": True}, ()),
        (ALWAYS, YES, ((),)),
    ],
)
def test_sufficient_sets_worked_out_by_hand(
    when: Condition, stated: dict[str, object], sets: tuple[tuple[str, ...], ...]
) -> None:
    rule = asking("s", when)
    agenda, reasoner = agenda_with(stated, rule)
    assert sufficient_sets([rule], agenda, reasoner) == sets


def test_a_set_of_one_rule_that_another_rule_does_with_less_is_left_out() -> None:
    rules = asking("both", All((A, B))), asking("one", A)
    agenda, reasoner = agenda_with(YES, *rules)
    assert sufficient_sets(rules, agenda, reasoner) == (("x.a",),)


def test_a_conclusion_is_followed_down_to_the_findings() -> None:
    rule = asking("s", All((Holds("deep"), C)))
    concluding = make_rule("deep", Any((A, B)), Conclude(conclude="deep"))
    agenda, reasoner = agenda_with(YES, concluding, rule, conclusions=("deep",))
    assert sufficient_sets([rule], agenda, reasoner) == (("x.a", "x.c"), ("x.b", "x.c"))
    assert relevant_names([rule], agenda) == ("x.a", "x.b", "x.c")


def test_a_conclusion_that_is_no_rests_on_what_refutes_every_rule() -> None:
    rule = asking("s", Holds("deep", negated=True))
    concluding = make_rule("deep", All((A, B)), Conclude(conclude="deep"))
    agenda, reasoner = agenda_with({"x.a": False, "x.b": True, "x.c": True}, concluding, rule, conclusions=("deep",))
    assert sufficient_sets([rule], agenda, reasoner) == (("x.a",),)
    assert set(relevant_names([rule], agenda)) >= {"x.a"}
    assert "x.c" not in relevant_names([rule], agenda)


def test_every_true_criterion_bears_on_the_choice_and_no_other_does() -> None:
    rule = asking("s", Any((A, All((B, C)))))
    agenda, _ = agenda_with({"x.a": True, "x.b": True, "x.c": False, "x.cm": 3}, rule)
    assert relevant_names([rule], agenda) == ("x.a", "x.b")


def test_what_released_a_hold_bears_on_the_choice() -> None:
    rule = asking("s", A)
    hold = make_rule("hold", ALWAYS, Hold(hold="s", until=Any((StepDone("ask"), B))))
    agenda, _ = agenda_with({"x.a": True, "x.b": True}, rule, hold)
    assert relevant_names([rule, hold], agenda) == ("x.a", "x.b", "ask")


# -- for every small library -------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(libraries_with_cases(1))
def test_the_sets_are_exactly_the_smallest_that_make_a_rule_true(drawn: tuple) -> None:
    library, (case,) = drawn
    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(case, hypothetical=True)
    stated = agenda.case.findings
    subsets = [set(names) for n in range(len(stated) + 1) for names in combinations(stated, n)]
    truths = [reasoner.read({n: stated[n] for n in names}, frozenset()).truths for names in subsets]
    for step in library.steps:
        rules = [rule for rule in library.by_effect.get(("recommend", step), ()) if agenda.truths[rule.id]]
        enough = [names for names, true in zip(subsets, truths, strict=True) if any(true[rule.id] for rule in rules)]
        smallest = {frozenset(names) for names in enough if not any(other < names for other in enough)}
        found = sufficient_sets(rules, agenda, reasoner)
        assert {frozenset(names) for names in found} == smallest
        assert len(found) == len(smallest)


@settings(max_examples=100, deadline=None)
@given(libraries_with_cases(1))
def test_what_is_enough_bears_on_the_choice_and_what_bears_on_it_is_known(drawn: tuple) -> None:
    library, (case,) = drawn
    reasoner = reasoner_of(library)
    agenda = reasoner.agenda(case, hypothetical=True)
    for step in library.steps:
        rules = [rule for rule in library.by_effect.get(("recommend", step), ()) if agenda.truths[rule.id]]
        relevant = set(relevant_names(rules, agenda))
        assert set(chain.from_iterable(sufficient_sets(rules, agenda, reasoner))) <= relevant
        assert relevant <= {*agenda.case.findings, *agenda.done}


# -- in the bundled scenarios ------------------------------------------------------------------------


def asked_for(agenda: Agenda, step: str) -> list[Rule]:
    """Give the true rules that make a choice right: red flags, what asks for it, or what lets it pass."""
    if agenda.stopped_by:
        return list(agenda.stopped_by)
    its = agenda.statuses[step]
    if its.status == "next":
        return list(its.recommended_by)
    true = [rule for rule in LIBRARY.rules if agenda.truths[rule.id]]
    return [r for r in true if any(a.step == step and a.before not in agenda.done for a in r.also_accepted)]


@pytest.mark.parametrize("name", NAMES)
def test_restating_a_sufficient_set_and_nothing_else_makes_a_rule_true(name: str) -> None:
    graph = graph_of(name)
    for number, agenda in list(reasoned(name).agendas.items())[::3]:
        state, stated = graph.states[number], agenda.case.findings
        for step in state.right:
            if state.choices[step].suffices == ((),):
                continue
            rules = asked_for(agenda, step)
            for names in state.choices[step].suffices:
                findings = {one: stated[one] for one in names if one in stated}
                truths = REASONER.read(findings, frozenset(set(names) - set(findings))).truths
                assert any(truths[rule.id] for rule in rules), (number, step, names)


@pytest.mark.parametrize("name", NAMES[::2])
def test_a_sufficient_set_has_nothing_to_spare(name: str) -> None:
    graph = graph_of(name)
    for number, agenda in list(reasoned(name).agendas.items())[::6]:
        state, stated = graph.states[number], agenda.case.findings
        for step in state.right:
            rules = asked_for(agenda, step)
            for names in state.choices[step].suffices:
                for spare in names:
                    findings = {one: stated[one] for one in names if one in stated and one != spare}
                    truths = REASONER.read(findings, frozenset()).truths
                    assert not any(truths[rule.id] for rule in rules), (number, step, names, spare)


# -- agreement ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cited", "suffices", "relevant", "expected"),
    [
        (["a"], [["a"]], ["a"], 1.0),
        (["a"], [["a"], ["b"]], ["a", "b"], 1.0),
        (["a", "b"], [["a"], ["b"]], ["a", "b"], 1.0),
        (["a", "c"], [["a"]], ["a", "c"], 1.0),
        (["a", "a"], [["a"]], ["a"], 1.0),
        ([], [["a"]], ["a"], 0.0),
        (["z"], [["a"]], ["a"], 0.0),
        (["a"], [["a", "b"]], ["a", "b"], 2 / 3),  # all of it bears, half is there: 2 * 1 * 0.5 / 1.5
        (["a", "z"], [["a"]], ["a"], 2 / 3),  # half of it bears, all is there
        (["a", "z"], [["a", "b"]], ["a", "b"], 0.5),
        (["a", "c"], [["a", "b"], ["c", "d", "e"]], ["a", "b", "c", "d", "e"], 2 / 3),
        ([], [[]], [], 1.0),
        (["z"], [[]], [], 1.0),
        ([], [], [], 0.0),
        (["a"], [], ["a"], 0.0),
    ],
)
def test_agreement_worked_out_by_hand(
    cited: list[str], suffices: list[list[str]], relevant: list[str], expected: float
) -> None:
    assert agreement(cited, suffices, relevant) == pytest.approx(expected)


_names = st.sampled_from("abcdef")
_some = st.frozensets(_names, min_size=1, max_size=4)


@given(st.lists(_names, max_size=6), st.lists(_some, max_size=4), st.frozensets(_names))
def test_agreement_lies_between_none_and_all(cited: list[str], suffices: list[frozenset[str]], more: frozenset) -> None:
    assert 0 <= agreement(cited, suffices, more.union(*suffices)) <= 1


@given(st.lists(_some, min_size=1, max_size=4), st.frozensets(_names), st.data())
def test_citing_a_sufficient_set_and_anything_else_that_bears_is_full_agreement(
    suffices: list[frozenset[str]], more: frozenset, data: st.DataObject
) -> None:
    relevant = more.union(*suffices)
    besides = data.draw(st.frozensets(st.sampled_from(sorted(relevant))))
    assert agreement(data.draw(st.sampled_from(suffices)) | besides, suffices, relevant) == 1


@given(st.frozensets(_names), st.lists(_some, min_size=1, max_size=4))
def test_full_agreement_needs_a_whole_set(cited: frozenset, suffices: list[frozenset[str]]) -> None:
    if not any(one <= cited for one in suffices):
        assert agreement(cited, suffices, frozenset().union(*suffices)) < 1


@pytest.mark.parametrize("name", NAMES)
def test_every_sufficient_set_of_every_right_choice_is_full_agreement(name: str) -> None:
    choices = {(c.suffices, c.relevant) for s in graph_of(name).states for c in s.choices.values() if c.to is not None}
    assert all(agreement(one, suffices, relevant) == 1 for suffices, relevant in choices for one in suffices)
