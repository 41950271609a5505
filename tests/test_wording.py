"""Workup asserts no diagnosis, no probability, no dose and no treatment: not in content, not on any screen.

The background notes (`notes.yaml`) are exempt: they alone may give figures from groups, and no walk renders
them. So is `seed.yaml`, which says what another page says and is rendered nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

import pytest
from strategies import random_case
from wording import PATTERNS, assertions, content_words

import workup
from workup.explaining.values import report_values, walk_values
from workup.reasoning.case import CheckedCase
from workup.rendering.listings import findings_text, steps_text
from workup.rendering.markdown import report_markdown
from workup.rendering.text import report_text, walk_text

LIBRARY = workup.library()

# -- the scanner -------------------------------------------------------------------------------------

CAUGHT = {
    "diagnosis": [
        "The patient has alveolar soft part sarcoma.",
        "The patient has a rare cancer.",
        "You have a sarcoma.",
        "She is diagnosed with ASPS.",
        "It was first diagnosed as a cyst.",
        "The diagnosis is clear.",
        "This confirms ASPS.",
        "The fusion confirmed the diagnosis.",
        "A clear chest rules out spread.",
        "A negative stain excludes the disease.",
        "A negative test cannot exclude it.",
        "This is a sarcoma.",
        "The lump is benign.",
        "It is a rare tumor.",
        "It is a very rare cancer.",
        "The mass is an alveolar soft part sarcoma.",
        "The lump is not malignant.",
        "All clear!",
        "There is nothing to worry about.",
        "FISH is the gold standard.",
        "The gene test\n   rules\n   out a carcinoma.",
    ],
    "probability": [
        "This is likely a lipoma.",
        "Spread is unlikely.",
        "It is probably nothing.",
        "The probability is low.",
        "The chance of spread is small.",
        "About 80% are alive.",
        "About 80 % are alive.",
        "Ten per cent return.",
        "It was so in 3 of 18.",
        "It was so in one of twenty.",
        "It was found in half of those referred.",
        "About a quarter of a series had it.",
        "The prognosis is good.",
    ],
    "dose": ["Give 25 mg.", "It takes 50 Gy.", "A dose of it helps.", "Take it twice a day."],
    "treatment": [
        "You should have it removed.",
        "The patient must have an operation.",
        "Order now.",
        "Start chemotherapy.",
        "He needs surgery.",
        "The child should receive radiotherapy.",
        "Wait and see.",
        "Guidelines require an MRI.",
    ],
}

LET_PASS = [
    "The final pathology report names alveolar soft part sarcoma.",
    "A negative test does not close the question.",
    "the patient has had a cancer before",
    "the patient has not had a cancer before",
    "the specialty has seen the patient and answered",
    "The pathway asks for the MRI next; the biopsy waits for the team.",
    "It has grown for half a year.",
    "the lump is growing, and the lump is 7 cm",
    "within 48 hours (NICE NG12, England, ages 0-24)",
    "A broken TFE3 does not say which partner it joined.",
    "a further test may still confirm it",
    "The tissue is reported as a named harmless lump, and it fits the scan.",
    "Surgery, radiotherapy and medicines are weighed by the whole team; here they are only named.",
    "by hand it is not a small, unchanged, typical harmless lump",
    "the lump has every sign of a lipoma to the hand",
    "A growth of cells; the word does not say whether it is harmless.",
    "His calf aches, and he has to stop.",
]


@pytest.mark.parametrize(("kind", "sentence"), [(kind, said) for kind, all_said in CAUGHT.items() for said in all_said])
def test_the_scanner_catches(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in assertions(sentence)]


@pytest.mark.parametrize("sentence", LET_PASS)
def test_the_scanner_lets_pass(sentence: str) -> None:
    assert assertions(sentence) == []


def test_the_scanner_reads_through_the_escapes_of_markdown() -> None:
    assert assertions(r"It is \*probably\* nothing.")


def test_every_kind_has_sentences_that_it_must_catch() -> None:
    assert set(CAUGHT) == set(PATTERNS)


# -- the content -------------------------------------------------------------------------------------


def test_no_piece_of_content_makes_an_assertion() -> None:
    found = [(place, hit) for place, words in content_words(LIBRARY) for hit in assertions(words)]
    assert found == []


# -- the renderings ----------------------------------------------------------------------------------


def renderings(case: workup.Case | CheckedCase) -> Iterator[str]:
    report = workup.report(case)
    yield report_text(report)
    yield report_text(report, "educator")
    yield report_markdown(report, "educator")
    yield json.dumps(report_values(report), ensure_ascii=False)


def hits(*texts: str) -> set[tuple[str, str]]:
    return {hit for text in texts for hit in assertions(text)}


@pytest.mark.parametrize("name", LIBRARY.scenario_names)
def test_no_rendering_of_a_scenario_makes_an_assertion(name: str) -> None:
    walk = workup.walk(name)
    values = json.dumps(walk_values(walk), ensure_ascii=False)
    assert hits(walk_text(walk), values, *renderings(walk.final.case)) == set()


@pytest.mark.parametrize("name", LIBRARY.scenario_names)
def test_no_screen_on_the_way_through_a_scenario_makes_an_assertion(name: str) -> None:
    screens = [report_text(workup.report(visit.agenda.case), "educator") for visit in workup.walk(name).visits]
    assert hits(*screens) == set()


@pytest.mark.parametrize("batch", range(10))
def test_no_rendering_of_a_random_case_makes_an_assertion(batch: int) -> None:
    found = set()
    for seed in range(batch * 20, batch * 20 + 20):
        found |= hits(*renderings(random_case(Random(seed), LIBRARY)))
    assert found == set()


def test_no_title_of_a_source_makes_an_assertion() -> None:
    assert hits(*(source.title for source in LIBRARY.sources.values())) == set()


def test_no_listing_makes_an_assertion() -> None:
    def plain(words: str, role: str = "") -> str:
        return words

    assert hits(findings_text(list(LIBRARY.findings.values()), LIBRARY, plain), steps_text(LIBRARY, plain)) == set()
