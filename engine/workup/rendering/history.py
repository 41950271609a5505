"""What was rehearsed on this device and what to revisit, for a terminal and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from workup.knowledge.library import Library
from workup.rendering.layout import WIDTH, Style, joined, no_style, notice, wrapped
from workup.teaching.due import Due
from workup.teaching.history import ONE_CASE, Rehearsal, in_order, latest_scored

KEPT = "No names, no accounts, nothing is sent. Delete it with: workup history --delete"

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
        lines.append("Nothing was rehearsed yet, or nothing was kept.")
        lines += wrapped(str(file), first="It would be kept on this device only: ")
        return joined([*lines, KEPT])
    lines += _summary(rehearsals, due, library, style)
    lines += ["", style("TO REVISIT", "head"), *_due_lines(due, zone)]
    lines += ["", style("REHEARSED", "head"), *_table(rehearsals, zone, style)]
    if other := sum(each.content_hash != library.content_hash for each in rehearsals):
        lines += ["", f"Rehearsed with other content than is loaded now: {other} of {len(rehearsals)}."]
    return joined([*lines, "", *wrapped(str(file), first="Kept on this device only: ", rest="  "), KEPT])


def deleted_text(deleted: Iterable[Path] | None, file: Path, library: Library, style: Style = no_style) -> str:
    """Say which files were deleted, or that there was none; None where the answer was no."""
    if deleted is None:
        lines = [f"Nothing was deleted: {file}"]
    else:
        lines = [f"Deleted: {path}" for path in deleted] or [f"There is no history to delete: {file}"]
    return joined([*_head(library, style), "", *lines])


def deleted_values(deleted: Iterable[Path], file: Path) -> dict[str, Any]:
    """Give what was deleted as plain values."""
    return {"limits": ONE_CASE, "file": str(file), "deleted": [str(path) for path in deleted]}


def history_values(
    rehearsals: Sequence[Rehearsal], due: Sequence[Due] | str, file: Path, library: Library
) -> dict[str, Any]:
    """Give the history as plain values; `due` is None where the dates need an extra, and `due_needs` says which."""
    return {
        "limits": ONE_CASE,
        "file": str(file),
        "secure": len(_secure(rehearsals, library)),
        "cases": len(library.scenario_names),
        "rehearsals": [_rehearsal_values(each, library) for each in in_order(rehearsals)],
        "due": None if isinstance(due, str) else [_due_values(each) for each in due],
        "due_needs": due if isinstance(due, str) else None,
    }


def _head(library: Library, style: Style) -> list[str]:
    return [*notice(library, style), ONE_CASE]


def _secure(rehearsals: Sequence[Rehearsal], library: Library) -> list[str]:
    """Give the cases of this pathway whose last scored rehearsal was secure."""
    names = set(library.scenario_names)
    return [
        scenario
        for (pathway, scenario), last in latest_scored(rehearsals).items()
        if last.band == "secure" and pathway == library.pathway.pathway and scenario in names
    ]


def _summary(rehearsals: Sequence[Rehearsal], due: Sequence[Due] | str, library: Library, style: Style) -> list[str]:
    line = f"{len(_secure(rehearsals, library))} of {len(library.scenario_names)} cases secure"
    if not isinstance(due, str):
        line += f", {sum(each.is_due for each in due)} to revisit now"
    return [style(line, "strong")]


def _due_lines(due: Sequence[Due] | str, zone: tzinfo | None) -> Iterator[str]:
    if isinstance(due, str):
        yield from wrapped(due, first="  ")
    elif not due:
        yield "  Nothing yet: no rehearsal was scored."
    else:
        for each in due:
            first = f"  {'now      since' if each.is_due else 'later    from '} {_day(each.due, zone)}"
            name = _cut(each.scenario)
            yield from [f"{first}  {name}"] if len(first) + 2 + len(name) <= WIDTH else [first, f"    {name}"]


def _table(rehearsals: Sequence[Rehearsal], zone: tzinfo | None, style: Style) -> Iterator[str]:
    """Give one row a case, the last rehearsed first."""
    cases: dict[tuple[str, str], list[Rehearsal]] = {}
    for each in in_order(rehearsals):
        cases.setdefault(each.case, []).append(each)
    yield style(f"  {'Case':<{_CASE}}  Times  Last        Result of the last", "label")
    for runs in sorted(cases.values(), key=lambda runs: runs[-1].finished_on, reverse=True):
        last, name = runs[-1], _cut(runs[-1].scenario)
        if len(name) > _CASE:
            yield f"  {name}"
            name = ""
        first = f"  {name:<{_CASE}}  {len(runs):>5}  {_day(last.finished_on, zone)}  "
        yield from wrapped(_result(last), first=first)


def _result(last: Rehearsal) -> str:
    """Say in words what a rehearsal came to: "secure, score 86, 2 hints, 1 rule missed"."""
    parts = [last.band if last.band != "unscored" else f"not scored ({last.mode})"]
    if last.score is not None:
        parts.append(f"score {last.score}")
    counts = ((last.unsafe, "unsafe choice"), (last.hints, "hint"))
    parts += [f"{number} {what}{'' if number == 1 else 's'}" for number, what in counts if number]
    if missed := len(last.cards):
        parts.append(f"{missed} rule{'' if missed == 1 else 's'} missed")
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
