"""What was rehearsed on this device and what to revisit, for a terminal and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from workup.knowledge.library import Library
from workup.rendering.layout import WIDTH, Style, joined, no_style, notice, wrapped
from workup.teaching.due import Due
from workup.teaching.history import Rehearsal, in_order, latest_scored
from workup.teaching.sentences import count, say

_CASE = 20


def history_text(
    rehearsals: Sequence[Rehearsal],
    due: Sequence[Due] | str,
    file: Path,
    library: Library,
    style: Style = no_style,
    zone: tzinfo | None = None,
) -> str:
    """Give the screen of `workup history`; days are those of `zone`, None for the device's own.

    `due` is either the dates, or the sentence that says why there are none.
    """
    lines = [*_head(library, style), ""]
    if not rehearsals:
        lines += [say("history_none"), *wrapped(say("history_would_be", file=str(file)), rest="  ")]
        return joined([*lines, say("history_kept")])
    lines += _summary(rehearsals, due, library, style)
    lines += ["", style(say("history_to_revisit"), "head"), *_due_lines(due, zone)]
    lines += ["", style(say("history_rehearsed"), "head"), *_table(rehearsals, zone, style)]
    if other := sum(each.content_hash != library.content_hash for each in rehearsals):
        lines += ["", say("history_other", count=str(other), all=str(len(rehearsals)))]
    kept_at = wrapped(say("history_kept_at", file=str(file)), rest="  ")
    return joined([*lines, "", *kept_at, say("history_kept")])


def deleted_text(deleted: Iterable[Path] | None, file: Path, library: Library, style: Style = no_style) -> str:
    """Say which files were deleted, or that there was none; None where the answer was no."""
    if deleted is None:
        lines = [say("history_not_deleted", file=str(file))]
    else:
        lines = [say("history_deleted", file=str(path)) for path in deleted]
        lines = lines or [say("history_no_file", file=str(file))]
    return joined([*_head(library, style), "", *lines])


def deleted_values(deleted: Iterable[Path], file: Path) -> dict[str, Any]:
    """Give what was deleted as plain values."""
    return {"limits": say("says_little"), "file": str(file), "deleted": [str(path) for path in deleted]}


def history_values(
    rehearsals: Sequence[Rehearsal], due: Sequence[Due] | str, file: Path, library: Library
) -> dict[str, Any]:
    """Give the history as plain values; `due` is None where the dates need an extra, and `due_needs` says which."""
    return {
        "limits": say("says_little"),
        "file": str(file),
        "secure": len(_secure(rehearsals, library)),
        "cases": len(library.scenario_names),
        "rehearsals": [_rehearsal_values(each, library) for each in in_order(rehearsals)],
        "due": None if isinstance(due, str) else [_due_values(each) for each in due],
        "due_needs": due if isinstance(due, str) else None,
    }


def _head(library: Library, style: Style) -> list[str]:
    return [*notice(library, style), say("says_little")]


def _secure(rehearsals: Sequence[Rehearsal], library: Library) -> list[str]:
    """Give the cases of this pathway whose last scored rehearsal was secure."""
    names = set(library.scenario_names)
    return [
        scenario
        for (pathway, scenario), last in latest_scored(rehearsals).items()
        if last.band == "secure" and pathway == library.pathway.pathway and scenario in names
    ]


def _summary(rehearsals: Sequence[Rehearsal], due: Sequence[Due] | str, library: Library, style: Style) -> list[str]:
    secure, every = str(len(_secure(rehearsals, library))), str(len(library.scenario_names))
    if isinstance(due, str):
        return [style(say("history_cases", secure=secure, all=every), "strong")]
    now = str(sum(each.is_due for each in due))
    return [style(say("history_cases_due", secure=secure, all=every, due=now), "strong")]


def _due_lines(due: Sequence[Due] | str, zone: tzinfo | None) -> Iterator[str]:
    if isinstance(due, str):
        yield from wrapped(due, first="  ")
    elif not due:
        yield f"  {say('history_no_due')}"
    else:
        for each in due:
            when = "history_due_now" if each.is_due else "history_due_later"
            first = f"  {say(when, day=_day(each.due, zone))}"
            name = _cut(each.scenario)
            yield from [f"{first}  {name}"] if len(first) + 2 + len(name) <= WIDTH else [first, f"    {name}"]


def _table(rehearsals: Sequence[Rehearsal], zone: tzinfo | None, style: Style) -> Iterator[str]:
    """Give one row a case, the last rehearsed first."""
    cases: dict[tuple[str, str], list[Rehearsal]] = {}
    for each in in_order(rehearsals):
        cases.setdefault(each.case, []).append(each)
    yield style(f"  {say('history_case'):<{_CASE}}  {say('history_columns')}", "label")
    for runs in sorted(cases.values(), key=lambda runs: runs[-1].finished_on, reverse=True):
        last, name = runs[-1], _cut(runs[-1].scenario)
        if len(name) > _CASE:
            yield f"  {name}"
            name = ""
        first = f"  {name:<{_CASE}}  {len(runs):>5}  {_day(last.finished_on, zone)}  "
        yield from wrapped(_result(last), first=first)


def _result(last: Rehearsal) -> str:
    """Say in words what a rehearsal came to: "secure, score 86, 2 hints, 1 rule missed"."""
    parts = [say("history_unscored", mode=last.mode) if last.band == "unscored" else say(f"history_{last.band}")]
    if last.score is not None:
        parts.append(say("history_score", score=str(last.score)))
    counts = (
        ("history_unsafe_choices", last.unsafe),
        ("history_hints", last.hints),
        ("history_missed", len(last.cards)),
    )
    parts += [count(what, number) for what, number in counts if number]
    return ", ".join(parts)


def _cut(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"


def _day(moment: datetime, zone: tzinfo | None) -> str:
    return moment.astimezone(zone).date().isoformat()


def _rehearsal_values(each: Rehearsal, library: Library) -> dict[str, Any]:
    return {
        "scenario": each.scenario,
        "pathway": each.pathway,
        "content_hash": each.content_hash,
        "same_content": each.content_hash == library.content_hash,
        "mode": each.mode,
        "finished_on": each.finished_on.isoformat(),
        "score": each.score,
        "band": each.band,
        "unsafe": each.unsafe,
        "hints": each.hints,
        "cards": list(each.cards),
    }


def _due_values(each: Due) -> dict[str, Any]:
    return {
        "scenario": each.scenario,
        "pathway": each.pathway,
        "due": each.due.isoformat(),
        "is_due": each.is_due,
        "rehearsed": each.rehearsed,
    }
