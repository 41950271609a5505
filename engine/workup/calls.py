"""What callers call: the bundled library, and each question one may ask of a case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workup.knowledge.library import Library
from workup.knowledge.loading import load
from workup.knowledge.pathways import Scenario
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case
from workup.reasoning.case_reading import read_case_file
from workup.reasoning.reasoner import reasoner_of
from workup.reasoning.walking import Walk, walk_assumed, walk_scenario

if TYPE_CHECKING:
    from workup.explaining.asking import Question
    from workup.explaining.comparing import Comparison
    from workup.explaining.explanation import Explanation
    from workup.explaining.report import Report
    from workup.explaining.what_if import Pivot, WhatIf
    from workup.reading.description import Description
    from workup.teaching.events import Mode
    from workup.teaching.session import Session
    from workup.teaching.walk_graph import WalkGraph


@lru_cache(maxsize=1)
def library() -> Library:
    """Give the bundled soft_tissue_lump library, loaded once.

    >>> library().pathway.pathway
    'soft_tissue_lump'
    """
    return load()


def agenda(case: Case, content: Library | None = None) -> Agenda:
    """Give every step with its status and reasons for a case, by the bundled pathway or by `content`.

    Raises CaseError where the case does not fit the vocabulary (RealPersonError where it looks like a real
    person's), EngineError where the rules engine fails or disagrees with the reading.

    >>> agenda(Case({"airway.compromise": True})).next[0].step.step
    'emergency'
    """
    return reasoner_of(content or library()).agenda(case)


def explain(of: Agenda, step: str) -> Explanation:
    """Explain why a step of an agenda is next, or why not. Raises UnknownNameError.

    >>> explain(agenda(Case({"lump.depth": "deep"})), "core_biopsy").status
    'held'
    """
    from workup.explaining.explanation import explain as explain_step

    return explain_step(of, step, reasoner_of(of.library))


def report(case: Case, content: Library | None = None) -> Report:
    """Give the agenda of a case with its explanations, what to ask first, and the route ahead."""
    from workup.explaining.report import report as make_report

    return make_report(case, reasoner_of(content or library()))


def what_if(case: Case, changed: Mapping[str, object], content: Library | None = None) -> WhatIf:
    """See which steps change when findings are added or changed; None withdraws one.

    >>> found = what_if(Case({"lump.site": "thigh"}), {"lump.depth": "deep"})
    >>> [item.change.step for item in found.changes if item.change.after == "next"]
    ['ultrasound', 'mri', 'sarcoma_team_referral']
    """
    from workup.explaining.what_if import what_if as see

    reasoner = reasoner_of(content or library())
    return see(reasoner.agenda(case), changed, reasoner)


def questions(of: Agenda) -> tuple[Question, ...]:
    """Rank what to ask next in an agenda, with what each answer would change."""
    from workup.explaining.asking import questions as rank

    return rank(of, reasoner_of(of.library))


def pivots(of: Agenda) -> tuple[Pivot, ...]:
    """Give the single changes to stated facts that would alter the plan."""
    from workup.explaining.what_if import pivots as find

    return find(of, reasoner_of(of.library))


def compare(of: Agenda, this: str, that: str) -> Comparison:
    """Compare two steps of an agenda. Raises UnknownNameError."""
    from workup.explaining.comparing import compare as weigh

    return weigh(of, this, that, reasoner_of(of.library))


def walk(scenario: str | Scenario, content: Library | None = None) -> Walk:
    """Walk a scenario, by id or as a value, to its end. Raises UnknownNameError for an unknown id.

    >>> walk("thigh_26f").ending
    'reported_and_staged'
    """
    found = content or library()
    return walk_scenario(_scenario(scenario, found), reasoner_of(found))


def route(case: Case, content: Library | None = None) -> Walk:
    """Walk a case on the assumed results of the teaching road."""
    return walk_assumed(case, reasoner_of(content or library()))


def read_case(path: str | Path, content: Library | None = None) -> Case:
    """Read a case from a YAML or JSON file. Raises CaseError with the path and the line."""
    checked = read_case_file(path, content or library())
    return Case(checked.findings, checked.done, checked.pending, checked.unobtainable, attempts=checked.attempts)


def describe(text: str, content: Library | None = None) -> Description:
    """Read a presentation in plain words: the case, the words behind each finding, and what stays open.

    Raises RealPersonError where the text reads as a real person's own story or record, CaseError where it is
    too long.

    >>> dict(describe("24-year-old with a painless lump").case.findings)
    {'patient.age_years': 24, 'lump.painful': False}
    """
    from workup.reading.describing import describe as read

    return read(text, content or library())


def walk_graph(scenario: str | Scenario, content: Library | None = None) -> WalkGraph:
    """Give every state that a learner can reach in a scenario, and what the rules answer to each choice in it.

    Plain frozen data (`.model_dump_json()`), so that a player needs no rules engine. Raises UnknownNameError.

    >>> graph = walk_graph("forearm_47m")
    >>> graph.start.choices["core_biopsy"].verdict, graph.walk
    ('unsafe', ('history_and_examination', 'reassure_and_safety_net'))
    """
    from workup.teaching.graph_building import walk_graph as build

    found = content or library()
    return build(_scenario(scenario, found), reasoner_of(found))


def rehearse(
    scenario: str | Scenario, content: Library | None = None, *, mode: Mode = "rehearse", seed: int = 0
) -> Session:
    """Open a rehearsal: `.screens` is what the learner reads, `.answer(line)` gives the session after a line.

    Raises UnknownNameError.

    >>> session = rehearse("forearm_47m").answer("none").answer("history")
    >>> [screen.head for screen in session.screens][0]
    'RESULT  Take the history and examine the lump'
    """
    from workup.teaching.session import open_session

    found = content or library()
    return open_session(_scenario(scenario, found), reasoner_of(found), mode=mode, seed=seed, weights=found.scoring)


def _scenario(scenario: str | Scenario, content: Library) -> Scenario:
    return content.scenario(scenario) if isinstance(scenario, str) else scenario
