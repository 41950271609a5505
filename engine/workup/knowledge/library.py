"""A loaded pathway with its rules and words: frozen, indexed, without a file behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from workup.knowledge.criteria import Condition, Names, leaves, name_of
from workup.knowledge.errors import UnknownNameError
from workup.knowledge.findings import Finding
from workup.knowledge.later_files import LaterFiles
from workup.knowledge.pathways import Pathway, Scenario, Scoring, Step
from workup.knowledge.rules import Conclusion, Hold, Rule
from workup.knowledge.sources import Note, SeedStatement, Source, Term, Verification


@dataclass(frozen=True, eq=False)
class Parts:
    """What the files of one pathway and its rule packs say, checked.

    `content_hash` is the SHA-256 of every content file; two libraries with the same hash say the same.
    """

    pathway: Pathway
    findings: Mapping[str, Finding]
    conclusions: Mapping[str, Conclusion]
    """In an order in which each reads only those before it."""
    rules: tuple[Rule, ...]
    sources: Mapping[str, Source]
    content_hash: str


@dataclass(frozen=True, eq=False)
class Library(Parts):
    """One pathway and all that it uses, indexed; safe to share between threads."""

    later: LaterFiles = field(default=LaterFiles(), repr=False)
    """The files that are read when they are first asked for."""

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Give the steps by id, in the pathway's order."""
        return {step.step: step for step in self.pathway.steps}

    @cached_property
    def stage_order(self) -> Mapping[str, int]:
        """Give the position of each stage."""
        return {stage.stage: i for i, stage in enumerate(self.pathway.stages)}

    @cached_property
    def step_order(self) -> Mapping[str, int]:
        """Give the position of each step."""
        return {step.step: i for i, step in enumerate(self.pathway.steps)}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Give the rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def principles(self) -> Mapping[str, str]:
        """Give the words of each principle."""
        return {principle.principle: principle.says for principle in self.pathway.principles}

    @cached_property
    def by_effect(self) -> Mapping[tuple[str, str], tuple[Rule, ...]]:
        """Give the rules by (effect, target), such as ("recommend", "mri")."""
        found: dict[tuple[str, str], list[Rule]] = {}
        for rule in self.rules:
            found.setdefault((rule.effect, rule.target), []).append(rule)
        return {key: tuple(rules) for key, rules in found.items()}

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """Give the findings of each step, in content order."""
        found: dict[str, list[Finding]] = {step: [] for step in self.steps}
        for finding in self.findings.values():
            found[finding.step].append(finding)
        return {step: tuple(findings) for step, findings in found.items()}

    @cached_property
    def emergency_step(self) -> str:
        """Give the step that red flags lead to; empty where the pathway has none."""
        return next((rule.target for rule in self.rules if rule.effect == "escalate"), "")

    @cached_property
    def safety_findings(self) -> tuple[str, ...]:
        """Give the findings that escalate rules read, in content order."""
        read = {name for rule in self.rules if rule.effect == "escalate" for name in self.findings_read(rule)}
        return tuple(name for name in self.findings if name in read)

    @cached_property
    def names(self) -> Names:
        """Give the one namespace that criteria draw on."""
        return names_of(self.findings, self.conclusions, self.steps)

    def findings_read(self, rule: Rule) -> frozenset[str]:
        """Give every finding that a rule's `when` rests on, through its conclusions too."""
        if rule.id not in self._findings_read:
            self._findings_read[rule.id] = self.findings_in(rule.when)
        return self._findings_read[rule.id]

    @cached_property
    def scoring(self) -> Scoring | None:
        """Give how a rehearsal is scored; None where the pathway does not say. Raises ContentError."""
        return self.later.scoring()

    @cached_property
    def _findings_read(self) -> dict[str, frozenset[str]]:
        return {}

    def findings_in(self, condition: Condition) -> frozenset[str]:
        """Give every finding that a condition rests on, through its conclusions too."""
        found: set[str] = set()
        for leaf in leaves(condition):
            name = name_of(leaf)
            if name in self.findings:
                found.add(name)
            elif name in self.conclusions:
                found |= self.findings_beneath[name]
        return frozenset(found)

    @cached_property
    def findings_beneath(self) -> Mapping[str, frozenset[str]]:
        """Give, for each conclusion, every finding that it rests on."""
        beneath: dict[str, frozenset[str]] = {}
        for conclusion in self.conclusions:
            found: set[str] = set()
            for rule in self.by_effect.get(("conclude", conclusion), ()):
                for leaf in leaves(rule.when):
                    name = name_of(leaf)
                    found |= {name} if name in self.findings else beneath.get(name, frozenset())
            beneath[conclusion] = frozenset(found)
        return beneath

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """Give every condition of the content: of rules, holds, steps, endings and contradictions."""
        found: list[Condition] = [rule.when for rule in self.rules]
        found += [rule.then.until for rule in self.rules if isinstance(rule.then, Hold)]
        found += [contradiction.when for contradiction in self.pathway.contradictions]
        for step in self.pathway.steps:
            found += [end.when for end in step.ends]
            found += [step.done_when.only_if, *(also.when for also in step.done_when.also)]
        return tuple(found)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Give the glossary. Raises ContentError where its file is mistaken."""
        return self.later.terms(self)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Give the background notes. Raises ContentError where their file is mistaken."""
        return self.later.notes(self)

    @cached_property
    def seed(self) -> tuple[SeedStatement, ...]:
        """Give the seed's statements and where each is taught. Raises ContentError where one points nowhere."""
        return self.later.seed(self)

    @cached_property
    def references(self) -> frozenset[str]:
        """Give every piece of content that a seed statement may point at, as `kind:id`."""
        kinds = {
            "rule": self.rule,
            "step": self.steps,
            "finding": self.findings,
            "scenario": self.later.scenarios,
            "note": [note.note for note in self.notes],
            "term": [term.term for term in self.terms],
        }
        return frozenset(f"{kind}:{name}" for kind, names in kinds.items() for name in names)

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Give the ids of the bundled scenarios."""
        return tuple(self.later.scenarios)

    def scenario(self, name: str) -> Scenario:
        """Give a scenario by id.

        Raises UnknownNameError with the nearest id, and ContentError where its file is mistaken.
        """
        if name not in self.later.scenarios:
            raise UnknownNameError("scenario", name, self.later.scenarios)
        return self.later.scenario(name, self)

    def step(self, name: str) -> Step:
        """Give a step by id. Raises UnknownNameError with the nearest id."""
        if name not in self.steps:
            raise UnknownNameError("step", name, self.steps)
        return self.steps[name]

    def verified(self, source: str, own: Verification | None) -> Verification:
        """Give how far a citation was verified: its own word, or its source's."""
        return own or self.sources[source].verified


def names_of(
    findings: Mapping[str, Finding],
    conclusions: Mapping[str, object],
    steps: Mapping[str, object],
    mistaken: Mapping[str, str] | None = None,
) -> Names:
    """Put findings, conclusions and steps into the one namespace of criteria.

    `mistaken` are findings, with their type, that could not be read: each is told once, where it stands, and
    every value of it is taken, so that what reads it is not called mistaken too.
    """
    unread = {n: kind if kind in ("yes_no", "number") else "choice" for n, kind in (mistaken or {}).items()}
    kinds = {**unread, **{name: finding.type for name, finding in findings.items()}}

    def value_of(name: str, text: str) -> str:
        return str(findings[name].read(text)) if name in findings else text

    return Names({**kinds, **dict.fromkeys(conclusions, "conclusion"), **dict.fromkeys(steps, "step")}, value_of)
