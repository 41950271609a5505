"""Every rendering: 80 columns, both notice lines, every status in words, and nothing that leads outside."""

from __future__ import annotations

import json
import re
from functools import cache
from xml.etree import ElementTree

import pytest
from many_cases import LIBRARY, REASONER, bundled_case, first_agendas, random_agendas, scenario_agendas

import workup
from workup import Case
from workup.explaining.explanation import explain
from workup.explaining.notice import TEACHING, review_line
from workup.explaining.report import Report
from workup.explaining.route import route_ahead
from workup.explaining.values import report_values, walk_values
from workup.reasoning.agenda import Agenda
from workup.rendering.layout import WIDTH, ansi_style, columns, labeled, no_style, wrapped
from workup.rendering.markdown import explanation_markdown, report_markdown
from workup.rendering.mermaid import agenda_mermaid
from workup.rendering.svg import agenda_svg
from workup.rendering.text import explanation_text, report_text, walk_text

REVIEW = "Sources checked; not clinically reviewed."
MARKS = re.compile(r"\x1b\[[0-9;]*m")
SCENARIOS = LIBRARY.scenario_names
RANDOM = range(0, 10, 2)  # even seeds say anything at all
SVG = "{http://www.w3.org/2000/svg}"


@cache
def reports() -> list[tuple[str, Report]]:
    """Give the first report of every scenario, and those of random cases."""
    found = [(name, workup.report(agenda.case)) for name, agenda in first_agendas().items()]
    return found + [(f"seed {seed}", workup.report(bundled_case(seed))) for seed in RANDOM]


def agendas() -> list[tuple[str, Agenda]]:
    return [*list(scenario_agendas().items())[::14], *random_agendas(6).items()]


def too_wide(text: str) -> list[str]:
    return [line for line in MARKS.sub("", text).splitlines() if len(line) > WIDTH]


# -- text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["student", "educator"])
def test_no_line_of_a_report_is_longer_than_80_columns(level: str) -> None:
    assert [(where, line) for where, report in reports() for line in too_wide(report_text(report, level))] == []


def test_no_line_of_a_report_with_marks_is_longer_than_80_columns() -> None:
    report = workup.report(Case({"lump.site": "thigh", "lump.depth": "deep"}))
    marked = report_text(report, "student", ansi_style)
    assert too_wide(marked) == []
    assert MARKS.sub("", marked) == report_text(report)


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_of_a_walk_is_longer_than_80_columns(name: str) -> None:
    assert too_wide(walk_text(workup.walk(name))) == []


def test_no_line_of_an_explanation_is_longer_than_80_columns() -> None:
    for where, report in reports():
        for step, explanation in report.explanations.items():
            assert too_wide(explanation_text(explanation, report.agenda)) == [], (where, step)


def test_no_line_ends_in_blanks() -> None:
    for where, report in reports():
        assert not re.search(r"[ \t]\n", report_text(report)), where


def test_the_text_never_says_not_indicated_of_a_step_that_waits() -> None:
    """The report names steps that wait beneath NOT YET and leaves those that are not indicated to `why`."""
    for where, report in reports():
        assert "not indicated" not in " ".join(report_text(report, "educator").split()), where
        for name, its in report.agenda.statuses.items():
            if its.status == "waiting":
                assert "not indicated" not in report.explanations[name].headline, where


def test_every_hold_of_a_report_says_until_what() -> None:
    for where, report in reports():
        words = " ".join(report_text(report, "educator").split())
        assert not re.search(r"before \.|until(?= and| \w+ more|$)|until \.", words), where


@pytest.mark.parametrize("status", ["next", "not_yet"])
def test_every_step_of_the_agenda_stands_in_an_educators_report(status: str) -> None:
    for where, report in reports():
        words = " ".join(report_text(report, "educator").split())
        its = report.agenda
        wanted = its.next if status == "next" else (*its.with_status("held"), *its.with_status("waiting"))
        assert [s.step.title for s in wanted if s.step.title not in words] == [], where


# -- the notice --------------------------------------------------------------------------------------


def renderings(case: Case) -> dict[str, str]:
    report = workup.report(case)
    agenda = report.agenda
    explanation = explain(agenda, "mri", REASONER)
    return {
        "text": report_text(report),
        "one line": report_text(report, "line"),
        "explanation": explanation_text(explanation, agenda),
        "markdown": report_markdown(report),
        "explanation as markdown": explanation_markdown(explanation),
        "json": json.dumps(report_values(report)),
        "mermaid": agenda_mermaid(agenda, report.route),
        "svg": agenda_svg(agenda, report.route),
    }


def without_notice(found: dict[str, str]) -> list[str]:
    return [name for name, text in found.items() if TEACHING not in text or REVIEW not in text]


def test_the_notice_says_what_it_should() -> None:
    assert TEACHING == "For teaching. Not for real patients, and not about your own symptoms."
    assert review_line(LIBRARY.pathway) == REVIEW


@pytest.mark.parametrize("seed", range(4))
def test_both_notice_lines_stand_in_every_rendering(seed: int) -> None:
    assert without_notice(renderings(bundled_case(seed))) == []


def test_both_notice_lines_stand_where_a_red_flag_stops_everything() -> None:
    assert without_notice(renderings(Case({"airway.compromise": True}))) == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_both_notice_lines_stand_in_every_walk(name: str) -> None:
    walk = workup.walk(name)
    assert without_notice({"text": walk_text(walk), "json": json.dumps(walk_values(walk))}) == []


# -- SVG ---------------------------------------------------------------------------------------------


def drawn(agenda: Agenda) -> ElementTree.Element:
    return ElementTree.fromstring(agenda_svg(agenda, route_ahead(agenda, REASONER)))


def test_an_svg_has_a_title_and_a_description_that_name_it() -> None:
    root = drawn(REASONER.agenda(Case({"lump.site": "thigh"})))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
    assert [element.get("id") for element in named if element is not None] == root.get("aria-labelledby", "").split()
    assert named[0] is not None
    assert named[0].text == LIBRARY.pathway.title


def test_an_svg_leads_nowhere_outside() -> None:
    for where, agenda in agendas():
        text = agenda_svg(agenda, route_ahead(agenda, REASONER)).replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|href|<script|<image|<style|@import|url\(|<foreignObject|<!ENTITY", text), where


def test_an_svg_says_each_steps_status_in_words() -> None:
    for where, agenda in agendas():
        titles = {group.findtext(f"{SVG}title") for group in drawn(agenda).iter(f"{SVG}g")}
        said = {f"{its.step.title}: {its.status.replace('_', ' ')}" for its in agenda.statuses.values()}
        assert titles == said, where
        boxes = [[text.text or "" for text in group.iter(f"{SVG}text")] for group in drawn(agenda).iter(f"{SVG}g")]
        statuses = {its.status.replace("_", " ") for its in agenda.statuses.values()}
        assert all(any(words.endswith(status) for words in box for status in statuses) for box in boxes), where


def test_an_svg_shows_the_whole_short_name_of_every_step() -> None:
    agenda = REASONER.agenda(Case({"lump.site": "thigh"}))
    groups = drawn(agenda).iter(f"{SVG}g")
    shown = {" ".join(text.text or "" for text in list(group.iter(f"{SVG}text"))) for group in groups}
    assert [s.short for s in LIBRARY.steps.values() if not any(words.startswith(s.short) for words in shown)] == []


# -- Mermaid and Markdown ----------------------------------------------------------------------------


def test_a_mermaid_diagram_has_every_step_with_its_status_once() -> None:
    for where, agenda in agendas():
        text = agenda_mermaid(agenda, route_ahead(agenda, REASONER))
        for name, its in agenda.statuses.items():
            pattern = rf'^    {name}[^\w"]+"[^"]+<br/>{its.status.replace("_", " ")}"\S+:::{its.status}$'
            assert len(re.findall(pattern, text, re.MULTILINE)) == 1, (where, name)


def test_no_step_of_a_mermaid_diagram_has_a_reserved_name() -> None:
    assert not {"end", "graph", "subgraph", "flowchart", "class", "default", "click", "style"} & set(LIBRARY.steps)


def test_markdown_keeps_the_marks_of_ids_from_being_read() -> None:
    text = report_markdown(workup.report(Case({"lump.site": "thigh"})))
    assert "recognize.history\\_" in text or not re.search(r"\w_\w", text.replace("\\_", ""))


# -- layout ------------------------------------------------------------------------------------------


def test_a_word_is_not_broken() -> None:
    assert wrapped("a " + "b" * 90) == ["a", "b" * 90]


def test_words_hang_beneath_their_label() -> None:
    assert labeled("because", "one two " * 12, no_style, indent=2) == [
        "  because     one two one two one two one two one two one two one two one two",
        "              one two one two one two one two",
    ]


def test_words_stand_beneath_a_label_that_leaves_them_no_room() -> None:
    assert labeled("a label of some length", "one two", no_style, indent=2) == [
        "  a label of some length",
        "              one two",
    ]


def test_an_empty_text_leaves_the_label_alone() -> None:
    assert labeled("because", "", no_style) == ["because"]


def test_left_and_right_stand_on_one_line_where_they_fit() -> None:
    (line,) = columns("left", "right", no_style, indent="  ")
    assert (len(line), line[:6], line[-5:]) == (80, "  left", "right")


def test_left_and_right_stand_on_two_lines_where_they_do_not_fit() -> None:
    assert columns("l" * 60, "r" * 30, no_style, indent="  ") == ["  " + "l" * 60, "  " + "r" * 30]


def test_a_label_that_is_part_of_its_indent_keeps_its_words() -> None:
    assert labeled("a", "a b", lambda words, role: f"<{words}>") == ["<a>           a b"]
