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


@cache
def walked(name: str) -> Walk:
    return workup.walk(name)


def agendas() -> list[Agenda]:
    walks = [walked(name) for name in NAMES]
    return [agenda for walk in walks for agenda in (*(visit.agenda for visit in walk.visits), walk.final)]


def test_there_are_57_scenarios_and_each_says_what_it_expects() -> None:
    assert len(NAMES) == 58
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
    assert set(LIBRARY.steps) - asked == set()


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
    assert set(LIBRARY.rule) - fired == set(), "a rule that no scenario shows: add it to a scenario"
