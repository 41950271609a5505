"""The bundled content: every rule behaves as its examples say."""

from __future__ import annotations

import pytest

import workup
from workup.knowledge.rules import Rule
from workup.reasoning.reasoner import Reasoner, reasoner_of

LIBRARY = workup.library()


def read_example(facts: dict[str, object], reasoner: Reasoner) -> dict[str, bool | None]:
    """Read every rule in a case that holds just these facts; a step counts as done only where it is named."""
    library = reasoner.library
    findings = {n: library.findings[n].read(v) for n, v in facts.items() if n in library.findings}
    done = frozenset(name for name, value in facts.items() if name in library.steps and value == "done")
    return dict(reasoner.read(findings, done).truths)


@pytest.mark.parametrize("rule", LIBRARY.rules, ids=lambda rule: rule.id)
def test_both_examples_of_a_rule_behave(rule: Rule) -> None:
    reasoner = reasoner_of(LIBRARY)
    fires = dict(rule.examples.fires)
    assert read_example(fires, reasoner)[rule.id] is True
    change = rule.examples.does_not_fire
    if change is not None:
        assert len(change) == 1, "does_not_fire is one change"
        assert read_example({**fires, **change}, reasoner)[rule.id] is False
