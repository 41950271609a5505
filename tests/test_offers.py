"""What is offered, hinted at and slipped in: never without a right choice, always the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic_students import NAMES, graph_of
from test_walk_graph import small_graph

from workup.teaching.attempt import Attempt, AttemptError, begin
from workup.teaching.events import Chosen, Hinted, Noted
from workup.teaching.hints import hint
from workup.teaching.missteps import with_misstep
from workup.teaching.offers import drawn, offers, taken_away
from workup.teaching.walk_graph import State, WalkGraph

SOME = NAMES[::2]


def at(graph: WalkGraph, state: State) -> Attempt:
    """Give an attempt that stands at a choice in a state."""
    return Attempt(graph, phase="choose", state=state.state)


def decisions(name: str, most: int = 40) -> Iterator[tuple[WalkGraph, State]]:
    """Give states of a scenario in which something is to be chosen, drawn at random where there are many."""
    graph = graph_of(name)
    found = [state for state in graph.states if not state.ending]
    return ((graph, state) for state in Random(name).sample(found, min(most, len(found))))


def worth_offering(graph: WalkGraph, state: State) -> set[str]:
    """Give the wrong choices that may be offered: steps not done, and distractors where they cost what they risk."""
    found = set()
    for name, choice in state.choices.items():
        named = graph.choices[name]
        fits = choice.verdict == named.risk if named.distractor else name not in state.done
        if choice.verdict != "right" and fits:
            found.add(name)
    return found


# -- offers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SOME)
def test_every_right_choice_is_offered(name: str) -> None:
    for graph, state in decisions(name):
        assert set(state.right) <= set(offers(at(graph, state), 0)), state.state


@pytest.mark.parametrize("name", SOME)
def test_eight_choices_are_offered_where_there_are_eight(name: str) -> None:
    for graph, state in decisions(name):
        right, wrong = len(state.right), len(worth_offering(graph, state))
        assert len(offers(at(graph, state), 0)) == max(right, min(8, right + wrong)), state.state


@pytest.mark.parametrize("name", SOME)
def test_nothing_is_offered_twice_nor_out_of_place(name: str) -> None:
    for graph, state in decisions(name):
        found = offers(at(graph, state), 0)
        assert len(set(found)) == len(found)
        assert set(found) - set(state.right) <= worth_offering(graph, state), state.state


@pytest.mark.parametrize("name", SOME)
def test_a_step_that_is_done_is_offered_only_where_it_is_to_be_repeated(name: str) -> None:
    for graph, state in decisions(name):
        assert set(offers(at(graph, state), 0)) & set(state.done) <= set(state.right), state.state


@pytest.mark.parametrize("name", SOME)
def test_every_kind_of_wrong_that_there_is_comes_before_a_second_of_one_kind(name: str) -> None:
    for graph, state in decisions(name):
        wrong = [one for one in offers(at(graph, state), 0) if one not in state.right]
        kinds = [state.choices[one].verdict for one in wrong]
        there = {state.choices[one].verdict for one in worth_offering(graph, state)}
        assert len(set(kinds)) == min(len(there), len(wrong)), state.state


def test_the_same_seed_offers_the_same_and_another_seed_something_else() -> None:
    for graph, state in decisions("thigh_26f", most=5):
        menus = {seed: offers(at(graph, state), seed) for seed in range(12)}
        assert menus == {seed: offers(at(graph, state), seed) for seed in range(12)}
        assert len(set(menus.values())) > 6
        assert len({frozenset(menu) for menu in menus.values()}) > 1


def test_the_right_choice_stands_at_no_fixed_place() -> None:
    graph = graph_of("thigh_26f")
    places = {offers(at(graph, graph.start), seed).index("history_and_examination") for seed in range(60)}
    assert len(places) >= 6


def test_where_fewer_are_worth_offering_all_are_offered() -> None:
    graph = small_graph()
    assert set(offers(at(graph, graph.start), 0)) == {"history", "scan", "biopsy", "cut_it_out"}
    assert set(offers(at(graph, graph.states[3]), 0)) == {"biopsy", "cut_it_out"}


@given(st.lists(st.text(max_size=5), unique=True, max_size=8), st.text(max_size=5))
def test_drawing_keeps_everything_and_does_not_depend_on_the_order_given(items: list[str], seed: str) -> None:
    assert sorted(drawn(items, seed)) == sorted(items)
    assert drawn(items, seed) == drawn(items[::-1], seed)


# -- hints -------------------------------------------------------------------------------------------


def tried_and_hinted(graph: WalkGraph, state: State, hints: int, seed: int = 0) -> Attempt:
    """Stand at a decision, choose the first wrong thing that is offered, and ask for hints."""
    attempt = at(graph, state)
    wrong = next(one for one in offers(attempt, seed) if one not in state.right)
    for event in (Chosen(choice=wrong), *[Hinted()] * hints):
        attempt = attempt.after(event)
    return attempt


@pytest.mark.parametrize("name", SOME)
def test_the_fourth_hint_takes_a_wrong_choice_away_that_was_not_tried(name: str) -> None:
    for graph, state in decisions(name, most=12):
        attempt = tried_and_hinted(graph, state, 4)
        gone, before = taken_away(attempt, 0), offers(at(graph, state), 0)
        assert gone in before
        assert gone not in state.right
        assert gone not in [move.choice for move in attempt.moves]
        assert offers(attempt, 0) == tuple(one for one in before if one != gone)


def test_nothing_is_taken_away_before_the_fourth_hint() -> None:
    graph = graph_of("thigh_26f")
    assert taken_away(tried_and_hinted(graph, graph.start, 3), 0) == ""


def test_where_every_wrong_choice_was_tried_none_is_taken_away_and_the_hint_says_so() -> None:
    attempt = begin(small_graph()).after(Noted(facts=()))
    for event in (Chosen(choice="biopsy"), Chosen(choice="cut_it_out"), *[Hinted()] * 4):
        attempt = attempt.after(event)
    assert taken_away(attempt, 0) == ""
    assert hint(attempt, 0).says == ("No wrong choice is left to take away.",)


def ladder(start: int = 0) -> list[tuple[str, ...]]:
    """Give the five hints in a state of the small graph."""
    graph = small_graph()
    attempt = at(graph, graph.states[start]).after(Chosen(choice="cut_it_out"))
    found = []
    for level in range(1, 6):
        attempt = attempt.after(Hinted())
        given_hint = hint(attempt, 0)
        assert given_hint.level == level
        found.append(given_hint.says)
    return found


def test_the_five_hints_at_a_scan_worked_out_by_hand() -> None:
    orient, principle, point, narrow, do_it = ladder(1)
    assert orient == ("How far does it reach?",)
    assert principle == ("Look before you touch.",)
    assert point == ("Look again at this: deep.",)
    assert narrow[:2] == (
        "One choice fewer: Take a sample.",
        "Take a sample: stop. What is lost here is not given back.",
    )
    assert do_it == ("The pathway takes: Scan the lump. Say what it rests on, and the walk goes on.",)


def test_where_no_fact_is_needed_the_third_hint_says_so() -> None:
    assert ladder(0)[2] == ("No fact of the chart is needed for what comes next.",)


@pytest.mark.parametrize("name", SOME)
def test_no_hint_before_the_fifth_names_what_is_right(name: str) -> None:
    for graph, state in decisions(name, most=10):
        titles = [graph.choices[one].title for one in state.right]
        for level in range(1, 5):
            says = hint(tried_and_hinted(graph, state, level), 0).says
            assert [words for words in says for title in titles if words.startswith(f"{title}:")] == []


@pytest.mark.parametrize("name", SOME)
def test_every_hint_in_every_state_is_made_of_whole_sentences(name: str) -> None:
    for graph, state in decisions(name, most=10):
        for level in range(1, 6):
            says = hint(tried_and_hinted(graph, state, level), 0).says
            assert all(words[0].isupper() or words[0].isdigit() for words in says), says
            assert all(words[-1] in ".?!" and "{" not in words and "  " not in words for words in says), says


# -- find the misstep --------------------------------------------------------------------------------

MISSED = ("unsafe", "premature", "low_yield")


@pytest.mark.parametrize("name", NAMES)
def test_the_misstep_is_wrong_where_it_stands_and_all_before_it_is_the_pathways_walk(name: str) -> None:
    graph = graph_of(name)
    for seed in range(6):
        shown, number = with_misstep(graph, seed)
        wrong = shown[number - 1]
        assert shown[: number - 1] == graph.walk[: number - 1]
        states = [state for state, _ in graph.follow(graph.walk)]
        assert states[number - 1].choices[wrong].verdict in MISSED
        assert wrong not in states[number - 1].done


@pytest.mark.parametrize("name", NAMES)
def test_after_the_misstep_the_pathways_walk_goes_on_without_doing_it_twice(name: str) -> None:
    graph = graph_of(name)
    for seed in range(6):
        shown, number = with_misstep(graph, seed)
        rest = list(graph.walk[number - 1 :])
        if shown[number - 1] in rest:
            rest.remove(shown[number - 1])
        assert list(shown[number:]) == rest


def test_the_same_seed_gives_the_same_misstep_and_seeds_give_every_kind() -> None:
    graph = graph_of("thigh_26f")
    found = {seed: with_misstep(graph, seed) for seed in range(30)}
    assert found == {seed: with_misstep(graph, seed) for seed in range(30)}
    states = [state for state, _ in graph.follow(graph.walk)]
    kinds = {states[number - 1].choices[shown[number - 1]].verdict for shown, number in found.values()}
    assert kinds == set(MISSED)


def test_where_nothing_could_go_wrong_there_is_no_misstep() -> None:
    graph = small_graph()
    harmless = [
        s.model_copy(update={"choices": {name: choice for name, choice in s.choices.items() if choice.to is not None}})
        for s in graph.states
    ]
    with pytest.raises(AttemptError, match="no move of this walk could go wrong"):
        begin(graph.model_copy(update={"states": tuple(harmless)}), "misstep")
