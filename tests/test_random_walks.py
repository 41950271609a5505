"""Some thousand random cases, walked with random results: the promises of the pathway hold."""

from __future__ import annotations

import random

import pytest
from random_walks import check, random_case, random_walk

import workup
from workup.reasoning.case import check_case


@pytest.mark.parametrize("part", range(8))
def test_no_random_case_is_stuck_or_breaks_a_promise(part: int) -> None:
    reasoner = workup.reasoner_of(workup.library())
    for number in range(75):
        chance = random.Random(f"{part}/{number}")
        case = check_case(random_case(reasoner.library, chance), reasoner.library)
        assert check(random_walk(case, reasoner, chance)) == [], f"{part}/{number}"


def test_every_ending_is_reached_by_random_cases() -> None:
    reasoner = workup.reasoner_of(workup.library())
    endings = set()
    for number in range(400):
        chance = random.Random(f"endings/{number}")
        case = check_case(random_case(reasoner.library, chance), reasoner.library)
        endings.add(random_walk(case, reasoner, chance).ending)
    assert {"safety_net", "handed_over", "reported_and_staged", "unresolved_expert_review"} <= endings
