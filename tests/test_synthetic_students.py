"""Five students walk every bundled scenario: all get to an end, and the scores tell them apart."""

from __future__ import annotations

from statistics import fmean

import pytest
from synthetic_students import LIBRARY, NAMES, STUDENTS, graph_of, number, played

from workup.teaching.scoring import Score, score

SEEDS = range(3)


def scores(student: str, name: str) -> list[Score]:
    return [score(played(student, name, seed), LIBRARY.scoring) for seed in SEEDS]


def value_of(found: Score, name: str) -> float | None:
    """Give how much of a part was met; None where the case did not offer it."""
    return next((part.value for part in found.parts if part.part == name), None)


def mean(student: str) -> float:
    """Give what a student scores on average over all scenarios."""
    return fmean(number(student, name, seed) for name in NAMES for seed in SEEDS)


def means(student: str, name: str) -> float:
    return fmean(number(student, name, seed) for seed in SEEDS)


@pytest.mark.parametrize("student", STUDENTS)
@pytest.mark.parametrize("name", NAMES)
def test_every_student_gets_every_scenario_to_an_end(student: str, name: str) -> None:
    for seed in SEEDS:
        attempt = played(student, name, seed)
        assert attempt.phase == "over"
        assert attempt.here.ending in graph_of(name).endings


@pytest.mark.parametrize("student", STUDENTS)
def test_the_same_seed_plays_the_same(student: str) -> None:
    graph = graph_of("thigh_44f")
    assert STUDENTS[student](graph, 1).events == STUDENTS[student](graph, 1).events


@pytest.mark.parametrize("student", ["random", "careful"])
def test_another_seed_plays_something_else(student: str) -> None:
    graph = graph_of("thigh_44f")
    assert len({STUDENTS[student](graph, seed).events for seed in range(5)}) > 1


@pytest.mark.parametrize("name", NAMES)
def test_the_engine_scores_a_hundred(name: str) -> None:
    found = score(played("engine", name), LIBRARY.scoring)
    assert (found.number, found.band, found.hints, found.unsafe) == (100, "secure", 0, ())
    assert [move.choice for move in played("engine", name).moves] == list(graph_of(name).walk)


@pytest.mark.parametrize("name", NAMES)
def test_the_careful_student_stays_safe_and_scores_above_the_anchored_one(name: str) -> None:
    assert all(not found.unsafe for found in scores("careful", name))
    assert means("careful", name) > means("anchored", name)


@pytest.mark.parametrize("name", NAMES)
def test_shotgun_is_caught_by_safety_or_by_efficiency_unless_its_first_shots_all_hit(name: str) -> None:
    for found in scores("shotgun", name):
        efficiency = value_of(found, "efficiency")
        assert found.unsafe or efficiency < 0.5 or efficiency == 1


@pytest.mark.parametrize("name", NAMES)
def test_shotgun_is_not_secure_on_average(name: str) -> None:
    assert LIBRARY.scoring is not None
    assert means("shotgun", name) < LIBRARY.scoring.secure_from


def test_shotgun_is_caught_by_safety_in_nearly_every_run() -> None:
    caught = [bool(found.unsafe) for name in NAMES for found in scores("shotgun", name)]
    assert fmean(caught) > 0.9


def test_the_scores_put_the_students_in_order() -> None:
    assert mean("engine") == 100
    assert mean("engine") > mean("careful") + 5
    assert mean("careful") > mean("anchored") + 20
    assert mean("anchored") > mean("shotgun") + 5
    assert mean("careful") > mean("random") + 30


@pytest.mark.parametrize("part", ["key_steps", "reasons", "efficiency"])
def test_the_anchored_student_loses_in_key_steps_reasons_and_efficiency(part: str) -> None:
    def whole(student: str) -> float:
        found = [value_of(one, part) for name in NAMES for one in scores(student, name)]
        return fmean(value for value in found if value is not None)

    assert whole("anchored") < whole("careful") < whole("engine") == 1


def test_the_engine_asks_nothing_needless_and_the_others_do() -> None:
    def wrong(student: str) -> float:
        return fmean(
            sum(move.verdict != "right" for move in played(student, name, seed).moves)
            for name in NAMES
            for seed in SEEDS
        )

    assert wrong("engine") == 0
    assert 0 < wrong("careful") < wrong("anchored") < wrong("shotgun")
