"""What is open for one step of an agenda: what may be stated or done, and the ways that this leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from workup.knowledge.criteria import negate
from workup.knowledge.rules import Rule
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import MOST_ATTEMPTS
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.spaces import holds


@dataclass(frozen=True, slots=True)
class Access:
    """What decides whether a step can still be taken, of it all that can still come true."""

    step: str
    asked: tuple[int, ...]
    closed: tuple[int, ...]
    held: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    """For each hold the terms that make it active, and those that release it."""


class Openings:
    """What may still be stated or done to make one step next.

    Not open are the step's own results, what is known to stay unknown, and what only unreachable steps would yield.
    """

    def __init__(self, agenda: Agenda, step: str, reasoner: Reasoner) -> None:
        self.agenda, self.step = agenda, step
        self.space = space = reasoner.space
        self.ways, self.ways_until, self._ways_for = reasoner.ways, reasoner.ways_until, reasoner.ways_for
        library, case = agenda.library, agenda.case
        self._closings: dict[tuple[str, bool], list[int]] = {}
        self._undoings: dict[str, list[int]] = {}
        self._denials: dict[int, tuple[int, ...]] = {}
        self.world = space.world(case.findings, agenda.done)
        sources = agenda.reachable - {step}
        self.again = [
            finding.finding
            for source in sources
            if agenda.statuses[source].again
            for finding in library.findings_of[source]
            if finding.finding in case.findings
        ]
        """Findings stated that a step to be repeated may show otherwise."""
        names = [
            finding.finding
            for source in sources
            for finding in library.findings_of[source]
            if finding.finding not in case.findings and finding.finding not in case.unobtainable
        ]
        settled = space.wholes((*case.findings, *case.unobtainable))
        self.own = {name: whole & ~settled for name, whole in space.whole_of_step.items()}
        """By step: what taking it could make otherwise, where it is not repeated."""
        self.stated = space.wholes(case.findings)
        self.open = space.wholes((*names, *self.again, *(sources - agenda.done)))
        self.stays = self.world & ~self.open
        self._asked_again = reasoner.again
        self._settled = self.stays
        """Where all stands that no step can make otherwise; a repeated one may yield what could not be had before."""
        for step in self._asked_again:
            self._settled &= ~space.wholes(finding.finding for finding in library.findings_of[step])
        for step in library.steps:
            if self._asked_again and step not in agenda.reachable:
                self._settled &= ~self.own[step]

    def surely(self, term: int) -> int:
        """Give every place where something may stand once a term holds: what rules none of it out holds for sure."""
        told = self.space.told(term)
        return (self.world & ~told) | (told & ~term)

    @cached_property
    def access(self) -> tuple[Access, ...]:
        """Give the access to each step that is, or may become, reachable, and is neither told as done nor pending."""
        taken = self.agenda.case.done | self.agenda.case.pending
        return tuple(
            Access(
                step,
                self.open_terms("recommend", step),
                self.open_terms("close", step),
                tuple(
                    (self._possible(self.ways(hold)), self._possible(self.ways_until(hold)))
                    for hold in self.rules("hold", step)
                ),
            )
            for step in self.agenda.library.steps
            if step not in taken and (self._asked_again or step in self.agenda.reachable)
        )

    def open_terms(self, effect: str, step: str) -> tuple[int, ...]:
        """Give every term of the rules of one effect on a step that can come true."""
        return self._possible(way for rule in self.rules(effect, step) for way in self.ways(rule))

    def _possible(self, ways: Iterable[int]) -> tuple[int, ...]:
        """Keep the terms that can come true; here the results of the step itself count."""
        again = self.agenda.statuses[self.step].again
        yielded = self.space.whole_of_step[self.step] if again else self.own[self.step]
        stays = self._settled & ~yielded if self.step in self.agenda.reachable else self._settled
        return tuple(way for way in ways if not way & stays)

    def repeats(self, step: str, world: int) -> int | None:
        """Give the term by which a step that is done is asked for again, for sure, in a world; None without one."""
        if self.agenda.case.attempts.get(step, 1) >= MOST_ATTEMPTS:
            return None
        asked = next((way for way in self._asked_again.get(step, ()) if not way & world), None)
        closed = asked is not None and any(holds(self.ways(rule), world) for rule in self.rules("close", step))
        return None if closed else asked

    def redoings(self, step: str) -> list[int]:
        """Give the ways to have a step done that more is asked of: each states all that is asked besides at once."""
        names = (also.all for also in self.agenda.library.steps[step].done_when.also)
        ways = (self.space.wholes(asked) & self.space.named & self.open for asked in names)
        return [way for way in ways if way]

    def closings(self, step: str, *, done: bool) -> list[int]:
        """Give what is left of each way to close a step, to make a hold on it active, or to leave it undone."""
        if (step, done) not in self._closings:
            ways = [self.ways(rule) for rule in (*self.rules("close", step), *self.rules("hold", step))]
            self._closings[step, done] = [left for terms in ways for left in self.left(terms)]
            if done:
                self._closings[step, done] += self.undoings(step)
        return self._closings[step, done]

    def undoings(self, step: str) -> list[int]:
        """Give what is left of each way for the results of a step to leave it undone: more is asked, or they differ."""
        if step not in self._undoings:
            done_when = self.agenda.library.steps[step].done_when
            ways = [self._ways_for(also.when) for also in done_when.also]
            ways.append(self._ways_for(negate(done_when.only_if)))
            self._undoings[step] = [left for terms in ways for left in self.left(terms)]
            either = self._ways_for(done_when.only_if)
            if len(either) > 1:  # one that is told to be otherwise is enough as long as the others are not told
                self._undoings[step] += [denial for way in either for denial in self.denials(way)]
        return self._undoings[step]

    def otherwise(self, world: int, done: frozenset[str]) -> list[int]:
        """Give what could keep the step from being closed where it is closed in a world: denials, steps left undone."""
        ways = (way for rule in self.rules("close", self.step) for way in self.ways(rule))
        way = next((way for way in ways if not way & world), None)
        if way is None:
            return []
        steps = sorted(set(self.space.names(way)) & done - self.agenda.done)
        return [*(undone for step in steps for undone in self.undoings(step)), *self.denials(way)]

    def denials(self, way: int) -> tuple[int, ...]:
        """Give the terms that state one finding otherwise than a term asks."""
        if way not in self._denials:
            findings = self.agenda.library.findings
            names = [name for name in self.space.names(way & self.open) if name in findings]
            self._denials[way] = tuple(denial for name in names for denial in self.space.denials(name, way))
        return self._denials[way]

    def makes_done(self, step: str) -> int:
        """Give all places of what says whether a step is done: itself, its results, and what else is read for that."""
        library = self.agenda.library
        done_when = library.steps[step].done_when
        read = library.findings_in(done_when.only_if).union(*(library.findings_in(a.when) for a in done_when.also))
        return self.space.whole_of_step[step] | self.space.wholes(read)

    def rules(self, effect: str, step: str) -> tuple[Rule, ...]:
        """Give the rules of one effect on a step."""
        return self.agenda.library.by_effect.get((effect, step), ())

    def left(self, terms: Iterable[int]) -> list[int]:
        """Give what is left open of each term that can still come true."""
        found = [term & self.open for term in terms if not term & self.stays]
        for name in self.again:
            whole = self.space.whole[name]
            found = [term if term & whole & self.world else term & ~whole for term in found]
        return found

    def recommended(self) -> list[int]:
        """Give what is left of each way for the step to be recommended, and its active holds to be released."""
        its = self.agenda.statuses[self.step]
        rules = (*its.recommended_by, *its.could_recommend)
        terms = self.space.absorb(left for rule in rules for left in self.left(self.ways(rule)))
        for hold in its.held_by:
            ways = self.releases(hold)
            joined = (self.space.join(one, way) for one in terms for way in ways)
            terms = self.space.absorb(both for both in joined if both is not None)
        return terms

    def flags(self) -> list[int]:
        """Give what is left of each way for a red flag to ask for the step."""
        return self.space.absorb(
            left for rule in self.rules("escalate", self.step) for left in self.left(self.ways(rule))
        )

    def releases(self, hold: Rule) -> list[int]:
        """Give what is left of each way for a hold to be released."""
        return self.space.absorb(self.left(self.ways_until(hold)))
