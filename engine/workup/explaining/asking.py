"""Why ask: for each unknown finding, which steps each possible answer would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from workup.explaining.english import value_label
from workup.explaining.languages.known import language_of
from workup.explaining.missing import COST
from workup.knowledge.criteria import Between, Compare, leaves
from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.knowledge.rules import Hold
from workup.reasoning.agenda import Agenda, Status
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.truth import truth_of


@dataclass(frozen=True)
class Change:
    """How one step's standing changes: its status, or the urgency of a step that stays next."""

    step: str
    before: Status
    after: Status
    urgency_before: str
    urgency_after: str


@dataclass(frozen=True)
class Answer:
    """One possible answer and every step whose standing it changes."""

    value: Value
    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Question:
    """An unknown finding, and what its answers would change."""

    finding: Finding
    answers: tuple[Answer, ...]
    safety: bool

    @property
    def changes(self) -> tuple[str, ...]:
        """Give every step that some answer changes."""
        return tuple(dict.fromkeys(change.step for answer in self.answers for change in answer.changes))

    @property
    def decides(self) -> bool:
        """Say whether any answer changes anything."""
        return bool(self.changes)


def changes_between(before: Agenda, after: Agenda) -> tuple[Change, ...]:
    """Give the steps whose status differs, or whose urgency does while they are next."""
    found = []
    for name, its in after.statuses.items():
        was = before.statuses[name]
        urgencies = tuple((one.urgency or "") if one.status == "next" else "" for one in (was, its))
        if was.status != its.status or urgencies[0] != urgencies[1]:
            found.append(Change(name, was.status, its.status, urgencies[0], urgencies[1]))
    return tuple(found)


def questions(agenda: Agenda, reasoner: Reasoner, *, only: Iterable[str] | None = None) -> tuple[Question, ...]:
    """Rank what to ask: each unknown finding that can still be learned, most decisive first.

    Safety questions come first where an answer could stop the walk at this site; then what is cheap to learn
    (ask, examine, image, needle); then what changes most. `only` limits it to some findings.
    """
    if agenda.stopped_by:
        return ()
    library = agenda.library
    wanted = set(library.findings if only is None else only)
    read = open_findings(agenda)
    found = []
    for name, finding in library.findings.items():
        if name not in wanted or name in agenda.known or name in agenda.case.unobtainable:
            continue
        step = agenda.statuses[finding.step]
        if finding.step not in agenda.reachable or step.status in ("done", "not_indicated"):
            continue
        answers = _answers(agenda, finding, reasoner) if name in read else ()
        found.append(Question(finding, answers, name in library.safety_findings))
    return tuple(sorted(found, key=lambda question: _rank(question, agenda)))


def open_findings(agenda: Agenda) -> frozenset[str]:
    """Give the findings that could change anything: those of rules not decided, and of what makes steps done."""
    library = agenda.library
    found = {name for rule in library.rules if agenda.truths[rule.id] is None for name in library.findings_read(rule)}
    for rule in library.rules:
        if isinstance(rule.then, Hold):
            found |= library.findings_in(rule.then.until)
    for step in library.pathway.steps:
        found |= {*step.done_when.named, *library.findings_in(step.done_when.only_if)}
    return frozenset(found)


def _rank(question: Question, agenda: Agenda) -> tuple[int, int, int, int]:
    library = agenda.library
    step = library.steps[question.finding.step]
    urgent_flag = question.safety and question.finding.finding in _also_asked(agenda)
    effect = [len(answer.changes) for answer in question.answers]
    splits = len({answer.changes for answer in question.answers})
    weight = 0 if question.safety and not urgent_flag else splits * 100 + sum(effect)
    names = list(library.findings)
    return (not urgent_flag, COST[step.kind], -weight, names.index(question.finding.finding))


def _also_asked(agenda: Agenda) -> frozenset[str]:
    """Give the findings that some step asks besides in this case, such as the airway at the tongue."""
    found: set[str] = set()
    for step in agenda.library.pathway.steps:
        for also in step.done_when.also:
            if truth_of(also.when, agenda.known) is True:
                found |= set(also.all)
    return frozenset(found)


def _answers(agenda: Agenda, finding: Finding, reasoner: Reasoner) -> tuple[Answer, ...]:
    found = []
    language = language_of(agenda.library)
    weighed: dict[object, tuple[Change, ...]] = {}
    for value in possible_values(finding, agenda.library):
        alike = reasoner.alike(finding.finding, value)
        if alike not in weighed:
            after = reasoner.agenda(agenda.case.stating({finding.finding: value}), hypothetical=True, near=agenda)
            weighed[alike] = changes_between(agenda, after)
        found.append(Answer(value, value_label(finding, value, language), weighed[alike]))
    return tuple(found)


def possible_values(finding: Finding, library: Library) -> tuple[Value, ...]:
    """Give every value of a choice; for a number, one on each side of every bound that rules draw."""
    if finding.type == "yes_no":
        return (True, False)
    if finding.type == "choice":
        return tuple(choice.value for choice in finding.values)
    assert finding.range is not None
    low, high = finding.range
    bounds = sorted({low, high, *_bounds(finding.finding, library)})
    points: list[float] = []
    for left, right in pairwise(bounds):
        middle = (left + right) / 2
        points += [left, round(middle) if finding.whole else round(middle, 2)]
    points.append(high)
    read = (finding.read(point) for point in points if low <= point <= high)
    return tuple(dict.fromkeys(read))


@lru_cache(maxsize=256)
def _bounds(name: str, library: Library) -> frozenset[float]:
    found: set[float] = set()
    for condition in library.conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Compare) and leaf.name == name:
                found.add(leaf.number)
            elif isinstance(leaf, Between) and leaf.name == name:
                found |= {leaf.low, leaf.high}
    return frozenset(found)
