"""Walk a described soft-tissue lump through imaging, biopsy and fusion testing, each step explained.

For teaching. Not for real patients, and not about your own symptoms.

>>> import workup
>>> case = workup.Case({"patient.age_years": 24, "lump.site": "thigh", "lump.painful": False})
>>> workup.agenda(case).next[0].step.title
'Take the history and examine the lump'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workup.calls import (
        agenda,
        compare,
        describe,
        explain,
        library,
        pivots,
        questions,
        read_case,
        rehearse,
        report,
        route,
        walk,
        walk_graph,
        what_if,
    )
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
    from workup.reasoning.agenda import Agenda
    from workup.reasoning.case import Case
    from workup.reasoning.reasoner import Reasoner, reasoner_of
    from workup.reasoning.walking import Walk

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
    "compare",
    "describe",
    "explain",
    "library",
    "load",
    "pivots",
    "questions",
    "read_case",
    "reasoner_of",
    "rehearse",
    "report",
    "route",
    "walk",
    "walk_graph",
    "what_if",
]

_ERRORS = {"CaseError", "ContentError", "EngineError", "RealPersonError", "UnknownNameError", "WorkupError"}
_HOMES = {
    **dict.fromkeys(_ERRORS, "workup.knowledge.errors"),
    "Library": "workup.knowledge.library",
    "load": "workup.knowledge.loading",
    "Agenda": "workup.reasoning.agenda",
    "Case": "workup.reasoning.case",
    "Reasoner": "workup.reasoning.reasoner",
    "reasoner_of": "workup.reasoning.reasoner",
    "Walk": "workup.reasoning.walking",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that a start costs only what it uses."""
    if name not in __all__:
        raise AttributeError(f"module 'workup' has no attribute {name!r}")
    found = getattr(import_module(_HOMES.get(name, "workup.calls")), name)
    globals()[name] = found
    return found
