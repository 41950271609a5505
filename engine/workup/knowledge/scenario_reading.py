"""Scenario files into `Scenario` values, typed by the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from workup.knowledge.errors import ContentError, UnknownNameError
from workup.knowledge.library import Library
from workup.knowledge.pathways import Scenario
from workup.knowledge.validating import Reader, keys_of
from workup.knowledge.yaml_documents import parse_document


def read_scenario(name: str, text: str, library: Library) -> Scenario:
    """Read a scenario from YAML text; `name` is its path, whose stem is the scenario's id.

    Raises ContentError with every mistake found.
    """
    document, problems = parse_document(text, name)
    reader = Reader(document, problems)
    value = dict(reader.top(keys_of(Scenario)))
    shows = value.get("shows")
    if isinstance(shows, dict):
        value["shows"] = {
            step: tuple(results) if isinstance(results, list) else (results or {},) for step, results in shows.items()
        }
    scenario = reader.model(Scenario, value, ())
    if scenario is None or problems:
        raise ContentError(problems)
    if scenario.scenario != Path(name).stem:
        reader.say(("scenario",), f"the scenario {scenario.scenario!r} is not named as its file")
    typed = _typed_scenario(reader, scenario, library)
    if problems:
        raise ContentError(problems)
    return typed


def _typed_scenario(reader: Reader, scenario: Scenario, library: Library) -> Scenario:
    def typed(facts: Mapping[str, Any], place: tuple[str | int, ...], step: str = "") -> dict[str, Any]:
        values = {}
        for name, raw in facts.items():
            finding = library.findings.get(name)
            if finding is None:
                reader.say((*place, name), str(UnknownNameError("finding", name, library.findings)))
                continue
            if step and finding.step != step:
                reader.say((*place, name), f"{name} belongs to the step {finding.step}, not to {step}")
            try:
                values[name] = finding.read(raw)
            except ValueError as error:
                what, _, instead = str(error).partition("\n")
                reader.say((*place, name), what, instead)
        return values

    expected = scenario.expected
    chains = expected.order if expected else ()
    named: dict[str, tuple[str, ...]] = {
        "shows": tuple(scenario.shows),
        "done": scenario.done,
        "pending": scenario.pending,
        "expected": (*expected.steps, *expected.optional, *chain.from_iterable(chains)) if expected else (),
    }
    for key, steps in named.items():
        for step in dict.fromkeys(steps):
            if step not in library.steps:
                reader.say((key, step), str(UnknownNameError("step", step, library.steps)))
    raw_shows = reader.document.value["shows"]
    shows = {
        step: tuple(
            typed(facts, ("shows", step, i) if isinstance(raw_shows[step], list) else ("shows", step), step)
            for i, facts in enumerate(results)
        )
        for step, results in scenario.shows.items()
    }
    return replace(scenario, presentation=typed(scenario.presentation, ("presentation",)), shows=shows)
