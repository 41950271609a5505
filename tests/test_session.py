"""A session: every mode from its first line to its last, and what each line brings, hides or leaves alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from synthetic_students import LIBRARY, NAMES, REASONER, graph_of
from wording import assertions

from workup.explaining.languages.english_rehearsals import REHEARSALS
from workup.rendering.layout import WIDTH, no_style
from workup.rendering.rehearsal import plain, screens_text
from workup.teaching import session as sessions
from workup.teaching.attempt import AttemptError, begin, replay
from workup.teaching.events import MODES, Asked, Chosen, Hinted, Left, Mode, Pointed
from workup.teaching.missteps import told_moves
from workup.teaching.offers import offers
from workup.teaching.screens import Screen
from workup.teaching.session import Session, open_session
from workup.teaching.variants import Variant, variants
from workup.teaching.walk_graph import VERDICTS

# back_54m: history and ultrasound are open at once, in either order; then comes advice, and the walk ends.
# Its menu with seed 0: 1 expert_pathology_review · 2 emergency · 3 history_and_examination · 4 ultrasound ·
# 5 ihc_panel · 6 incise_and_drain · 7 excise_in_clinic · 8 tfe3_fish.
SOFT = "back_54m"
DEEP = "thigh_26f"


@pytest.fixture(autouse=True)
def _variants_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for variants of one scenario alone, and once for all tests: that walks it many times."""
    monkeypatch.setattr(sessions, "variants", lambda scenario, _: _variants() if scenario.scenario == SOFT else ())


@cache
def _variants() -> tuple[Variant, ...]:
    return variants(LIBRARY.scenario(SOFT), REASONER)


def opened(name: str = SOFT, mode: Mode = "rehearse", seed: int = 0, *, explain: bool = False) -> Session:
    """Open a session on a graph that is kept between tests."""
    attempt = begin(graph_of(name), mode, seed)
    session = Session(LIBRARY.scenario(name), {}, seed, attempt, REASONER, LIBRARY.scoring, explain)
    return replace(session, screens=session.asks())


def after(session: Session, *lines: str) -> Session:
    for line in lines:
        session = session.answer(line)
    return session


def events(session: Session) -> list[str]:
    return [screen.event for screen in session.screens]


def words(screens: Iterable[Screen]) -> str:
    """Give screens as one line of text."""
    return " ".join(screens_text(screens, no_style).split())


def one(session: Session, event: str) -> Screen:
    """Give the one screen of a kind."""
    found = [screen for screen in session.screens if screen.event == event]
    assert len(found) == 1, events(session)
    return found[0]


def unchanged(session: Session, line: str) -> Session:
    """Answer a line that must be told as a mistake and change nothing."""
    told = session.answer(line)
    assert events(told) == ["mistake"]
    assert told.attempt == session.attempt
    return told


# -- opening -----------------------------------------------------------------------------------------


def test_a_session_opens_on_the_graph_of_its_scenario() -> None:
    session = open_session(LIBRARY.scenario(SOFT), REASONER, weights=LIBRARY.scoring)
    assert (session, session.screens) == (opened(), opened().screens)


def test_a_saved_session_opens_where_it_was_left() -> None:
    left = after(opened(), "growing", "ihc_panel", "?", "history sure")
    session = open_session(LIBRARY.scenario(SOFT), REASONER, weights=LIBRARY.scoring, saved=left.saved)
    assert session.attempt == left.attempt


def test_an_attempt_of_other_content_is_not_opened() -> None:
    saved = opened().saved.model_copy(update={"content_hash": "0" * 64})
    with pytest.raises(AttemptError, match="have changed"):
        open_session(LIBRARY.scenario(SOFT), REASONER, saved=saved)


def test_what_is_saved_carries_the_notice_and_the_content_hash() -> None:
    saved = opened().saved
    assert saved.notice == "For teaching. Not for real patients, and not about your own symptoms."
    assert saved.content_hash == LIBRARY.content_hash


# -- each mode from start to end ---------------------------------------------------------------------


def test_a_rehearsal_goes_from_the_opening_to_the_debrief() -> None:
    session = opened()
    course = [events(session)]
    for line in ("growing", "history sure", "ultrasound because trunk wall", "explain because 12", "order 2 nothing"):
        session = session.answer(line)
        course.append(events(session))
    assert course[:-1] == [
        ["meet"],
        ["choose"],
        ["answered", "reasons", "choose"],
        ["answered", "reasons", "choose"],
        ["answered", "reasons", "judge"],
    ]
    assert course[-1] == ["ended", "lanes", "points", "conflicts", "scored", "variants"]
    assert session.is_over


def test_an_exam_tells_results_and_nothing_else_before_its_end() -> None:
    session = opened(mode="exam")
    course = []
    for line in ("growing", "excise_in_clinic", "ihc_panel", "history", "ultrasound", "explain"):
        session = session.answer(line)
        course.append(events(session))
    assert course == [
        ["choose"],
        ["answered", "choose"],
        ["answered", "choose"],
        ["answered", "choose"],
        ["answered", "choose"],
        ["answered", "judge"],
    ]


def test_an_exam_ends_with_the_whole_debrief() -> None:
    session = after(opened(mode="exam"), "none", "excise_in_clinic", "history", "ultrasound", "explain", "skip")
    assert events(session) == ["ended", "lanes", "points", "conflicts", "scored", "variants", "cards"]


def test_show_me_plays_every_move_and_asks_for_each_reason() -> None:
    session = opened(mode="show_me")
    played = []
    while session.attempt.phase == "reason":
        played.append(one(session, "played").values["choice"])
        session = session.answer("none")
    assert tuple(played) == graph_of(SOFT).walk
    assert events(session) == ["answered", "reasons", "judge"]


def test_show_me_ends_with_a_debrief_that_is_not_scored() -> None:
    session = after(opened(mode="show_me"), "none", "none", "none", "skip")
    assert one(session, "scored").values["score"]["number"] is None
    assert session.is_over


def test_show_me_answers_the_reason_of_each_move() -> None:
    session = after(opened(mode="show_me"), "none", "trunk wall")
    assert "Your facts are reason enough." in words([one(session, "reasons")])


def test_show_me_offers_facts_that_the_rules_read_and_some_that_they_do_not() -> None:
    session = after(opened(mode="show_me"), "none")
    read = set(graph_of(SOFT).states[1].choices["ultrasound"].relevant)
    offered = {fact["finding"] for fact in one(session, "played").values["facts"]}
    assert read <= offered
    assert len(offered - read) >= 2


def test_show_me_numbers_its_facts_as_the_chart_does() -> None:
    session = after(opened(mode="show_me"), "none")
    chart = [graph_of(SOFT).facts[key].finding for key in session.attempt.here.chart]
    assert all(chart[fact["number"] - 1] == fact["finding"] for fact in one(session, "played").values["facts"])


def test_a_misstep_is_found_by_its_number() -> None:
    session = opened(mode="misstep")
    number = session.attempt.misstep
    assert events(session) == ["misstep"]
    session = session.answer(str(number))
    assert one(session, "pointed").values["found"] is True
    assert session.is_over


def test_a_move_in_its_place_is_told_so_and_the_misstep_is_looked_for_further() -> None:
    session = opened(mode="misstep")
    wrong = next(n for n in range(1, len(session.attempt.shown) + 1) if n != session.attempt.misstep)
    session = session.answer(str(wrong))
    assert events(session) == ["pointed"]
    assert one(session, "pointed").values["found"] is False
    assert session.attempt.phase == "point"


def test_nothing_is_asked_after_a_misstep_was_found() -> None:
    """There is no debrief, so no variant is offered: a program that waits for its number would wait in silence."""
    session = opened(mode="misstep")
    session = session.answer(str(session.attempt.misstep))
    assert bool(session.variants) == ("variants" in events(session))


@pytest.mark.parametrize("name", NAMES)
def test_exactly_one_of_the_moves_told_is_wrong_and_pointing_at_it_ends(name: str) -> None:
    for seed in range(4):
        session = opened(name, "misstep", seed)
        wrong = [n for n, choice in enumerate(told_moves(session.attempt), start=1) if choice.verdict != "right"]
        assert wrong == [session.attempt.misstep], seed
        assert session.attempt.after(Pointed(move=wrong[0])).phase == "over", seed


@pytest.mark.parametrize("name", NAMES)
def test_a_misstep_is_told_with_its_answer(name: str) -> None:
    session = opened(name, "misstep", 5)
    found = session.answer(str(session.attempt.misstep))
    answer = one(found, "pointed").values["answer"]
    assert answer["verdict"] in ("unsafe", "premature", "low_yield")
    assert " ".join(answer["says"]) in words(found.screens)


def test_the_same_seed_gives_the_same_misstep() -> None:
    assert opened(DEEP, "misstep", 7).attempt.shown == opened(DEEP, "misstep", 7).attempt.shown


def test_seeds_give_several_missteps() -> None:
    assert len({opened(DEEP, "misstep", seed).attempt.shown for seed in range(8)}) >= 4


# -- what a choice brings ----------------------------------------------------------------------------


def test_an_unsafe_choice_interrupts_with_harm_rule_and_source() -> None:
    session = after(opened(), "none", "excise_in_clinic because soft sure")
    screen = one(session, "answered")
    told = words([screen])
    assert screen.head == "STOP"
    assert "An unplanned excision often leaves tumor behind, and the next operation grows larger." in told
    assert dict(screen.lines)["rule"] == "tissue.no_needle_before_a_map"
    assert "Unplanned excision of soft tissue sarcoma (Charoenlap; Cancer Med 2016;5:980)" in told


def test_an_unsafe_choice_leaves_the_walk_where_it_is() -> None:
    session = after(opened(), "none", "excise_in_clinic")
    assert (session.attempt.phase, session.attempt.state) == ("choose", 0)


def test_a_premature_choice_bounces_and_names_what_it_waits_for() -> None:
    session = after(opened(), "none", "ihc_panel")
    assert one(session, "answered").head == "NOT YET"
    assert "It is held until the histology" in words(session.screens)


def test_a_later_choice_bounces_and_names_what_is_open() -> None:
    session = after(opened(), "none", "history", "explain")
    assert one(session, "answered").head == "NOT YET"
    assert "still open: the ultrasound result, the certainty of the ultrasound report" in words(session.screens)


def test_a_low_yield_choice_is_told_so() -> None:
    session = after(opened(), "none", "history", "ultrasound", "brain_mri")
    assert one(session, "answered").head == "LOW YIELD"
    assert "Whatever it showed, the next step would still be the safety net." in words(session.screens)


@pytest.mark.parametrize("name", [SOFT, DEEP, "hand_34f", "belly_83m", "foot_33m"])
def test_what_bounces_names_no_value_that_will_be_shown(name: str) -> None:
    """A hold that any one of several values releases may list them all; it does not single out the one to come."""
    graph = graph_of(name)
    shown = {key for state in graph.states for choice in state.choices.values() for key in choice.shows}
    for state in graph.states:
        stated = {graph.facts[key].finding for key in state.chart}
        coming = [graph.facts[key].says for key in shown if graph.facts[key].finding not in stated]
        for choice in state.choices.values():
            answer = graph.answers[choice.answer]
            if answer.verdict in ("premature", "later"):
                assert [says for says in coming if says in " ".join(answer.says)] == [], answer.says


def test_what_bounces_shows_no_result() -> None:
    screen = one(after(opened(), "none", "ihc_panel"), "answered")
    assert screen.values["shows"] == []


def test_a_right_choice_shows_its_result() -> None:
    session = after(opened(), "none", "ultrasound because trunk wall sure")
    screen = one(session, "answered")
    assert screen.head == "RESULT  Ultrasound of the lump"
    assert [label for label, _ in screen.lines] == ["because", "result"]
    assert "ultrasound: typical lipoma · ultrasound sure" in words([screen])


def test_where_sources_differ_a_right_choice_says_so() -> None:
    session = after(opened(DEEP), "none", "mri because deep")
    assert "American criteria put a radiograph before the MRI of a deep lump; others go straight to MRI." in words(
        session.screens
    )


@pytest.mark.parametrize("line", ["mri because deep", "radiograph"])
def test_where_sources_differ_both_ways_are_right(line: str) -> None:
    assert after(opened(DEEP), "none", line).attempt.moves[-1].verdict == "right"


def test_reasons_are_answered_only_when_the_stage_is_left() -> None:
    """From the start, the ultrasound leaves the stage open, in which the history is still to be taken."""
    first = after(opened(), "none", "ultrasound because male")
    assert "reasons" not in events(first)
    second = first.answer("history")
    assert [move["choice"] for move in one(second, "reasons").values["moves"]] == [
        "ultrasound",
        "history_and_examination",
    ]


def test_the_reasons_of_a_stage_hold_what_was_cited_against_what_the_rules_read() -> None:
    session = after(opened(), "none", "ultrasound because male", "history")
    assert "You named: male. The rules read: 54 years · trunk wall · 6 cm · growing." in words(session.screens)


def test_a_move_without_a_reason_is_answered_with_what_the_rules_read() -> None:
    session = after(opened(), "none", "ultrasound", "history")
    assert "You named no fact. The rules read: 54 years · trunk wall" in words(session.screens)


def test_reasons_of_a_stage_are_answered_though_the_pathway_made_its_last_move() -> None:
    session = after(opened(), "none", "ultrasound because male", "ihc_panel", "?", "?", "?", "?", "?")
    session = session.answer("none")
    told = {
        move["choice"] for screen in session.screens if screen.event == "reasons" for move in screen.values["moves"]
    }
    assert told == {"ultrasound", "history_and_examination"}


# -- hints -------------------------------------------------------------------------------------------


def test_the_first_hint_is_the_question_of_the_stage() -> None:
    session = after(opened(), "none", "?")
    assert one(session, "hint").values["level"] == 1
    assert "Is anyone in danger, and does this lump belong here?" in words(session.screens)


def test_the_second_hint_is_a_principle() -> None:
    assert "Ask before you scan." in words(after(opened(), "none", "?", "hint").screens)


def test_the_third_hint_needs_a_try() -> None:
    told = unchanged(after(opened(), "none", "?", "?"), "?")
    assert "opens after a try" in words(told.screens)


def test_the_third_hint_names_the_facts_to_look_at() -> None:
    session = after(opened(), "none", "history", "ihc_panel", "?", "?", "?")
    assert "Look again at this: trunk wall." in words([one(session, "hint")])


def test_the_fourth_hint_takes_away_a_wrong_choice_and_says_why() -> None:
    before = after(opened(), "none", "ihc_panel", "?", "?", "?")
    session = before.answer("?")
    gone = set(offers(before.attempt, 0)) - set(offers(session.attempt, 0))
    assert len(gone) == 1
    choice = session.attempt.here.choices[gone.pop()]
    assert choice.verdict != "right"
    assert " ".join(graph_of(SOFT).answers[choice.answer].says) in words([one(session, "hint")])


def test_the_fifth_hint_makes_the_move_once_its_reason_is_given() -> None:
    asked = after(opened(), "none", "ihc_panel", "?", "?", "?", "?", "?")
    assert (asked.attempt.phase, asked.attempt.state) == ("reason", 0)
    assert events(asked) == ["hint", "played"]
    done = asked.answer("none")
    assert (done.attempt.moves[-1].choice, done.attempt.moves[-1].assisted) == ("history_and_examination", True)
    assert done.attempt.state == 1


def test_a_move_made_by_the_pathway_is_marked_in_the_debrief() -> None:
    session = after(opened(), "none", "ihc_panel", "?", "?", "?", "?", "?", "none", "ultrasound", "explain", "skip")
    assert [moment["mark"] for moment in one(session, "lanes").values["moments"]][1] == "assisted"


def test_two_misses_offer_a_hint() -> None:
    once = after(opened(), "none", "ihc_panel")
    assert "offer" not in events(once)
    assert "offer" in events(once.answer("tfe3_fish"))


def test_a_hint_that_was_taken_is_not_offered() -> None:
    assert "offer" not in events(after(opened(), "none", "?", "ihc_panel", "tfe3_fish"))


def test_a_hint_is_refused_in_an_exam() -> None:
    told = unchanged(after(opened(mode="exam"), "none", "ihc_panel", "tfe3_fish"), "?")
    assert "there are no hints in this mode" in words(told.screens)


# -- an exam tells nothing ---------------------------------------------------------------------------

TELLING = (*VERDICTS[1:], "verdict", "not yet", "low yield", "stop.", "nothing asks for", "held until", "never asks")


@pytest.mark.parametrize("name", [SOFT, "foot_33m", "hand_34f"])
def test_an_exam_tells_no_verdict_and_no_rule_before_the_debrief(name: str) -> None:
    rules = {rule.id for rule in LIBRARY.rules}
    session, chance = after(opened(name, "exam"), "none"), Random(name)
    for _ in range(60):
        if session.attempt.phase != "choose":
            break
        here = session.attempt.here
        pool = here.right if chance.random() < 0.2 else tuple(here.choices)
        session = session.answer(f"{chance.choice(pool)} because 1 sure")
        told = [screen for screen in session.screens if screen.event != "choose"]
        said = (words(told) + json.dumps([screen.values for screen in told], default=str)).lower()
        assert [word for word in TELLING if word in said] == []
        assert [rule for rule in rules if rule in said] == []


@pytest.mark.parametrize("line", ["why", "whynot", "whynot 5", "whatif lump.depth=deep"])
def test_nothing_is_explained_in_an_exam(line: str) -> None:
    told = unchanged(after(opened(mode="exam"), "none", "ihc_panel", "history"), line)
    assert "nothing is explained before the end" in words(told.screens)


def test_no_hint_is_offered_in_an_exam() -> None:
    assert "offer" not in events(after(opened(mode="exam"), "none", "ihc_panel", "tfe3_fish", "fusion_test"))


# -- looks -------------------------------------------------------------------------------------------


def still(session: Session, line: str) -> Session:
    """Look, and check that the look alone is added to the attempt."""
    looked = session.answer(line)
    assert "mistake" not in events(looked), words(looked.screens)
    assert isinstance(looked.attempt.events[-1], Asked)
    assert replace(looked.attempt, events=session.attempt.events, asked=session.attempt.asked) == session.attempt
    return looked


@pytest.mark.parametrize("line", ["whatif lump.depth=deep", "map", "chart", "choices", "all"])
def test_a_look_changes_nothing(line: str) -> None:
    still(after(opened(), "none", "ihc_panel", "history"), line)


def test_help_changes_nothing_at_all() -> None:
    session = after(opened(), "none")
    assert session.answer("help").attempt == session.attempt


def test_help_names_every_word_that_asks() -> None:
    told = words(opened().answer("help").screens)
    asked = ("?", "why", "whynot", "whatif", "map", "chart", "choices", "all", "undo", "quit", "me")
    assert [word for word in asked if word not in told] == []


def test_why_tells_of_a_step_that_was_taken() -> None:
    session = still(after(opened(), "none", "ultrasound"), "why")
    assert "it fits now, because the lump is growing" in words(session.screens)
    assert dict(session.screens[0].lines)["rule"] == "image.a_growing_adult_lump_is_imaged_soon"


@pytest.mark.parametrize("line", ["why", "why ultrasound", "why 3"])
def test_why_is_refused_for_a_step_not_taken(line: str) -> None:
    unchanged(after(opened(), "none", "ihc_panel"), line)


@pytest.mark.parametrize("line", ["whynot", "whynot ihc_panel", "whynot 5", "whynot stain panel"])
def test_why_not_tells_of_a_choice_that_bounced(line: str) -> None:
    session = still(after(opened(), "none", "ihc_panel"), line)
    assert dict(session.screens[0].lines)["rule"] == "confirm.no_stain_before_histology"


@pytest.mark.parametrize("line", ["whynot", "whynot excise_in_clinic", "whynot 8", "whynot history"])
def test_why_not_is_refused_for_a_choice_not_tried_here(line: str) -> None:
    session = after(opened(), "none", *(["ihc_panel"] if line != "whynot" else []))
    assert "that was not tried here" in words(unchanged(session, line).screens)


def test_what_if_names_the_steps_that_would_stand_otherwise() -> None:
    session = still(after(opened(), "none"), "whatif lump.depth=deep")
    assert {"mri", "sarcoma_team_referral"} <= set(one(session, "what_if").values["changed"])


def test_what_if_says_where_nothing_changes() -> None:
    session = still(after(opened(), "none"), "whatif patient.sex=female")
    assert "No step would stand otherwise." in words(session.screens)


@pytest.mark.parametrize("line", ["whatif", "whatif depth", "whatif lump.dept=deep", "whatif lump.depth=bottomless"])
def test_what_if_of_no_change_is_a_mistake(line: str) -> None:
    unchanged(after(opened(), "none"), line)


def test_the_map_tells_what_is_done_and_not_what_comes() -> None:
    stages = one(after(opened(), "none", "ultrasound", "map"), "map").values["stages"]
    assert {stage: done for stage, done in stages.items() if done} == {"image": ["ultrasound"]}


def test_the_chart_numbers_every_fact() -> None:
    told = words(after(opened(), "none", "chart").screens)
    assert told.startswith("CHART 1 54 years · 2 male · 3 trunk wall · 4 6 cm · 5 superficial")


def test_all_lists_every_choice() -> None:
    assert one(after(opened(), "none", "all"), "all").values["choices"] == list(graph_of(SOFT).start.choices)


def test_the_choices_are_listed_again_when_asked_for() -> None:
    first = after(opened(), "none")
    assert words(still(first, "choices").screens) == words(first.screens)


# -- undo, and the way out ---------------------------------------------------------------------------


def test_undo_takes_the_last_move_back() -> None:
    before = after(opened(), "none")
    session = after(before, "ultrasound", "undo")
    assert session.attempt.state == before.attempt.state
    assert session.attempt.counted == ()
    assert events(session) == ["undone", "choose"]


def test_undo_takes_one_move_after_another_back() -> None:
    session = after(opened(), "none", "ultrasound", "history", "undo", "undo")
    assert (session.attempt.state, session.attempt.counted) == (0, ())


def test_undo_keeps_an_unsafe_choice_in_the_report() -> None:
    session = after(opened(), "none", "excise_in_clinic", "undo", "history", "ultrasound", "explain", "skip")
    assert one(session, "scored").values["score"]["unsafe"] == ["excise_in_clinic"]


def test_undo_before_any_move_is_a_mistake() -> None:
    unchanged(after(opened(), "none"), "undo")


def test_undo_reopens_an_attempt_that_waits_for_a_look_at_oneself() -> None:
    session = after(opened(), "none", "history", "ultrasound", "explain", "undo")
    assert (session.attempt.phase, session.attempt.state) == ("choose", 3)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("line", ["me", "ME"])
def test_me_leaves_at_any_time(mode: Mode, line: str) -> None:
    session = opened(mode=mode).answer(line)
    assert (session.has_left, session.is_over, events(session)) == (True, True, ["left"])
    assert "call your local emergency number" in words(session.screens)


@pytest.mark.parametrize("lines", [["none"], ["none", "ihc_panel"], ["none", "history", "ultrasound", "explain"]])
def test_me_leaves_from_every_moment(lines: list[str]) -> None:
    assert after(opened(), *lines, "me").has_left


def test_the_way_out_asks_nothing() -> None:
    assert "?" not in words(opened().answer("me").screens)


@pytest.mark.parametrize("line", ["1", "chart", "map", "undo", "?", "history"])
def test_nothing_is_kept_after_the_way_out(line: str) -> None:
    left = opened().answer("me")
    assert isinstance(left.answer(line).attempt.events[-1], Left)


# -- mistakes ----------------------------------------------------------------------------------------

MISTAKES = {
    "note": ([], ["zzz", "1, 2, 3, 4, 5, 6", "10", "?", "undo", "why", "²"]),
    "choose": (["none"], ["", "zzz", "0", "9", "1 because zzz", "order reasons", "²", "9" * 5000, "refer"]),
    "reason": (["none", "ihc_panel", *"?????"], ["zzz", "?", "99"]),
    "judge": (["none", "history", "ultrasound", "explain"], ["1", "zzz", "1 2 3 4", "1 2 ²", "?"]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("phase", "line"), [(phase, line) for phase, (_, lines) in MISTAKES.items() for line in lines], ids=lambda x: x[:12]
)
def test_a_mistake_is_told_and_changes_nothing(phase: str, line: str) -> None:
    session = after(opened(), *MISTAKES[phase][0])
    assert session.attempt.phase == phase
    unchanged(session, line)


@pytest.mark.parametrize("line", ["zzz", "0", "99", "²", "?", "undo"])
@pytest.mark.parametrize("mode", ["show_me", "misstep"])
def test_a_mistake_in_another_mode_changes_nothing(mode: Mode, line: str) -> None:
    unchanged(opened(mode=mode), line)


def test_a_mistake_of_a_real_name_does_not_say_it_again() -> None:
    told = unchanged(after(opened(), "none"), "whatif name=Ada Example")
    assert "Ada" not in words(told.screens)


# -- every screen ------------------------------------------------------------------------------------

COUNTED = ("scored", "hint", "points")
"""Screens that count: "3 of 4 key steps" is no probability."""

LOOKS = ("?", "undo", "why", "whynot", "map", "chart", "choices", "all", "help", "zzz", "1", "2 because 1, 2 sure")


@cache
def course(name: str, mode: Mode) -> tuple[Screen, ...]:
    """Play a session with a script drawn by chance, to its end, and give every screen."""
    chance, session = Random(f"{name} {mode}"), opened(name, mode, explain=True)
    screens = [*session.screens]
    for _ in range(300):
        if session.is_over:
            return tuple(screens)
        attempt = session.attempt
        line = {
            "note": "1, 2",
            "reason": chance.choice(("none", "1", "1 2")),
            "point": str(chance.randint(1, max(1, len(attempt.shown)))),
            "judge": "order reasons nothing",
        }.get(attempt.phase)
        if line is None:
            pool = attempt.here.right if chance.random() < 0.4 else tuple(attempt.here.choices)
            line = chance.choice(LOOKS) if chance.random() < 0.3 else f"{chance.choice(pool)} because 1 sure"
        session = session.answer(line)
        screens += session.screens
    raise AssertionError(f"{name} in {mode} did not end")


COURSES = [(name, mode) for name in (SOFT, "foot_33m", "hand_34f", "back_0f", "uterus_46f") for mode in MODES]


@pytest.mark.parametrize(("name", "mode"), COURSES)
def test_a_session_of_any_script_comes_to_its_end(name: str, mode: Mode) -> None:
    assert course(name, mode)


@pytest.mark.parametrize(("name", "mode"), COURSES)
def test_no_screen_diagnoses_or_gives_a_probability_a_dose_or_a_treatment(name: str, mode: Mode) -> None:
    for screen in course(name, mode):
        found = assertions(screens_text([screen], no_style))
        counted = screen.event in COUNTED
        assert [hit for hit in found if not (counted and hit[0] == "probability" and " of " in hit[1])] == []


@pytest.mark.parametrize(("name", "mode"), COURSES)
def test_no_screen_has_a_percent_sign(name: str, mode: Mode) -> None:
    assert [s.event for s in course(name, mode) if "%" in screens_text([s], no_style) + str(s.values)] == []


@pytest.mark.parametrize(("name", "mode"), COURSES)
def test_every_screen_fits_80_columns(name: str, mode: Mode) -> None:
    lines = screens_text(course(name, mode), no_style).splitlines()
    assert [line for line in lines if len(line) > WIDTH] == []


@pytest.mark.parametrize(("name", "mode"), COURSES)
def test_every_screen_fits_80_columns_in_plain_words(name: str, mode: Mode) -> None:
    lines = screens_text(course(name, mode), no_style, plain).splitlines()
    assert [line for line in lines if len(line) > WIDTH] == []


@pytest.mark.parametrize(("name", "mode"), COURSES)
def test_plain_words_have_no_sign_but_those_of_names(name: str, mode: Mode) -> None:
    named = " ".join([source.title for source in LIBRARY.sources.values()])
    text = screens_text(course(name, mode), no_style, plain)
    assert sorted({sign for sign in text if not sign.isascii()} - set(named)) == []


@pytest.mark.parametrize(("name", "mode"), COURSES)
def test_the_values_of_every_screen_can_be_written_as_json(name: str, mode: Mode) -> None:
    for screen in course(name, mode):
        json.dumps(dict(screen.values))


@pytest.mark.parametrize("key", REHEARSALS)
def test_no_sentence_diagnoses_or_has_a_percent_sign(key: str) -> None:
    assert "%" not in REHEARSALS[key]
    assert assertions(REHEARSALS[key]) == []


# -- the whole attempt is its events -----------------------------------------------------------------


@pytest.mark.parametrize("name", [SOFT, "foot_33m"])
def test_what_was_saved_replays_to_the_same_attempt(name: str) -> None:
    session, chance = after(opened(name), "none"), Random(name)
    for _ in range(25):
        if session.attempt.phase == "choose":
            session = session.answer(chance.choice([*LOOKS, *session.attempt.here.right]))
    assert replay(graph_of(name), session.saved) == session.attempt


def test_a_choice_made_by_a_program_is_answered_as_a_typed_one() -> None:
    typed = after(opened(), "none", "ultrasound because trunk wall sure")
    event = Chosen(choice="ultrasound", because=("lump.site",), sure="sure")
    assert opened().answer("none").after(event).screens == typed.screens


def test_an_event_that_does_not_fit_is_refused() -> None:
    with pytest.raises(AttemptError):
        opened().after(Hinted())


def test_a_session_opened_again_lists_the_choices() -> None:
    session = after(opened(), "none", "ihc_panel")
    again = open_session(session.scenario, REASONER, saved=session.saved)
    assert "8" in [label for label, _ in one(again, "choose").lines]
