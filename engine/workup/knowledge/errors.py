"""What can go wrong, one class a situation, each carrying its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class WorkupError(Exception):
    """Stand above every error that Workup raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what is wrong, and what to write instead.

    >>> print(Problem("rules/plan.yaml", 12, "unknown finding 'lump.dept'", "did you mean lump.depth?"))
    rules/plan.yaml:12: unknown finding 'lump.dept'
        did you mean lump.depth?
    """

    path: str
    line: int | None
    what: str
    instead: str = ""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        head = f"{place}: {self.what}" if place else self.what
        return f"{head}\n    {self.instead}" if self.instead else head


class _ProblemsError(WorkupError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ContentError(_ProblemsError, ValueError):
    """Say what is wrong in rules or pathways; `problems` holds every mistake found."""


class CaseError(_ProblemsError, ValueError):
    """Say what is wrong in a case; `problems` holds every mistake found."""


class RealPersonError(CaseError):
    """Refuse a case that looks like a real person's; nothing of it is kept."""


class UnknownNameError(WorkupError, ValueError):
    """Say that a step, scenario or finding asked for does not exist; `name` and `nearest` are its parts."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name = kind, name
        self.nearest = nearest(name, known)
        hint = f"\n    {did_you_mean(self.nearest)}" if self.nearest else ""
        super().__init__(f"there is no {kind} {shown(name)}{hint}")


class EngineError(WorkupError, RuntimeError):
    """Say that the rules engine refused, failed, or disagreed; `rule` and `case` say on what."""

    def __init__(self, what: str, *, rule: str = "", case: str = "") -> None:
        self.rule, self.case = rule, case
        super().__init__(what)


def shown(text: str, limit: int = 60) -> str:
    """Quote `text` for a message, cut where it is long."""
    return repr(text) if len(text) <= limit else repr(text[:limit]) + "… (cut)"


def nearest(name: str, known: Iterable[str]) -> str:
    """Find the known name that `name` was probably meant to be; empty where none is near."""
    found = get_close_matches(name[:80], list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(name: str) -> str:
    """Phrase a hint."""
    return f"did you mean {name}?" if name else ""
