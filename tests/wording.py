"""A scanner for words that Workup never says: a diagnosis, a probability, a dose, an instruction to treat.

A kind of assertion is a list of patterns, each read without regard to case in one sentence at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workup.knowledge.library import Library
from workup.knowledge.rules import Recommend
from workup.knowledge.sources import Citation

_DISEASE = (
    r"(?:asps|alveolar soft part sarcoma|\w*sarcomas?|cancer|\w*carcinoma|malignan\w+|benign|harmless"
    r"|lipoma|hemangioma|tumor|metasta\w+)"
)
_BE = r"(?:is|must be|has to be|will be)"
_NUMBER = r"(?:three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty(?:-\w+)?)"
_PART = r"(?:half|(?:a|one) (?:third|quarter|fifth|tenth)|(?:two|three) (?:thirds|quarters))"
_DRUG = r"(?:chemotherapy|radiotherapy|treatment|targeted|medicines?)"
_LUMP = r"(?:this|it|that|the (?:lump|mass|swelling|tumor|tissue|finding|case|patient))"

PATTERNS: dict[str, tuple[str, ...]] = {
    "diagnosis": (
        rf"\bpatient (?:has|suffers from)\b(?=(?: \w+){{0,3}} {_DISEASE}\b)(?! (?:not )?had\b)",
        r"\byou (?:have|may have|might have|do not have|are suffering)\b",
        r"\b(?:is|are|was|were|been|be|being) (?:\w+ )?diagnosed\b",
        r"\bdiagnosed (?:with|as)\b",
        r"\b(?:the|this|your) diagnosis\b",
        r"\bdiagnosis (?:is|was|of)\b",
        r"\bdiagnostic of\b",
        r"\bconfirm(?:s|ed|ing)? (?:\w+ )?(?:asps|diagnosis|sarcoma|cancer|alveolar)\b",
        r"\b(?:asps|sarcoma|cancer) (?:is|was) confirmed\b",
        r"\bproves?\b(?= (?:\w+ )?(?:asps|diagnosis|sarcoma|cancer)\b)",
        r"\brul(?:e|es|ed|ing) out\b",
        r"\bexclud(?:e|es|ed|ing)\b",
        r"\b(?:negative|positive) for (?:disease|cancer|asps|sarcoma)\b",
        rf"(?<!whether )\b{_LUMP} {_BE}(?: not)?(?: an?| the)?(?: (?!not\b)\w+){{0,2}} {_DISEASE}\b",
        r"\ball clear\b",
        r"\bnothing to worry\b",
        r"\bno (?:cause|need|reason) (?:for concern|to worry)\b",
        r"\bdon['’]t worry\b",
        r"\bgold standard\b",
    ),
    "probability": (
        r"\b(?:un)?likely\b",
        r"\b(?:im)?probabl[ey]\b",
        r"\blikelihood\b",
        r"\bprobabilit(?:y|ies)\b",
        r"\bchances? (?:of|that)\b",
        r"\bodds\b",
        r"\d ?%",
        r"\bper ?cent\b",
        r"\b\d+ (?:in|of|out of) \d+\b",
        rf"\b(?:one|two|three|four|five|six) (?:in|of|out of) {_NUMBER}\b",
        rf"\b{_PART} of\b(?! (?:a|the) (?:year|day|month|hour))",
        r"\bprognosis\b",
        r"\blife expectancy\b",
        r"\b(?:will|going to) (?:die|survive|be cured|recover)\b",
        r"\bsurvival of\b",
    ),
    "dose": (
        r"\b\d+(?:\.\d+)? ?(?:mg|mcg|µg|g|gy|ml|iu)\b",
        r"\bmg\b",
        r"\bdos(?:e|es|age) of\b",
        r"\b(?:once|twice|three times) (?:a day|daily)\b",
    ),
    "treatment": (
        r"\b(?:you|the patient) (?:should|must|needs? to|has to|have to|ought to)\b",
        r"\b(?:he|she|they) (?:should|must|ought to)\b",
        r"\bshould (?:be given|be treated|be operated|receive|undergo|have (?:surgery|radiotherapy|chemotherapy))\b",
        r"\bmust have\b",
        r"\border now\b",
        r"\b(?:prescribe|administer|inject)\b",
        rf"\b(?:start|begin|give)s? (?:\w+ )?{_DRUG}\b",
        r"\bneeds (?:surgery|an operation|chemotherapy|radiotherapy|amputation)\b",
        r"\btreat (?:him|her|them|the patient)\b",
        r"\bguidelines? (?:requires?|demands?)\b",
        r"\bwait and see\b",
        r"\b(?:just a needle|quick biopsy|botched)\b",
        r"\bwomen of childbearing age\b",
    ),
}

_COMPILED = [(kind, re.compile(words, re.IGNORECASE)) for kind, found in PATTERNS.items() for words in found]


def assertions(text: str) -> list[tuple[str, str]]:
    """Give each forbidden assertion in a text as its kind and the sentence that makes it.

    >>> assertions("The report names ASPS.")
    []
    >>> assertions("Look first. The patient has a sarcoma.")
    [('diagnosis', 'The patient has a sarcoma.')]
    """
    return [hit for sentence in re.split(r'(?<=[.!?]) |"', folded_words(text)) for hit in _in_sentence(sentence)]


@cache
def _in_sentence(sentence: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, sentence) for kind, pattern in _COMPILED if pattern.search(sentence))


def folded_words(text: str) -> str:
    """Fold white space, and take off the marks by which Markdown and JSON escape a character."""
    return " ".join(re.sub(r"\\([\\`*_\[\]<>|#\"])", r"\1", text).split())


def _citation_words(place: str, citations: tuple[Citation, ...]) -> Iterator[tuple[str, str]]:
    for citation in citations:
        yield f"{place} cites {citation.source}", citation.says


def content_words(library: Library) -> Iterator[tuple[str, str]]:
    """Give every piece of learner-facing content, the glossary too, with the place where it stands."""
    yield from pathway_words(library)
    for term in library.terms:
        yield term.term, f"{term.term}. {term.says}"


def pathway_words(library: Library) -> Iterator[tuple[str, str]]:
    """Give what learners meet on the pathway: steps, findings, rules, wrong moves and scenarios."""
    pathway = library.pathway
    yield "scope", f"{pathway.title}. {pathway.scope.inside} {pathway.scope.outside} {pathway.intended_use}"
    for principle in pathway.principles:
        yield principle.principle, principle.says
    for stage in pathway.stages:
        yield stage.stage, f"{stage.title}. {stage.question} {stage.strategy}"
    for step in pathway.steps:
        yield step.step, f"{step.title}. {step.short}"
    for contradiction in pathway.contradictions:
        yield contradiction.contradiction, contradiction.says
    for distractor in pathway.distractors:
        yield distractor.distractor, f"{distractor.title}. {distractor.harm}"
        yield from _citation_words(distractor.distractor, distractor.citations)
    for rule in library.rules:
        within = rule.then.within if isinstance(rule.then, Recommend) else None
        yield rule.id, ". ".join([rule.because, rule.conflict or "", within or ""])
        yield from _citation_words(rule.id, rule.citations)
    for conclusion in library.conclusions.values():
        yield conclusion.conclusion, f"{conclusion.yes}. {conclusion.no}"
    for finding in library.findings.values():
        yield finding.finding, f"{finding.label}. {finding.question} {finding.says or ''}"
        for value in finding.values:
            yield f"{finding.finding} {value.value}", f"{value.label}. {value.says}"
    for name in library.scenario_names:
        scenario = library.scenario(name)
        yield name, ". ".join([scenario.title, scenario.opening, scenario.trap or "", scenario.learn or ""])
