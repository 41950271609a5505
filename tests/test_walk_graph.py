"""The walk graph: every state has a way on, every choice leads where reasoning leads, and the file says it all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from strategies import make_finding, make_library, make_rule, make_step
from synthetic_students import LIBRARY, NAMES, REASONER, graph_of, reasoned

import workup
from workup import Library
from workup.knowledge.criteria import ALWAYS, Is
from workup.knowledge.pathways import DoneWhen, End, Scenario
from workup.knowledge.rules import Recommend
from workup.reasoning.reasoner import reasoner_of
from workup.teaching import graph_building
from workup.teaching.graph_building import walk_graph
from workup.teaching.walk_graph import WalkGraph, schema

BACKWARDS = NAMES[::-1]
"""The scenarios from the last: two workers that begin at either end each make half of the graphs."""

SMALL = Path(__file__).parent / "content" / "small"
A_FEW = ("thigh_44f", "calf_37f", "uterus_46f", "arm_31m")
REPEATED = ("buttock_33f", "thigh_41f", "calf_48m", "thigh_72m", "thigh_66f", "arm_39m")


@cache
def small() -> Library:
    return workup.load(pathways=SMALL / "pathways", rules=SMALL / "rules", pathway="small")


@cache
def small_graph() -> WalkGraph:
    """Make the graph of a deep lump of the small library.

    History and scan are open at once, the biopsy once the scan is done, and the biopsy ends the walk:

        0 start  1 history  2 scan  3 history and scan  4 scan and biopsy  5 all three
    """
    scenario = Scenario(
        scenario="deep",
        title="A deep lump",
        opening="A teacher has a lump.",
        presentation={"lump.depth": "deep"},
        shows={
            "history": ({"lump.painful": False},),
            "scan": ({"scan.result": "suspicious"},),
            "biopsy": ({"biopsy.adequate": True},),
        },
    )
    return walk_graph(scenario, reasoner_of(small()))


# -- a graph worked out by hand ----------------------------------------------------------------------


def test_two_courses_to_one_case_lead_to_one_state() -> None:
    graph = small_graph()
    assert len(graph.states) == 6
    leads = {(s.state, name): s.choices[name].to for s in graph.states for name in s.right}
    assert leads == {
        (0, "history"): 1,
        (0, "scan"): 2,
        (1, "scan"): 3,
        (2, "history"): 3,
        (2, "biopsy"): 4,
        (3, "biopsy"): 5,
    }


def test_a_state_says_what_is_known_and_what_is_done() -> None:
    state = small_graph().states[3]
    assert state.chart == ("lump.depth=deep", "lump.painful=false", "scan.result=suspicious")
    assert state.done == ("history", "scan")


def test_a_state_where_the_walk_ends_offers_nothing_more() -> None:
    assert [(s.state, s.ending) for s in small_graph().states if s.ending] == [
        (4, "reported_and_staged"),
        (5, "reported_and_staged"),
    ]
    assert [s.choices for s in small_graph().states if s.ending] == [{}, {}]


def test_a_choice_says_what_it_shows_and_what_is_reason_enough() -> None:
    choice = small_graph().start.choices["scan"]
    assert choice.shows == ("scan.result=suspicious",)
    assert choice.suffices == (("lump.depth",),)
    assert choice.relevant == ("lump.depth",)


def test_a_step_that_is_always_asked_for_needs_no_reason() -> None:
    assert small_graph().start.choices["history"].suffices == ((),)


def test_the_released_hold_bears_on_the_choice_and_is_not_needed_as_its_reason() -> None:
    choice = small_graph().states[2].choices["biopsy"]
    assert choice.suffices == (("scan.result",),)
    assert choice.relevant == ("scan.result", "scan")


def test_the_pathways_own_walk_takes_the_first_step_that_is_next() -> None:
    assert small_graph().walk == ("history", "scan", "biopsy")


def test_key_steps_are_done_or_asked_for_wherever_a_walk_ends() -> None:
    assert small_graph().key_steps == ("history", "scan", "biopsy")


def test_only_pairs_that_every_road_keeps_are_ordered() -> None:
    assert small_graph().order == (("scan", "biopsy"),)


def test_the_facts_that_matter_are_those_that_the_rules_read() -> None:
    assert small_graph().matters == ("lump.depth=deep",)


def test_the_pointer_asks_the_question_of_the_stage_that_is_open() -> None:
    pointer = small_graph().states[1].pointer
    assert pointer is not None
    assert (pointer.question, pointer.principle) == ("How far does it reach?", "Look before you touch.")
    assert (pointer.because, pointer.choice, pointer.facts) == ("Look at it.", "scan", ("lump.depth=deep",))


def test_following_a_path_gives_each_state_with_its_choice() -> None:
    graph = small_graph()
    assert [(s.state, c.to) for s, c in graph.follow(("scan", "history", "biopsy"))] == [(0, 2), (2, 3), (3, 5)]


@cache
def repeating() -> WalkGraph:
    """Make a graph in which a test fails twice and works at the third attempt."""
    ends = End(ending="safety_net", when=Is("test.result", ("b",)))
    again = Recommend(recommend="test", urgency="soon", again=True)
    library = make_library(
        [make_finding("test.result", "test", "choice")],
        [make_step("test", DoneWhen(any=("test.result",)), ends=(ends,))],
        [
            make_rule("test", ALWAYS, Recommend(recommend="test", urgency="soon")),
            make_rule("again", Is("test.result", ("a",)), again),
        ],
    )
    failed, worked = {"test.result": "a"}, {"test.result": "b"}
    shows = {"test": (failed, failed, worked)}
    scenario = Scenario(scenario="again", title="Again", opening="Again.", presentation={}, shows=shows)
    return walk_graph(scenario, reasoner_of(library))


def test_the_attempts_of_a_repeated_step_are_states_of_their_own() -> None:
    assert [(s.chart, s.ending) for s in repeating().states] == [
        ((), ""),
        (("test.result=a",), ""),
        (("test.result=a",), ""),
        (("test.result=b",), "safety_net"),
    ]
    assert repeating().walk == ("test", "test", "test")


@pytest.mark.parametrize("name", REPEATED)
def test_every_result_that_a_repeated_step_shows_is_shown_somewhere(name: str) -> None:
    graph = graph_of(name)
    lists = {step: results for step, results in LIBRARY.scenario(name).shows.items() if len(results) > 1}
    assert lists
    for step, results in lists.items():
        shown = {s.choices[step].shows for s in graph.states if step in s.right}
        written = {
            tuple(f"{n}={str(v).lower() if isinstance(v, bool) else v}" for n, v in result.items())
            for result in results
        }
        assert shown == written, step


# -- every bundled scenario --------------------------------------------------------------------------


@pytest.mark.parametrize("name", BACKWARDS)
def test_every_state_has_an_ending_or_a_right_choice(name: str) -> None:
    assert [s.state for s in graph_of(name).states if bool(s.ending) == bool(s.right)] == []


@pytest.mark.parametrize("name", BACKWARDS)
def test_every_state_but_the_first_is_led_to(name: str) -> None:
    graph = graph_of(name)
    led_to = {choice.to for state in graph.states for choice in state.choices.values()} - {None}
    assert led_to | {0} == set(range(len(graph.states)))


@pytest.mark.parametrize("name", BACKWARDS)
def test_only_right_choices_lead_on_and_every_right_choice_does(name: str) -> None:
    choices = [choice for state in graph_of(name).states for choice in state.choices.values()]
    assert {choice.verdict == "right" for choice in choices if choice.to is not None} == {True}
    assert {choice.to is not None for choice in choices if choice.verdict == "right"} == {True}


@pytest.mark.parametrize("name", BACKWARDS)
def test_no_course_of_right_choices_comes_back_to_a_state(name: str) -> None:
    states, known = graph_of(name).states, dict[int, bool]()

    def ends(state: int) -> bool:
        if state not in known:
            known[state] = False
            choices = [states[state].choices[choice] for choice in states[state].right]
            known[state] = all(choice.to is not None and ends(choice.to) for choice in choices)
        return known[state]

    assert ends(0)


@pytest.mark.parametrize("name", BACKWARDS)
def test_the_graphs_own_walk_is_the_walk_of_the_pathway(name: str) -> None:
    walk = workup.walk(name)
    emergency = (LIBRARY.emergency_step,) if walk.ending == "emergency_stop" else ()
    assert graph_of(name).walk == (*walk.steps, *emergency)


@pytest.mark.parametrize("name", BACKWARDS)
def test_the_graphs_own_walk_ends_as_the_walk_of_the_pathway(name: str) -> None:
    graph = graph_of(name)
    *_, (_, last) = graph.follow(graph.walk)
    assert last.to is not None
    assert graph.states[last.to].ending == workup.walk(name).ending


@pytest.mark.parametrize("name", BACKWARDS)
def test_every_choice_leads_to_the_state_of_the_case_that_reasoning_gives(name: str) -> None:
    found = reasoned(name)
    for edge in found.edges:
        if edge.case is None:
            assert graph_of(name).states[edge.to].ending == "emergency_stop"
        else:
            assert found.agendas[edge.to].case.as_json() == edge.case.as_json(), edge


@pytest.mark.parametrize("name", BACKWARDS)
def test_no_two_states_are_one_case(name: str) -> None:
    cases = [json.dumps(agenda.case.as_json()) for agenda in reasoned(name).agendas.values()]
    assert len(set(cases)) == len(cases)


@pytest.mark.parametrize("name", BACKWARDS)
def test_a_state_tells_the_chart_and_the_steps_done_of_its_agenda(name: str) -> None:
    graph = graph_of(name)
    for number, agenda in reasoned(name).agendas.items():
        state = graph.states[number]
        assert {graph.facts[k].finding: graph.facts[k].value for k in state.chart} == dict(agenda.case.findings)
        assert set(state.done) == agenda.done
        assert state.ending == ("" if agenda.stopped_by else agenda.ending or "")


@pytest.mark.parametrize("name", BACKWARDS)
def test_a_step_that_is_open_has_all_behind_it_that_is_ordered_before_it(name: str) -> None:
    graph = graph_of(name)
    pairs = [(first, second, s) for first, second in graph.order for s in graph.states if second in s.right]
    broken = {(first, second) for first, second, state in pairs if first not in state.done}
    assert broken == set()


@pytest.mark.parametrize("name", BACKWARDS)
def test_everything_cited_by_a_state_is_in_the_graph(name: str) -> None:
    graph = graph_of(name)
    choices = [choice for state in graph.states for choice in state.choices.values()]
    assert {choice.answer for choice in choices} == set(graph.answers)
    facts = {key for state in graph.states for key in state.chart} | {key for c in choices for key in c.shows}
    assert facts == set(graph.facts)
    assert {name for state in graph.states for name in state.choices} <= set(graph.choices)


@pytest.mark.parametrize("name", BACKWARDS)
def test_what_is_reason_enough_can_be_cited_and_bears_on_the_choice(name: str) -> None:
    graph = graph_of(name)
    for state in graph.states:
        known = {graph.facts[key].finding for key in state.chart} | set(state.done)
        for choice in (state.choices[right] for right in state.right):
            assert choice.suffices
            assert {name for one in choice.suffices for name in one} <= set(choice.relevant) <= known, state.state


# -- the file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", A_FEW)
def test_a_graph_is_the_same_after_it_was_written_and_read(name: str) -> None:
    graph = walk_graph(LIBRARY.scenario(name), REASONER)
    assert WalkGraph.model_validate_json(graph.model_dump_json()) == graph


@pytest.mark.parametrize("name", [*A_FEW, "arm_19f"])
def test_a_written_graph_fits_the_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(json.loads(graph_of(name).model_dump_json()))


def test_the_schema_refuses_an_unknown_key() -> None:
    values = {**json.loads(small_graph().model_dump_json()), "diagnosis": ""}
    with pytest.raises(jsonschema.ValidationError, match="diagnosis"):
        jsonschema.Draft202012Validator(schema()).validate(values)


def test_the_schema_refuses_another_version() -> None:
    values = {**json.loads(small_graph().model_dump_json()), "workup_walk_graph": 2}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(values)


def test_a_graph_carries_the_notice_and_the_hash_of_its_content() -> None:
    about = graph_of("thigh_44f").about
    assert about["notice"] == "For teaching. Not for real patients, and not about your own symptoms."
    assert about["content_hash"] == LIBRARY.content_hash


WRITE = """
import sys, workup
from workup.teaching.graph_building import walk_graph
library = workup.library()
for name in sys.argv[1:]:
    sys.stdout.write(walk_graph(library.scenario(name), workup.reasoner_of(library)).model_dump_json())
"""


def test_the_same_content_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    names = ["thigh_44f", "arm_31m"]
    here = "".join(walk_graph(LIBRARY.scenario(name), REASONER).model_dump_json() for name in names)
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", WRITE, *names]
        said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, encoding="utf-8")
        assert said.stdout == here, f"hash seed {seed}"


def test_a_graph_with_too_many_states_carries_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_building, "MOST_STATES", 19)
    scenario = LIBRARY.scenario("thigh_58f")
    assert walk_graph(scenario, REASONER).warnings == ("20 states: more than 19",)
    monkeypatch.setattr(graph_building, "MOST_STATES", 20)
    assert walk_graph(scenario, REASONER).warnings == ()
