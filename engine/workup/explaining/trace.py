"""A trace: one agenda as canonical JSON (RFC 8785) with the hashes of content, case and trace.

No clock stands in it. What only says how it was made (the engine in use) stands outside the hash.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import rfc8785

from workup.explaining.values import about, agenda_values
from workup.knowledge.errors import CaseError, Problem
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case
from workup.reasoning.reasoner import Reasoner

VERSION = 1


def trace_values(agenda: Agenda) -> dict[str, Any]:
    """Give the trace of an agenda; `hashed` is what `trace_hash` covers."""
    hashed: dict[str, Any] = {
        "trace_version": VERSION,
        **about(agenda.library),
        "case_hash": _sha256(agenda.case.as_json()),
        "agenda": agenda_values(agenda),
    }
    return {"hashed": hashed, "trace_hash": _sha256(hashed), "made_with": {"engine": agenda.engine}}


def trace_bytes(agenda: Agenda) -> bytes:
    """Give the trace as canonical JSON bytes, the same for the same case and content."""
    return canonical(trace_values(agenda))


def canonical(values: dict[str, Any]) -> bytes:
    """Write plain values as canonical JSON."""
    return rfc8785.dumps(json.loads(json.dumps(values)))


def _sha256(values: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(values)).hexdigest()


@dataclass(frozen=True)
class TraceCheck:
    """What became of a trace when it was replayed on today's content."""

    same: bool
    intact: bool
    """The file's own hash fits what it says."""
    same_content: bool
    departs_at: str
    """Where it first departs, as a path into the trace; empty where nothing does."""
    was: str
    now: str


def check_trace(text: str, name: str, reasoner: Reasoner) -> TraceCheck:
    """Replay a trace: reason about its case again and compare, place by place.

    Raises CaseError where the file is not a trace, or its case no longer fits the vocabulary.
    """
    old = _read_trace(text, name)
    agenda = reasoner.agenda(Case(**old["agenda"]["case"]))
    new = json.loads(canonical(trace_values(agenda)))["hashed"]
    departs = _first_difference(old["agenda"], new["agenda"], "agenda")
    departs = departs or _first_difference(old.get("case_hash"), new["case_hash"], "case_hash")
    return TraceCheck(
        same=departs is None,
        intact=json.loads(text).get("trace_hash") == _sha256(old),
        same_content=old.get("content_hash") == new["content_hash"],
        departs_at=departs[0] if departs else "",
        was=departs[1] if departs else "",
        now=departs[2] if departs else "",
    )


_CASE_PARTS: dict[str, type] = {
    "findings": dict,
    "done": list,
    "pending": list,
    "unobtainable": list,
    "attempts": dict,
}


def _read_trace(text: str, name: str) -> dict[str, Any]:
    try:
        hashed = json.loads(text)["hashed"]
        case = hashed["agenda"]["case"]
        fits = hashed["trace_version"] == VERSION and set(case) == set(_CASE_PARTS)
        fits = fits and all(isinstance(case[part], kind) for part, kind in _CASE_PARTS.items())
        canonical(hashed)
    except (ValueError, KeyError, TypeError, RecursionError):
        fits = False
    if not fits:
        raise CaseError([Problem(name, None, "this is not a trace of this version", "write one with: workup trace")])
    found: dict[str, Any] = hashed
    return found


def _first_difference(was: Any, now: Any, place: str) -> tuple[str, str, str] | None:
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted({*was, *now}):
            if key not in was or key not in now:
                return f"{place}.{key}", _short(was.get(key, "absent")), _short(now.get(key, "absent"))
            if found := _first_difference(was[key], now[key], f"{place}.{key}"):
                return found
        return None
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        pairs = enumerate(zip(was, now, strict=True))
        return next((d for i, (a, b) in pairs if (d := _first_difference(a, b, f"{place}[{i}]"))), None)
    return None if was == now else (place, _short(was), _short(now))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else text[:100] + "…"
