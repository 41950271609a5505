"""The command line with files: a case from a file or a pipe, diagrams, and traces that are replayed."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_cli import CASE, EXAMPLES, Run, run, told

__all__ = ["run"]


def test_a_case_file_and_settings_over_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("lump: {site: thigh, depth: superficial}\npending: [mri]\n")
    result = run("walk", "--case", str(path), "--set", "lump.depth=deep", "--done", "mri", "--format", "json")
    case = json.loads(result.out)["agenda"]["case"]
    assert case["findings"] == {"lump.depth": "deep", "lump.site": "thigh"}
    assert (case["done"], case["pending"]) == (["mri"], [])


def test_a_case_from_standard_input(run: Run) -> None:
    result = run("walk", "--case", "-", "--format", "json", stdin='{"lump.depth": "deep"}')
    assert json.loads(result.out)["agenda"]["case"]["findings"] == {"lump.depth": "deep"}


def test_a_broken_case_from_standard_input_is_told(run: Run) -> None:
    told(run("walk", "--case", "-", stdin="lump: ["), "standard input")


def test_a_case_without_anything_asks_for_the_history(run: Run) -> None:
    assert json.loads(run("walk", "--format", "json").out)["agenda"]["next"][0] == "history_and_examination"


def test_what_if_withdraws_a_finding(run: Run) -> None:
    values = json.loads(run("what-if", "lump.depth=", *CASE, "--format", "json").out)
    assert "lump.depth" not in values["after"]["case"]["findings"]


def test_a_diagram_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lump.svg"
    result = run("diagram", *CASE, "--out", str(path))
    assert (result.code, result.out) == (0, "")
    assert ElementTree.fromstring(path.read_bytes()).tag.endswith("svg")


def test_a_diagram_can_be_mermaid(run: Run) -> None:
    assert "flowchart TB" in run("diagram", *CASE, "--format", "mermaid").out


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_trace_is_written_and_replays_to_the_same(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.json"
    printed = run("trace", *CASE, "--format", form).out
    path.write_text(printed, encoding="utf-8")
    result = run("trace", "--check", str(path))
    assert result.code == 0
    assert result.out.splitlines() == ["the trace is whole", "the content is the same", "the agenda is the same"]


def test_a_trace_written_to_a_file_replays_to_the_same(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert run("trace", *CASE, "--out", str(path)).out == ""
    assert json.loads(run("trace", "--check", str(path), "--format", "json").out)["same"] is True


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_changed_trace_is_told_and_is_exit_1(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(run("trace", *CASE).out.replace('"superficial"', '"deep"').replace('"deep"', '"superficial"'))
    result = run("trace", "--check", str(path), "--format", form)
    assert ("CHANGED" in result.out) == (form == "text")
    assert ("agenda." in result.out, result.code) == (True, 1)


def test_what_is_no_trace_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}")
    told(run("trace", "--check", str(path)), "not a trace", "workup trace")


def test_findings_of_a_part_are_those_whose_id_holds_it(run: Run) -> None:
    values = json.loads(run("findings", "mri.flow", "--format", "json").out)
    assert [finding["finding"] for finding in values["findings"]] == ["mri.flow_voids"]


def test_an_unknown_part_of_a_finding_is_told(run: Run) -> None:
    told(run("findings", "zzz"), "zzz")


@pytest.mark.parametrize("level", ["line", "student", "educator", "trace"])
@pytest.mark.parametrize("name", ["walk", "why"])
def test_every_level_works(run: Run, name: str, level: str) -> None:
    result = run(*EXAMPLES[name], "--level", level)
    assert (result.code, result.err) == (0, "")
    assert "For teaching." in result.out
