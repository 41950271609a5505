"""More phrases for findings, in files of their own: read when a description is first read, and not before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workup.knowledge.errors import ContentError, Problem, did_you_mean, nearest
from workup.knowledge.findings import Choice, Finding
from workup.knowledge.phrase_patterns import check_phrases
from workup.knowledge.shapes import DottedName, Name, Shape, Text
from workup.knowledge.validating import Reader
from workup.knowledge.yaml_documents import parse_document


@dataclass(frozen=True, kw_only=True)
class ValuePhrases(Shape):
    """Words of a description that say one value."""

    value: Name
    phrases: tuple[Text, ...]

    def __post_init__(self) -> None:
        """Refuse a phrase whose brackets do not close."""
        check_phrases(self.phrases)


@dataclass(frozen=True, kw_only=True)
class MorePhrases(Shape):
    """What a description may say of one finding, besides what `findings.yaml` has."""

    finding: DottedName
    other_meanings: tuple[Text, ...] = ()
    values: tuple[ValuePhrases, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a phrase whose brackets do not close."""
        check_phrases(self.other_meanings)

    def added_to(self, finding: Finding) -> Finding:
        """Give the finding with these phrases behind its own."""
        more = {item.value: item.phrases for item in self.values}

        def added(choice: Choice) -> Choice:
            return replace(choice, phrases=(*choice.phrases, *more.get(choice.value, ())))

        return replace(
            finding,
            other_meanings=(*finding.other_meanings, *self.other_meanings),
            values=tuple(added(choice) for choice in finding.values),
        )


def with_more_phrases(findings: Mapping[str, Finding], texts: Mapping[str, str]) -> Mapping[str, Finding]:
    """Give the findings with the phrases of some files, by file name. Raises ContentError with every mistake."""
    found, problems = dict(findings), list[Problem]()
    for name in sorted(texts):
        document, mistakes = parse_document(texts[name], name)
        reader = Reader(document, mistakes)
        reader.top(("phrases",))
        for place, more in reader.models(MorePhrases, "phrases"):
            if more.finding not in findings:
                hint = did_you_mean(nearest(more.finding, findings))
                reader.say((*place, "finding"), f"there is no finding {more.finding!r}", hint)
                continue
            known = [choice.value for choice in findings[more.finding].values]
            for i, item in enumerate(more.values):
                if item.value not in known:
                    hint = did_you_mean(nearest(item.value, known))
                    reader.say((*place, "values", i, "value"), f"{more.finding} has no value {item.value!r}", hint)
            if not mistakes:
                found[more.finding] = more.added_to(found[more.finding])
        problems += mistakes
    if problems:
        raise ContentError(problems)
    return found
