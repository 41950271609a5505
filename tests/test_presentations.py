"""The corpus of presentations: what is stated, done, pending, unknown and left, by half; and what is refused."""

from __future__ import annotations

from functools import cache

import pytest
from reading_scores import Scores, corpus, score

import workup
from workup.reading.describing import describe

LIBRARY = workup.library()
CORPUS = corpus()
UNDERSTOOD = [item for item in CORPUS if not item.get("refused")]
REFUSED = [item["text"] for item in CORPUS if item.get("refused")]
HALVES = sorted({item["half"] for item in CORPUS})
FLOORS = {"tuning": (0.99, 0.97), "once_blind": (0.99, 0.95), "measured": (0.98, 0.89), "held_out": (0.98, 0.90)}
"""Precision and recall of the findings: what is asked of texts not tuned on, and more of those tuned on."""


@cache
def scores(half: str) -> Scores:
    """Give the counts over a half of the corpus."""
    return score([item for item in UNDERSTOOD if item["half"] == half], LIBRARY)


def test_the_corpus_holds_150_presentations_each_in_a_half() -> None:
    assert len(CORPUS) >= 150
    assert set(HALVES) <= set(FLOORS)


@pytest.mark.parametrize("half", HALVES)
def test_what_is_stated_is_right_and_little_is_missed(half: str) -> None:
    found = scores(half).keys["findings"]
    assert found.precision >= FLOORS[half][0]
    assert found.recall >= FLOORS[half][1]


@pytest.mark.parametrize("half", HALVES)
def test_no_finding_is_stated_with_another_value(half: str) -> None:
    assert scores(half).opposite == []


@pytest.mark.parametrize("key", ["done", "pending", "unknown", "not_stated", "not_understood"])
def test_steps_doubts_and_words_left_are_told_as_the_corpus_tells_them(key: str) -> None:
    """More may be reported as unknown than the corpus lists, and never less."""
    mistakes = scores("tuning").mistakes
    assert [words for words in mistakes if words.startswith(f"{key} ") and not words.startswith("unknown wrong")] == []


@pytest.mark.parametrize("text", REFUSED)
def test_a_real_persons_story_is_refused(text: str) -> None:
    with pytest.raises(workup.RealPersonError, match="teaching only"):
        describe(text, LIBRARY)
