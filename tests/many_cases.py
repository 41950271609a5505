"""Many agendas of the bundled library, made once: every agenda of every scenario, and of random cases."""

from __future__ import annotations

from functools import cache
from random import Random

import random_walks
import strategies

import workup
from workup.explaining.explanation import Explanation, explain
from workup.explaining.route import route_ahead
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case

LIBRARY = workup.library()
REASONER = workup.reasoner_of(LIBRARY)


def bundled_case(seed: int) -> Case:
    """Make a random case of the bundled library: an early history by odd seeds, anything at all by even ones."""
    chance = Random(seed)
    return random_walks.random_case(LIBRARY, chance) if seed % 2 else strategies.random_case(chance, LIBRARY)


@cache
def first_agendas() -> dict[str, Agenda]:
    """Give the first agenda of every scenario, by its id."""
    found = {}
    for name in LIBRARY.scenario_names:
        walk = workup.walk(name)
        found[name] = walk.visits[0].agenda if walk.visits else walk.final
    return found


@cache
def scenario_agendas() -> dict[str, Agenda]:
    """Give every agenda of every scenario, by its id and the number of the visit."""
    found = {}
    for name in LIBRARY.scenario_names:
        walk = workup.walk(name)
        agendas = [*(visit.agenda for visit in walk.visits), walk.final]
        found |= {f"{name} {number}": agenda for number, agenda in enumerate(agendas, 1)}
    return found


@cache
def random_agendas(count: int) -> dict[str, Agenda]:
    """Give the agendas of the first random cases, by seed."""
    return {f"seed {seed}": REASONER.agenda(bundled_case(seed)) for seed in range(count)}


@cache
def explained(count: int) -> dict[tuple[str, str], tuple[Agenda, Explanation]]:
    """Give every step explained: in every twelfth agenda of the scenarios, and in the first random cases."""
    found = {}
    for where, agenda in [*list(scenario_agendas().items())[::12], *random_agendas(count).items()]:
        route = route_ahead(agenda, REASONER)
        found |= {(where, step): (agenda, explain(agenda, step, REASONER, route)) for step in LIBRARY.steps}
    return found
