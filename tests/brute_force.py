"""Missing sets of random small libraries by brute force: every subset of what is open, tried with every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from random import Random

import strategies
from strategies import make_library, make_rule

from workup import Library
from workup.explaining.missing import MissingSet, missing_sets
from workup.knowledge.findings import Finding, Value
from workup.knowledge.rules import Close, Hold
from workup.reasoning.agenda import Agenda
from workup.reasoning.reasoner import Reasoner, reasoner_of

MOST_NAMES = 3


@dataclass(frozen=True)
class Way:
    """A set found by trying: its names, and the steps that stating it made done besides."""

    names: frozenset[str]
    implied: frozenset[str]


@dataclass(frozen=True)
class Trial:
    """One waiting or held step of a random small library: what was listed, and what trying found."""

    seed: int
    agenda: Agenda
    reasoner: Reasoner
    step: str
    listed: tuple[MissingSet, ...]
    ways: tuple[Way, ...]
    """The inclusion-minimal sets of at most `MOST_NAMES` names."""

    def is_next(self, findings: Mapping[str, Value], steps: Iterable[str]) -> bool:
        """Say whether the step is next, in the whole agenda, once more is stated and done."""
        after = self.reasoner.agenda(self.agenda.case.stating(findings, steps), hypothetical=True)
        return after.statuses[self.step].status == "next"


def standing_for_all(finding: Finding) -> tuple[Value, ...]:
    """Give a number on, below and above each threshold; every value of a choice."""
    return tuple(range(1, 10)) if finding.type == "number" else strategies.values_of(finding)


def open_names(agenda: Agenda, step: str) -> list[str]:
    """Give what a set may name: not the step's own results, nor what only unreachable steps would yield."""
    case, library = agenda.case, agenda.library
    settled = {*case.findings, *case.unobtainable}
    findings = [
        f.finding
        for f in library.findings.values()
        if f.finding not in settled and f.step != step and f.step in agenda.reachable
    ]
    done = reasoner_of(library).done_steps(case)
    return findings + [name for name in library.steps if name != step and name in agenda.reachable and name not in done]


def tried(agenda: Agenda, step: str, reasoner: Reasoner) -> Iterator[Way]:
    """Try every subset, small ones first, that holds no way found before."""
    library, found = agenda.library, []
    names = open_names(agenda, step)
    for size in range(MOST_NAMES + 1):
        for chosen in combinations(names, size):
            if any(way <= set(chosen) for way in found):
                continue
            findings = [name for name in chosen if name in library.findings]
            steps = [name for name in chosen if name in library.steps]
            for values in product(*(standing_for_all(library.findings[name]) for name in findings)):
                case = agenda.case.stating(dict(zip(findings, values, strict=True)), steps)
                if reasoner.standing(case, step) == "next":
                    found.append(set(chosen))
                    yield Way(frozenset(chosen), reasoner.done_steps(case) - reasoner.done_steps(agenda.case))
                    break


def closing_library(random: Random) -> Library:
    """Make a random library without red flags, with more rules that close a step and more holds that could come."""
    library = strategies.random_library(random)
    findings, steps, conclusions = list(library.findings.values()), list(library.steps), list(library.conclusions)
    rules = [rule for rule in library.rules if rule.effect != "escalate"]
    for number in range(random.randint(1, 3)):
        when = strategies.random_criterion(random, findings, conclusions, steps)
        rules.append(make_rule(f"close{number}", when, Close(close=random.choice(steps))))
    for number in range(random.randint(1, 2)):
        when = strategies.random_condition(random, findings, conclusions, depth=1)
        until = strategies.random_criterion(random, findings, conclusions, steps)
        rules.append(make_rule(f"hold{number}", when, Hold(hold=random.choice(steps), until=until)))
    return make_library(findings, library.pathway.steps, rules, conclusions, ("one", "two"))


SEEDS: list[Sequence[int]] = [range(start, start + 60) for start in range(0, 300, 60)]
SEEDS.append([346, 549, 1346, 1511, 2665, 4072, 4979, 6483, 6700, 6758, 7287, 7503, 8031, 11847, 11917, 13063])
SEEDS.append(
    [570, 899, 17375, 17565, 18941, 19909, 21063, 23151, 30345, 32945, 41260, 45095, 49775, 50422, 53911, 54680, 75265,
     80015, 88677, 99276, 122613, 125367, 133743, 167457, 176258]
)  # fmt: skip
# The last two are hard: steps undone, repeated or made done besides, holds turning false, red flags, ways without end.
BATCHES = range(len(SEEDS))


@cache
def trials(batch: int) -> tuple[Trial, ...]:
    """Give the trials of random libraries, two cases each; half of the libraries close much and have no red flags."""
    found = []
    for seed in SEEDS[batch]:
        random = Random(seed)
        library = closing_library(random) if seed % 2 else strategies.random_library(random)
        reasoner = reasoner_of(library)
        for _ in range(2):
            agenda = reasoner.agenda(strategies.random_case(random, library), hypothetical=True)
            for step in (its.step.step for its in agenda.statuses.values() if its.status in ("waiting", "held")):
                listed = missing_sets(agenda, step, reasoner)
                found.append(Trial(seed, agenda, reasoner, step, listed, tuple(tried(agenda, step, reasoner))))
    return tuple(found)
