"""Case files and settings: YAML and JSON in, a checked case or messages with path and line out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workup import CaseError, Library, RealPersonError, load
from workup.reasoning.case_reading import parse_settings, read_case_file, read_case_text

SMALL = Path(__file__).parent / "content" / "small"
LIBRARY = load(SMALL / "pathways", SMALL / "rules", pathway="small")


@pytest.fixture
def small() -> Library:
    return LIBRARY


def told(text: str) -> list[str]:
    with pytest.raises(CaseError) as caught:
        read_case_text(text, "case.yaml", LIBRARY)
    return [str(problem) for problem in caught.value.problems]


WHOLE = """
lump: {depth: deep, painful: NO}
lump.size_cm: 2.5 inches
done: [history]
pending: [scan]
unobtainable: [biopsy.adequate]
attempts: {scan: 2}
"""


def test_a_whole_case_is_read(small: Library) -> None:
    checked = read_case_text(WHOLE, "case.yaml", small)
    assert checked.as_json() == {
        "findings": {"lump.depth": "deep", "lump.painful": False, "lump.size_cm": 6.35},
        "done": ["history"],
        "pending": ["scan"],
        "unobtainable": ["biopsy.adequate"],
        "attempts": {"scan": 2},
    }


@pytest.mark.parametrize(
    "text",
    [
        "lump.depth: deep\nlump.painful: no",
        "lump: {depth: deep, painful: no}",
        "findings: {lump.depth: deep, lump.painful: no}",
        "findings:\n  lump: {depth: deep}\nlump.painful: no",
        '{"lump.depth": "deep", "lump.painful": false}',
        '{"findings": {"lump": {"depth": "deep", "painful": false}}}',
    ],
)
def test_the_same_case_may_be_written_in_several_ways(text: str, small: Library) -> None:
    checked = read_case_text(text, "case", small)
    assert dict(checked.findings) == {"lump.depth": "deep", "lump.painful": False}


def test_a_json_file_is_read(tmp_path: Path, small: Library) -> None:
    path = tmp_path / "case.json"
    path.write_text('{\n\t"lump.size_cm": 7.5,\n\t"done": ["history"]\n}')
    checked = read_case_file(path, small)
    assert dict(checked.findings) == {"lump.size_cm": 7.5}
    assert checked.done == {"history"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "case.yaml: the file is empty"),
        ("- lump.depth", "case.yaml:1: a case is a mapping"),
        ("deep", "case.yaml:1: a case is a mapping"),
        (
            "lump.painful: no\nlump.depth: deep\nlump.depth: deep",
            "case.yaml:3: the key 'lump.depth' stands twice",
        ),
        ("lump.depth: deep\nlump: {depth: superficial}", "case.yaml:2: lump.depth is stated twice"),
        ("lump.depth: &a deep", "case.yaml:1: anchors"),
        ("lump.depth: !!str deep", "case.yaml:1: tags"),
        ("lump.depth: [deep", "this is not YAML"),
        (
            "lump.painful: no\nlump.dept: deep",
            "case.yaml:2: there is no finding 'lump.dept'\n    did you mean",
        ),
        ("lump.painful: no\n\nlump.size_cm: -3", "case.yaml:3: lump.size_cm cannot be '-3'"),
        ("lump:\n  painful: no\n  depth: shallow", "case.yaml:3: lump.depth cannot be 'shallow'"),
        ("lump.depth: [deep]", "case.yaml:1: lump.depth must be one value"),
        ("lump: {depth: {is: deep}}", "case.yaml:1: lump.depth must be one value"),
        ("lump.depth:", "case.yaml:1: lump.depth is given as unknown"),
        ("lump.depth: '?'", "case.yaml:1: lump.depth is given as unknown"),
        ("done: scan", "case.yaml:1: done must be a list of names"),
        ("done: {scan: yes}", "case.yaml:1: done must be a list of names"),
        ("done: [[scan]]", "case.yaml:1: done must be a list of names"),
        ("done:\n  - history\n  - scam", "case.yaml:3: there is no step 'scam'"),
        ("done: [scan]\npending:\n  - scan", "case.yaml:3: scan is both done and pending"),
        ("lump.depth: deep\nunobtainable:\n  - lump.depth", "case.yaml:3: lump.depth is both stated"),
        ("attempts:\n  scan: many", "case.yaml:2: attempts of scan must be a whole number from 1 to 99"),
        ("attempts:\n  scan: 100", "case.yaml:2: attempts of scan must be a whole number from 1 to 99"),
        ("attempts:\n  scan: ²", "case.yaml:2: attempts of scan must be a whole number from 1 to 99"),
        (
            f"attempts:\n  scan: {'9' * 5000}",
            "case.yaml:2: attempts of scan must be a whole number from 1 to 99",
        ),
        ("attempts: 2", "case.yaml:1: "),
        ("colour: red", "case.yaml:1: there is no finding 'colour'"),
    ],
)
def test_one_mistake_is_told_with_its_line(text: str, message: str) -> None:
    (only,) = told(text)
    assert message in only


def test_several_mistakes_are_told_at_once() -> None:
    found = told("lump.dept: deep\nlump.size_cm: 0\ndone: [scam]\npending: [scan]\nunobtainable: [scan.results]")
    assert [line.split(": ")[0] for line in found] == [
        "case.yaml:1",
        "case.yaml:2",
        "case.yaml:3",
        "case.yaml:5",
    ]


def test_mistakes_of_form_are_told_at_once() -> None:
    assert len(told("done: scan\npending: history\nlump.depth: [deep]")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "name: Jane Roe",
        "lump.depth: Jane Roe\npatient: {name: Jane Roe}",
        "patient:\n  name: {first: Jane, last: Roe}",
        "findings: {dob: Jane Roe}",
        "patient.name: [Jane, Roe]",
        "lump.depth: [Jane Roe]\nMRN: Jane Roe",
        '{"e-mail": "Jane@Roe"}',
        "done: Jane Roe\nphone: Jane Roe",
    ],
)
def test_a_real_persons_record_is_refused_and_nothing_of_it_repeated(text: str) -> None:
    with pytest.raises(RealPersonError) as caught:
        read_case_text(text, "case.yaml", LIBRARY)
    message = str(caught.value)
    assert message.startswith("case.yaml:")
    assert "made-up case" in message
    assert "Jane" not in message
    assert "Roe" not in message


@pytest.mark.parametrize("how", ["missing", "folder", "not UTF-8", "too large"])
def test_a_file_that_cannot_be_read_is_told_with_its_path(how: str, tmp_path: Path, small: Library) -> None:
    path = tmp_path / "case.yaml"
    if how == "folder":
        path.mkdir()
    elif how != "missing":
        path.write_bytes(b"lump.depth: \xff" if how == "not UTF-8" else b"#" * 10_000_000)
    words = {"not UTF-8": "not UTF-8", "too large": "larger than"}.get(how, "cannot be read")
    with pytest.raises(CaseError, match=words) as caught:
        read_case_file(path, small)
    assert [problem.path for problem in caught.value.problems] == [str(path)]


def test_settings_are_read() -> None:
    assert parse_settings(["lump.size_cm = 70 mm", "lump.depth=deep", "a=b=c"]) == {
        "lump.size_cm": "70 mm",
        "lump.depth": "deep",
        "a": "b=c",
    }


@pytest.mark.parametrize("setting", ["", "lump.depth", "=deep", "lump.depth=", " = "])
def test_what_is_no_setting_is_refused(setting: str) -> None:
    with pytest.raises(CaseError, match="is not a setting\n    write finding=value"):
        parse_settings([setting])


def test_a_finding_is_set_once() -> None:
    with pytest.raises(CaseError, match=r"'lump\.depth' is set twice"):
        parse_settings(["lump.depth=deep", "lump.depth = deep"])


WORDS = st.sampled_from(["lump", "depth", "deep", "done", "attempts", "findings", "scan", ".", ": ", "\n", "[", "]"])


@given(st.text() | st.lists(WORDS, max_size=12).map("".join))
def test_any_text_is_a_case_or_a_case_error(text: str) -> None:
    try:
        checked = read_case_text(text, "case.yaml", LIBRARY)
    except CaseError as error:
        problems = error.problems
        assert problems
    else:
        assert set(checked.findings) <= set(LIBRARY.findings)
