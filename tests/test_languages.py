"""One place for the phrasing: every sentence stands whole in a table, and another table is another language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
from many_cases import LIBRARY

import workup
from workup import Case, Library
from workup.explaining.asking import questions
from workup.explaining.comparing import compare
from workup.explaining.enough import enough_for_next
from workup.explaining.explanation import explain
from workup.explaining.languages import known
from workup.explaining.languages.english_reasons import REASONS
from workup.explaining.languages.english_screens import SCREENS
from workup.explaining.languages.known import ENGLISH, language_of
from workup.explaining.languages.language import Language
from workup.explaining.report import report
from workup.explaining.route import route_ahead
from workup.explaining.statements import statements
from workup.explaining.what_if import pivots, unchanging, what_if
from workup.explaining.wording import LEVELS
from workup.knowledge.shapes import Shape
from workup.reading.describing import describe
from workup.reasoning.reasoner import reasoner_of
from workup.reasoning.walking import walk_scenario
from workup.rendering.changes import comparison_text, pivots_text, questions_text, what_if_text
from workup.rendering.description import description_text
from workup.rendering.layout import no_style
from workup.rendering.listings import findings_text, steps_text
from workup.rendering.markdown import explanation_markdown, report_markdown
from workup.rendering.reference import glossary_text, notes_text, sources_text
from workup.rendering.svg import agenda_svg
from workup.rendering.text import explanation_text, report_text, walk_text

ENGINE = Path(__file__).resolve().parents[1] / "engine" / "workup"
TABLES = {"english_reasons.py", "english_rehearsals.py", "english_screens.py"}

# -- the table ---------------------------------------------------------------------------------------


def slots(sentence: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]


def test_no_key_stands_on_two_pages() -> None:
    assert set(REASONS) & set(SCREENS) == set()


def test_every_slot_has_a_name() -> None:
    assert [
        key for key, sentence in ENGLISH.sentences.items() if not all(n.isidentifier() for n in slots(sentence))
    ] == []


def test_the_forms_of_one_sentence_have_the_same_slots() -> None:
    for key, sentence in ENGLISH.sentences.items():
        if key.endswith(".one"):
            many = ENGLISH.sentences[f"{key.removesuffix('one')}many"]
            assert {*slots(sentence), "number"} == {*slots(many), "number"}, key


def strings_of(path: Path) -> Iterator[str]:
    """Give the string literals of a module as patterns: what an f-string fills in may be anything."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in node.values]
            yield "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)


def test_every_sentence_of_the_table_is_said_somewhere() -> None:
    modules = [path for path in ENGINE.rglob("*.py") if path.name not in TABLES]
    found = {words for path in modules for words in strings_of(path) if re.search(r"[a-z]\\?\.|\\\.[a-z]", words)}
    patterns = [re.compile(rf"{words}(?:\.one|\.many)?") for words in found if len(words) > 5]
    assert [key for key in ENGLISH.sentences if not any(pattern.fullmatch(key) for pattern in patterns)] == []


# -- no sentence stands elsewhere --------------------------------------------------------------------

SAID_BY = {"labeled", "wrapped", "columns", "style", "echo", "_text"}
"""Functions whose literal words a learner would read."""

FOR_DEVELOPERS = {"option", "argument", "command", "group", "version_option", "UsageError", "Problem", "section"}
ALLOWED = {
    "same step", "pathway order",  # what `Comparison.decided_by` names, for programs
    "standard input", "it is not UTF-8 text",  # of errors in a file
    "flowchart TB", "  accTitle: ", "  accDescr: ", "  subgraph ", "  classDef ", "  end",  # Mermaid's own words
}  # fmt: skip
DRAWING = re.compile(r'[<>]|="|stroke|font-|pip install')
WORDS = re.compile(r"[A-Za-z]{2,}")


def english_words(source: str) -> list[str]:
    """Give the literals of a module that a learner could read: words with a blank, or words handed to a screen."""
    tree = ast.parse(source)
    skipped: set[ast.AST] = set()
    found = []
    for node in ast.walk(tree):
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Raise) or name in FOR_DEVELOPERS:
            skipped |= set(ast.walk(node))
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    skipped.add(statement.value)
                if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "_COMMANDS":
                    skipped |= set(ast.walk(statement))
        if name in SAID_BY and isinstance(node, ast.Call) and node not in skipped:
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and WORDS.search(str(argument.value)):
                    found.append(str(argument.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)  # a docstring of an attribute
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in skipped:
            continue
        words = node.value
        if " " in words and WORDS.search(words) and words not in ALLOWED and not DRAWING.search(words):
            found.append(words)
    return found


ERRORS_ALONE = {f"teaching/{name}.py" for name in ("commands", "history", "missteps", "variants")}
"""Modules whose words are those of errors, of a seed, or of what a learner types."""

SPEAKING = [
    path
    for room in ("explaining", "teaching", "rendering", "cli")
    for path in sorted((ENGINE / room).rglob("*.py"))
    if path.name not in TABLES and path.relative_to(ENGINE).as_posix() not in ERRORS_ALONE
]


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_stands_outside_the_table(path: Path) -> None:
    assert english_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'x = "the lump is deep"',
        'x = f"{n} more"',
        'labeled("because", words)',
        'click.echo("missing")',
        'x = "held until "',
    ],
)
def test_a_sentence_outside_the_table_is_seen(source: str) -> None:
    assert english_words(source) != []


@pytest.mark.parametrize(
    "source", ['"""Say it in words."""', 'raise ValueError("not that one")', 'say("head.next")', 'x = f"urgency.{x}"']
)
def test_what_is_no_sentence_is_let_pass(source: str) -> None:
    assert english_words(source) == []


# -- another language --------------------------------------------------------------------------------


def in_greek_letters(sentences: Mapping[str, str]) -> dict[str, str]:
    """Make a language out of nothing: in each sentence the slots the other way round, and no Latin letter."""
    return {
        key: f"⟨{' λ '.join(f'{{{name}}}' for name in reversed(slots(sentence))) or 'λόγος'}⟩"
        for key, sentence in sentences.items()
    }


TOY = Language(
    "toy",
    {**in_greek_letters(ENGLISH.sentences), "headline.held.reason": "διότι ⟨{reason}⟩ οὔπω ⟨{step}⟩"},
    lambda number: "one" if number == 1 else "many",
    lambda sentence: sentence,
)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Library:
    """Give the bundled library as if its content were written in the toy language."""
    monkeypatch.setitem(known.LANGUAGES, "toy", TOY)
    return replace(LIBRARY, pathway=replace(LIBRARY.pathway, language="toy"))


NOT_SHOWN = {
    *("phrases", "topic", "other_meanings", "misprints", "codes", "examples", "file"),
    *("unit", "type", "kind", "urgency", "verified", "fit", "ending", "about"),  # said by the table
}


def content(value: object) -> Iterator[str]:
    """Give every string of content that a screen could show."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Shape):
        yield from content([inner for name, inner in vars(value).items() if name not in NOT_SHOWN])
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (*content(key), *content(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from content(inner)


def content_pattern() -> re.Pattern[str]:
    parts = (LIBRARY.pathway, LIBRARY.findings, LIBRARY.rule, LIBRARY.conclusions, LIBRARY.sources)
    said = {words for part in (*parts, LIBRARY.terms, LIBRARY.notes) for words in content(part)}
    said |= {label.rpartition(": ")[2] for label in said}
    said = {" ".join(words.split()).removesuffix(".") for words in said if WORDS.search(words)}
    longest_first = sorted(said, key=len, reverse=True)
    names = "|".join(re.escape(words).replace(r"\{value\}", "⟨.+?⟩") for words in longest_first)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


PATTERN = content_pattern()


def left_over(text: str) -> list[str]:
    """Give the Latin words of a text that do not come from content."""
    plain = " ".join(re.sub(r"\\(.)", r"\1", text).split())
    return WORDS.findall(PATTERN.sub(" ", plain).replace("doi", ""))


DEEP = Case({"patient.age_years": 24, "lump.site": "thigh", "lump.depth": "deep", "lump.growth": "growing"})
CASES = {
    "deep": DEEP,
    "little": Case({"lump.site": "thigh"}),
    "pending": Case({"lump.depth": "deep", "lump.size_cm": 7}, pending=["mri"]),
    "departed": Case({"lump.depth": "deep", "biopsy.method": "fine_needle", "mri.impression": "suspicious"}),
    "a red flag": Case({"airway.compromise": True, "lump.site": "tongue"}),
    "elsewhere": Case({"lump.origin": "hernia", "lump.site": "groin"}),
}


def test_the_toy_language_has_every_sentence_with_the_same_slots() -> None:
    assert {key: sorted(slots(s)) for key, s in TOY.sentences.items()} == {
        key: sorted(slots(s)) for key, s in ENGLISH.sentences.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_an_explanation_in_another_language_holds_no_english_of_ours(toy: Library, name: str) -> None:
    reasoner = reasoner_of(toy)
    agenda = reasoner.agenda(CASES[name])
    for step in toy.steps:
        explanation = explain(agenda, step, reasoner)
        for level in LEVELS:
            assert left_over(explanation_text(explanation, agenda, level)) == [], (step, level)
        assert left_over(explanation_markdown(explanation)) == [], step


@pytest.mark.parametrize("name", CASES)
def test_no_screen_in_another_language_holds_english_of_ours(toy: Library, name: str) -> None:
    reasoner = reasoner_of(toy)
    agenda = reasoner.agenda(CASES[name])
    whole = report(CASES[name], reasoner)
    svg = ElementTree.fromstring(agenda_svg(agenda, route_ahead(agenda, reasoner)))
    screens = {
        "walk": report_text(whole),
        "walk for educators": report_text(whole, "educator"),
        "markdown": report_markdown(whole),
        "ask": questions_text(questions(agenda, reasoner), agenda, no_style, 60),
        "what if": what_if_text(what_if(agenda, {"lump.size_cm": 3, "lump.depth": None}, reasoner), no_style),
        "pivots": pivots_text(
            pivots(agenda, reasoner), enough_for_next(agenda, reasoner), unchanging(agenda, reasoner), agenda, no_style
        ),
        "compare": comparison_text(compare(agenda, "mri", "core_biopsy", reasoner), no_style),
        "svg": " ".join(" ".join(svg.itertext()).split("⟨")),
    }
    assert {screen: left for screen, text in screens.items() if (left := left_over(text))} == {}


def test_no_list_in_another_language_holds_english_of_ours(toy: Library) -> None:
    screens = {
        "findings": findings_text(list(toy.findings.values()), toy, no_style),
        "steps": steps_text(toy, no_style),
        "sources": sources_text(statements(toy), toy, no_style),
        "notes": notes_text(toy.notes, toy, no_style, whole=True),
        "glossary": glossary_text(toy.terms, toy, no_style),
        "scenario": walk_text(walk_scenario(toy.scenario("thigh_26f"), reasoner_of(toy))),
        "describe": description_text(describe("painless", toy), toy),
    }
    assert {screen: left for screen, text in screens.items() if (left := left_over(text))} == {}


def test_english_of_ours_is_seen_beside_content() -> None:
    explanation = explain(workup.agenda(DEEP), "core_biopsy", reasoner_of(LIBRARY))
    assert {"Held", "would", "Nearest"} <= set(left_over(explanation.text))


def test_the_other_language_puts_the_step_behind_the_reason(toy: Library) -> None:
    reasoner = reasoner_of(toy)
    headline = explain(reasoner.agenda(DEEP), "core_biopsy", reasoner).headline
    assert re.fullmatch(r"διότι ⟨A needle .+⟩ οὔπω ⟨Planned biopsy⟩", headline)


def test_content_is_explained_in_its_own_language() -> None:
    assert language_of(workup.library()) is ENGLISH
