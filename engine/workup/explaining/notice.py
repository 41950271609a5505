"""The two lines that stand in every rendering, export and answer."""

from __future__ import annotations

from workup.knowledge.pathways import Pathway

TEACHING = "For teaching. Not for real patients, and not about your own symptoms."


def review_line(pathway: Pathway) -> str:
    """Say whether a named clinician has signed the pathway."""
    review = pathway.clinically_reviewed
    if review is None:
        return "Sources checked; not clinically reviewed."
    return f"Clinically reviewed by {review.by}, {review.role}, on {review.on.isoformat()}."
