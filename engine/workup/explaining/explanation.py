"""Why a step has its status: reasons as values, each traced to its rule and its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from workup.explaining.english import named, wanted
from workup.explaining.enough import each_enough
from workup.explaining.evidence import Evidence, Witness, grounds
from workup.explaining.languages.known import language_of
from workup.explaining.languages.language import Language
from workup.explaining.missing import MissingSet, missing_sets
from workup.explaining.route import Route, route_ahead
from workup.explaining.wording import explanation_lines
from workup.knowledge.criteria import ALWAYS
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import Step
from workup.knowledge.rules import Hold, Recommend, Rule, Urgency
from workup.knowledge.sources import Citation
from workup.reasoning.agenda import Agenda, Status
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.truth import Truth

LONGEST = 140
"""How many characters a headline may have."""


@dataclass(frozen=True)
class Cited:
    """A citation with its source's title, how far it was verified, and how it fits, in words."""

    title: str
    at: str
    says: str
    verified: str
    fit: str
    link: str


@dataclass(frozen=True)
class Reason:
    """One rule that bears on a step, and what made it true, false or unknown."""

    rule: str
    effect: str
    truth: Truth
    decisive: bool
    because: str
    principle: str
    evidence: tuple[Evidence, ...]
    until: tuple[Evidence, ...]
    """For a hold: what it waits for, as it stands."""
    released_by: str
    """For a hold: what is left to release it, in words."""
    still_open: str
    """For a rule that is neither true nor false: what is left to make it true, in words."""
    citations: tuple[Cited, ...]
    urgency: Urgency | None
    within: str
    conflict: str
    extension: bool
    """The rule rests on sources that speak of another group, or on reasoning alone."""


@dataclass(frozen=True)
class Explanation:
    """Why a step is next, or why it is not."""

    step: Step
    status: Status
    again: bool
    reasons: tuple[Reason, ...]
    """True rules first, the decisive one foremost; then those still unknown."""
    refuted: tuple[Reason, ...]
    """Recommend rules that cannot become true, with what closed them."""
    missing: tuple[MissingSet, ...]
    """Minimal sets, cheapest first; empty unless the step is waiting or held."""
    cautions: tuple[Reason, ...]
    deviations: tuple[Reason, ...]
    closed_steps: tuple[str, ...]
    """Steps, not indicated, whose results this step would need."""
    stated: Mapping[str, Value] = field(repr=False, compare=False)
    """What the case states."""
    library: Library = field(repr=False, compare=False)
    _route: Callable[[], Route] = field(repr=False, compare=False)
    _enough: Callable[[], tuple[str, ...]] = field(repr=False, compare=False)

    @property
    def language(self) -> Language:
        """Give the language that it is told in."""
        return language_of(self.library)

    @cached_property
    def nearest_way(self) -> tuple[str, ...]:
        """Give the steps on the teaching road before this one.

        Empty where the step is not held or waiting, and where the road does not lead to it.
        """
        if self.status not in ("held", "waiting"):
            return ()
        steps = self._route().steps
        return steps[: steps.index(self.step.step)] if self.step.step in steps else ()

    @cached_property
    def each_enough(self) -> tuple[str, ...]:
        """Give the stated findings of which each alone would carry the step."""
        return self._enough()

    @cached_property
    def headline(self) -> str:
        """Say the status in one sentence of at most 140 characters."""
        key = "headline.again" if self.again and self.status == "next" else f"headline.{self.status}"
        longer = self._waits_for() if self.status == "waiting" else self._with_reason(key)
        short = self.language.say(key, step=self.step.subject)
        return next((words for words in longer if len(words) <= LONGEST), short)

    def _with_reason(self, key: str) -> Iterator[str]:
        """Give the headline with the decisive reason, and with the ground alone where that is too long."""
        say, step = self.language.say, self.step.subject
        decisive = next((reason for reason in self.reasons if reason.decisive), None)
        if decisive is not None:
            yield say(f"{key}.reason", step=step, reason=self.language.after_colon(decisive.because))
            if ground := decisive.released_by or self.language.listed(grounds(decisive.evidence)):
                yield say(f"{key}.ground", step=step, ground=ground)
        elif self.status == "not_indicated":
            yield say(f"{key}.unasked", step=step)

    def _waits_for(self) -> Iterator[str]:
        if self.missing:
            key = "headline.waiting.for" if len(self.missing) == 1 else "headline.waiting.such_as"
            yield self.language.say(key, step=self.step.subject, names=self.missing_names(0))

    @property
    def tells_reason(self) -> bool:
        """Say whether the headline gives the decisive reason already."""
        return any(r.decisive and self.headline.endswith(self.language.after_colon(r.because)) for r in self.reasons)

    def missing_words(self, number: int) -> str:
        """Say what one missing set asks for: "the lump is deep and the MRI is done"."""
        found = self.missing[number]
        parts = [wanted(name, allowed, self.library) for name, allowed in found.allowed.items()]
        return self.language.listed([*parts, *(wanted(name, frozenset(), self.library) for name in found.steps)])

    def missing_names(self, number: int) -> str:
        """Name what one missing set asks for, and not its values: "the depth of the lump and the MRI"."""
        found = self.missing[number]
        return self.language.listed([named(name, self.library) for name in (*found.allowed, *found.steps)])

    @property
    def text(self) -> str:
        """Say it all in plain words, a paragraph a reason."""
        return "\n".join(line.strip() for _, line in explanation_lines(self, "student"))


def explain(agenda: Agenda, step: str, reasoner: Reasoner, route: Route | None = None) -> Explanation:
    """Explain one step of an agenda; `route` is the route ahead, where it is known already.

    Raises UnknownNameError for a step that does not exist.
    """
    library = agenda.library
    its = agenda.statuses[library.step(step).step]
    witness = Witness(agenda)
    decisive = its.decisive if its.status not in ("waiting", "pending", "done") else None
    if agenda.stopped_by and its.status in ("next", "stopped"):
        true: list[Rule] = list(agenda.stopped_by)
        decisive = true[0]
    else:
        true = {
            "done": [*its.recommended_by],
            "pending": [*its.recommended_by],
            "not_indicated": [*its.closed_by, *its.recommended_by],
        }.get(its.status, [*its.held_by, *its.recommended_by])

    def reason(rule: Rule) -> Reason:
        return _reason(rule, agenda, witness, decisive=rule is decisive)

    open_rules = [*its.could_recommend, *its.could_hold]
    refuted = [
        rule
        for effect in ("escalate", "recommend")
        for rule in library.by_effect.get((effect, step), ())
        if its.status == "not_indicated"
        and not its.closed_by
        and rule not in its.recommended_by
        and not (isinstance(rule.then, Recommend) and rule.then.again)
    ]
    return Explanation(
        step=its.step,
        status=its.status,
        again=its.again,
        reasons=tuple(reason(rule) for rule in (*true, *open_rules)),
        refuted=tuple(reason(rule) for rule in refuted),
        missing=missing_sets(agenda, step, reasoner),
        cautions=tuple(reason(rule) for rule in its.cautions),
        deviations=tuple(reason(rule) for rule in its.deviations),
        closed_steps=_closed_steps(refuted, agenda, witness),
        stated=agenda.case.findings,
        library=library,
        _route=lambda: route or route_ahead(agenda, reasoner),
        _enough=lambda: each_enough(agenda, step, reasoner),
    )


def reason_for(rule: Rule, agenda: Agenda) -> Reason:
    """Give one rule as it stands in an agenda."""
    return _reason(rule, agenda, Witness(agenda), decisive=False)


def _closed_steps(refuted: list[Rule], agenda: Agenda, witness: Witness) -> tuple[str, ...]:
    """Give the steps without which the refuted rules stay unknown."""
    found: dict[str, None] = {}
    for rule in refuted:
        if witness.truth(rule.when) is not None:
            continue
        for name in agenda.library.findings_read(rule):
            step = agenda.library.findings[name].step
            if name not in agenda.case.findings and step not in agenda.reachable:
                found[step] = None
    return tuple(step for step in agenda.library.steps if step in found)


def _reason(rule: Rule, agenda: Agenda, witness: Witness, *, decisive: bool) -> Reason:
    then = rule.then
    return Reason(
        rule=rule.id,
        effect=rule.effect,
        truth=agenda.truths[rule.id],
        decisive=decisive,
        because=rule.because,
        principle=agenda.library.principles[rule.principle],
        evidence=witness.of(rule.when) if rule.when != ALWAYS else (),
        until=witness.of(then.until) if isinstance(then, Hold) else (),
        released_by=witness.would_need(then.until) if isinstance(then, Hold) else "",
        still_open=witness.still_needed(rule.when) if agenda.truths[rule.id] is None else "",
        citations=tuple(cite(citation, agenda.library) for citation in rule.citations),
        urgency=then.urgency if isinstance(then, Recommend) else None,
        within=(then.within or "") if isinstance(then, Recommend) else "",
        conflict=rule.conflict or "",
        extension=all(citation.fit in ("wider", "reasoning") for citation in rule.citations),
    )


def cite(citation: Citation, library: Library) -> Cited:
    """Resolve a citation to words."""
    source, language = library.sources[citation.source], language_of(library)
    dated = language.say("cited.year", title=source.title, year=str(source.year)) if source.year else source.title
    return Cited(
        title=dated,
        at=citation.at or "",
        says=citation.says,
        verified=language.say(f"verified.{library.verified(citation.source, citation.verified)}"),
        fit=language.say(f"fit.{citation.fit}"),
        link=source.link or (f"doi:{source.doi}" if source.doi else ""),
    )
