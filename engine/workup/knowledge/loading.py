"""Content folders into a `Library`. This room reads files; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from workup.knowledge.checks import check_library, sort_conclusions
from workup.knowledge.content_files import bundled_content, content_hash
from workup.knowledge.criteria import Names
from workup.knowledge.errors import ContentError, Problem, UnknownNameError, did_you_mean, nearest
from workup.knowledge.findings import Finding
from workup.knowledge.library import Library, names_of
from workup.knowledge.pathways import Pathway, Scoring
from workup.knowledge.rules import Conclusion, Rule
from workup.knowledge.scenario_reading import read_scenario
from workup.knowledge.sources import Note, SeedStatement, Source, Term
from workup.knowledge.validating import Reader, keys_of
from workup.knowledge.yaml_documents import Document, parse_document


def load(
    pathways: str | Path | None = None, rules: str | Path | None = None, *, pathway: str = "soft_tissue_lump"
) -> Library:
    """Load a pathway and the rule packs it names; without folders, the bundled ones.

    Raises ContentError with every mistake found, and UnknownNameError for a pathway that is not there.

    >>> load().pathway.pathway
    'soft_tissue_lump'
    """
    if pathways is None or rules is None:
        bundled = bundled_content()
        pathways, rules = pathways or bundled.pathways, rules or bundled.rules
    pathways, rules = Path(pathways), Path(rules)
    if not (pathways / pathway / "pathway.yaml").is_file():
        known = [path.parent.name for path in pathways.glob("*/pathway.yaml")]
        raise UnknownNameError("pathway", pathway, known)
    files = {f"pathways/{path.relative_to(pathways).as_posix()}": path for path in (pathways / pathway).rglob("*.yaml")}
    opener = _Opener(files, f"pathways/{pathway}/")
    pathway_document = opener.document(f"pathways/{pathway}/pathway.yaml")
    for pack in _pack_names(pathway_document):
        found = {f"rules/{pack}/{path.name}": path for path in sorted((rules / pack).glob("*.yaml"))}
        if not found:
            opener.problems.append(
                pathway_document.problem(("rule_packs",), f"there is no rule pack {pack!r} in {rules.name}/")
            )
        opener.files.update(found)
    return _build(opener, pathway_document)


class _Opener:
    def __init__(self, files: dict[str, Path], folder: str) -> None:
        self.files, self.folder = files, folder
        self.problems: list[Problem] = []
        self.contents: dict[str, bytes] = {}

    def text(self, name: str) -> str | None:
        """Give a file's text; None, with a problem, where it cannot be read."""
        try:
            self.contents[name] = self.files[name].read_bytes()
            return self.contents[name].decode("utf-8")
        except KeyError:
            self.problems.append(Problem(name, None, "the file is missing"))
        except UnicodeDecodeError:
            self.problems.append(Problem(name, None, "the file is not UTF-8 text"))
        except OSError as error:
            self.problems.append(Problem(name, None, f"the file cannot be read: {error.strerror}"))
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


def _build(opener: _Opener, pathway_document: Document) -> Library:
    folder = opener.folder
    finding_reader = opener.reader(f"{folder}findings.yaml")
    finding_reader.top(("findings",))
    placed = finding_reader.models(Finding, "findings")
    finding_reader.unique("finding", [(place, finding.finding) for place, finding in placed])
    findings = {finding.finding: finding for _, finding in placed}
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

    rule_readers = [opener.reader(name) for name in sorted(opener.files) if name.startswith("rules/")]
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

    later = {name: opener.text(name) or "" for name in sorted(opener.files) if name not in opener.contents}
    scenario_names = [name for name in later if name.startswith(f"{folder}scenarios/")]
    library = Library(
        pathway=pathway,
        findings=findings,
        conclusions=ordered,
        rules=tuple(rules),
        sources=sources,
        content_hash=content_hash(opener.contents),
        _read_terms=partial(_read_list, Term, "terms", f"{folder}glossary.yaml", later),
        _read_notes=partial(_read_list, Note, "notes", f"{folder}notes.yaml", later),
        _read_seed=partial(_read_list, SeedStatement, "statements", f"{folder}seed.yaml", later),
        _read_scoring=partial(_scoring_of, f"{folder}scoring.yaml", later),
        _scenarios={Path(name).stem: partial(read_scenario, name, later[name]) for name in scenario_names},
    )
    problems = opener.problems + check_library(library, pathway_document)
    if problems:
        raise ContentError(problems)
    return library


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


def _read_list(kind: Any, key: str, name: str, texts: Mapping[str, str], library: Library) -> tuple[Any, ...]:
    if name not in texts:
        return ()
    document, problems = parse_document(texts[name], name)
    reader = Reader(document, problems)
    reader.top((key, "sources_checked_on"))
    placed = reader.models(kind, key)
    for place, item in placed:
        for i, citation in enumerate(getattr(item, "citations", ())):
            if citation.source not in library.sources:
                reader.say((*place, "citations", i), f"there is no source {citation.source!r}")
        for i, reference in enumerate(getattr(item, "taught_by", ())):
            if reference not in library.references:
                kind, _, wanted = reference.partition(":")
                reader.say(
                    (*place, "taught_by", i),
                    f"there is no {kind} {wanted!r}",
                    did_you_mean(nearest(reference, library.references)),
                )
    if problems:
        raise ContentError(problems)
    return tuple(item for _, item in placed)


def _scoring_of(name: str, texts: Mapping[str, str]) -> Scoring | None:
    return read_scoring(name, texts[name]) if name in texts else None


def read_scoring(name: str, text: str) -> Scoring:
    """Read how a rehearsal is scored from YAML text; `name` is its path. Raises ContentError."""
    document, problems = parse_document(text, name)
    reader = Reader(document, problems)
    scoring = reader.model(Scoring, dict(reader.top(keys_of(Scoring))), ())
    if scoring is None or problems:
        raise ContentError(problems)
    return scoring
