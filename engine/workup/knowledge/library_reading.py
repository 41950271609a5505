"""The files of a pathway and its rule packs into checked parts, every mistake with its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workup.knowledge.checks import check_library, sort_conclusions
from workup.knowledge.content_files import content_hash
from workup.knowledge.criteria import Names
from workup.knowledge.errors import ContentError, Problem
from workup.knowledge.findings import Finding
from workup.knowledge.library import Library, Parts, names_of
from workup.knowledge.pathways import Pathway
from workup.knowledge.rules import Conclusion, Rule
from workup.knowledge.sources import Source
from workup.knowledge.validating import Reader, keys_of
from workup.knowledge.yaml_documents import Document, parse_document


class _Opener:
    def __init__(self, files: Mapping[str, bytes | OSError]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.used: dict[str, bytes] = {}

    def text(self, name: str) -> str | None:
        """Give a file's text; None, with a problem, where it cannot be read."""
        content = self.files.get(name)
        if content is None:
            self.problems.append(Problem(name, None, "the file is missing"))
        elif isinstance(content, OSError):
            self.problems.append(Problem(name, None, f"the file cannot be read: {content.strerror}"))
        else:
            self.used[name] = content
            try:
                return content.decode("utf-8")
            except UnicodeDecodeError:
                self.problems.append(Problem(name, None, "the file is not UTF-8 text"))
        return None

    def document(self, name: str) -> Document:
        text = self.text(name)
        if text is None:
            return Document(name, None)
        document, problems = parse_document(text, name)
        self.problems += problems
        return document

    def reader(self, name: str) -> Reader:
        return Reader(self.document(name), self.problems)


def _pack_names(document: Document) -> list[str]:
    packs = document.value.get("rule_packs") if isinstance(document.value, dict) else None
    return [str(pack) for pack in packs] if isinstance(packs, list) else []


def read_parts(folder: str, files: Mapping[str, bytes | OSError], rules_called: str) -> Parts:
    """Read the files of a pathway's folder and of the packs that it names; `files` may hold more packs.

    Raises ContentError with every mistake found; `rules_called` is how messages call the folder of packs.
    """
    opener = _Opener(files)
    pathway_document = opener.document(f"{folder}pathway.yaml")
    if opener.problems:
        raise ContentError(opener.problems)  # what names the packs cannot be read
    names_of_rules: list[str] = []
    for pack in _pack_names(pathway_document):
        found = [name for name in sorted(files) if name.startswith(f"rules/{pack}/")]
        if not found:
            what = f"there is no rule pack {pack!r} in {rules_called}/"
            opener.problems.append(pathway_document.problem(("rule_packs",), what))
        names_of_rules += found
    finding_reader = opener.reader(f"{folder}findings.yaml")
    finding_reader.top(("findings",))
    placed = finding_reader.models(Finding, "findings")
    finding_reader.unique("finding", [(place, finding.finding) for place, finding in placed])
    findings = {finding.finding: finding for _, finding in placed}
    if opener.problems and not findings:
        raise ContentError(opener.problems)  # without one finding every name would be unknown
    mistaken = {
        str(item.get("finding")): str(item.get("type"))
        for _, item in finding_reader.items("findings", needed=False)
        if item.get("finding") not in findings
    }

    source_reader = opener.reader(f"{folder}sources.yaml")
    source_reader.top(("sources",))
    placed_sources = source_reader.models(Source, "sources")
    source_reader.unique("source", [(place, source.source) for place, source in placed_sources])
    sources = {source.source: source for _, source in placed_sources}

    rule_readers = [opener.reader(name) for name in sorted(set(names_of_rules))]
    conclusions: dict[str, Conclusion] = {}
    for reader in rule_readers:
        reader.top(("sources_checked_on", "conclusions", "rules"))
        for place, conclusion in reader.models(Conclusion, "conclusions", needed=False):
            if conclusion.conclusion in conclusions:
                reader.say(place, f"the conclusion {conclusion.conclusion!r} is declared twice")
            conclusions[conclusion.conclusion] = conclusion

    pathway_reader = Reader(pathway_document, opener.problems)
    pathway_reader.unique("step", [(place, str(item.get("step"))) for place, item in pathway_reader.items("steps")])
    steps = {str(item.get("step")): None for _, item in pathway_reader.items("steps")}
    names = names_of(findings, conclusions, steps, mistaken)
    for taken in (set(conclusions) & set(steps)) | ((set(conclusions) | set(steps)) & set(findings)):
        opener.problems.append(Problem(pathway_document.path, None, f"the name {taken!r} is used for two things"))
    pathway = _read_pathway(pathway_reader, names, names_of(findings, {}, {}, mistaken))

    rules: list[Rule] = []
    for reader in rule_readers:
        for rule in _read_rules(reader, names):
            if first := next((other for other in rules if other.id == rule.id), None):
                what = f"the rule {rule.id} stands in two packs (first at {first.file}:{first.line})"
                opener.problems.append(Problem(rule.file, rule.line, what, "rename one of them"))
            rules.append(rule)
    if opener.problems or pathway is None:
        raise ContentError(opener.problems)
    ordered = sort_conclusions(conclusions, rules)

    for name in sorted(files):
        if name.startswith(folder) and name not in opener.used:
            opener.text(name)
    parts = Parts(pathway, findings, ordered, tuple(rules), sources, content_hash(opener.used))
    problems = opener.problems + check_library(Library(**vars(parts)), pathway_document)
    if problems:
        raise ContentError(problems)
    return parts


def _read_pathway(reader: Reader, names: Names, stated: Names) -> Pathway | None:
    top = dict(reader.top(keys_of(Pathway)))
    steps = []
    for place, item in reader.items("steps"):
        step = {**item, "line": reader.document.line(place)}
        if isinstance(done_when := item.get("done_when"), dict):
            done_when = dict(done_when)
            if "only_if" in done_when:
                done_when["only_if"] = reader.condition(done_when["only_if"], (*place, "done_when", "only_if"), stated)
            done_when["also"] = _with_conditions(reader, done_when.get("also"), (*place, "done_when", "also"), stated)
            step["done_when"] = done_when
        step["ends"] = _with_conditions(reader, item.get("ends"), (*place, "ends"), names)
        steps.append(step)
    top["steps"] = steps
    distractors = reader.items("distractors", needed=False)
    top["distractors"] = [{**item, "line": reader.document.line(place) or 0} for place, item in distractors]
    top["contradictions"] = _with_conditions(reader, top.get("contradictions"), ("contradictions",), names)
    return reader.model(Pathway, top, ())


def _with_conditions(reader: Reader, items: Any, place: tuple[str | int, ...], names: Names) -> Any:
    if not isinstance(items, list):
        return items or []
    return [
        {**item, "when": reader.condition(item["when"], (*place, i, "when"), names)}
        if isinstance(item, dict) and "when" in item
        else item
        for i, item in enumerate(items)
    ]


_RULE_KEYS = ("rule", "when", "then", "because", "principle", "citations", "conflict", "also_accepted", "examples")


def _read_rules(reader: Reader, names: Names) -> list[Rule]:
    stem = Path(reader.document.path).stem
    rules = []
    placed = reader.items("rules")
    reader.unique("rule", [(place, str(item.get("rule"))) for place, item in placed])
    for place, raw in placed:
        item = reader.known(raw, _RULE_KEYS, place)
        effect = item.get("then")
        reads_steps = isinstance(effect, dict) and "close" in effect
        value = {
            **item,
            "id": f"{stem}.{item.get('rule')}",
            "when": reader.condition(item.get("when"), (*place, "when"), names, steps=reads_steps),
            "file": reader.document.path,
            "line": reader.document.line(place) or 0,
        }
        if "then" in item:
            then = reader.consequent(item["then"], (*place, "then"), names)
            if then is None:
                continue
            value["then"] = then
        rule = reader.model(Rule, value, place)
        if rule is not None:
            rules.append(rule)
    return rules
