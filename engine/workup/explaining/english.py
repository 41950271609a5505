"""Facts, criteria and quantities in words. The sentences stand in the table of the library's language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workup.explaining.languages.known import ENGLISH, language_of
from workup.explaining.languages.language import Joined, Language
from workup.knowledge.criteria import Between, Compare, Criterion, Holds, Is, StepDone
from workup.knowledge.findings import Finding, Value, plain_number
from workup.knowledge.library import Library
from workup.reasoning.terms import Allowed, Interval

_COMPARED = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than"}
_OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}


def listed(parts: Sequence[str], joined: Joined = "and", language: Language = ENGLISH) -> str:
    """Join parts as a person would; parts that hold lists themselves are set apart by semicolons.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    >>> listed(["a", "b or c", "d"])
    'a; b or c; and d'
    """
    return language.listed(parts, joined)


def quantity(number: float, unit: str, language: Language = ENGLISH) -> str:
    """Write a number with its unit.

    >>> quantity(7.0, "cm"), quantity(1, "months"), quantity(24, "years")
    ('7 cm', '1 month', '24 years')
    """
    return language.count(f"quantity.{unit}", number)


def value_label(finding: Finding, value: Value, language: Language = ENGLISH) -> str:
    """Give the short label of a stated value: "thigh", "painless", "7 cm"."""
    if finding.type == "number":
        assert not isinstance(value, str)
        return quantity(value, finding.unit or "", language)
    return finding.choice(value).label


def given_label(finding: Finding, value: Value, language: Language = ENGLISH) -> str:
    """Give the label of a stated value where its finding is not named beside it: "thigh", "size of the lump 7 cm"."""
    label = value_label(finding, value, language)
    if finding.type != "number":
        return label
    return language.say("given.number", finding=finding.label, number=label)


def bare_label(label: str) -> str:
    """Drop the part of a label that names its finding, where the finding is named beside it.

    >>> bare_label("team's plan: core needle"), bare_label("deep")
    ('core needle', 'deep')
    """
    return label.rpartition(": ")[2]


def fact(finding: Finding, value: Value, language: Language = ENGLISH) -> str:
    """Say a stated fact as a clause: "the lump is deep"."""
    if finding.type == "number":
        assert finding.says is not None
        return finding.says.replace("{value}", value_label(finding, value, language))
    return finding.choice(value).says


@lru_cache(maxsize=4096)
def asked(criterion: Criterion, library: Library) -> str:
    """Say what a criterion asks for, whatever is stated: "the size of the lump is at least 5 cm"."""
    language = language_of(library)
    match criterion:
        case StepDone(step):
            return language.say("criterion.done", step=library.steps[step].short)
        case Holds(name, negated):
            if name in library.conclusions:
                return library.conclusions[name].no if negated else library.conclusions[name].yes
            return library.findings[name].choice(not negated).says
        case Is(name, values, negated):
            return _not_among(name, values, library) if negated else _among(name, values, library)
        case Compare(name, op, number):
            finding = library.findings[name]
            words = quantity(number, finding.unit or "", language)
            return language.say(f"criterion.{_COMPARED[op]}", finding=finding.label, number=words)
        case Between(name, low, high, negated):
            finding = library.findings[name]
            words = quantity(high, finding.unit or "", language)
            key = "criterion.not_from_to" if negated else "criterion.from_to"
            return language.say(key, finding=finding.label, low=plain_number(low), high=words)


def _among(name: str, values: Sequence[Value], library: Library) -> str:
    """Say that a finding has one of some values: by their clauses where they are few, else by their labels."""
    finding, language = library.findings[name], language_of(library)
    if len(values) <= 2:
        return language.listed([finding.choice(value).says for value in values], "or")
    labels = [bare_label(finding.choice(value).label) for value in values]
    return language.say("criterion.one_of", finding=finding.label, values=language.listed(labels, "or"))


def _not_among(name: str, values: Sequence[Value], library: Library) -> str:
    finding, language = library.findings[name], language_of(library)
    labels = [bare_label(finding.choice(value).label) for value in values]
    if len(labels) == 1:
        return language.say("criterion.not", finding=finding.label, value=labels[0])
    return language.say("criterion.none_of", finding=finding.label, values=language.listed(labels, "or"))


def matched(criterion: Criterion, library: Library, value: Value) -> str:
    """Say the stated fact that decides a criterion, with the bound where there is one: "7 cm (at least 5 cm)"."""
    if isinstance(criterion, StepDone):
        return asked(criterion, library)
    finding, language = library.findings[criterion.name], language_of(library)
    clause = fact(finding, value, language)
    if not isinstance(criterion, Compare | Between):
        return clause
    assert not isinstance(value, str)
    return language.say("fact.bounded", fact=clause, bound=_bound(criterion, value, finding.unit or "", language))


def _bound(criterion: Compare | Between, value: float, unit: str, language: Language) -> str:
    """Phrase the bound from the side on which the value lies."""
    if isinstance(criterion, Between):
        key = "bound.within" if criterion.low <= value <= criterion.high else "bound.outside"
        return language.say(key, low=plain_number(criterion.low), high=quantity(criterion.high, unit, language))
    holds = {
        ">=": value >= criterion.number,
        ">": value > criterion.number,
        "<=": value <= criterion.number,
        "<": value < criterion.number,
    }[criterion.op]
    op = criterion.op if holds else _OPPOSITE[criterion.op]
    return language.say(f"bound.{_COMPARED[op]}", number=quantity(criterion.number, unit, language))


def wanted(name: str, allowed: Allowed, library: Library) -> str:
    """Say what a missing fact or step would have to be: "the lump is deep", "the MRI is done"."""
    if name in library.steps:
        return asked(StepDone(name), library)
    finding, language = library.findings[name], language_of(library)
    if isinstance(allowed, Interval):
        return _interval(allowed, finding, language)
    if finding.type == "yes_no":
        values: list[Value] = [value for value in (True, False) if value in allowed]
    else:
        values = [choice.value for choice in finding.values if choice.value in allowed]
    if len(values) == len(finding.values):
        return language.say("criterion.known", finding=finding.label)
    if len(values) > 3 and len(values) > len(finding.values) / 2:
        return _not_among(name, [choice.value for choice in finding.values if choice.value not in allowed], library)
    return _among(name, values, library)


def _interval(allowed: Interval, finding: Finding, language: Language) -> str:
    assert finding.range is not None
    unit = finding.unit or ""
    has_low, has_high = allowed.low > finding.range[0], allowed.high < finding.range[1]
    low, high = (quantity(number, unit, language) for number in (allowed.low, allowed.high))
    above, below = "more_than" if allowed.low_open else "at_least", "less_than" if allowed.high_open else "at_most"
    if has_low and has_high and (allowed.low_open or allowed.high_open):
        bounds = {
            "low": language.say(f"bound.{above}", number=low),
            "high": language.say(f"bound.{below}", number=high),
        }
        return language.say("criterion.between", finding=finding.label, **bounds)
    if has_low and has_high:
        return language.say("criterion.from_to", finding=finding.label, low=plain_number(allowed.low), high=high)
    if has_low:
        return language.say(f"criterion.{above}", finding=finding.label, number=low)
    if has_high:
        return language.say(f"criterion.{below}", finding=finding.label, number=high)
    return language.say("criterion.known", finding=finding.label)


def named(name: str, library: Library) -> str:
    """Name a missing fact or step: "the depth of the lump", "the MRI"."""
    language = language_of(library)
    if name in library.steps:
        return language.say("name.step", step=library.steps[name].short)
    return language.say("name.finding", finding=library.findings[name].label)


def sentence(clause: str) -> str:
    """Make a clause a sentence.

    >>> sentence("the lump is deep")
    'The lump is deep.'
    """
    clause = capitalized(clause.strip())
    return clause + ("" if clause.endswith((".", "?", "!")) else ".")


def capitalized(words: str) -> str:
    """Begin with a capital, and leave the rest as it is.

    >>> capitalized("depth on MRI")
    'Depth on MRI'
    """
    return words[:1].upper() + words[1:]
