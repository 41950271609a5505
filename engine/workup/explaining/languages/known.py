"""The languages there are tables for, and the one that a library is explained in."""

from __future__ import annotations

from workup.explaining.languages.english_reasons import REASONS
from workup.explaining.languages.english_rehearsals import REHEARSALS
from workup.explaining.languages.english_screens import SCREENS
from workup.explaining.languages.language import Language
from workup.knowledge.library import Library


def _after_colon(sentence: str) -> str:
    abbreviated = sentence[:2].isupper() and sentence[:2].isalpha()
    return sentence if abbreviated else sentence[:1].lower() + sentence[1:]


ENGLISH = Language(
    "en", {**REASONS, **SCREENS, **REHEARSALS}, lambda number: "one" if number == 1 else "many", _after_colon
)

LANGUAGES = {"en": ENGLISH}


def language_of(library: Library) -> Language:
    """Give the language of a library's content: a step is explained in the words that its rules are written in."""
    return LANGUAGES[library.pathway.language]
