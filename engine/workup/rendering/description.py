"""What was understood of a text, for a terminal and as plain values."""

from __future__ import annotations

from typing import Any

from workup.explaining.english import given_label
from workup.explaining.languages.known import language_of
from workup.explaining.notice import review_line, teaching_line
from workup.knowledge.library import Library
from workup.reading.description import Description
from workup.rendering.layout import Style, joined, labeled, no_style


def understood_text(description: Description, library: Library, style: Style = no_style) -> str:
    """Give the lines that say what was understood, what is uncertain and what was not understood."""
    findings, language = library.findings, language_of(library)
    say = language.say

    def quoted(key: str, finding: str, **words: str) -> str:
        return say(key, finding=findings[finding].label, **words)

    parts = [
        say("describe.read", label=given_label(findings[i.finding], i.value, language), words=_short(i.words))
        for i in description.understood
    ]
    parts += [say("describe.done", step=library.steps[name].short) for name in description.done]
    parts += [say("describe.pending", step=library.steps[name].short) for name in description.pending]
    doubts = [quoted("describe.doubt", i.finding, words=_short(i.words), why=i.why) for i in description.uncertain]
    against = [
        quoted("describe.against", i.finding, first=_short(i.first.words), second=_short(i.second.words))
        for i in description.contradictions
    ]
    left = [say("describe.left", words=_short(span.words)) for span in description.not_understood]
    lines = []
    for label, found in (
        ("label.understood", parts or [say("describe.nothing")]),
        ("label.uncertain", doubts),
        ("label.contradiction", against),
        ("label.not_understood", left),
    ):
        if found:
            lines += labeled(say(label), " · ".join(found), style, gap=16)
    return joined(lines)


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
        "understood": [{"finding": i.finding, "value": i.value, **span(i)} for i in description.understood],
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
