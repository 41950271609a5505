"""Premises: which stated facts are reason enough for a step, and which bear on it at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from workup.knowledge.criteria import Condition, Holds, StepDone, leaves, name_of
from workup.knowledge.rules import Hold, Rule
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.truth import truth_of


def sufficient_sets(rules: Iterable[Rule], agenda: Agenda, reasoner: Reasoner) -> tuple[tuple[str, ...], ...]:
    """Give the minimal sets of stated findings and done steps of which any one makes a rule true."""
    space = reasoner.space
    world = space.world(agenda.case.findings, agenda.done)
    terms = (term for rule in rules for term in reasoner.ways(rule) if not term & world)
    sets = {frozenset(space.names(term)) for term in terms}
    least = [one for one in sets if not any(other < one for other in sets)]
    return tuple(sorted((_ordered(names, agenda) for names in least), key=lambda names: (len(names), names)))


def relevant_names(rules: Iterable[Rule], agenda: Agenda) -> tuple[str, ...]:
    """Give every stated finding and done step that a criterion of the rules, true now, rests on."""
    conditions = [(rule.when, *([rule.then.until] if isinstance(rule.then, Hold) else [])) for rule in rules]
    return _ordered(set(chain.from_iterable(_true_names(one, agenda) for one in chain(*conditions))), agenda)


def _true_names(condition: Condition, agenda: Agenda) -> Iterator[str]:
    """Give the names in the true criteria of a condition, conclusions followed down to what decided them."""
    library = agenda.library
    for leaf in leaves(condition):
        name = name_of(leaf)
        if isinstance(leaf, StepDone):
            if name in agenda.done:
                yield name
        elif truth_of(leaf, agenda.known) is not True:
            continue
        elif name in library.findings:
            yield name
        else:
            assert isinstance(leaf, Holds)
            for rule in library.by_effect["conclude", name]:
                if agenda.truths[rule.id] is True:
                    yield from _true_names(rule.when, agenda)
                elif leaf.negated:
                    yield from library.findings_read(rule) & set(agenda.case.findings)


def _ordered(names: Iterable[str], agenda: Agenda) -> tuple[str, ...]:
    found = set(names)
    return tuple(name for name in (*agenda.library.findings, *agenda.library.steps) if name in found)


def agreement(cited: Iterable[str], suffices: Iterable[Iterable[str]], relevant: Iterable[str]) -> float:
    """Give how well cited facts carry a choice, from 0 to 1: the best F1 against any sufficient set.

    A cited fact that bears on the choice costs nothing, whether or not the set needed it; one that does not
    bear on it costs precision. Where no reason is needed, anything will do.

    >>> agreement(["lump.depth"], [["lump.depth"], ["lump.size_cm", "lump.growth"]], ["lump.depth", "lump.growth"])
    1.0
    >>> agreement(["lump.growth", "patient.sex"], [["lump.size_cm", "lump.growth"]], ["lump.size_cm", "lump.growth"])
    0.5
    """
    named, wanted = set(cited), [set(one) for one in suffices]
    if not all(wanted):
        return 1.0
    if not named or not wanted:
        return 0.0
    precision = len(named & set(relevant).union(*wanted)) / len(named)
    recall = max(len(named & one) / len(one) for one in wanted)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
