"""Why a condition is true, false or unknown: the criteria that decide it, with what was stated."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from workup.explaining.english import asked, matched
from workup.explaining.languages.known import language_of
from workup.explaining.languages.language import Joined, Language
from workup.knowledge.criteria import All, Any, Condition, Criterion, Holds, StepDone, leaves, name_of
from workup.reasoning.agenda import Agenda
from workup.reasoning.truth import Truth, compile_test


@dataclass(frozen=True)
class Evidence:
    """One criterion, its truth, the clause that says it, and what lies beneath where it is a conclusion."""

    criterion: Criterion
    truth: Truth
    clause: str
    rule: str = ""
    """The rule that decided a conclusion; empty for a finding."""
    beneath: tuple[Evidence, ...] = ()

    @property
    def name(self) -> str:
        """Give the finding, conclusion or step."""
        return name_of(self.criterion)


@dataclass(frozen=True)
class _Phrase:
    """What is left of a condition: clauses, and phrases of the other kind, joined by "and" or "or"."""

    parts: tuple[str | _Phrase, ...]
    joined: Joined = "and"

    def words(self, language: Language) -> str:
        """Say it, the single parts first."""
        parts = sorted(self.parts, key=lambda part: isinstance(part, _Phrase))
        said = [part if isinstance(part, str) else part.words(language) for part in parts]
        return language.listed(said, self.joined)


_NOTHING = _Phrase(())


def _joined(phrases: list[_Phrase], joined: Joined) -> _Phrase:
    """Join phrases; those that are single or of the same kind lose their own bounds."""
    parts: dict[str | _Phrase, None] = {}
    for phrase in phrases:
        alike = len(phrase.parts) == 1 or phrase.joined == joined
        parts.update(dict.fromkeys(phrase.parts if alike else (phrase,)))
    return _Phrase(tuple(parts), joined)


class Witness:
    """Give the evidence for conditions in one agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._known = {**agenda.known, **dict.fromkeys(agenda.done, True)}
        self._read: dict[int, tuple[Condition, Truth]] = {}
        """By identity, which is quicker than equality: each condition, kept so that it stays its own, and its truth."""

    def of(self, condition: Condition) -> tuple[Evidence, ...]:
        """Give what decides a condition.

        All true children of a true `any`, all false ones of a false `all`, only the unknown ones of an unknown.
        """
        found: dict[Criterion, Evidence] = {}
        for leaf in self._deciding(condition):
            found.setdefault(leaf, self._evidence(leaf))
        return tuple(found.values())

    def truth(self, condition: Condition) -> Truth:
        """Read a condition in this agenda."""
        if id(condition) not in self._read:
            self._read[id(condition)] = condition, compile_test(condition)(self._known)
        return self._read[id(condition)][1]

    def still_needed(self, condition: Condition) -> str:
        """Say what is left for a condition to become true; empty where it is true or can be so no more.

        Parts that hold are left out, and so are ways that are closed; a way of several parts stands after
        the single ones, so that "or" and "and" cannot be misread.
        """
        return self._left(condition).words(language_of(self._agenda.library))

    def would_need(self, condition: Condition) -> str:
        """Say what a condition asks for: what is left of it, or all of it where what is stated speaks against it."""
        library = self._agenda.library
        every = dict.fromkeys(asked(leaf, library) for leaf in leaves(condition))
        return self.still_needed(condition) or language_of(library).listed(list(every), "or")

    def _left(self, condition: Condition) -> _Phrase:
        library = self._agenda.library
        match condition:
            case All(children):
                parts = [self._left(child) for child in children if self.truth(child) is not True]
                return _joined(parts, "and") if all(part.parts for part in parts) else _NOTHING
            case Any(children):
                if self.truth(condition) is True:
                    return _NOTHING
                return _joined([way for child in children if (way := self._left(child)).parts], "or")
            case _:
                return _Phrase((asked(condition, library),)) if self._is_open(condition) else _NOTHING

    def _is_open(self, condition: Condition) -> bool:
        """Say whether a condition, not true now, can still become true as far as what is stated goes."""
        match condition:
            case All(children):
                return all(self.truth(child) is True or self._is_open(child) for child in children)
            case Any(children):
                return any(self._is_open(child) for child in children)
            case StepDone():
                return True
            case _:
                return self.truth(condition) is None

    def _deciding(self, condition: Condition) -> Iterator[Criterion]:
        if isinstance(condition, All | Any):
            own = self.truth(condition)
            for child in condition.children:
                if self.truth(child) is own:
                    yield from self._deciding(child)
        else:
            yield condition

    def _evidence(self, leaf: Criterion) -> Evidence:
        library, truth = self._agenda.library, self.truth(leaf)
        if isinstance(leaf, StepDone):
            key = "criterion.done" if truth else "criterion.not_done"
            return Evidence(leaf, truth, language_of(library).say(key, step=library.steps[leaf.step].short))
        if isinstance(leaf, Holds) and leaf.name in library.conclusions:
            return self._conclusion(leaf, truth)
        value = self._agenda.case.findings.get(leaf.name)
        if value is None:
            return Evidence(leaf, None, asked(leaf, library))
        return Evidence(leaf, truth, matched(leaf, library, value))

    def _conclusion(self, leaf: Holds, truth: Truth) -> Evidence:
        library = self._agenda.library
        conclusion = library.conclusions[leaf.name]
        value = self._agenda.known.get(leaf.name)
        if value is None:
            return Evidence(leaf, None, asked(leaf, library))
        rules = library.by_effect[("conclude", leaf.name)]
        decided = [rule for rule in rules if self._agenda.truths[rule.id] is value]
        beneath: dict[Criterion, Evidence] = {}
        for rule in decided:
            for evidence in self.of(rule.when):
                beneath.setdefault(evidence.criterion, evidence)
        clause = conclusion.yes if value else conclusion.no
        return Evidence(leaf, truth, clause, decided[0].id if value else "", tuple(beneath.values()))


def grounds(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Give the clauses of the stated findings at the bottom of a chain, each finding once, by its first bound."""
    found: dict[str, str] = {}
    for item in _bottom(evidence):
        found.setdefault(item.clause if item.truth is None else item.name, item.clause)
    return tuple(dict.fromkeys(found.values()))


def _bottom(evidence: tuple[Evidence, ...]) -> Iterator[Evidence]:
    for item in evidence:
        if item.beneath:
            yield from _bottom(item.beneath)
        else:
            yield item


def apart_from(evidence: tuple[Evidence, ...], names: Collection[str]) -> tuple[Evidence, ...]:
    """Leave out the findings named, and conclusions that rest on nothing else."""
    left = (replace(item, beneath=apart_from(item.beneath, names)) for item in evidence if item.name not in names)
    full = {item.name for item in evidence if item.beneath}
    return tuple(item for item in left if item.beneath or item.name not in full)
