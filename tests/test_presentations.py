"""The corpus of presentations: what is stated, done, pending, unknown and left, by half; and what is refused."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from reading_scores import Scores, corpus, score

import workup
from workup.reading.describing import describe

LIBRARY = workup.library()
CORPUS = corpus()
UNDERSTOOD = [item for item in CORPUS if not item.get("refused")]
REFUSED = [item["text"] for item in CORPUS if item.get("refused")]
HALVES = sorted({item["half"] for item in CORPUS})
FLOORS = {"tuning": (0.99, 0.97), "held_out": (0.98, 0.90)}
"""Precision and recall of the findings: what issue 5 asks of texts not tuned on, and more of those tuned on."""


@cache
def scores(half: str) -> Scores:
    """Give the counts over a half of the corpus."""
    return score([item for item in UNDERSTOOD if item["half"] == half], LIBRARY)


def of(item: dict[str, Any]) -> Scores:
    """Give the counts of one presentation."""
    return score([item], LIBRARY)


def test_the_corpus_holds_150_presentations_each_in_a_half() -> None:
    assert len(CORPUS) >= 150
    assert set(HALVES) <= set(FLOORS)


@pytest.mark.parametrize("half", HALVES)
def test_what_is_stated_is_right_and_little_is_missed(half: str) -> None:
    found = scores(half).keys["findings"]
    assert (found.precision, found.recall) >= FLOORS[half]
    assert found.recall >= FLOORS[half][1]


@pytest.mark.parametrize("half", HALVES)
def test_no_finding_is_stated_with_another_value(half: str) -> None:
    assert scores(half).opposite == []


@pytest.mark.parametrize("item", [i for i in UNDERSTOOD if i["half"] == "tuning"], ids=lambda i: i["text"][:40])
@pytest.mark.parametrize("key", ["done", "pending", "unknown", "not_stated", "not_understood"])
def test_what_is_not_a_finding_is_told_as_the_corpus_tells_it(item: dict[str, Any], key: str) -> None:
    found = of(item).keys[key]
    assert (found.wrong if key != "unknown" else 0, found.missed) == (0, 0)


@pytest.mark.parametrize("text", REFUSED)
def test_a_real_persons_story_is_refused(text: str) -> None:
    with pytest.raises(workup.RealPersonError, match="teaching only"):
        describe(text, LIBRARY)
