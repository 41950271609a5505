"""YAML and JSON text into plain text values with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workup.knowledge.yaml_documents import LARGEST, parse_document, read_document


def value_of(text: str) -> object:
    document, problems = parse_document(text, "f.yaml")
    assert problems == []
    return document.value


def told(text: str) -> list[str]:
    return [str(problem) for problem in parse_document(text, "f.yaml")[1]]


@pytest.mark.parametrize(
    "word",
    ["no", "NO", "yes", "on", "off", "y", "true", "null", "~", "1.0", "1_000", "0x1f", "2026-11-22", "1:30"],
)
def test_every_scalar_stays_the_text_that_was_written(word: str) -> None:
    assert value_of(f"a: {word}") == {"a": word}
    assert value_of(f"- {word}") == [word]


def test_a_key_stays_text_too() -> None:
    assert value_of("no: 1\n1.0: 2") == {"no": "1", "1.0": "2"}


def test_json_is_read_as_yaml() -> None:
    assert value_of('{"a": true, "b": [1, null], "c": {"d": "x"}}') == {
        "a": "true",
        "b": ["1", "null"],
        "c": {"d": "x"},
    }


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert value_of("\ufeffa: b") == {"a": "b"}


def test_every_place_knows_its_line() -> None:
    document, _ = parse_document("a: 1\nb:\n  - x\n  - c: 2\n", "f.yaml")
    assert [document.line(place) for place in [("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "c")]] == [
        1, 2, 3, 4, 4,
    ]  # fmt: skip


def test_an_unknown_place_has_the_line_of_what_encloses_it() -> None:
    document, _ = parse_document("a: 1\nb:\n  c: 2\n", "f.yaml")
    assert document.line(("b", "z", 3)) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.yaml: the file is empty"),
        ("# only a comment\n", "f.yaml: the file is empty"),
        ("a: 1\nb: &x 2", "f.yaml:2: anchors and aliases"),
        ("a: 1\nb: *x", "f.yaml:2: anchors and aliases"),
        ("a: 1\nb: &x [2]", "f.yaml:2: anchors and aliases"),
        ("a: 1\nb: !!str 2", "f.yaml:2: tags (!)"),
        ("a: !!python/object/apply:os.system [ls]", "f.yaml:1: tags (!)"),
        ("a: ! 2", "f.yaml:1: tags (!)"),
        ("a: 1\nb: 2\na: 3", "f.yaml:3: the key 'a' stands twice (first on line 1)"),
        ("b:\n  a: 1\n  'a': 3", "f.yaml:3: the key 'a' stands twice (first on line 2)"),
        ("? [a]\n: 1", "f.yaml:1: a key must be plain text"),
        ("a: 1\n---\nb: 1", "f.yaml:2: a second document"),
        ("a: b: c", "f.yaml:1: this is not YAML"),
        ("a: 'b", "f.yaml:1: this is not YAML"),
        ("a: [b", "this is not YAML"),
        ("a: \x00", "f.yaml: this is not YAML"),
        ("a: \ud800", "f.yaml: this is not YAML"),
        ("[" * 41 + "]" * 41, "f.yaml:1: values are nested more than 40 deep"),
        ("a" * (LARGEST + 1), f"f.yaml: the text is longer than {LARGEST:,} characters"),
    ],
    ids=lambda value: ascii(value[:30]),
)
def test_one_mistake_is_told_with_its_line(text: str, message: str) -> None:
    (only,) = told(text)
    assert message in only


def test_a_mistaken_document_has_no_value() -> None:
    assert parse_document("a: &x 1", "f.yaml")[0].value is None


def test_forty_levels_are_read() -> None:
    assert told("[" * 40 + "]" * 40) == []


def test_every_duplicate_key_is_told_and_the_first_value_kept() -> None:
    document, problems = parse_document("a: 1\na: 2\nb: 1\nb: 2", "f.yaml")
    assert [problem.line for problem in problems] == [2, 4]
    assert document.value == {"a": "1", "b": "1"}


def test_anchors_are_refused_before_anything_is_built_from_them() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
    (only,) = told("\n".join(lines))
    assert only.startswith("f.yaml:1: anchors")


def test_quoted_signs_are_plain_text() -> None:
    assert value_of("a: '&x'\nb: \"*x\"\nc: '!x'") == {"a": "&x", "b": "*x", "c": "!x"}


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("a: é", encoding="utf-8")
    assert read_document(path, "f.yaml")[0].value == {"a": "é"}


def test_a_file_that_is_not_utf8_is_told_with_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a: \xe9")
    (problem,) = read_document(path, "f.yaml")[1]
    assert "not UTF-8 text (byte 3)" in problem.what


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"#" * (LARGEST + 1))
    (problem,) = read_document(path, "f.yaml")[1]
    assert "larger than 1,000,000 bytes" in problem.what


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.yaml"):
        (problem,) = read_document(path, "f.yaml")[1]
        assert "cannot be read" in problem.what


@given(st.text() | st.text(alphabet="ab:-[]{}&*!?|>'\"#,\n \t%@`"))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    document, problems = parse_document(text, "f.yaml")
    assert problems or document.value is not None


@given(st.dictionaries(st.text(alphabet="abc", min_size=1), st.text(alphabet="abno10. ~:", min_size=1)))
def test_quoted_text_comes_back_as_it_was(values: dict[str, str]) -> None:
    if values:
        assert value_of("\n".join(f"'{key}': '{value}'" for key, value in values.items())) == values
