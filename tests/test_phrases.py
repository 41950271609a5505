"""The phrases of the bundled content: no two of them pull one text two ways."""

from __future__ import annotations

import pytest

import workup
from workup.knowledge.findings import Finding
from workup.reading.phrase_list import worded

LIBRARY = workup.library()
FINDINGS = list(LIBRARY.later.described(LIBRARY).values())
KEPT_APART = {"eye", "elsewhere"}
"""Aliases of a site that are accepted in a form, and mostly mean something else in a text."""


def said_by(finding: Finding) -> dict[tuple[str, ...], str]:
    """Give each phrase of a finding, in the words it is matched by, with its value."""
    return {words: choice.value for choice in finding.values
            for phrase in (choice.says, *choice.phrases, *choice.aliases) for words in worded(phrase)}  # fmt: skip


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.finding)
def test_no_phrase_says_two_values(finding: Finding) -> None:
    said = said_by(finding)
    twice = [(words, said[words], choice.value) for choice in finding.values
             for phrase in (choice.says, *choice.phrases) for words in worded(phrase)
             if said[words] != choice.value]  # fmt: skip
    assert twice == []


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.finding)
def test_no_other_meaning_takes_a_value_away(finding: Finding) -> None:
    """ "firm of" would be read as "firm", since "of" is passed over."""
    said = said_by(finding)
    assert [words for phrase in finding.other_meanings for words in worded(phrase) if words in said
            and not KEPT_APART & set(words)] == []  # fmt: skip


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.finding)
def test_every_phrase_has_a_word_to_match(finding: Finding) -> None:
    assert [phrase for phrase in finding.all_phrases if not all(worded(phrase))] == []
