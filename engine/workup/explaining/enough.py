"""Each enough: the stated facts of which each alone would carry a step."""

from __future__ import annotations

from workup.knowledge.criteria import ALWAYS
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import Reasoner


def each_enough(agenda: Agenda, step: str, reasoner: Reasoner) -> tuple[str, ...]:
    """Give the stated findings of which each alone would carry a step: a rule asks for it with nothing else.

    Raises UnknownNameError for a step that does not exist.
    """
    library = agenda.library
    rules = [
        rule
        for rule in library.by_effect.get(("recommend", library.step(step).step), ())
        if rule.when != ALWAYS and agenda.truths[rule.id]
    ]
    if not rules:
        return ()
    found = []
    for name, value in agenda.case.findings.items():
        alone = reasoner.read({name: value}, frozenset()).truths
        if any(alone[rule.id] for rule in rules):
            found.append(name)
    return tuple(found)


def enough_for_next(agenda: Agenda, reasoner: Reasoner) -> dict[str, tuple[str, ...]]:
    """Give, for each step that is next, the stated findings of which each alone would carry it, if there are any."""
    found = {its.step.step: each_enough(agenda, its.step.step, reasoner) for its in agenda.next}
    return {step: names for step, names in found.items() if names}
