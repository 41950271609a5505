"""Walk a described soft-tissue lump through imaging, biopsy and fusion testing, each step explained.

For teaching. Not for real patients, and not about your own symptoms.

>>> case = Case({"patient.age_years": 24, "lump.site": "thigh", "lump.painful": False})
>>> agenda(case).next[0].step.title
'Take the history and examine the lump'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workup.knowledge.errors import (
    CaseError,
    ContentError,
    EngineError,
    RealPersonError,
    UnknownNameError,
    WorkupError,
)
from workup.knowledge.library import Library
from workup.knowledge.loading import load
from workup.knowledge.pathways import Scenario
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case
from workup.reasoning.case_reading import read_case_file
from workup.reasoning.reasoner import Reasoner, reasoner_of
from workup.reasoning.walking import Walk, walk_assumed, walk_scenario

if TYPE_CHECKING:
    from workup.explaining.explanation import Explanation
    from workup.explaining.report import Report

__version__ = "0.1.0"

__all__ = [
    "Agenda",
    "Case",
    "CaseError",
    "ContentError",
    "EngineError",
    "Library",
    "RealPersonError",
    "Reasoner",
    "UnknownNameError",
    "Walk",
    "WorkupError",
    "agenda",
    "explain",
    "library",
    "load",
    "read_case",
    "report",
    "route",
    "walk",
]


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


def walk(scenario: str | Scenario, content: Library | None = None) -> Walk:
    """Walk a scenario, by id or as a value, to its end. Raises UnknownNameError for an unknown id."""
    found = content or library()
    if isinstance(scenario, str):
        scenario = found.scenario(scenario)
    return walk_scenario(scenario, reasoner_of(found))


def route(case: Case, content: Library | None = None) -> Walk:
    """Walk a case on the assumed results of the teaching road."""
    return walk_assumed(case, reasoner_of(content or library()))


def read_case(path: str | Path, content: Library | None = None) -> Case:
    """Read a case from a YAML or JSON file. Raises CaseError with the path and the line."""
    checked = read_case_file(path, content or library())
    return Case(checked.findings, checked.done, checked.pending, checked.unobtainable, attempts=checked.attempts)
