"""Variants of a scenario: one fact otherwise, so that another step is next. Found by the rules, never invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workup.explaining.english import fact, sentence
from workup.explaining.what_if import pivots
from workup.knowledge.errors import CaseError, Problem
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import Scenario
from workup.reasoning.case import Case, check_case
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import walk_scenario

MOST_VARIANTS = 3


@dataclass(frozen=True)
class Variant:
    """One fact of a scenario that, were it otherwise, would have changed the walk."""

    finding: str
    value: Value
    label: str
    stated: str
    """The label of the value that the scenario states."""
    gained: tuple[str, ...]
    """Steps that the changed walk takes and the scenario's own does not."""
    lost: tuple[str, ...]


def read_changes(changed: Mapping[str, object], scenario: Scenario, library: Library) -> dict[str, Value]:
    """Read what is to be otherwise in a scenario, by the vocabulary.

    Raises RealPersonError for a key that only a real person's record has, and CaseError for an unknown finding, a
    value that is not allowed, and a finding that the scenario neither states nor shows.
    """
    read = check_case(Case(changed), library).findings
    for name in read:
        if name not in scenario.presentation and not any(name in r for rs in scenario.shows.values() for r in rs):
            what = f"{scenario.scenario} neither states nor shows {name}"
            raise CaseError([Problem("", None, what, "change a fact that it has")])
    return dict(read)


def vary(scenario: Scenario, changed: Mapping[str, Value], library: Library) -> Scenario:
    """Give a scenario with facts changed where it states or shows them; the opening is told from its facts anew."""
    presentation = {name: changed.get(name, value) for name, value in scenario.presentation.items()}
    shows = {
        step: tuple({name: changed.get(name, value) for name, value in result.items()} for result in results)
        for step, results in scenario.shows.items()
    }
    opening = " ".join(sentence(fact(library.findings[name], value)) for name, value in presentation.items())
    return replace(scenario, presentation=presentation, shows=shows, opening=opening)


def variants(scenario: Scenario, reasoner: Reasoner) -> tuple[Variant, ...]:
    """Give at most three single changes to early facts that lead to other steps, each walked to its end.

    What is stated at the start comes before what the first step shows, the nearest miss before the farthest, and
    red flags last. A change that contradicts other facts of the scenario, or leads nowhere, is left out.
    """
    library = reasoner.library
    safety = set(library.safety_findings)

    def rank(found: Variant) -> tuple[bool, bool, int, float]:
        later = found.finding not in scenario.presentation
        own, other = scenario.presentation.get(found.finding), found.value
        apart = abs(own - other) if isinstance(own, float | int) and isinstance(other, float | int) else 0
        return found.finding in safety, later, len(found.gained) + len(found.lost), apart

    nearest: dict[str, Variant] = {}
    for found in sorted(_variants(scenario, reasoner), key=rank):
        nearest.setdefault(found.finding, found)
    return tuple(nearest.values())[:MOST_VARIANTS]


def _variants(scenario: Scenario, reasoner: Reasoner) -> Iterator[Variant]:
    library = reasoner.library
    own = walk_scenario(scenario, reasoner)
    early = own.visits[1].agenda if len(own.visits) > 1 else own.final
    for pivot in pivots(early, reasoner):
        if pivot.instead is None:
            continue
        walk = walk_scenario(vary(scenario, {pivot.finding: pivot.instead}, library), reasoner)
        gained = tuple(step for step in dict.fromkeys(walk.steps) if step not in own.steps)
        lost = tuple(step for step in dict.fromkeys(own.steps) if step not in walk.steps)
        if walk.outcome in ("complete", "stopped") and not walk.final.contradictions and (gained or lost):
            yield Variant(pivot.finding, pivot.instead, pivot.instead_label, pivot.stated, gained, lost)
