"""A trace: the same bytes for the same case and content, everywhere; and a replay that tells what departs."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rfc8785
from many_cases import LIBRARY, REASONER, bundled_case

from workup import Case, CaseError, load
from workup.explaining.trace import check_trace, trace_bytes, trace_values
from workup.reasoning.reasoner import Reasoner, reasoner_of

THIGH = {"lump.site": "thigh", "lump.depth": "deep", "lump.size_cm": 7, "lump.painful": False}

PRINT_TRACES = """
import sys
import workup
from workup.explaining.trace import trace_bytes
for findings in ({}, %r, {"airway.compromise": True}, {"mri.impression": "suspicious", "team.biopsy_plan": "core"}):
    sys.stdout.buffer.write(trace_bytes(workup.agenda(workup.Case(findings, pending=["ultrasound"]))) + b"\\n")
"""


def traced(case: Case) -> str:
    return trace_bytes(REASONER.agenda(case)).decode()


def run(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    script = PRINT_TRACES % THIGH
    return subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True).stdout


# -- the bytes ---------------------------------------------------------------------------------------


def test_the_bytes_are_the_same_under_any_hash_seed() -> None:
    zero = run("0")
    assert zero.count(b"trace_hash") == 4
    assert run("1") == run("random") == zero


def test_the_order_in_which_a_case_is_stated_changes_nothing() -> None:
    backwards = dict(reversed(THIGH.items()))
    one = Case(THIGH, done=["mri", "ultrasound"], unobtainable=["lump.growth", "lump.fixed"])
    other = Case(backwards, done=["ultrasound", "mri"], unobtainable=["lump.fixed", "lump.growth"])
    assert traced(one) == traced(other)


def test_a_value_said_in_other_words_changes_nothing() -> None:
    said = {"lump.site": "thigh", "lump.depth": "deep", "lump.size_cm": "70 mm", "lump.painful": "no"}
    assert traced(Case(THIGH)) == traced(Case(said))


def test_a_trace_is_canonical_json() -> None:
    text = traced(Case(THIGH))
    assert rfc8785.dumps(json.loads(text)) == text.encode()


@pytest.mark.parametrize("seed", range(6))
def test_the_hash_is_that_of_the_hashed_part(seed: int) -> None:
    values = json.loads(traced(bundled_case(seed)))
    assert values["trace_hash"] == hashlib.sha256(rfc8785.dumps(values["hashed"])).hexdigest()
    case = rfc8785.dumps(values["hashed"]["agenda"]["case"])
    assert values["hashed"]["case_hash"] == hashlib.sha256(case).hexdigest()


def test_without_the_engine_only_the_unhashed_part_differs() -> None:
    alone = trace_values(Reasoner(LIBRARY, engine=False).agenda(Case(THIGH)))
    with_it = trace_values(REASONER.agenda(Case(THIGH)))
    assert {key for key in with_it if with_it[key] != alone[key]} == {"made_with"}


def test_no_clock_and_no_place_stand_in_a_trace() -> None:
    text = traced(Case(THIGH))
    assert str(Path.cwd()) not in text
    assert str(Path(__file__).parent.parent) not in text


# -- the replay --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(10))
def test_a_trace_replays_to_the_same(seed: int) -> None:
    found = check_trace(traced(bundled_case(seed)), "a.json", REASONER)
    assert (found.same, found.intact, found.same_content, found.departs_at) == (True, True, True, "")


def test_a_trace_of_attempts_and_of_the_unobtainable_replays_to_the_same() -> None:
    case = Case(THIGH, done=["core_biopsy"], unobtainable=["lump.growth"], attempts={"core_biopsy": 2})
    assert check_trace(traced(case), "a.json", REASONER).same


def test_a_changed_agenda_is_told_with_its_place() -> None:
    values = json.loads(traced(Case(THIGH)))
    values["hashed"]["agenda"]["next"][0] = "core_biopsy"
    found = check_trace(json.dumps(values), "a.json", REASONER)
    assert (found.same, found.intact, found.departs_at) == (False, False, "agenda.next[0]")
    assert (found.was, found.now) == ('"core_biopsy"', '"history_and_examination"')


def test_a_changed_case_is_told_though_it_replays_to_another_agenda() -> None:
    values = json.loads(traced(Case(THIGH)))
    values["hashed"]["agenda"]["case"]["findings"]["lump.depth"] = "superficial"
    found = check_trace(json.dumps(values), "a.json", REASONER)
    assert (found.same, found.intact) == (False, False)
    assert found.departs_at.startswith("agenda.")


def test_a_changed_notice_is_told_by_the_hash() -> None:
    values = json.loads(traced(Case(THIGH)))
    values["hashed"]["notice"] = "For real patients."
    found = check_trace(json.dumps(values), "a.json", REASONER)
    assert (found.same, found.intact) == (True, False)


def test_a_changed_case_hash_is_told() -> None:
    values = json.loads(traced(Case(THIGH)))
    values["hashed"]["case_hash"] = "0" * 64
    values["trace_hash"] = hashlib.sha256(rfc8785.dumps(values["hashed"])).hexdigest()
    found = check_trace(json.dumps(values), "a.json", REASONER)
    assert not (found.same and found.intact)


def test_a_trace_of_other_content_departs_with_the_place_named(tmp_path: Path) -> None:
    """In the other content the MRI of a deep lump is asked for as soon instead of urgent."""
    root = Path(__file__).parent.parent
    for part in ("rules", "pathways"):
        for path in (root / part).rglob("*.yaml"):
            copied = tmp_path / path.relative_to(root)
            copied.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            copied.write_text(
                text.replace("{recommend: mri, urgency: urgent", "{recommend: mri, urgency: soon"), "utf-8"
            )
    other = reasoner_of(load(tmp_path / "pathways", tmp_path / "rules"))
    found = check_trace(traced(Case(THIGH)), "a.json", other)
    place = list(LIBRARY.steps).index("mri")
    assert (found.same, found.same_content, found.intact) == (False, False, True)
    assert (found.departs_at, found.was, found.now) == (f"agenda.steps[{place}].urgency", '"urgent"', '"soon"')


BROKEN = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "a number": "7",
    "JSON of another kind": '{"hashed": {}}',
    "another version": json.dumps({"hashed": {"trace_version": 99, "agenda": {"case": {"findings": {}}}}}),
    "findings of another shape": json.dumps({"hashed": {"trace_version": 1, "agenda": {"case": {"findings": []}}}}),
    "nested without end": "[" * 100_000,
    "done of another shape": json.dumps(
        {"hashed": {"trace_version": 1, "agenda": {"case": {"findings": {}, "done": 7}}}}
    ),
    "attempts of another shape": json.dumps(
        {"hashed": {"trace_version": 1, "agenda": {"case": {"findings": {}, "attempts": 7}}}}
    ),
    "a number no file can hold": json.dumps(
        {"hashed": {"trace_version": 1, "big": 10**30, "agenda": {"case": {"findings": {}}}}}
    ),
    "a value of another shape": json.dumps(
        {"hashed": {"trace_version": 1, "agenda": {"case": {"findings": {"lump.depth": [1]}}}}}
    ),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_is_no_trace_is_refused_with_one_message(text: str) -> None:
    with pytest.raises(CaseError):
        check_trace(text, "a.json", REASONER)


def test_a_trace_whose_case_no_longer_fits_is_refused_with_the_finding_named() -> None:
    values = json.loads(traced(Case(THIGH)))
    values["hashed"]["agenda"]["case"]["findings"]["lump.color"] = "red"
    with pytest.raises(CaseError, match=r"lump\.color"):
        check_trace(json.dumps(values), "a.json", REASONER)
