"""Answers: each agrees with the agenda, names its rule and its source, and says nothing that is not true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, product
from math import prod
from random import Random

import pytest
from synthetic_students import LIBRARY, NAMES, REASONER, graph_of, reasoned
from wording import assertions

from workup.explaining.asking import possible_values
from workup.knowledge.findings import Value
from workup.reasoning.agenda import Agenda
from workup.reasoning.walking import take
from workup.teaching.answering import Answerer
from workup.teaching.bearing import bearing_of
from workup.teaching.walk_graph import Answer, Choice, State

BEARING = bearing_of(REASONER)
IRREVERSIBLE = ("biopsy", "reassure")
EVERY_THIRD = NAMES[::3]


def decisions(name: str) -> Iterator[tuple[State, Agenda]]:
    """Give the states of a scenario that were reasoned about and where something is to be chosen."""
    for number, agenda in reasoned(name).agendas.items():
        if not graph_of(name).states[number].ending:
            yield graph_of(name).states[number], agenda


def steps_of(state: State) -> Iterator[tuple[str, Choice]]:
    return ((name, choice) for name, choice in state.choices.items() if name in LIBRARY.steps)


def said(name: str, state: State, choice: str) -> tuple[str, ...]:
    return graph_of(name).answers[state.choices[choice].answer].says


def accepted_by_a_conflict(agenda: Agenda, step: str) -> bool:
    """Say whether a true rule tells that the other side of a conflict takes the step now."""
    accepting = [rule for rule in LIBRARY.rules if agenda.truths[rule.id] is True]
    return any(one.step == step and one.before not in agenda.done for rule in accepting for one in rule.also_accepted)


def expected_verdict(agenda: Agenda, step: str) -> str:
    """Work out the verdict from the status of the step and nothing else."""
    its = agenda.statuses[step]
    if agenda.stopped_by:
        return "right" if step == LIBRARY.emergency_step else "unsafe"
    if its.status in ("next", "pending"):
        return "right"
    if its.status == "held":
        return "unsafe" if its.step.kind in IRREVERSIBLE else "premature"
    if its.status in ("waiting", "not_indicated") and accepted_by_a_conflict(agenda, step):
        return "right"
    if its.status == "not_indicated" and its.step.kind == "reassure" and agenda.next:
        return "unsafe"
    return "later" if its.status == "waiting" else "low_yield"


# -- verdicts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_on_a_step_agrees_with_its_status(name: str) -> None:
    for state, agenda in decisions(name):
        found = {step: choice.verdict for step, choice in steps_of(state)}
        assert found == {step: expected_verdict(agenda, step) for step in LIBRARY.steps}, state.state


def test_every_status_and_every_verdict_is_met() -> None:
    met = {
        (agenda.statuses[step].status, choice.verdict)
        for name in NAMES
        for state, agenda in decisions(name)
        for step, choice in steps_of(state)
    }
    assert met == {
        ("next", "right"),
        ("held", "premature"),
        ("held", "unsafe"),
        ("waiting", "later"),
        ("waiting", "right"),
        ("not_indicated", "low_yield"),
        ("not_indicated", "unsafe"),
        ("not_indicated", "right"),
        ("done", "low_yield"),
        ("stopped", "unsafe"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_distractor_is_never_right(name: str) -> None:
    wrong = [distractor.distractor for distractor in LIBRARY.pathway.distractors]
    assert "right" not in {s.choices[one].verdict for s in graph_of(name).states if s.choices for one in wrong}


@pytest.mark.parametrize("name", NAMES)
def test_a_distractor_whose_rule_is_not_refuted_costs_what_it_risks(name: str) -> None:
    for state, agenda in decisions(name):
        for one in LIBRARY.pathway.distractors:
            refuted = agenda.truths[one.refused_by] is False
            expected = "unsafe" if agenda.stopped_by else "low_yield" if refuted else one.risk
            assert state.choices[one.distractor].verdict == expected, (state.state, one.distractor)


@pytest.mark.parametrize("name", NAMES)
def test_a_choice_and_its_answer_have_one_verdict(name: str) -> None:
    graph = graph_of(name)
    choices = [choice for state in graph.states for choice in state.choices.values()]
    assert [choice for choice in choices if choice.verdict != graph.answers[choice.answer].verdict] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_choice_that_only_a_conflict_makes_right_shows_the_conflict(name: str) -> None:
    for state, agenda in decisions(name):
        for step, choice in steps_of(state):
            if choice.verdict == "right" and agenda.statuses[step].status in ("waiting", "not_indicated"):
                assert graph_of(name).answers[choice.answer].conflict, (state.state, step)


def test_american_and_british_order_are_both_right_for_a_deep_lump_of_7_cm() -> None:
    graph = graph_of("thigh_26f")
    start = graph.states[graph.start.choices["history_and_examination"].to or 0]
    assert {"mri", "ultrasound", "radiograph"} <= set(start.right)
    answer = graph.answers[start.choices["ultrasound"].answer]
    assert answer.conflict.startswith("British primary care begins with ultrasound")


# -- what an answer rests on -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_an_unsafe_answer_names_its_rule_and_a_source(name: str) -> None:
    unsafe = [answer for answer in graph_of(name).answers.values() if answer.verdict == "unsafe"]
    assert unsafe
    assert [answer for answer in unsafe if answer.rule not in LIBRARY.rule or not answer.sources] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_that_names_a_rule_names_its_principle(name: str) -> None:
    for answer in graph_of(name).answers.values():
        expected = LIBRARY.principles[LIBRARY.rule[answer.rule].principle] if answer.rule else ""
        assert answer.principle == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_held_step_is_answered_with_the_reason_of_every_hold(name: str) -> None:
    for state, agenda in decisions(name):
        for step, choice in steps_of(state):
            if agenda.statuses[step].status == "held":
                says = graph_of(name).answers[choice.answer].says
                assert {hold.because for hold in agenda.statuses[step].held_by} <= set(says), (state.state, step)


# -- words -------------------------------------------------------------------------------------------

_EMPTY_SLOT = re.compile(r"\b(?:because|until|open:|result of|would still be|costs:|the)[ ,]*[.,:;]|\s[.,;:]|: *$")


def faults(sentence: str) -> list[str]:
    """Say what keeps words from being one whole sentence or more."""
    found = []
    if not sentence[:1].isupper() and not sentence[:1].isdigit():
        found.append("no capital")
    if sentence[-1:] not in (".", "?", "!"):
        found.append("no final stop")
    if {"{", "}"} & set(sentence):
        found.append("a slot left open")
    if "  " in sentence or sentence != sentence.strip() or ".." in sentence:
        found.append("a gap")
    if _EMPTY_SLOT.search(sentence):
        found.append("an empty slot")
    return found


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("it fits now.", "no capital"),
        ("It fits now", "no final stop"),
        ("{title}: it fits.", "a slot left open"),
        ("It  fits.", "a gap"),
        ("MRI: it fits now, because .", "an empty slot"),
        ("It is held until.", "an empty slot"),
        ("It would need the result of , which is not needed.", "an empty slot"),
        ("", "no capital"),
    ],
)
def test_a_faulty_sentence_is_caught(sentence: str, fault: str) -> None:
    assert fault in faults(sentence)


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_is_made_of_whole_sentences(name: str) -> None:
    answers = graph_of(name).answers.values()
    words = {words for answer in answers for words in (*answer.says, answer.conflict, answer.principle) if words}
    assert {sentence: faults(sentence) for sentence in words if faults(sentence)} == {}
    assert all(answer.says for answer in answers)


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_and_no_pointer_makes_an_assertion(name: str) -> None:
    graph = graph_of(name)
    words = [" ".join((*answer.says, answer.conflict)) for answer in graph.answers.values()]
    words += {f"{s.pointer.question} {s.pointer.principle} {s.pointer.because}" for s in graph.states if s.pointer}
    words += [f"{fact.says}. {fact.label}" for fact in graph.facts.values()]
    assert [hit for said_words in words for hit in assertions(said_words)] == []


# -- what an answer keeps to itself ------------------------------------------------------------------

FIXED = {rule.because for rule in LIBRARY.rules} | {wrong.harm for wrong in LIBRARY.pathway.distractors}


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_tells_a_fact_that_the_chart_does_not_show_yet(name: str) -> None:
    graph = graph_of(name)
    for state, agenda in decisions(name):
        hidden = {f.says for f in graph.facts.values() if agenda.case.findings.get(f.finding) != f.value}
        told = {words for choice in state.choices.values() for words in graph.answers[choice.answer].says} - FIXED
        told = {words for words in told if not words.startswith("It is held until")}  # what the rule asks for
        assert {(fact, words) for fact in hidden for words in told if fact in words} == set(), state.state


@pytest.mark.parametrize("name", NAMES)
def test_what_is_still_open_is_named_without_a_value(name: str) -> None:
    labels = [f.label for f in LIBRARY.findings.values()] + [s.short for s in LIBRARY.steps.values()]
    any_label = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    a_list = re.compile(rf"the (?:{any_label})(?:(?:[,;]? and|[,;]) the (?:{any_label}))*\.")
    for answer in graph_of(name).answers.values():
        for words in answer.says:
            if "still open: " in words:
                assert a_list.fullmatch(words.partition("still open: ")[2]), words


# -- what cannot change anything ---------------------------------------------------------------------

_MOST = 8


def some_results(agenda: Agenda, step: str, chance: Random) -> Iterator[dict[str, Value]]:
    """Give reports of a step: an empty one, and all full ones where they are few, else some."""
    yield {}
    findings = [f for f in LIBRARY.findings_of[step] if f.finding not in agenda.case.findings]
    values = [possible_values(finding, LIBRARY) for finding in findings]
    names = [finding.finding for finding in findings]
    if prod(map(len, values)) <= _MOST:
        for results in product(*values):
            yield dict(zip(names, results, strict=True))
    else:
        for _ in range(_MOST):
            yield {name: chance.choice(allowed) for name, allowed in zip(names, values, strict=True)}


def plan(agenda: Agenda) -> tuple[tuple[str, ...], str | None, bool]:
    return tuple(its.step.step for its in agenda.next), agenda.ending, bool(agenda.stopped_by)


def broken_claims(name: str, *, ending: bool) -> set[str]:
    """Give the steps of which it is said that no result changes anything, where one does."""
    chance, broken = Random(name), set()
    for state, agenda in decisions(name):
        for step, _ in steps_of(state):
            if bool(LIBRARY.steps[step].ends) is not ending or step in broken:
                continue
            if not any(words.startswith("Whatever it showed") for words in said(name, state, step)):
                continue
            if not ending and chance.random() < 0.7:
                continue
            cases = (take(agenda.case, step, shown, 1, LIBRARY) for shown in some_results(agenda, step, chance))
            if any(plan(REASONER.agenda(case, hypothetical=True)) != plan(agenda) for case in cases):
                broken.add(step)
    return broken


@pytest.mark.parametrize("name", EVERY_THIRD)
def test_whatever_a_step_showed_really_changes_nothing(name: str) -> None:
    assert broken_claims(name, ending=False) == set()


@pytest.mark.parametrize("name", ["foot_44m", "neck_21f", "wrist_23f", "hand_34f", "thigh_44f"])
def test_a_step_that_would_end_the_walk_is_not_said_to_change_nothing(name: str) -> None:
    assert broken_claims(name, ending=True) == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_step_that_would_still_be_next_is_the_first_that_is_next(name: str) -> None:
    for state, agenda in decisions(name):
        for step, _ in steps_of(state):
            claims = [words for words in said(name, state, step) if "would still be" in words]
            assert not claims or agenda.next[0].step.short in claims[0], (state.state, step)


# -- answers that are kept ---------------------------------------------------------------------------


def what_a_scenario_shows(name: str) -> dict[str, set[Value]]:
    scenario = LIBRARY.scenario(name)
    found: dict[str, set[Value]] = {}
    for facts in (scenario.presentation, *chain.from_iterable(scenario.shows.values())):
        for finding, value in facts.items():
            found.setdefault(finding, set()).add(value)
    return found


def afresh(name: str, agenda: Agenda) -> dict[str, Answer]:
    answerer = Answerer(agenda, REASONER, BEARING, {}, what_a_scenario_shows(name))
    return {name: answerer.to_step(step) for name, step in LIBRARY.steps.items()}


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_that_was_kept_is_the_one_worked_out_afresh(name: str) -> None:
    found = list(decisions(name))
    for state, agenda in Random(name).sample(found, min(3, len(found))):
        kept = {step: graph_of(name).answers[choice.answer] for step, choice in steps_of(state)}
        assert kept == afresh(name, agenda), state.state


def test_answers_kept_between_all_scenarios_are_those_worked_out_afresh() -> None:
    known: dict[object, Answer] = {}
    for name in NAMES:
        found = [agenda for _, agenda in decisions(name)]
        for agenda in (found[0], found[len(found) // 2]):
            kept, fresh = (Answerer(agenda, REASONER, BEARING, memory, {}) for memory in (known, {}))
            for step in LIBRARY.steps.values():
                assert kept.to_step(step) == fresh.to_step(step), (name, step.step)
