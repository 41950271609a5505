"""What must hold of a whole library before it may be used; every breach is a load error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workup.knowledge.criteria import All, Condition, Holds, StepDone, leaves, name_of, negate
from workup.knowledge.criteria import Any as AnyOf
from workup.knowledge.errors import ContentError, Problem, did_you_mean, nearest
from workup.knowledge.findings import OverTime
from workup.knowledge.library import Library
from workup.knowledge.pathways import Step
from workup.knowledge.rules import Conclusion, Hold, Recommend, Rule
from workup.knowledge.yaml_documents import Document


def sort_conclusions(conclusions: Mapping[str, Conclusion], rules: Iterable[Rule]) -> dict[str, Conclusion]:
    """Order conclusions so that each reads only those before it.

    Raises ContentError for a circle, naming it, and for a conclusion without a rule.
    """
    reads: dict[str, set[str]] = {name: set() for name in conclusions}
    first: dict[str, Rule] = {}
    for rule in rules:
        if rule.effect == "conclude":
            first.setdefault(rule.target, rule)
            reads[rule.target] |= {name_of(leaf) for leaf in leaves(rule.when)} & set(conclusions)
    if missing := [name for name in conclusions if name not in first]:
        raise ContentError(
            [Problem(conclusions[name].file, conclusions[name].line, f"no rule concludes {name}") for name in missing]
        )
    ordered: dict[str, Conclusion] = {}
    while len(ordered) < len(conclusions):
        ready = [name for name in conclusions if name not in ordered and reads[name] <= set(ordered)]
        if not ready:
            circle = [name for name in conclusions if name not in ordered]
            rule = first[circle[0]]
            raise ContentError(
                [
                    Problem(
                        rule.file,
                        rule.line,
                        f"conclusions depend on each other in a circle: {', '.join(circle)}",
                    )
                ]
            )
        ordered.update((name, conclusions[name]) for name in ready)
    return ordered


def check_library(library: Library, pathway_document: Document) -> list[Problem]:
    """Find every breach in a library whose files were each read without a mistake."""
    return [
        *_check_rules(library),
        *_check_steps(library, pathway_document.path),
        *_check_pathway(library, pathway_document.path),
        *_check_examples(library),
        *_check_can_be_reached(library),
    ]


def _check_rules(library: Library) -> Iterable[Problem]:
    for rule in library.rules:
        if rule.principle not in library.principles:
            hint = did_you_mean(nearest(rule.principle, library.principles))
            yield Problem(rule.file, rule.line, f"there is no principle {rule.principle!r}", hint)
        yield from _check_citations(rule.citations, rule.file, rule.line, library)
        if rule.also_accepted and not rule.conflict:
            what = "also_accepted stands without a conflict"
            yield Problem(rule.file, rule.line, what, "say in conflict: how the sources differ, or leave it out")
        for step in (name for accepted in rule.also_accepted for name in (accepted.step, accepted.before)):
            if step not in library.steps:
                hint = did_you_mean(nearest(step, library.steps))
                yield Problem(rule.file, rule.line, f"also_accepted names {step!r}, which is no step", hint)
        if rule.effect == "escalate" and rule.target != library.emergency_step:
            yield Problem(rule.file, rule.line, "red flags of one pathway lead to one step")


def _check_citations(citations: Iterable[Any], path: str, line: int, library: Library) -> Iterable[Problem]:
    for citation in citations:
        if citation.source not in library.sources:
            hint = did_you_mean(nearest(citation.source, library.sources))
            yield Problem(path, line, f"there is no source {citation.source!r}", hint)


def _can_say(library: Library, change: OverTime) -> bool:
    other = library.findings.get(change.finding)
    return other is not None and {change.more, change.less} <= {choice.value for choice in other.values}


def _check_steps(library: Library, path: str) -> Iterable[Problem]:
    for finding in library.findings.values():
        if finding.step not in library.steps:
            yield Problem(
                path.replace("pathway.yaml", "findings.yaml"),
                finding.line or None,
                f"{finding.finding} belongs to the step {finding.step!r}, which does not exist",
                did_you_mean(nearest(finding.step, library.steps)),
            )
            return
        if finding.only_with and finding.only_with not in library.findings:
            yield Problem(
                path.replace("pathway.yaml", "findings.yaml"),
                finding.line or None,
                f"only_with of {finding.finding} names {finding.only_with!r}, which does not exist",
                did_you_mean(nearest(finding.only_with, library.findings)),
            )
        if finding.over_time and not _can_say(library, finding.over_time):
            yield Problem(
                path.replace("pathway.yaml", "findings.yaml"),
                finding.line or None,
                f"over_time of {finding.finding} names no choice with these values",
                "write over_time: {finding: a choice, more: one of its values, less: another}",
            )
    for step in library.pathway.steps:
        own = {finding.finding for finding in library.findings_of[step.step]}
        done = step.done_when
        if bool(done.all) == bool(done.any):
            yield Problem(path, step.line, f"done_when of {step.step} needs all or any, one of them")
        for name in done.named:
            if name not in own:
                yield Problem(
                    path,
                    step.line,
                    f"done_when of {step.step} names {name!r}, which is not a finding of this step",
                    did_you_mean(nearest(name, own)),
                )
        if step.stage not in library.stage_order:
            yield Problem(path, step.line, f"{step.step} belongs to no stage of the pathway: {step.stage!r}")
        yield from _check_assumed(step, own, library, path)
        if step.step != library.emergency_step and ("recommend", step.step) not in library.by_effect:
            yield Problem(path, step.line, f"no rule ever recommends {step.step}")


def _check_assumed(step: Step, own: set[str], library: Library, path: str) -> Iterable[Problem]:
    for name, raw in step.assumed.items():
        if name not in own:
            yield Problem(
                path,
                step.line,
                f"assumed of {step.step} names {name!r}, not a finding of this step",
                did_you_mean(nearest(name, own)),
            )
            continue
        try:
            library.findings[name].read(raw)
        except ValueError as error:
            what, _, instead = str(error).partition("\n")
            yield Problem(path, step.line, f"assumed of {step.step}: {what}", instead)
    if missing := sorted(own - set(step.assumed)):
        yield Problem(
            path,
            step.line,
            f"assumed of {step.step} leaves unanswered: {', '.join(missing)}",
            "answer every finding of the step",
        )


def _check_pathway(library: Library, path: str) -> Iterable[Problem]:
    for distractor in library.pathway.distractors:
        if distractor.refused_by not in library.rule:
            hint = did_you_mean(nearest(distractor.refused_by, library.rule))
            yield Problem(
                path,
                distractor.line,
                f"{distractor.distractor} is refused by {distractor.refused_by!r}, not a rule",
                hint,
            )
        yield from _check_citations(distractor.citations, path, distractor.line, library)


def _check_examples(library: Library) -> Iterable[Problem]:
    for rule in library.rules:
        if rule.examples.does_not_fire is None and rule.when != All():
            yield Problem(rule.file, rule.line, f"{rule.id} has no does_not_fire example")
        for facts in (rule.examples.fires, rule.examples.does_not_fire or {}):
            for name, raw in facts.items():
                if name in library.steps and raw in ("done", "not_done"):
                    continue
                if name not in library.findings:
                    hint = did_you_mean(nearest(name, library.findings))
                    yield Problem(rule.file, rule.line, f"the example of {rule.id} names {name!r}, not a finding", hint)
                    continue
                try:
                    library.findings[name].read(raw)
                except ValueError as error:
                    what, _, instead = str(error).partition("\n")
                    yield Problem(rule.file, rule.line, f"the example of {rule.id}: {what}", instead)


def _check_can_be_reached(library: Library) -> Iterable[Problem]:
    for rule in library.rules:
        match rule.then:
            case Recommend(again=False):
                if not _can_hold(rule.when, library, without=rule.target):
                    yield Problem(
                        rule.file,
                        rule.line,
                        f"{rule.id} needs a result that only {rule.target} itself yields",
                        "read another finding, or say again: yes where the step is to be repeated",
                    )
            case Hold(until=until):
                if not _can_hold(until, library, without=rule.target):
                    yield Problem(
                        rule.file,
                        rule.line,
                        f"nothing can undo the hold {rule.id}",
                        "name in until a finding or a step that another step can bring",
                    )


def _can_hold(condition: Condition, library: Library, *, without: str) -> bool:
    """Say whether a condition can become true without any result of the step `without`."""
    match condition:
        case All(children):
            return all(_can_hold(child, library, without=without) for child in children)
        case AnyOf(children):
            return any(_can_hold(child, library, without=without) for child in children)
        case StepDone(step):
            return step != without
        case Holds(name, negated) if name in library.conclusions:
            rules = library.by_effect[("conclude", name)]
            if negated:
                return all(_can_hold(negate(rule.when), library, without=without) for rule in rules)
            return any(_can_hold(rule.when, library, without=without) for rule in rules)
        case _:
            return library.findings[name_of(condition)].step != without
