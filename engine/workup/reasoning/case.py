"""A case: the presentation plus the results so far, and its meeting with a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from workup.knowledge.errors import CaseError, Problem, RealPersonError, did_you_mean, nearest, shown
from workup.knowledge.findings import Value
from workup.knowledge.library import Library

MOST_ATTEMPTS = 3
"""How often a step is tried at most."""

_RESERVED = frozenset(
    [
        "name",
        "first_name",
        "last_name",
        "given_name",
        "family_name",
        "full_name",
        "surname",
        "patient_name",
        "initials",
        "dob",
        "date_of_birth",
        "birth_date",
        "birthdate",
        "birthday",
        "born",
        "address",
        "street",
        "city",
        "postcode",
        "postal_code",
        "zip",
        "zip_code",
        "phone",
        "telephone",
        "mobile",
        "email",
        "e_mail",
        "mail",
        "mrn",
        "record_number",
        "medical_record_number",
        "patient_id",
        "nhs_number",
        "hospital_number",
        "ssn",
        "social_security_number",
        "insurance_number",
        "passport",
        "identifier",
        "photo",
    ]
)

REAL_PERSON = (
    "this looks like a real person's record, and Workup is for teaching only; nothing of it was kept",
    "describe a made-up case instead, with an age in years and no name or date. "
    "If this is about a real person, speak to a clinician; "
    "if someone is very unwell, call the local emergency number",
)
"""What is said, and the way out, where a case looks like a real person's."""


@dataclass(frozen=True, eq=False)
class Case:
    """What is known: findings stated, steps done and pending, findings asked that stay unknown.

    `findings` maps a finding to its value (text for a choice, True or False for yes/no, a number in the
    finding's unit, or text with a unit such as "70 mm"). `attempts` says how often a step was taken, where
    it was repeated. A case is checked when it meets a pathway's vocabulary.

    >>> Case({"lump.site": "thigh", "lump.painful": False}, pending=["mri"]).pending
    ('mri',)
    """

    findings: Mapping[str, object] = field(default_factory=dict)
    done: Iterable[str] = ()
    pending: Iterable[str] = ()
    unobtainable: Iterable[str] = ()
    attempts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "findings", MappingProxyType(dict(self.findings)))
        object.__setattr__(self, "attempts", MappingProxyType(dict(self.attempts)))
        for name in ("done", "pending", "unobtainable"):
            value = getattr(self, name)
            object.__setattr__(self, name, (value,) if isinstance(value, str) else tuple(value))

    def with_findings(self, more: Mapping[str, object]) -> Case:
        """Give the same case with findings added or changed."""
        return replace(self, findings={**self.findings, **more})


@dataclass(frozen=True, eq=False)
class CheckedCase:
    """A case whose every value was read by the vocabulary, in the vocabulary's order."""

    findings: Mapping[str, Value]
    done: frozenset[str]
    pending: frozenset[str]
    unobtainable: frozenset[str]
    attempts: Mapping[str, int]
    warnings: tuple[str, ...]

    def stating(self, findings: Mapping[str, Value], done: Iterable[str] = ()) -> CheckedCase:
        """Give the case with values already typed stated besides, and steps done besides."""
        more = frozenset(done)
        return CheckedCase(
            findings=MappingProxyType({**self.findings, **findings}),
            done=self.done | more,
            pending=self.pending - more,
            unobtainable=self.unobtainable.difference(findings),
            attempts=self.attempts,
            warnings=self.warnings,
        )

    def as_json(self) -> dict[str, object]:
        """Give the case as plain sorted values, the same for the same case."""
        return {
            "findings": dict(sorted(self.findings.items())),
            "done": sorted(self.done),
            "pending": sorted(self.pending),
            "unobtainable": sorted(self.unobtainable),
            "attempts": dict(sorted(self.attempts.items())),
        }


Locate = Callable[[str, str], tuple[str, int | None]]
"""Where a (part, name) of the case stands: its path and line."""


def _nowhere(part: str, name: str) -> tuple[str, int | None]:
    return "", None


def looks_real(key: str) -> bool:
    """Say whether a key is one of those that only a real person's record has.

    >>> looks_real("patient.name"), looks_real("dateOfBirth"), looks_real("lump.size_cm")
    (True, True, False)
    """
    last = key.rpartition(".")[2].strip()
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", last)
    return re.sub(r"[\s_-]+", "_", words.lower()) in _RESERVED


def check_case(case: Case | CheckedCase, library: Library, locate: Locate = _nowhere) -> CheckedCase:
    """Read a case by a library's vocabulary.

    Raises RealPersonError where a key is reserved, else CaseError with every mistake: unknown names, wrong
    types, values out of range, a step both done and pending, a finding both stated and unobtainable.
    """
    if isinstance(case, CheckedCase):
        return case
    for key in case.findings:
        if key not in library.findings and looks_real(str(key)):
            path, line = locate("findings", str(key))
            raise RealPersonError([Problem(path, line, *REAL_PERSON)])
    problems: list[Problem] = []

    def say(part: str, name: str, what: str, instead: str = "") -> None:
        problems.append(Problem(*locate(part, name), what, instead))

    read: dict[str, Value] = {}
    for key, raw in case.findings.items():
        name = str(key)
        finding = library.findings.get(name)
        if finding is None:
            say("findings", name, *_unknown_finding(name, library))
            continue
        if raw is None or (isinstance(raw, str) and raw.strip().lower() in ("unknown", "?", "")):
            say("findings", name, f"{name} is given as unknown", "leave it out, or list it under unobtainable")
            continue
        try:
            read[name] = finding.read(raw)
        except ValueError as error:
            say("findings", name, *str(error).split("\n", 1))
    for part, names in (("done", case.done), ("pending", case.pending), ("attempts", case.attempts)):
        for name in names:
            if name not in library.steps:
                hint = did_you_mean(nearest(str(name), library.steps))
                say(part, str(name), f"there is no step {shown(str(name))}", hint)
    for name in case.unobtainable:
        if name not in library.findings:
            say("unobtainable", str(name), *_unknown_finding(str(name), library))
        elif name in case.findings:
            say("unobtainable", str(name), f"{name} is both stated and unobtainable", "keep one of the two")
    for name in sorted(set(case.done) & set(case.pending)):
        say("pending", name, f"{name} is both done and pending", "keep one of the two")
    for name, times in case.attempts.items():
        if isinstance(times, bool) or not isinstance(times, int) or not 1 <= times <= 99:
            say("attempts", str(name), f"attempts of {name} must be a whole number from 1 to 99")
    if problems:
        raise CaseError(problems)
    ordered = {name: read[name] for name in library.findings if name in read}
    return CheckedCase(
        findings=MappingProxyType(ordered),
        done=frozenset(case.done),
        pending=frozenset(case.pending),
        unobtainable=frozenset(case.unobtainable),
        attempts=case.attempts,
        warnings=tuple(_warnings(ordered, case.findings, library)),
    )


def _unknown_finding(name: str, library: Library) -> tuple[str, str]:
    what = f"there is no finding {shown(name)}"
    if name in library.conclusions:
        return what, f"{name} is a conclusion: rules derive it, no case states it"
    return what, did_you_mean(nearest(name, library.findings)) or "workup findings lists them all"


def _warnings(findings: Mapping[str, Value], raw: Mapping[str, object], library: Library) -> Iterable[str]:
    for name in findings:
        if misprinted := library.findings[name].misprinted(raw[name]):
            yield f"{name}: {raw[name]!r} is a known misprint; it was read as {misprinted.label}"
    yield from unusual_values(findings, library)


def unusual_values(findings: Mapping[str, Value], library: Library) -> Iterable[str]:
    """Warn of each value that is allowed and seldom met."""
    for name, value in findings.items():
        if library.findings[name].unusual(value):
            yield f"{name}: {value} {library.findings[name].unit} is unusual; check it"
