"""What a text claims of its findings, and which claim counts where it makes several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workup.knowledge.findings import Finding
from workup.knowledge.library import Library
from workup.reading.description import Contradicting, Uncertain, Understood

VAGUE = "it does not say which"
"""Why a finding is left open of which a text says that there is something, and not what."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that the text gives a finding."""

    said: Understood
    beside: bool
    """It stands beside a word that names its finding."""
    now: bool
    """It is told as how things are now, after something else: "but growing since winter"."""
    past: bool = False
    """It is told as how things were."""
    alone: bool = True
    """It counts without the finding that it goes with."""

    def noted(self, note: str) -> Claim:
        """Give the claim with a note of how it was come by."""
        return replace(self, said=replace(self.said, note=note))


def settle(
    claims: dict[str, list[Claim]], uncertain: Sequence[Uncertain], library: Library
) -> tuple[tuple[Understood, ...], tuple[Contradicting, ...]]:
    """Give what is stated, and where the text gives two values of one finding."""
    doubted = {(item.start, item.finding) for item in uncertain}
    real = {name for name, found in claims.items() if any(c.said.value not in (False, "none") for c in found)}
    real |= {item.finding for item in uncertain if item.why == VAGUE}
    claims = {name: [c for c in found if c.alone or library.findings[name].only_with in real]
              for name, found in claims.items()}  # fmt: skip
    stated: list[Understood] = []
    against: list[Contradicting] = []
    for name in library.findings:
        kept = [claim for claim in claims.get(name, ()) if (claim.said.start, name) not in doubted]
        if not kept:
            continue
        chosen = (
            _agreed(kept)
            or _prevailing(kept, library.findings[name].prevails)
            or _longest(kept, library.findings[name].unit)
            or _latest(kept)
            or _other_than_denied(kept, library.findings[name])
            or _agreed(claim for claim in kept if claim.beside)
        )
        if chosen:
            stated.append(chosen)
        else:
            other = next(claim for claim in kept if claim.said.value != kept[0].said.value)
            against.append(Contradicting(name, kept[0].said, other.said))
    return tuple(stated), tuple(against)


def _agreed(claims: Iterable[Claim]) -> Understood | None:
    found = list(claims)
    return found[0].said if found and all(claim.said.value == found[0].said.value for claim in found) else None


def _prevailing(claims: Sequence[Claim], value: str | None) -> Understood | None:
    """Give the value that counts where one of several things has it: one of two stains is positive."""
    said = next((claim.said for claim in claims if claim.said.value == value), None)
    return replace(said, note="one of them is enough") if said and value else None


def _other_than_denied(claims: Sequence[Claim], finding: Finding) -> Understood | None:
    """Give what a report describes besides what it denies: "small effusion, no nodules"."""
    if finding.type != "choice" or finding.about or finding.denied is not None:
        return None
    return _agreed(claim for claim in claims if not claim.said.words.lower().startswith(("no ", "without ")))


def _longest(claims: Sequence[Claim], unit: str | None) -> Understood | None:
    """Give the longest of several lengths of time: there for two years, growing for three months."""
    if unit != "months" or not claims:
        return None
    longest = max((claim.said for claim in claims), key=lambda said: said.value)
    return replace(longest, note="the longest of those told")


def _latest(claims: Sequence[Claim]) -> Understood | None:
    """Give the later of values told in the order of time: what is so now, after what was."""
    now = [claim for claim in claims if claim.now]
    later = _agreed(now) or _agreed(claim for claim in claims if not claim.past)
    before = [claim.said for claim in claims if not claim.now] if now else [c.said for c in claims if c.past]
    if later is None or not before or max(said.start for said in before) > later.start:
        return None
    return replace(later, note=f"the later word; before it “{before[0].words}”")
