"""What was understood of a text, for a terminal and as plain values."""

from __future__ import annotations

from typing import Any

from workup.explaining.english import given_label
from workup.explaining.languages.known import language_of
from workup.explaining.notice import review_line, teaching_line
from workup.knowledge.library import Library
from workup.reading.description import Description, Understood
from workup.rendering.layout import Style, joined, labeled, no_style
from workup.rendering.markdown import escaped


def understood_parts(description: Description, library: Library) -> list[tuple[str, list[str]]]:
    """Give what was understood, what is uncertain and what was not understood, each under its name."""
    findings, language = library.findings, language_of(library)
    say = language.say

    def quoted(key: str, finding: str, **words: str) -> str:
        return say(key, finding=findings[finding].label, **words)

    def read(stated: Understood) -> str:
        label, words = given_label(findings[stated.finding], stated.value, language), _short(stated.words)
        key = "describe.read_with_note" if stated.note else "describe.read"
        return say(key, label=label, words=words, note=stated.note)

    parts = [read(stated) for stated in description.understood]
    parts += [say("describe.done", step=library.steps[name].short) for name in description.done]
    parts += [say("describe.pending", step=library.steps[name].short) for name in description.pending]
    doubts = [quoted("describe.doubt", i.finding, words=_short(i.words), why=i.why) for i in description.uncertain]
    against = [
        quoted("describe.against", i.finding, first=_short(i.first.words), second=_short(i.second.words))
        for i in description.contradictions
    ]
    left = [say("describe.left", words=_short(span.words)) for span in description.not_understood]
    named = (
        ("label.understood", parts or [say("describe.nothing")]),
        ("label.uncertain", doubts),
        ("label.contradiction", against),
        ("label.not_understood", left),
    )
    return [(say(label), told) for label, told in named if told]


def understood_text(description: Description, library: Library, style: Style = no_style) -> str:
    """Give the lines that say what was understood, what is uncertain and what was not understood."""
    found = understood_parts(description, library)
    return joined([line for name, told in found for line in labeled(name, " · ".join(told), style, gap=16)])


def understood_markdown(description: Description, library: Library) -> str:
    """Give the same as a Markdown list."""
    found = understood_parts(description, library)
    return "".join(f"- {name}: {escaped(' · '.join(told))}\n" for name, told in found)


def understood_comments(description: Description, library: Library) -> str:
    """Give the same as comments of a Mermaid diagram: kept with it, and not drawn."""
    found = understood_parts(description, library)
    return "".join(f"%% {name}: {' · '.join(told)}\n" for name, told in found)


def description_text(description: Description, library: Library, style: Style = no_style) -> str:
    """Give the screen of `workup describe`."""
    head = joined([style(teaching_line(library), "strong"), review_line(library.pathway), ""])
    return head + understood_text(description, library, style)


def description_values(description: Description) -> dict[str, Any]:
    """Give a description as plain values."""

    def span(item: Any) -> dict[str, Any]:
        return {"words": item.words, "start": item.start, "end": item.end}

    return {
        "case": {
            "findings": dict(description.case.findings),
            "done": list(description.done),
            "pending": list(description.pending),
        },
        "understood": [
            {"finding": i.finding, "value": i.value, **span(i), **({"note": i.note} if i.note else {})}
            for i in description.understood
        ],
        "uncertain": [{"finding": i.finding, "why": i.why, **span(i)} for i in description.uncertain],
        "not_understood": [span(i) for i in description.not_understood],
        "contradictions": [
            {"finding": i.finding, "values": [{"value": s.value, **span(s)} for s in (i.first, i.second)]}
            for i in description.contradictions
        ],
    }


def _short(words: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= 60 else f"{line[:60]}…"
