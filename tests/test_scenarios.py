"""The bundled scenarios: each goes as its author expects, and together they show the whole pathway.

`expected` was written by hand from the pathway, so a scenario that goes otherwise is a mistake in one of them.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

import workup
from workup import Agenda
from workup.knowledge.pathways import Distractor, Ending
from workup.reasoning.walking import Walk

LIBRARY = workup.library()
NAMES = LIBRARY.scenario_names

NEVER_ASKED_FOR = {"bone_imaging"}
"""Steps that no scenario asks for, kept by hand: nobody in the 31 has pain in a bone, or bone in the scan."""

NEVER_TRUE = {
    # red flags: one scenario stops at the airway and one begins with a fit; the others are the same in kind
    "recognize.heavy_bleeding_first",
    "recognize.sight_first",
    "recognize.infected_eye_first",
    "recognize.raised_pressure_first",
    "recognize.cord_signs_first",
    "recognize.breathless_first",
    "recognize.cold_limb_first",
    "recognize.fracture_first",
    "recognize.changing_pulsing_lump_first",
    # lumps of another team: those handed over at once are an infant's mark and a lump that pulses
    "recognize.origin_is_another_teams",
    "recognize.site_is_another_teams",
    "recognize.infection_is_another_teams",
    "recognize.a_node_on_ultrasound",
    "recognize.a_malformation_without_a_solid_part",
    "recognize.urology_beside_us",
    # features that no one in the 31 has
    "recognize.return_asks_for_a_look",
    "recognize.radiation_field_asks_for_a_look",
    "recognize.hardness_asks_for_a_look",
    "recognize.broken_skin_asks_for_a_look",
    "recognize.predisposition_asks_for_a_look",
    "image.a_returned_lump_is_mapped",
    "image.a_radiation_field_is_mapped",
    "image.a_hard_lump_asks_for_a_film",
    "image.bone_pain_asks_for_a_film",
    "image.contrast_is_asked_about",
    "spread.bone_pain_asks_for_the_bones",
    "spread.a_touched_bone_asks_for_the_bones",
    "tissue.bleeding_risk_before_the_needle",
    "confirm.blood_in_the_urine_asks_about_the_kidney",
    # pictures that no one in the 31 has
    "image.a_vascular_pattern_shows_its_vessels",
    "image.a_growing_cyst_is_mapped",
    "image.a_young_growing_lipoma_is_mapped",
    "image.a_growing_bruise_is_mapped",
    "image.an_overdue_bruise_is_mapped",
    "image.a_typical_small_lump_by_hand_in_adults",
    "image.mri_names_a_harmless_picture",
    "image.ct_names_a_harmless_picture",
    "plan.a_deep_lipoma_is_a_routine_question",
    # samples, stains and gene tests that fail, or answer otherwise
    "plan.a_poor_sample_goes_to_the_team",
    "plan.loose_cells_go_to_the_team",
    "plan.more_pictures_come_back_to_the_team",
    "tissue.a_poor_core_is_repeated",
    "tissue.cells_are_not_tissue",
    "confirm.a_failed_stain_is_repeated",
    "confirm.failed_fish_is_repeated",
    "confirm.a_failed_fusion_test_is_repeated",
    "confirm.a_negative_break_test_asks_another_way",
    "confirm.a_positive_probe_answers",
    "confirm.the_probe_names_it",
    "confirm.one_fusion_assay_can_miss",
    "confirm.named_and_no_kidney_mass",
    "confirm.loose_cells_go_to_the_expert",
    "confirm.a_neuroendocrine_marker_goes_to_the_expert",
    "confirm.no_fusion_goes_to_the_expert",
    "confirm.gene_and_pattern_disagree",
    "confirm.keratin_asks_about_the_kidney",
    # ends that no one in the 31 meets
    "discuss.discuss_a_harmless_report_that_does_not_fit",
    "discuss.discuss_what_the_team_does_not_sample",
    "discuss.discuss_what_the_team_does_not_sample_by_ct",
    "discuss.watch_what_is_not_treated",
    "discuss.a_harmless_quiet_picture_ends_in_advice",
    "discuss.a_proven_label_and_a_quiet_picture",
    "discuss.a_fresh_bruise_is_looked_at_again",
    "discuss.a_harmless_map_that_the_team_accepts",
}
"""Rules that no scenario makes true, kept by hand: a gap of the scenarios, for `test_content` fires each rule."""


@cache
def walked(name: str) -> Walk:
    return workup.walk(name)


def agendas() -> list[Agenda]:
    walks = [walked(name) for name in NAMES]
    return [agenda for walk in walks for agenda in (*(visit.agenda for visit in walk.visits), walk.final)]


def test_there_are_31_scenarios_and_each_says_what_it_expects() -> None:
    assert len(NAMES) == 31
    assert [name for name in NAMES if LIBRARY.scenario(name).expected is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_step_is_walked(name: str) -> None:
    assert set(LIBRARY.scenario(name).expected.steps) - set(walked(name).steps) == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_step_is_walked_that_is_neither_expected_nor_optional(name: str) -> None:
    expected = LIBRARY.scenario(name).expected
    assert set(walked(name).steps) - {*expected.steps, *expected.optional} == set()


@pytest.mark.parametrize("name", NAMES)
def test_steps_come_in_the_expected_order(name: str) -> None:
    steps = walked(name).steps
    chains = LIBRARY.scenario(name).expected.order
    wrong = [
        (before, after)
        for chain in chains
        for before, after in pairwise(chain)
        if before not in steps or after not in steps or steps.index(before) > steps.index(after)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_ends_as_expected(name: str) -> None:
    assert walked(name).ending == LIBRARY.scenario(name).expected.ending


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_is_walked_to_its_end(name: str) -> None:
    stopped = LIBRARY.scenario(name).expected.ending == "emergency_stop"
    assert walked(name).outcome == ("stopped" if stopped else "complete")


# -- together ----------------------------------------------------------------------------------------


def test_every_step_is_next_somewhere() -> None:
    asked = {its.step.step for agenda in agendas() for its in agenda.next}
    assert set(LIBRARY.steps) - asked == NEVER_ASKED_FOR


def test_every_ending_is_reached_somewhere() -> None:
    assert {walked(name).ending for name in NAMES} == set(get_args(Ending))


@pytest.mark.parametrize("distractor", LIBRARY.pathway.distractors, ids=lambda its: its.distractor)
def test_the_rule_that_refuses_a_distractor_is_at_work_somewhere(distractor: Distractor) -> None:
    rule = LIBRARY.rule[distractor.refused_by]

    def at_work(agenda: Agenda) -> bool:
        if rule.effect == "conclude":
            return agenda.truths[rule.id] is True and agenda.known.get(rule.target) is True
        its = agenda.statuses[rule.target]
        bearing = {
            "hold": its.held_by,
            "close": its.closed_by,
            "caution": its.cautions,
            "recommend": its.recommended_by if its.status == "next" else (),
        }
        return rule in bearing[rule.effect]

    assert any(map(at_work, agendas()))


def test_every_rule_is_true_somewhere() -> None:
    fired = {rule for agenda in agendas() for rule, truth in agenda.truths.items() if truth}
    silent = set(LIBRARY.rule) - fired
    assert silent - NEVER_TRUE == set(), "a rule that no scenario shows: add it to a scenario"
    assert NEVER_TRUE - silent == set(), "a rule that a scenario shows now, or that is gone: take it off the list"
