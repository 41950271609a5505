"""The phrases of the bundled content: no two of them pull one text two ways."""

from __future__ import annotations

import pytest

import workup
from workup.knowledge.findings import Finding
from workup.reading.tokens import phrase_words

LIBRARY = workup.library()
FINDINGS = list(LIBRARY.findings.values())
KEPT_APART = {"eye", "elsewhere"}
"""Aliases of a site that are accepted in a form, and mostly mean something else in a text."""


def said_by(finding: Finding) -> dict[tuple[str, ...], str]:
    """Give each phrase of a finding, in the words it is matched by, with its value."""
    return {phrase_words(phrase): choice.value for choice in finding.values
            for phrase in (choice.says, *choice.phrases, *choice.aliases)}  # fmt: skip


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.finding)
def test_no_phrase_says_two_values(finding: Finding) -> None:
    said = said_by(finding)
    twice = [(phrase, said[phrase_words(phrase)], choice.value) for choice in finding.values
             for phrase in (choice.says, *choice.phrases) if said[phrase_words(phrase)] != choice.value]  # fmt: skip
    assert twice == []


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.finding)
def test_no_other_meaning_takes_a_value_away(finding: Finding) -> None:
    """ "firm of" would be read as "firm", since "of" is passed over."""
    said = said_by(finding)
    assert [words for words in finding.other_meanings if phrase_words(words) in said
            and not KEPT_APART & set(phrase_words(words))] == []  # fmt: skip


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.finding)
def test_every_phrase_has_a_word_to_match(finding: Finding) -> None:
    phrases = [*finding.topic, *finding.vague, *finding.other_meanings, *(p for c in finding.values for p in c.phrases)]
    assert [phrase for phrase in phrases if not phrase_words(phrase)] == []
