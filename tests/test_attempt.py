"""An attempt is a fold over its events: each fits or is refused, and the same events give the same attempt."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_students import LIBRARY, STUDENTS, graph_of, played
from test_walk_graph import small_graph

from workup.teaching.attempt import Attempt, AttemptError, begin, replay
from workup.teaching.events import (
    MODES,
    SELF,
    SURE,
    Asked,
    Chosen,
    Event,
    Hinted,
    Judged,
    Left,
    Mode,
    Noted,
    Pointed,
    Reasoned,
    SavedAttempt,
    Undone,
)

DEPTH = "lump.depth=deep"
JUDGED = Judged(well="order", change="reasons", unclear="nothing")
HISTORY, SCAN, BIOPSY = (Chosen(choice=name) for name in ("history", "scan", "biopsy"))


def after(*events: Event, mode: Mode = "rehearse") -> Attempt:
    """Play events on the graph of a deep lump (`small_graph`)."""
    attempt = begin(small_graph(), mode)
    for event in events:
        attempt = attempt.after(event)
    return attempt


def noted(*events: Event, mode: Mode = "rehearse") -> Attempt:
    return after(Noted(facts=()), *events, mode=mode)


# -- the course --------------------------------------------------------------------------------------


def test_an_attempt_begins_with_the_facts_that_matter() -> None:
    assert begin(small_graph()).phase == "note"


def test_after_the_facts_comes_a_choice() -> None:
    attempt = after(Noted(facts=(DEPTH,)))
    assert (attempt.phase, attempt.noted, attempt.state) == ("choose", (DEPTH,), 0)


def test_a_fact_picked_twice_counts_once() -> None:
    assert after(Noted(facts=(DEPTH, DEPTH))).noted == (DEPTH,)


def test_a_right_choice_leads_on() -> None:
    attempt = noted(SCAN)
    assert (attempt.state, attempt.phase, attempt.moves[0].verdict) == (2, "choose", "right")


def test_a_wrong_choice_is_kept_and_the_state_stays() -> None:
    attempt = noted(BIOPSY)
    assert (attempt.state, attempt.phase, attempt.moves[0].verdict) == (0, "choose", "unsafe")


def test_a_move_keeps_what_was_cited_and_how_sure() -> None:
    move = noted(Chosen(choice="scan", because=("lump.depth",), sure="guessing")).moves[0]
    assert (move.state, move.choice, move.because, move.sure) == (0, "scan", ("lump.depth",), "guessing")


def test_an_ending_asks_for_a_look_at_oneself_and_then_it_is_over() -> None:
    attempt = noted(SCAN, BIOPSY)
    assert (attempt.state, attempt.phase, attempt.here.ending) == (4, "judge", "reported_and_staged")
    assert attempt.after(JUDGED).phase == "over"
    assert attempt.after(JUDGED).judged == JUDGED


def test_the_way_out_is_always_open() -> None:
    for attempt in (begin(small_graph()), noted(), noted(SCAN, BIOPSY), begin(small_graph(), "show_me")):
        assert attempt.after(Left()).phase == "left"


def test_a_question_changes_nothing_but_the_count_of_questions() -> None:
    attempt = noted(BIOPSY)
    asked = attempt.after(Asked(what="whynot biopsy"))
    assert (asked.asked, asked.phase, asked.state, asked.moves) == (1, "choose", 0, attempt.moves)


def test_wrong_choices_are_missed_here_until_the_walk_goes_on() -> None:
    attempt = noted(BIOPSY, Chosen(choice="cut_it_out"))
    assert [move.choice for move in attempt.missed_here] == ["biopsy", "cut_it_out"]
    assert attempt.after(SCAN).missed_here == ()


# -- what does not fit -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempt", "event", "says"),
    [
        (after(), SCAN, "first the facts that matter"),
        (noted(), Noted(facts=()), "now a next step is chosen"),
        (noted(), Reasoned(), "now a next step is chosen"),
        (noted(), JUDGED, "now a next step is chosen"),
        (noted(), Pointed(move=1), "now a next step is chosen"),
        (noted(SCAN, BIOPSY), HISTORY, "now three answers are asked for"),
        (noted(SCAN, BIOPSY), Hinted(), "now three answers are asked for"),
        (noted(SCAN, BIOPSY, JUDGED), Undone(), "the attempt is over"),
        (noted(SCAN, BIOPSY, JUDGED), JUDGED, "the attempt is over"),
        (noted(Left()), SCAN, "the attempt was left"),
        (after(), Undone(), "first the facts that matter"),
        (noted(), Undone(), "no move to take back"),
        (noted(), Chosen(choice="scam"), "there is no choice 'scam'"),
        (noted(), Chosen(choice="scam"), "did you mean scan"),
        (noted(), Chosen(choice="scan", because=("lump.size_cm",)), r"lump\.size_cm is not on the chart"),
        (noted(), Chosen(choice="scan", because=("scan.result",)), r"scan\.result is not on the chart"),
        (noted(), Chosen(choice="biopsy", because=("scan",)), "scan is not on the chart"),
        (after(), Noted(facts=("lump.painful=false",)), "is not a fact of the presentation"),
        (after(mode="show_me"), SCAN, "now the reason for the pathway's move"),
        (after(mode="show_me"), Hinted(), "now the reason for the pathway's move"),
        (after(mode="misstep"), SCAN, "now the misstep is pointed at"),
        (after(mode="misstep"), Noted(facts=()), "now the misstep is pointed at"),
    ],
)
def test_an_event_out_of_place_is_refused_with_what_is_asked_now(attempt: Attempt, event: Event, says: str) -> None:
    with pytest.raises(AttemptError, match=says):
        attempt.after(event)


def test_more_than_five_facts_are_refused() -> None:
    attempt = begin(graph_of("thigh_26f"))
    facts = attempt.graph.start.chart
    assert len(facts) >= 6
    assert len(attempt.after(Noted(facts=facts[:5])).noted) == 5
    with pytest.raises(AttemptError, match="that is 6 facts\n    pick the 5 that matter most"):
        attempt.after(Noted(facts=facts[:6]))


def test_a_step_that_is_done_can_be_cited() -> None:
    attempt = noted(SCAN, Chosen(choice="biopsy", because=("scan", "scan.result")))
    assert attempt.moves[-1].because == ("scan", "scan.result")


def test_a_refused_event_leaves_the_attempt_as_it_was() -> None:
    attempt = noted(SCAN)
    with pytest.raises(AttemptError):
        attempt.after(JUDGED)
    assert attempt == noted(SCAN)


# -- taking back -------------------------------------------------------------------------------------


def test_undo_returns_to_the_state_of_the_move() -> None:
    attempt = noted(SCAN, HISTORY, Undone())
    assert (attempt.state, attempt.phase) == (2, "choose")
    assert [move.choice for move in attempt.counted] == ["scan"]


def test_a_move_taken_back_is_kept_and_marked() -> None:
    attempt = noted(BIOPSY, Undone())
    assert [(move.choice, move.taken_back) for move in attempt.moves] == [("biopsy", True)]


def test_undo_twice_takes_two_moves_back() -> None:
    attempt = noted(SCAN, HISTORY, Undone(), Undone())
    assert (attempt.state, attempt.counted) == (0, ())


def test_undo_takes_the_last_step_of_a_finished_walk_back() -> None:
    attempt = noted(SCAN, BIOPSY, Undone())
    assert (attempt.state, attempt.phase) == (2, "choose")


def test_the_moves_of_before_can_be_made_again_after_undo() -> None:
    again = noted(SCAN, BIOPSY, Undone(), BIOPSY)
    assert (again.state, again.phase) == (4, "judge")
    assert [move.taken_back for move in again.moves] == [False, True, False]


# -- hints -------------------------------------------------------------------------------------------


def test_two_hints_are_free_and_the_third_opens_after_a_try() -> None:
    attempt = noted(Hinted(), Hinted())
    assert (attempt.hints_here, attempt.hints) == (2, 2)
    with pytest.raises(AttemptError, match="opens after a try"):
        attempt.after(Hinted())
    assert attempt.after(BIOPSY).after(Hinted()).hints_here == 3


def test_the_fourth_hint_needs_a_try_that_still_counts() -> None:
    attempt = noted(BIOPSY, Hinted(), Hinted(), Hinted())
    assert attempt.after(Hinted()).hints_here == 4
    with pytest.raises(AttemptError, match="opens after a try"):
        attempt.after(Undone()).after(Hinted()).after(Hinted()).after(Hinted())


def test_after_the_fifth_hint_the_reason_is_asked_for_and_the_move_is_assisted() -> None:
    attempt = noted(BIOPSY, *[Hinted()] * 5)
    assert attempt.phase == "reason"
    with pytest.raises(AttemptError):
        attempt.after(Hinted())
    moved = attempt.after(Reasoned(because=("lump.depth",)))
    assert (moved.state, moved.phase, moved.hints_here) == (1, "choose", 0)
    last = moved.moves[-1]
    assert (last.choice, last.verdict, last.assisted, last.hints) == ("history", "right", True, 5)


def test_the_reason_too_must_be_on_the_chart() -> None:
    with pytest.raises(AttemptError, match="is not on the chart"):
        noted(BIOPSY, *[Hinted()] * 5, Reasoned(because=("scan.result",)))


def test_a_move_tells_how_many_hints_it_had() -> None:
    attempt = noted(Hinted(), SCAN, Hinted(), Hinted(), BIOPSY)
    assert [move.hints for move in attempt.moves] == [1, 2]
    assert attempt.hints == 3


def test_the_ladder_starts_anew_where_the_walk_goes_on() -> None:
    assert noted(Hinted(), Hinted(), SCAN).hints_here == 0


def test_in_exam_there_are_no_hints() -> None:
    with pytest.raises(AttemptError, match="no hints in this mode"):
        noted(mode="exam").after(Hinted())


def test_taking_an_assisted_move_back_does_not_make_its_repetition_unassisted() -> None:
    attempt = noted(BIOPSY, *[Hinted()] * 5, Reasoned(), Undone(), HISTORY)
    assert attempt.counted[-1].hints == 5


# -- the other modes ---------------------------------------------------------------------------------


def test_show_me_plays_the_pathways_walk_and_asks_for_each_reason() -> None:
    attempt = begin(small_graph(), "show_me")
    played_steps = []
    while attempt.phase == "reason":
        played_steps.append(attempt.played)
        attempt = attempt.after(Reasoned())
    assert played_steps == ["history", "scan", "biopsy"]
    assert attempt.phase == "judge"
    assert all(move.assisted for move in attempt.moves)


def test_undo_in_show_me_asks_for_the_reason_again() -> None:
    attempt = after(Reasoned(), Undone(), mode="show_me")
    assert (attempt.phase, attempt.state, attempt.played) == ("reason", 0, "history")


def test_pointing_at_the_misstep_ends_it_and_at_another_move_does_not() -> None:
    attempt = begin(small_graph(), "misstep", seed=1)
    other = 1 if attempt.misstep != 1 else 2
    wrong = attempt.after(Pointed(move=other))
    assert (wrong.phase, wrong.pointed) == ("point", (other,))
    found = wrong.after(Pointed(move=attempt.misstep))
    assert (found.phase, found.pointed) == ("over", (other, attempt.misstep))


@pytest.mark.parametrize("move", [0, -1, 99])
def test_pointing_at_no_move_is_refused(move: int) -> None:
    attempt = begin(small_graph(), "misstep")
    with pytest.raises(AttemptError, match=f"the moves are 1 to {len(attempt.shown)}"):
        attempt.after(Pointed(move=move))


def test_the_last_move_can_be_pointed_at_and_the_one_after_it_cannot() -> None:
    attempt = begin(small_graph(), "misstep")
    last = len(attempt.shown)
    assert attempt.after(Pointed(move=last)).pointed == (last,)
    with pytest.raises(AttemptError, match=f"there is no move {last + 1}"):
        attempt.after(Pointed(move=last + 1))


# -- saved and replayed ------------------------------------------------------------------------------


def saved(graph_name: str, mode: Mode, seed: int, events: Iterable[Event]) -> SavedAttempt:
    """Write an attempt and read it again."""
    attempt = SavedAttempt(
        notice="For teaching.",
        scenario=graph_name,
        content_hash=LIBRARY.content_hash,
        mode=mode,
        seed=seed,
        events=tuple(events),
    )
    return SavedAttempt.model_validate_json(attempt.model_dump_json())


@pytest.mark.parametrize("student", STUDENTS)
def test_a_saved_attempt_replays_to_the_same_attempt(student: str) -> None:
    for name in ("thigh_44f", "arm_31m", "uterus_46f"):
        attempt = played(student, name)
        assert replay(graph_of(name), saved(name, "rehearse", 0, attempt.events)) == attempt


def test_every_part_of_an_attempt_can_be_resumed() -> None:
    whole = played("shotgun", "thigh_44f")
    for cut in range(0, len(whole.events), 7):
        attempt = replay(graph_of("thigh_44f"), saved("thigh_44f", "rehearse", 0, whole.events[:cut]))
        for event in whole.events[cut:]:
            attempt = attempt.after(event)
        assert attempt == whole


def test_replaying_events_that_no_longer_fit_is_an_error() -> None:
    with pytest.raises(AttemptError):
        replay(small_graph(), saved("deep", "rehearse", 0, played("engine", "thigh_44f").events))


_choices = st.sampled_from([*small_graph().choices, "nothing_of_the_kind"])
_names = st.lists(st.sampled_from(["lump.depth", "lump.painful", "scan.result", "scan", "history", "x"]), max_size=3)
_facts = st.lists(st.sampled_from([DEPTH, DEPTH, "scan.result=suspicious", "x=1"]), max_size=7)
_judged = st.builds(Judged, well=st.sampled_from(SELF), change=st.sampled_from(SELF), unclear=st.sampled_from(SELF))
_events = st.one_of(
    st.builds(Noted, facts=_facts),
    st.just(Noted(facts=(DEPTH,))),
    st.builds(Chosen, choice=_choices, because=_names, sure=st.sampled_from([None, *SURE])),
    st.builds(Chosen, choice=_choices),
    st.builds(Hinted),
    st.builds(Reasoned, because=_names),
    st.builds(Reasoned),
    st.builds(Undone),
    st.builds(Pointed, move=st.integers(-1, 6)),
    _judged,
    st.builds(Asked, what=st.text(max_size=5)),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MODES), st.integers(0, 3), st.lists(_events, max_size=30), st.booleans())
def test_any_events_give_an_attempt_or_an_error_and_what_fits_replays(
    mode: Mode, seed: int, events: list[Event], leave: bool
) -> None:
    attempt = begin(small_graph(), mode, seed)
    for event in [*events, *[Left()] * leave]:
        try:
            attempt = attempt.after(event)
        except AttemptError:
            continue
    assert replay(small_graph(), saved("deep", mode, seed, attempt.events)) == attempt
    assert attempt.here.ending or attempt.phase not in ("judge", "over") or mode == "misstep"


@settings(max_examples=200, deadline=None)
@given(st.lists(_events, max_size=20), st.builds(Chosen, choice=_choices))
def test_undo_after_any_choice_returns_to_where_it_was_made(events: list[Event], choice: Chosen) -> None:
    attempt = begin(small_graph())
    for event in (Noted(facts=()), *events):
        try:
            attempt = attempt.after(event)
        except AttemptError:
            continue
    if attempt.phase != "choose" or choice.choice not in attempt.here.choices:
        return
    back = attempt.after(choice).after(Undone())
    assert (back.state, back.phase, back.counted) == (attempt.state, "choose", attempt.counted)
