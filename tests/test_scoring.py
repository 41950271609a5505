"""Scoring: every part worked out by hand on a small graph, and what must hold for every walk."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_students import LIBRARY, NAMES, graph_of
from test_walk_graph import small_graph

from workup.knowledge.pathways import Scoring
from workup.teaching.attempt import Attempt, begin
from workup.teaching.events import Chosen, Event, Hinted, Mode, Noted, Reasoned, Undone
from workup.teaching.scoring import PARTS, Score, pairs_out_of_order, score
from workup.teaching.walk_graph import WalkGraph

WEIGHTS = Scoring(
    weights={"key_steps": 35, "reasons": 20, "order": 15, "noticing": 10, "efficiency": 10},
    building_from=50,
    secure_from=80,
    unsafe_at_most=49,
)
"""The bundled weights at the time of writing; they sum to 90."""

DEPTH = "lump.depth=deep"
HISTORY = Chosen(choice="history")
SCAN = Chosen(choice="scan", because=("lump.depth",))
BIOPSY = Chosen(choice="biopsy", because=("scan.result",))
TOO_EARLY = Chosen(choice="biopsy", because=("lump.depth",))
NEEDLESS = HISTORY
"""After the history was taken, taking it again leads nowhere, and harms nobody."""


def attempt(*events: Event, mode: Mode = "rehearse", graph: WalkGraph | None = None) -> Attempt:
    """Play events on the graph of a deep lump: history and scan are open, then the biopsy."""
    found = begin(graph or small_graph(), mode)
    for event in events:
        found = found.after(event)
    return found


def scored(*events: Event, weights: Scoring | None = WEIGHTS, mode: Mode = "rehearse", noted: bool = True) -> Score:
    return score(attempt(Noted(facts=(DEPTH,) if noted else ()), *events, mode=mode), weights)


def part(found: Score, name: str) -> float:
    return next(part.value for part in found.parts if part.part == name)


# -- worked out by hand ------------------------------------------------------------------------------


def test_the_pathways_own_walk_with_its_reasons_scores_a_hundred() -> None:
    found = scored(HISTORY, SCAN, BIOPSY)
    assert (found.number, found.band, found.capped, found.unsafe) == (100, "secure", False, ())
    assert [(p.part, p.value, p.weight) for p in found.parts] == [
        ("key_steps", 1.0, 35),
        ("reasons", 1.0, 20),
        ("order", 1.0, 15),
        ("noticing", 1.0, 10),
        ("efficiency", 1.0, 10),
    ]


def test_one_biopsy_too_early_is_capped() -> None:
    found = scored(TOO_EARLY, HISTORY, SCAN, BIOPSY)
    # key steps 2 of 3, reasons all, order 0 of 1, noticing all, 3 of 4 moves: 23.33 + 20 + 0 + 10 + 7.5 of 90 = 68
    assert part(found, "key_steps") == pytest.approx(2 / 3)
    assert (part(found, "reasons"), part(found, "order"), part(found, "efficiency")) == (1.0, 0.0, 0.75)
    assert (found.number, found.capped, found.band) == (49, True, "unsafe")
    assert [move.choice for move in found.unsafe] == ["biopsy"]


def test_an_unsafe_attempt_below_the_cap_keeps_its_number() -> None:
    nothing = (Chosen(choice="scan"), Chosen(choice="biopsy"))
    found = scored(*[TOO_EARLY] * 5, HISTORY, *nothing, noted=False)
    # key steps 2 of 3, reasons none, order none, noticing none, 3 of 8 moves: 23.33 + 3.75 of 90 = 30.09
    assert (found.number, found.capped, found.band) == (30, False, "unsafe")


def test_a_number_at_the_cap_is_not_called_capped() -> None:
    at_68 = replace(WEIGHTS, unsafe_at_most=68)
    assert (scored(TOO_EARLY, HISTORY, SCAN, BIOPSY, weights=at_68).number) == 68
    assert not scored(TOO_EARLY, HISTORY, SCAN, BIOPSY, weights=at_68).capped


def test_a_key_step_left_out_is_not_met() -> None:
    # scan and biopsy end the walk; the history, still asked for there, was left out
    found = scored(SCAN, BIOPSY)
    assert part(found, "key_steps") == pytest.approx(2 / 3)
    assert found.number == 87  # 23.33 + 20 + 15 + 10 + 10 of 90


def test_half_of_the_reasons_give_half_of_the_part() -> None:
    assert part(scored(HISTORY, SCAN, Chosen(choice="biopsy")), "reasons") == 0.5


def test_only_choices_with_a_whole_sufficient_set_are_counted_as_full() -> None:
    counted = next(p.counted for p in scored(HISTORY, SCAN, Chosen(choice="biopsy")).parts if p.part == "reasons")
    assert counted == "1 of 2 choices with facts that are reason enough"


def test_a_choice_that_needs_no_reason_does_not_count_among_the_reasons() -> None:
    counted = next(p.counted for p in scored(HISTORY, SCAN, BIOPSY).parts if p.part == "reasons")
    assert counted == "2 of 2 choices with facts that are reason enough"


def test_a_wrong_choice_costs_no_reason() -> None:
    assert part(scored(HISTORY, NEEDLESS, SCAN, BIOPSY), "reasons") == 1.0


@pytest.mark.parametrize(
    ("picked", "matters", "expected"),
    [
        ("ab", "ab", 1.0),
        ("a", "ab", 0.75),  # all that was picked matters, half of what matters was picked
        ("az", "ab", 0.5),
        ("z", "ab", 0.0),
        ("", "ab", 0.0),
        ("abcde", "abcdefg", 1.0),  # five is all that can be picked
        ("abc", "abcdefg", 0.8),  # (1 + 3/5) / 2
    ],
)
def test_noticing_is_the_mean_of_precision_and_of_what_could_be_picked(
    picked: str, matters: str, expected: float
) -> None:
    graph = small_graph()
    start = graph.start.model_copy(update={"chart": tuple("abcdefgz")})
    facts = dict.fromkeys("abcdefgz", graph.facts[DEPTH])
    changed = {"states": (start, *graph.states[1:]), "matters": tuple(matters), "facts": {**graph.facts, **facts}}
    found = score(attempt(Noted(facts=tuple(picked)), graph=graph.model_copy(update=changed)), WEIGHTS)
    assert part(found, "noticing") == pytest.approx(expected)


def test_parts_that_the_case_does_not_offer_drop_out() -> None:
    graph = small_graph().model_copy(update={"order": (), "matters": ()})
    found = score(attempt(Noted(facts=()), SCAN, BIOPSY, graph=graph), WEIGHTS)
    assert [p.part for p in found.parts] == ["key_steps", "reasons", "efficiency"]
    assert found.number == 82  # 23.33 + 20 + 10 of 65


def test_where_no_choice_needs_a_reason_the_reasons_drop_out() -> None:
    assert "reasons" not in [p.part for p in scored(HISTORY).parts]


def test_a_part_without_weight_is_told_and_counts_nothing() -> None:
    only = Scoring(weights={"efficiency": 1}, building_from=50, secure_from=80, unsafe_at_most=49)
    found = scored(SCAN, BIOPSY, weights=only)
    assert found.number == 100
    assert [p.part for p in found.parts if not p.weight] == ["key_steps", "reasons", "order", "noticing"]


def test_the_weakest_part_is_the_one_that_would_raise_the_score_most() -> None:
    # key steps lack a third of 35 = 11.7, noticing all of 10
    weakest = scored(SCAN, BIOPSY, noted=False).weakest
    assert weakest is not None
    assert weakest.part == "key_steps"


def test_a_full_score_has_no_weakest_part() -> None:
    assert scored(HISTORY, SCAN, BIOPSY).weakest is None


# -- bands -------------------------------------------------------------------------------------------

THREE_OF_FOUR = (HISTORY, NEEDLESS, SCAN, BIOPSY)
"""With efficiency alone: 75."""


@pytest.mark.parametrize(
    ("building_from", "secure_from", "band"),
    [(50, 74, "secure"), (50, 75, "secure"), (50, 76, "building"), (75, 80, "building"), (76, 80, "starting")],
)
def test_a_band_begins_at_its_number(building_from: int, secure_from: int, band: str) -> None:
    weights = Scoring(
        weights={"efficiency": 10}, building_from=building_from, secure_from=secure_from, unsafe_at_most=49
    )
    found = scored(*THREE_OF_FOUR, weights=weights)
    assert (found.number, found.band) == (75, band)


def test_an_unsafe_choice_is_its_own_band_however_high_the_number() -> None:
    weights = Scoring(weights={"efficiency": 10}, building_from=10, secure_from=20, unsafe_at_most=49)
    assert scored(TOO_EARLY, HISTORY, SCAN, BIOPSY, weights=weights).band == "unsafe"


# -- what is not scored ------------------------------------------------------------------------------


def test_an_unfinished_attempt_is_unscored_and_its_parts_are_told() -> None:
    found = scored(HISTORY, SCAN)
    assert (found.number, found.band) == (None, "unscored")
    assert part(found, "efficiency") == 1.0


def test_a_finish_taken_back_is_unscored() -> None:
    assert scored(SCAN, BIOPSY, Undone()).number is None


def test_without_weights_there_is_no_number() -> None:
    found = scored(HISTORY, SCAN, BIOPSY, weights=None)
    assert (found.number, found.band) == (None, "unscored")


def test_exam_is_scored_as_a_rehearsal_is() -> None:
    assert scored(HISTORY, SCAN, BIOPSY, mode="exam").number == 100


def test_a_walk_that_the_pathway_played_is_unscored() -> None:
    found = score(attempt(Reasoned(), Reasoned(), Reasoned(), mode="show_me"), WEIGHTS)
    assert (found.number, found.band, found.assisted) == (None, "unscored", 3)


def test_an_unsafe_choice_in_an_unfinished_attempt_is_told_all_the_same() -> None:
    assert len(scored(TOO_EARLY).unsafe) == 1


# -- taken back, hinted, sure ------------------------------------------------------------------------


def test_an_unsafe_choice_that_was_taken_back_still_counts_for_safety() -> None:
    found = scored(TOO_EARLY, Undone(), HISTORY, SCAN, BIOPSY)
    assert (found.number, found.band, found.capped, found.taken_back) == (49, "unsafe", True, 1)
    assert [(move.choice, move.taken_back) for move in found.unsafe] == [("biopsy", True)]


def test_an_assisted_step_is_not_met_and_is_counted_apart() -> None:
    found = scored(HISTORY, NEEDLESS, *[Hinted()] * 5, Reasoned(because=("lump.depth",)), BIOPSY)
    assert part(found, "key_steps") == pytest.approx(2 / 3)
    assert (found.assisted, found.hints) == (1, 5)


def test_the_reason_of_an_assisted_step_does_not_count() -> None:
    assert part(scored(HISTORY, NEEDLESS, *[Hinted()] * 5, Reasoned(), BIOPSY), "reasons") == 1.0


def test_hints_short_of_the_fifth_cost_nothing() -> None:
    found = scored(Hinted(), Hinted(), HISTORY, SCAN, BIOPSY)
    assert (found.number, found.hints) == (100, 2)


def test_calibration_counts_what_was_right_of_what_was_said() -> None:
    found = scored(
        Chosen(choice="history", sure="sure"),
        Chosen(choice="history", sure="sure"),
        Chosen(choice="history", sure="fairly"),
        Chosen(choice="scan", sure="guessing"),
        Chosen(choice="biopsy"),
    )
    assert found.calibration == (("sure", 1, 2), ("fairly", 0, 1), ("guessing", 1, 1))


def test_how_sure_one_was_is_not_scored() -> None:
    guessed = [Chosen(choice=one.choice, because=one.because, sure="guessing") for one in (HISTORY, SCAN, BIOPSY)]
    assert scored(*guessed).number == 100


def test_taking_an_assisted_step_back_and_choosing_it_does_not_meet_it() -> None:
    hinted = (NEEDLESS, *[Hinted()] * 5, Reasoned(because=("lump.depth",)), Undone(), SCAN)
    assert part(scored(HISTORY, *hinted, BIOPSY), "key_steps") == pytest.approx(2 / 3)


def test_pairs_out_of_order_are_named() -> None:
    assert pairs_out_of_order(attempt(Noted(facts=()), TOO_EARLY)) == (("scan", "biopsy"),)
    assert pairs_out_of_order(attempt(Noted(facts=()), SCAN, BIOPSY)) == ()


def test_the_bundled_weights_name_every_part() -> None:
    assert LIBRARY.scoring is not None
    assert set(LIBRARY.scoring.weights) == set(PARTS)
    assert LIBRARY.scoring.building_from < LIBRARY.scoring.secure_from
    assert LIBRARY.scoring.unsafe_at_most < LIBRARY.scoring.building_from


# -- properties --------------------------------------------------------------------------------------


@cache
def right_walk(name: str, seed: int) -> Attempt:
    """Walk a scenario by right choices drawn at random, each with a sufficient set drawn at random."""
    chance, graph = Random(f"{name} {seed}"), graph_of(name)
    found = begin(graph).after(Noted(facts=graph.matters[:5]))
    while found.phase == "choose":
        choice = chance.choice(found.here.right)
        because = chance.choice(found.here.choices[choice].suffices)
        found = found.after(Chosen(choice=choice, because=because))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_any_order_of_steps_that_the_rules_allow_scores_as_in_order(name: str) -> None:
    for seed in range(8):
        found = score(right_walk(name, seed), WEIGHTS)
        assert [p.value for p in found.parts if p.part == "order"] in ([1.0], [])


@pytest.mark.parametrize("name", NAMES)
def test_citing_any_sufficient_set_scores_full_reasons(name: str) -> None:
    for seed in range(8):
        found = score(right_walk(name, seed), WEIGHTS)
        assert [p.value for p in found.parts if p.part == "reasons"] in ([1.0], [])


@pytest.mark.parametrize("name", NAMES)
def test_a_walk_of_right_choices_is_efficient_and_safe(name: str) -> None:
    for seed in range(8):
        found = score(right_walk(name, seed), WEIGHTS)
        assert (part(found, "efficiency"), found.unsafe) == (1.0, ())


_moves = st.lists(st.sampled_from([HISTORY, SCAN, TOO_EARLY, BIOPSY, Chosen(choice="cut_it_out")]), max_size=8)


@settings(max_examples=200, deadline=None)
@given(_moves, st.integers(0, 100))
def test_a_score_lies_between_nothing_and_a_hundred_and_unsafe_never_above_the_cap(
    moves: list[Chosen], cap: int
) -> None:
    found = attempt(Noted(facts=()))
    for move in [*moves, SCAN, BIOPSY]:
        known = {found.graph.facts[key].finding for key in found.here.chart}
        if found.phase == "choose" and set(move.because) <= known:
            found = found.after(move)
    result = score(found, replace(WEIGHTS, unsafe_at_most=cap))
    assert result.number is not None
    assert 0 <= result.number <= 100
    assert all(0 <= p.value <= 1 for p in result.parts)
    assert not result.unsafe or (result.number <= cap and result.band == "unsafe")
