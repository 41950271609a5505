"""What was understood of a text, in every form that a walk is written in."""

from __future__ import annotations

import pytest

import workup
from workup.reading.describing import describe
from workup.rendering.description import (
    description_values,
    understood_comments,
    understood_markdown,
    understood_text,
)
from workup.rendering.markdown import report_markdown
from workup.rendering.mermaid import agenda_mermaid

LIBRARY = workup.library()
TEXT = "Deep lump, was 3 cm, now 7 cm, ?growing, plays *darts*, MRI pending"
FOUND = describe(TEXT, LIBRARY)


def test_the_text_says_what_came_of_each_word() -> None:
    lines = understood_text(FOUND, LIBRARY)
    assert "deep (“Deep”)" in lines
    assert "Not understood  “plays *darts”" in lines
    assert "the later of two: 3 cm, then 7" in " ".join(lines.split())
    assert "MRI pending" in lines


def test_a_markdown_walk_says_what_was_understood_and_escapes_it() -> None:
    report = workup.report(FOUND.case)
    text = report_markdown(report, "student", understood_markdown(FOUND, LIBRARY))
    assert text.index("- Understood: size of the lump 7 cm") < text.index("Given: ")
    assert "- Not understood: “plays \\*darts”" in text


def test_a_mermaid_walk_keeps_it_as_comments_that_are_not_drawn() -> None:
    report = workup.report(FOUND.case)
    comments = understood_comments(describe("deep lump, plays\n%%{init: x}%%", LIBRARY), LIBRARY)
    text = agenda_mermaid(report.agenda, report.route, comments)
    before = text.split("flowchart TB")[0].splitlines()
    assert all(line.startswith("%% ") for line in before)
    assert any(line.startswith("%% Understood: deep") for line in before)


def test_the_values_name_how_a_value_was_come_by() -> None:
    understood = description_values(FOUND)["understood"]
    size = next(item for item in understood if item["finding"] == "lump.size_cm")
    assert size["note"].startswith("the later of two")
    assert "note" not in next(item for item in understood if item["finding"] == "lump.depth")


@pytest.mark.parametrize("form", ["markdown", "mermaid"])
def test_without_a_description_nothing_is_said_to_be_understood(form: str) -> None:
    report = workup.report(FOUND.case)
    text = report_markdown(report) if form == "markdown" else agenda_mermaid(report.agenda, report.route)
    assert "Understood" not in text
