"""Variants: one fact otherwise, walked to its end, and never against the other facts."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

import pytest
from synthetic_students import LIBRARY, REASONER

from workup.knowledge.errors import CaseError
from workup.knowledge.findings import Value
from workup.knowledge.pathways import Scenario
from workup.reasoning.walking import walk_scenario
from workup.teaching.events import Mode
from workup.teaching.session import Session, open_session
from workup.teaching.variants import MOST_VARIANTS, Variant, read_changes, variants, vary

SAMPLE = ("back_54m", "foot_44m", "thigh_17m", "thigh_58f", "foot_33m")


@cache
def found(name: str) -> tuple[Variant, ...]:
    return variants(LIBRARY.scenario(name), REASONER)


def varied(name: str, variant: Variant) -> Scenario:
    return vary(LIBRARY.scenario(name), {variant.finding: variant.value}, LIBRARY)


# -- what is found -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLE)
def test_there_are_one_to_three_variants(name: str) -> None:
    assert 1 <= len(found(name)) <= MOST_VARIANTS == 3


@pytest.mark.parametrize("name", SAMPLE)
def test_no_finding_is_changed_in_two_variants(name: str) -> None:
    findings = [variant.finding for variant in found(name)]
    assert len(set(findings)) == len(findings)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_variant_changes_the_walk_by_the_steps_it_names(name: str) -> None:
    own = walk_scenario(LIBRARY.scenario(name), REASONER).steps
    for variant in found(name):
        steps = walk_scenario(varied(name, variant), REASONER).steps
        assert (set(steps) - set(own), set(own) - set(steps)) == (set(variant.gained), set(variant.lost))
        assert variant.gained or variant.lost


@pytest.mark.parametrize("name", SAMPLE)
def test_a_variant_contradicts_no_other_fact_at_any_moment(name: str) -> None:
    for variant in found(name):
        walk = walk_scenario(varied(name, variant), REASONER)
        assert [visit.agenda.contradictions for visit in walk.visits if visit.agenda.contradictions] == []
        assert walk.final.contradictions == ()


@pytest.mark.parametrize("name", SAMPLE)
def test_a_variant_is_walked_to_an_end(name: str) -> None:
    outcomes = {walk_scenario(varied(name, variant), REASONER).outcome for variant in found(name)}
    assert outcomes <= {"complete", "stopped"}


@pytest.mark.parametrize("name", SAMPLE)
def test_a_variant_changes_one_fact_of_the_scenario(name: str) -> None:
    scenario = LIBRARY.scenario(name)
    for variant in found(name):
        other = varied(name, variant)
        places = [(scenario.presentation, other.presentation)]
        for step, results in scenario.shows.items():
            places += zip(results, other.shows[step], strict=True)
        changed = {(name, now[name]) for was, now in places for name in was if was[name] != now[name]}
        assert changed == {(variant.finding, variant.value)}


def test_a_growing_lump_would_have_asked_for_a_map() -> None:
    """thigh_17m states a shrinking lump; a deep growing one is mapped, and the team hears of it."""
    growing = next(variant for variant in found("thigh_17m") if variant.finding == "lump.growth")
    assert (growing.value, growing.label, growing.stated) == ("growing", "growing", "shrinking")
    assert growing.gained == ("mri", "sarcoma_team_referral")


def test_the_same_variants_are_found_twice() -> None:
    assert variants(LIBRARY.scenario("foot_44m"), REASONER) == found("foot_44m")


FIND = """
import sys, workup
from workup.teaching.variants import variants
library = workup.library()
sys.stdout.write(repr(variants(library.scenario("foot_44m"), workup.reasoner_of(library))))
"""


def test_the_same_variants_are_found_under_another_hash_seed() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    said = subprocess.run([sys.executable, "-c", FIND], env=environment, check=True, capture_output=True, text=True)
    assert said.stdout == repr(found("foot_44m"))


# -- vary --------------------------------------------------------------------------------------------


def test_a_stated_fact_is_changed_and_the_opening_is_told_anew() -> None:
    other = vary(LIBRARY.scenario("back_54m"), {"lump.depth": "deep"}, LIBRARY)
    assert other.presentation["lump.depth"] == "deep"
    assert "superficial" not in other.opening
    assert "soft dome" not in other.opening
    assert "The lump is deep" in other.opening or "deep" in other.opening


def test_a_shown_fact_is_changed_where_it_is_shown() -> None:
    other = vary(LIBRARY.scenario("back_54m"), {"ultrasound.result": "solid"}, LIBRARY)
    assert other.shows["ultrasound"][0]["ultrasound.result"] == "solid"
    assert other.presentation == LIBRARY.scenario("back_54m").presentation


READ: dict[str, tuple[str, object, Value]] = {
    "a number with its unit": ("lump.size_cm", "45 mm", 4.5),
    "yes for true": ("lump.fixed", "yes", True),
    "a value as it is": ("lump.fixed", True, True),
}


@pytest.mark.parametrize(("finding", "raw", "value"), READ.values(), ids=READ)
def test_a_changed_value_is_read_like_any_other(finding: str, raw: object, value: Value) -> None:
    assert read_changes({finding: raw}, LIBRARY.scenario("back_54m"), LIBRARY) == {finding: value}


def test_an_unknown_finding_is_refused_with_the_nearest() -> None:
    with pytest.raises(CaseError, match=r"did you mean lump\.depth"):
        read_changes({"lump.dept": "deep"}, LIBRARY.scenario("back_54m"), LIBRARY)


def test_a_value_that_is_not_allowed_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="superficial, deep, uncertain"):
        read_changes({"lump.depth": "bottomless"}, LIBRARY.scenario("back_54m"), LIBRARY)


def test_a_finding_that_the_scenario_does_not_have_is_refused() -> None:
    with pytest.raises(CaseError, match=r"back_54m neither states nor shows fusion\.result"):
        read_changes({"fusion.result": "aspscr1_tfe3"}, LIBRARY.scenario("back_54m"), LIBRARY)


def test_a_value_that_is_not_allowed_is_no_session() -> None:
    with pytest.raises(CaseError, match="superficial, deep, uncertain"):
        open_session(LIBRARY.scenario("back_54m"), REASONER, variant={"lump.depth": "bottomless"})


# -- playing one -------------------------------------------------------------------------------------


def to_the_end(session: Session) -> Session:
    """Take the pathway's own moves, and skip the look at oneself."""
    while not session.is_over:
        attempt = session.attempt
        line = {"note": "none", "reason": "none", "judge": "skip"}.get(attempt.phase, attempt.played)
        session = session.answer(line)
    return session


PLAYED: list[tuple[str, int, Mode]] = [
    ("foot_44m", 0, "rehearse"),
    ("thigh_17m", 0, "exam"),
    ("back_54m", 0, "show_me"),
]


@pytest.mark.parametrize(("name", "number", "mode"), PLAYED)
def test_a_variant_is_played_to_its_debrief(name: str, number: int, mode: Mode) -> None:
    variant = found(name)[number]
    session = open_session(
        LIBRARY.scenario(name),
        REASONER,
        mode=mode,
        variant={variant.finding: variant.value},
        weights=LIBRARY.scoring,
    )
    over = to_the_end(session)
    taken = {move.choice for move in over.attempt.counted}
    assert set(variant.gained) <= taken
    assert not set(variant.lost) & taken
    assert over.screens[0].event == "ended"
    assert over.variants == ()
