"""The debrief: oneself first, two lanes, few points, conflicts, deviations and cards, and a score that adds up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from synthetic_students import LIBRARY, NAMES, REASONER, graph_of, played

from workup.rendering.layout import no_style
from workup.rendering.rehearsal import screens_text
from workup.teaching.attempt import Attempt, begin
from workup.teaching.cards import cards
from workup.teaching.debrief import MOST_POINTS, Debrief, debrief
from workup.teaching.debrief_screens import debrief_screens
from workup.teaching.events import Chosen, Judged, Mode, Noted, Undone
from workup.teaching.screens import Screen
from workup.teaching.session import Session

SOFT, TWICE_OPERATED = "back_54m", "foot_33m"
FEW = ("back_54m", "foot_44m", "hand_34f", "foot_33m", "belly_83m", "thigh_58f", "calf_37f", "uterus_46f")
ME_FIRST = Judged(well="order", change="reasons", unclear="nothing")


def tried(name: str, *choices: str | Chosen, noted: tuple[str, ...] = (), mode: Mode = "rehearse") -> Attempt:
    """Give an attempt with these choices."""
    attempt = begin(graph_of(name), mode).after(Noted(facts=noted))
    for choice in choices:
        attempt = attempt.after(Chosen(choice=choice) if isinstance(choice, str) else choice)
    return attempt


def said(attempt: Attempt) -> Debrief:
    return debrief(attempt, LIBRARY.scoring)


def screens(attempt: Attempt, *, explain: bool = False) -> tuple[Screen, ...]:
    return debrief_screens(said(attempt), attempt, (), LIBRARY, explain=explain)


def text(attempt: Attempt, *, explain: bool = False) -> str:
    return " ".join(screens_text(screens(attempt, explain=explain), no_style).split())


ADVICE = "reassure_and_safety_net"
HISTORY = "history_and_examination"


def slow() -> Attempt:
    """Give one attempt worked out by hand, finished: two misses, one of them out of order, and thin reasons.

    Its key steps are history, ultrasound and advice; its ordered pairs, history and ultrasound before advice.
    """
    return tried(
        SOFT,
        Chosen(choice="ihc_panel", sure="guessing"),
        Chosen(choice=HISTORY, sure="sure"),
        Chosen(choice=ADVICE, sure="fairly"),
        Chosen(choice="ultrasound", because=("lump.site",)),
        Chosen(choice=ADVICE, because=("lump.depth",)),
        noted=("lump.site=trunk", "patient.sex=male"),
    ).after(ME_FIRST)


# -- oneself first -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["rehearse", "exam"])
def test_nothing_is_said_of_an_attempt_before_the_learner_has_looked_at_it(mode: Mode) -> None:
    attempt = begin(graph_of(SOFT), mode)
    scenario = LIBRARY.scenario(SOFT)
    session = Session(scenario, {"lump.depth": "superficial"}, 0, attempt, REASONER, LIBRARY.scoring)
    for line in ("none", "history", "ultrasound", "explain"):
        session = session.answer(line)
        assert {one.event for one in session.screens} <= {"answered", "reasons", "choose", "judge"}
    assert [one.event for one in session.answer("skip").screens][:2] == ["ended", "lanes"]


def test_what_the_learner_said_stands_in_the_debrief() -> None:
    assert said(slow()).judged == ME_FIRST


# -- two lanes ---------------------------------------------------------------------------------------


def test_every_moment_is_held_against_the_pathway() -> None:
    assert [moment.mark for moment in said(slow()).moments] == ["premature", "same", "later", "same", "same"]


def test_a_moment_names_what_was_chosen_and_what_the_pathway_takes() -> None:
    moment = said(slow()).moments[2]
    assert (moment.mine, moment.pathway) == ("Explain, and say when to come back", "Ultrasound of the lump")


def test_a_moment_tells_what_was_cited_and_what_the_rules_read() -> None:
    moment = said(slow()).moments[3]
    assert moment.cited == ("trunk wall",)
    assert moment.read == ("54 years", "trunk wall", "6 cm", "growing")


@pytest.mark.parametrize("choices", [(HISTORY, "ultrasound", ADVICE), ("ultrasound", HISTORY, ADVICE)])
def test_any_order_that_the_rules_allow_counts_as_the_same(choices: tuple[str, ...]) -> None:
    assert [moment.mark for moment in said(tried(SOFT, *choices)).moments] == ["same"] * 3


@pytest.mark.parametrize("name", NAMES)
def test_the_pathways_own_walk_is_the_same_at_every_moment(name: str) -> None:
    assert {moment.mark for moment in said(played("engine", name)).moments} == {"same"}


def test_a_right_step_that_the_pathway_does_not_take_is_also_right() -> None:
    moments = said(tried("thigh_58f", "ultrasound", "radiograph")).moments
    assert [moment.mark for moment in moments] == ["same", "also_right"]


def test_an_unsafe_moment_is_marked() -> None:
    assert said(tried(SOFT, "excise_in_clinic")).moments[0].mark == "unsafe"


def test_a_right_move_that_was_taken_back_is_no_moment() -> None:
    attempt = tried(SOFT, "history_and_examination").after(Undone())
    assert said(attempt).moments == ()


def test_a_wrong_move_that_was_taken_back_stays_told() -> None:
    attempt = tried(SOFT, "ihc_panel").after(Undone())
    assert [moment.mark for moment in said(attempt).moments] == ["premature"]


def open_and_never_taken() -> Attempt:
    """End the walk of a hand lump by handing it over, with the history still to be taken."""
    return tried("hand_34f", "ultrasound", "vascular_imaging", "specialty_referral")


def test_a_key_step_that_was_open_and_never_taken_is_left_open() -> None:
    left = [moment for moment in said(open_and_never_taken()).moments if moment.mark == "left_open"]
    assert [moment.pathway for moment in left] == ["Take the history and examine the lump"]


def test_the_ending_names_the_steps_left_open() -> None:
    assert "Left open: history and examination." in text(open_and_never_taken())


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("student", ["random", "anchored", "shotgun", "careful"])
def test_what_is_said_to_have_been_open_was_open(student: str, name: str) -> None:
    attempt = played(student, name)
    graph = attempt.graph
    opened = {graph.choices[name].title for move in attempt.counted for name in graph.states[move.state].right}
    points = [line for point in said(attempt).points for line in point.says if "it was open to you" in line]
    assert [line for line in points if line.partition(":")[0] not in opened] == []


# -- learning points ---------------------------------------------------------------------------------


def test_the_points_name_the_first_key_step_missed_and_what_went_well() -> None:
    points = said(slow()).points
    assert [point.about for point in points] == ["miss", "praise"]
    assert points[0].says[0].startswith("Explain, and say when to come back: nothing asks for it yet.")
    assert points[1].says[0] == (
        "Ultrasound of the lump: chosen at the right time, and with reason enough: trunk wall."
    )


def test_safety_comes_first_among_the_points() -> None:
    attempt = tried(SOFT, "ihc_panel", "excise_in_clinic", HISTORY, ADVICE, "ultrasound", ADVICE).after(ME_FIRST)
    points = said(attempt).points
    assert points[0].about == "safety"
    assert "What it costs: An unplanned excision often leaves tumor behind" in " ".join(points[0].says)


def test_an_unsafe_move_taken_back_stays_among_the_points() -> None:
    attempt = tried(SOFT, "excise_in_clinic").after(Undone())
    assert said(attempt).points[0].about == "safety"


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("student", ["random", "anchored", "shotgun", "careful", "engine"])
def test_there_are_at_most_three_points_with_safety_first(student: str, name: str) -> None:
    points = said(played(student, name)).points
    assert len(points) <= MOST_POINTS == 3
    order = {"safety": 0, "miss": 1, "praise": 2}
    assert [order[point.about] for point in points] == sorted({order[point.about] for point in points})


# -- conflicts and deviations ------------------------------------------------------------------------


def test_a_conflict_that_was_met_is_named() -> None:
    attempt = tried("thigh_26f", "mri")
    assert said(attempt).conflicts == (
        "American criteria put a radiograph before the MRI of a deep lump; others go straight to MRI.",
    )
    assert "sources differ" in text(attempt)


def test_what_was_done_before_against_a_hold_is_named() -> None:
    attempt = tried(TWICE_OPERATED)
    assert said(attempt).deviations == (
        "A needle placed before the map can cost the best operation; its track is removed with the tumor.",
        "Surgeon, radiologist and oncologist choose the track together, so that it can be removed with the tumor.",
    )
    assert "skipped before A needle placed before the map can cost the best operation" in text(attempt)


def test_where_nothing_was_skipped_before_nothing_is_said_of_it() -> None:
    assert said(slow()).deviations == ()
    assert "skipped before" not in text(slow()).replace("AND WHAT WAS SKIPPED BEFORE", "")


# -- the score ---------------------------------------------------------------------------------------

# key steps   history and ultrasound of 3                                    2/3          of 35
# reasons     ultrasound 1; advice names 1 of the 11 facts that it needs, all bearing on it:
#             precision 1, recall 1/11, F1 = 2/12; the history needs none     (1 + 1/6)/2  of 20
# order       advice was tried before the ultrasound: 1 pair of 2             1/2          of 15
# noticing    2 picked, 1 of them bears on it, 5 could be picked              (1/2 + 1/5)/2 of 10
# efficiency  3 of 5 choices led on                                           3/5          of 10
# together    23.33 + 11.67 + 7.5 + 3.5 + 6 = 52 of 90 = 57.8, rounded 58
BY_HAND = {
    "key steps": "2 of 3 key steps chosen right at the first try, without help: 0.67 × 35 of 90 = 25.9",
    "reasons": "1 of 2 choices with facts that are reason enough: 0.58 × 20 of 90 = 13.0",
    "order": "1 of 2 ordered pairs of steps tried in order: 0.50 × 15 of 90 = 8.3",
    "noticing": "1 of the 2 facts picked bear on the walk, where 5 could be picked: 0.35 × 10 of 90 = 3.9",
    "efficiency": "3 of 5 choices led on: 0.60 × 10 of 90 = 6.7",
}


def scored(attempt: Attempt, *, explain: bool = False) -> Screen:
    return next(screen for screen in screens(attempt, explain=explain) if screen.event == "scored")


@pytest.mark.parametrize("part", BY_HAND)
def test_the_arithmetic_is_the_one_worked_out_by_hand(part: str) -> None:
    assert dict(scored(slow(), explain=True).lines)[part] == BY_HAND[part]


def test_the_number_is_the_one_worked_out_by_hand() -> None:
    assert dict(scored(slow()).lines)["number"] == "58 of 100"


def test_the_arithmetic_that_is_printed_adds_up_to_the_number() -> None:
    points = [float(words.rpartition("= ")[2]) for _, words in scored(slow(), explain=True).lines if " = " in words]
    assert len(points) == 5
    assert round(sum(points)) == 58


def test_without_asking_no_arithmetic_is_printed() -> None:
    assert [words for _, words in scored(slow()).lines if "×" in words] == []


def test_how_sure_is_counted_and_not_scored() -> None:
    assert scored(slow()).values["score"]["calibration"] == [
        {"sure": "sure", "right": 1, "said": 1},
        {"sure": "fairly", "right": 0, "said": 1},
        {"sure": "guessing", "right": 0, "said": 1},
    ]


def test_the_sentence_that_would_help_most_is_about_the_part_that_lost_most() -> None:
    """Key steps lost 11.7 of 35, reasons 8.3, order 7.5, noticing 6.5, efficiency 4."""
    assert said(slow()).raises == "What would help most: choose each key step once it is open, and not before."


def test_an_unsafe_step_caps_the_number_at_49() -> None:
    attempt = tried(SOFT, "excise_in_clinic", HISTORY, Chosen(choice="ultrasound", because=("lump.site",)), ADVICE)
    found = replace(attempt, noted=graph_of(SOFT).matters[:5])
    assert said(found).score.number == 49
    assert "An unsafe step caps the number at 49." in text(found)


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("student", ["random", "shotgun", "engine"])
def test_every_debrief_says_that_one_case_says_little(student: str, name: str) -> None:
    assert "One case says little; not for grading or progression." in text(played(student, name))


@pytest.mark.parametrize("mode", ["show_me", "exam", "rehearse"])
def test_the_debrief_of_an_unfinished_attempt_says_that_one_case_says_little(mode: Mode) -> None:
    assert "One case says little" in text(begin(graph_of(SOFT), mode))


# -- cards -------------------------------------------------------------------------------------------


def test_a_card_is_made_of_each_miss_with_an_id_of_pathway_choice_and_rule() -> None:
    assert [card.card for card in cards(slow())] == [
        "soft_tissue_lump::ihc_panel::confirm.no_stain_before_histology",
        "soft_tissue_lump::reassure_and_safety_net::later",
    ]


def test_a_card_asks_and_answers_with_the_sources() -> None:
    card = cards(tried(SOFT, "excise_in_clinic"))[0]
    assert card.front == "Cut the lump out in the clinic to see what it is: what would it cost?"
    assert "An unplanned excision often leaves tumor behind" in " ".join(card.back)
    assert len(card.sources) == 2


def test_the_same_miss_twice_makes_one_card() -> None:
    assert len(cards(tried(SOFT, "ihc_panel", "ihc_panel", HISTORY, "ihc_panel"))) == 1


def test_the_same_miss_in_another_case_makes_the_same_card() -> None:
    assert cards(tried(SOFT, "ihc_panel"))[0].card == cards(tried("foot_44m", "ihc_panel"))[0].card


@pytest.mark.parametrize("name", FEW)
def test_no_card_stands_twice(name: str) -> None:
    ids = [card.card for card in cards(played("shotgun", name))]
    assert len(set(ids)) == len(ids)


def test_a_walk_without_a_miss_makes_no_card() -> None:
    assert cards(played("engine", SOFT)) == ()


def test_a_key_step_that_was_left_open_makes_a_card() -> None:
    """The docstring of `cards`: a card for each key step that was not met."""
    assert [card.card.split("::")[1] for card in cards(open_and_never_taken())] == [HISTORY]


def test_an_unsafe_choice_taken_back_makes_a_card() -> None:
    """It stays in the report, so it stays among what is to be learned."""
    assert [card.card.split("::")[1] for card in cards(tried(SOFT, "excise_in_clinic").after(Undone()))] == [
        "excise_in_clinic"
    ]
