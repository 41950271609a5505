"""The two lines that stand in every rendering, export and answer."""

from __future__ import annotations

from workup.explaining.languages.known import ENGLISH, LANGUAGES
from workup.knowledge.library import Library
from workup.knowledge.pathways import Pathway

TEACHING = ENGLISH.say("notice.teaching")
"""The first line in English, for pages that stand before any content."""


def teaching_line(library: Library) -> str:
    """Say what every answer is for, in the language of the content."""
    return LANGUAGES[library.pathway.language].say("notice.teaching")


def review_line(pathway: Pathway) -> str:
    """Say whether a named clinician has signed the pathway."""
    language, review = LANGUAGES[pathway.language], pathway.clinically_reviewed
    if review is None:
        return language.say("notice.not_reviewed")
    return language.say("notice.reviewed", by=review.by, role=review.role, on=review.on.isoformat())
