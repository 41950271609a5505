"""The cases that are measured: two fixed ones, and random ones from a seed."""

from __future__ import annotations

from random import Random

from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.reasoning.case import Case

SCENARIO = "thigh_26f"
"""The scenario that the fixed case is cut from, and that is walked."""

STEPS_BEHIND = ("history_and_examination", "ultrasound", "mri")

EARLY = {"patient.age_years": 24, "lump.site": "thigh", "lump.painful": False}


def early_case() -> Case:
    """Give three findings and nothing else: the case of the README's first command."""
    return Case(dict(EARLY))


def fixed_case(library: Library) -> Case:
    """Give the case that every comparison uses: mid-walk, with history, ultrasound and MRI behind it."""
    scenario = library.scenario(SCENARIO)
    findings: dict[str, object] = dict(scenario.presentation)
    for step in STEPS_BEHIND:
        findings.update(scenario.shows[step][0])
    return Case(findings)


def random_case(random: Random, library: Library) -> Case:
    """Make a case that fits the vocabulary: a fifth, half or four fifths of the findings, some steps done."""
    share = random.choice([0.2, 0.5, 0.8])
    findings: dict[str, object] = {}
    unobtainable = []
    for name, finding in library.findings.items():
        if random.random() < share:
            findings[name] = random_value(random, finding)
        elif random.random() < 0.1:
            unobtainable.append(name)
    done, pending = [], []
    for step in library.steps:
        mark = random.random()
        if mark < 0.1:
            done.append(step)
        elif mark < 0.2:
            pending.append(step)
    return Case(findings, done, pending, unobtainable)


def random_value(random: Random, finding: Finding) -> Value:
    """Draw one value that a finding may have."""
    if finding.type == "yes_no":
        return random.random() < 0.5
    if finding.type == "choice":
        return random.choice(finding.values).value
    assert finding.range is not None
    low, high = finding.range
    if finding.whole:
        return random.randint(round(low), round(high))
    return round(random.uniform(low, min(high, low + 20)), 1)


def random_cases(count: int, library: Library, seed: int = 1) -> list[Case]:
    """Make `count` cases, the same ones for the same seed."""
    random = Random(seed)
    return [random_case(random, library) for _ in range(count)]
