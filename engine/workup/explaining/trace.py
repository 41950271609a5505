"""A trace: one agenda as canonical JSON (RFC 8785) with the hashes of content, case and trace.

No clock stands in it. What only says how it was made (the engine in use) stands outside the hash.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785

from workup.explaining.values import about, agenda_values
from workup.reasoning.agenda import Agenda

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
