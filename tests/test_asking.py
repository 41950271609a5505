"""Why ask: the changes named are those that the answers make; what is not asked could change nothing."""

from __future__ import annotations

from random import Random

import pytest
import strategies
from many_cases import LIBRARY, REASONER, bundled_case, random_agendas
from strategies import make_finding, make_library, make_rule, make_step

from workup import Case, Library
from workup.explaining.asking import changes_between, possible_values, questions
from workup.knowledge.criteria import ALWAYS, Between, Compare
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Hold, Recommend
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import Reasoner, reasoner_of

SMALL = range(60)


def standings(agenda: Agenda) -> dict[str, tuple[str, str | None]]:
    """Give each step's status, with the urgency of those that are next."""
    return {name: (its.status, its.urgency if its.status == "next" else None) for name, its in agenda.statuses.items()}


def small(seed: int) -> tuple[Agenda, Reasoner]:
    random = Random(seed)
    reasoner = reasoner_of(strategies.random_library(random))
    return reasoner.agenda(strategies.random_case(random, reasoner.library)), reasoner


# -- the changes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(0, 16, 2))
def test_an_answer_of_a_bundled_case_changes_what_it_says(seed: int) -> None:
    agenda = REASONER.agenda(bundled_case(seed))
    for question in questions(agenda, REASONER)[:6]:
        for answer in question.answers:
            stated = {**agenda.case.findings, question.finding.finding: answer.value}
            case = agenda.case
            after = REASONER.agenda(Case(stated, case.done, case.pending, case.unobtainable, case.attempts))
            now, then = standings(agenda), standings(after)
            assert {change.step for change in answer.changes} == {name for name in now if now[name] != then[name]}
            for change in answer.changes:
                assert (change.before, change.after) == (now[change.step][0], then[change.step][0])


@pytest.mark.parametrize("seed", SMALL)
def test_every_value_of_a_small_library_changes_what_one_of_the_answers_says(seed: int) -> None:
    agenda, reasoner = small(seed)
    for question in questions(agenda, reasoner):
        said = {answer.changes for answer in question.answers} or {()}
        for value in strategies.values_of(question.finding):
            after = reasoner.agenda(agenda.case.stating({question.finding.finding: value}), hypothetical=True)
            assert changes_between(agenda, after) in said, (question.finding.finding, value)


@pytest.mark.parametrize("seed", SMALL)
def test_what_is_not_asked_cannot_be_learned_or_is_known(seed: int) -> None:
    agenda, reasoner = small(seed)
    if agenda.stopped_by:
        assert questions(agenda, reasoner) == ()
        return
    asked = {question.finding.finding for question in questions(agenda, reasoner)}
    for name, finding in agenda.library.findings.items():
        settled = name in agenda.case.findings or name in agenda.case.unobtainable
        its = agenda.statuses[finding.step].status
        learnable = finding.step in agenda.reachable and its not in ("done", "not_indicated")
        assert (name in asked) == (learnable and not settled), name


def test_a_finding_that_is_stated_or_was_asked_is_not_asked_again() -> None:
    agenda = REASONER.agenda(Case({"lump.depth": "deep"}, unobtainable=["lump.growth"]))
    assert not {"lump.depth", "lump.growth"} & {q.finding.finding for q in questions(agenda, REASONER)}


def test_only_those_asked_for_are_given() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh"}))
    found = questions(agenda, REASONER, only=["lump.depth", "lump.growth"])
    assert {question.finding.finding for question in found} == {"lump.depth", "lump.growth"}


# -- the order ---------------------------------------------------------------------------------------


def test_the_red_flag_that_the_site_asks_about_stands_first() -> None:
    found = questions(REASONER.agenda(Case({"lump.site": "thigh"})), REASONER)
    assert found[0].finding.finding == "limb.acute_ischemia"
    assert found[0].safety


def test_asking_comes_before_scanning_and_scanning_before_the_needle() -> None:
    for agenda in random_agendas(5).values():
        kinds = [LIBRARY.steps[q.finding.step].kind for q in questions(agenda, REASONER) if not q.safety]
        ranks = [{"ask": 0, "examine": 1, "image": 3, "test": 4, "biopsy": 5}.get(kind, 2) for kind in kinds]
        assert ranks == sorted(ranks)


def test_nothing_is_asked_while_a_red_flag_stops_everything() -> None:
    assert questions(REASONER.agenda(Case({"airway.compromise": True})), REASONER) == ()


def test_depth_turns_the_mri_of_a_thigh() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh"}))
    (depth,) = questions(agenda, REASONER, only=["lump.depth"])
    deep = next(answer for answer in depth.answers if answer.value == "deep")
    assert ("mri", "waiting", "next") in [(change.step, change.before, change.after) for change in deep.changes]


def test_what_no_rule_reads_decides_nothing() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh"}))
    (sex,) = questions(agenda, REASONER, only=["patient.sex"])
    assert (sex.decides, sex.changes, sex.answers) == (False, (), ())


# -- the values tried --------------------------------------------------------------------------------


def numbered(*conditions: Compare | Between, until: Compare | None = None) -> Library:
    rules = [make_rule(f"n{i}", when, Recommend(recommend="s", urgency="soon")) for i, when in enumerate(conditions)]
    rules.append(make_rule("a", ALWAYS, Recommend(recommend="a", urgency="soon")))
    if until:
        rules.append(make_rule("hold", ALWAYS, Hold(hold="s", until=until)))
    return make_library(
        [make_finding("x.n", "a", "number"), make_finding("x.s", "s", "yes_no")],
        [make_step("a", DoneWhen(any=("x.n",))), make_step("s", DoneWhen(any=("x.s",)))],
        rules,
    )


@pytest.mark.parametrize(
    ("library", "sides"),
    [
        (numbered(Compare("x.n", ">=", 4)), [{0, 1, 2, 3}, {4, 5, 6, 7, 8, 9, 10}]),
        (numbered(Compare("x.n", ">", 4)), [{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9, 10}]),
        (numbered(Between("x.n", 4, 6)), [{0, 1, 2, 3}, {4, 5, 6}, {7, 8, 9, 10}]),
        (numbered(until=Compare("x.n", "<", 2)), [{0, 1}, {2, 3, 4, 5, 6, 7, 8, 9, 10}]),
    ],
    ids=["at least", "more than", "between", "the until of a hold"],
)
def test_a_number_is_tried_on_each_side_of_every_bound(library: Library, sides: list[set[int]]) -> None:
    tried = set(possible_values(library.findings["x.n"], library))
    assert [bool(tried & side) for side in sides] == [True] * len(sides)


def test_a_number_that_only_says_when_a_step_is_done_is_tried_on_each_side() -> None:
    library = numbered(Compare("x.n", ">=", 8))
    step = make_step("a", DoneWhen(any=("x.n",), only_if=Between("x.n", 5, 6)))
    library = make_library(library.findings.values(), [step, library.steps["s"]], library.rules)
    assert set(possible_values(library.findings["x.n"], library)) & {5, 6}


def test_a_choice_is_tried_with_every_value() -> None:
    assert possible_values(LIBRARY.findings["lump.depth"], LIBRARY) == tuple(
        choice.value for choice in LIBRARY.findings["lump.depth"].values
    )


def test_a_yes_no_is_tried_with_both() -> None:
    assert possible_values(LIBRARY.findings["lump.painful"], LIBRARY) == (True, False)
