"""English made from the criteria themselves. The one place where reasons are phrased."""

from __future__ import annotations

from collections.abc import Sequence

from workup.knowledge.criteria import Between, Compare, Criterion, Holds, Is, StepDone
from workup.knowledge.findings import Finding, Value, plain_number
from workup.knowledge.library import Library
from workup.knowledge.pathways import Ending
from workup.knowledge.sources import Fit, Verification
from workup.reasoning.terms import Allowed, Interval

VERIFIED: dict[Verification, str] = {
    "primary": "primary source",
    "secondary": "secondary source",
    "general_knowledge": "general knowledge, to be verified",
    "inference": "our reasoning",
}

FITS: dict[Fit, str] = {
    "same": "",
    "wider": "our extension",
    "narrower": "the source reaches further",
    "reasoning": "our reasoning",
}

ENDINGS: dict[Ending, str] = {
    "safety_net": "leaves this pathway with advice on when to return",
    "handed_over": "handed over to another team",
    "reported_and_staged": "reported, staged and discussed by the team",
    "unresolved_expert_review": "unresolved after expert review; the team decides",
    "emergency_stop": "stopped: emergency care comes first",
    "outside_scope": "outside the scope of this pathway",
}

_ONE = {"cm": "cm", "months": "month", "years": "year"}

_COMPARED = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Join parts as a person would.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def quantity(number: float, unit: str) -> str:
    """Write a number with its unit.

    >>> quantity(7.0, "cm"), quantity(1, "months"), quantity(24, "years")
    ('7 cm', '1 month', '24 years')
    """
    return f"{plain_number(number)} {_ONE[unit] if number == 1 else unit}"


def value_label(finding: Finding, value: Value) -> str:
    """Give the short label of a stated value: "thigh", "painless", "7 cm"."""
    if finding.type == "number":
        assert not isinstance(value, str)
        return quantity(value, finding.unit or "")
    return finding.choice(value).label


def bare_label(label: str) -> str:
    """Drop the part of a label that names its finding, where the finding is named beside it.

    >>> bare_label("team's plan: core needle"), bare_label("deep")
    ('core needle', 'deep')
    """
    return label.rpartition(": ")[2]


def fact(finding: Finding, value: Value) -> str:
    """Say a stated fact as a clause: "the lump is deep"."""
    if finding.type == "number":
        assert finding.says is not None
        return finding.says.replace("{value}", value_label(finding, value))
    return finding.choice(value).says


def asked(criterion: Criterion, library: Library) -> str:
    """Say what a criterion asks for, whatever is stated: "the size of the lump is at least 5 cm"."""
    match criterion:
        case StepDone(step):
            return f"the {library.steps[step].short} has been done"
        case Holds(name, negated):
            if name in library.conclusions:
                return library.conclusions[name].no if negated else library.conclusions[name].yes
            return library.findings[name].choice(not negated).says
        case Is(name, values, negated):
            finding = library.findings[name]
            labels = [bare_label(finding.choice(value).label) for value in values]
            if negated and len(labels) == 1:
                return f"the {finding.label} is reported, and is not {labels[0]}"
            if negated:
                return f"the {finding.label} is reported, and is neither {listed(labels, 'nor')}"
            if len(values) <= 2:
                return listed([finding.choice(value).says for value in values], "or")
            return f"the {finding.label} is {listed(labels, 'or')}"
        case Compare(name, op, number):
            finding = library.findings[name]
            return f"the {finding.label} is {_COMPARED[op]} {quantity(number, finding.unit or '')}"
        case Between(name, low, high, negated):
            finding = library.findings[name]
            which = "not " if negated else ""
            return f"the {finding.label} is {which}from {plain_number(low)} to {quantity(high, finding.unit or '')}"


def matched(criterion: Criterion, library: Library, value: Value) -> str:
    """Say the stated fact that decides a criterion, with the bound where there is one: "7 cm, at least 5 cm"."""
    finding = library.findings[criterion.name] if not isinstance(criterion, StepDone) else None
    if finding is None:
        return asked(criterion, library)
    clause = fact(finding, value)
    unit = finding.unit or ""
    assert not isinstance(criterion, StepDone)
    if isinstance(criterion, Compare):
        assert not isinstance(value, str)
        return f"{clause} ({_bound(criterion, value, unit)})"
    if isinstance(criterion, Between):
        assert not isinstance(value, str)
        word = "within" if criterion.low <= value <= criterion.high else "outside"
        return f"{clause} ({word} {plain_number(criterion.low)} to {quantity(criterion.high, unit)})"
    return clause


def _bound(criterion: Compare, value: float, unit: str) -> str:
    """Phrase the bound from the side on which the value lies."""
    holds = {
        ">=": value >= criterion.number,
        ">": value > criterion.number,
        "<=": value <= criterion.number,
        "<": value < criterion.number,
    }[criterion.op]
    opposite = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}
    op = criterion.op if holds else opposite[criterion.op]
    return f"{_COMPARED[op]} {quantity(criterion.number, unit)}"


def wanted(name: str, allowed: Allowed, library: Library) -> str:
    """Say what a missing fact or step would have to be: "the depth of the lump (deep)"."""
    if name in library.steps:
        return f"the {library.steps[name].short} done"
    finding = library.findings[name]
    if isinstance(allowed, Interval):
        return f"the {finding.label} ({_interval(allowed, finding)})"
    if finding.type == "yes_no":
        words = [word for word, value in (("yes", True), ("no", False)) if value in allowed]
        return f"the {finding.label} ({listed(words, 'or')})"
    labels = [bare_label(choice.label) for choice in finding.values if choice.value in allowed]
    if len(labels) > 3 and len(labels) > len(finding.values) / 2:
        left = [bare_label(choice.label) for choice in finding.values if choice.value not in allowed]
        return f"the {finding.label} (anything but {listed(left, 'or')})"
    return f"the {finding.label} ({listed(labels, 'or')})"


def _interval(allowed: Interval, finding: Finding) -> str:
    assert finding.range is not None
    unit = finding.unit or ""
    low, high = allowed.low > finding.range[0], allowed.high < finding.range[1]
    if low and high and (allowed.low_open or allowed.high_open):
        above = f"{'more than' if allowed.low_open else 'at least'} {quantity(allowed.low, unit)}"
        return f"{above} and {'less than' if allowed.high_open else 'at most'} {quantity(allowed.high, unit)}"
    if low and high:
        return f"from {plain_number(allowed.low)} to {quantity(allowed.high, unit)}"
    if low:
        return f"{'more than' if allowed.low_open else 'at least'} {quantity(allowed.low, unit)}"
    if high:
        return f"{'less than' if allowed.high_open else 'at most'} {quantity(allowed.high, unit)}"
    return "any"


def uncapitalized(words: str) -> str:
    """Let a sentence go on after a colon; an abbreviation stays as it is.

    >>> uncapitalized("A needle waits."), uncapitalized("MRI comes first.")
    ('a needle waits.', 'MRI comes first.')
    """
    return words if words[:2].isupper() and words[:2].isalpha() else words[:1].lower() + words[1:]


def sentence(clause: str) -> str:
    """Make a clause a sentence.

    >>> sentence("the lump is deep")
    'The lump is deep.'
    """
    clause = clause.strip()
    return clause[:1].upper() + clause[1:] + ("" if clause.endswith((".", "?", "!")) else ".")
