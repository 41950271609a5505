"""What the rules answer to a choice in one state: the verdict and whole sentences, all computed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from workup.explaining.english import listed
from workup.explaining.evidence import Evidence, Witness, grounds
from workup.explaining.explanation import cite, explain
from workup.explaining.missing import MissingSet, missing_sets
from workup.explaining.wording import cited_marks
from workup.knowledge.criteria import ALWAYS
from workup.knowledge.findings import Value
from workup.knowledge.pathways import Distractor, Step
from workup.knowledge.rules import Hold, Rule
from workup.knowledge.sources import Citation
from workup.reasoning.agenda import Agenda, StepStatus
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.truth import Truth
from workup.reasoning.walking import open_steps
from workup.teaching.bearing import Bearing
from workup.teaching.sentences import say
from workup.teaching.walk_graph import Answer, Verdict

IRREVERSIBLE = frozenset({"biopsy", "reassure"})
"""Kinds of step that cannot be taken back: tissue that was cut, a person who was sent home."""

_MOST_FACTS = 3


class Answerer:
    """Answer the choices of one agenda.

    `known` keeps answers between agendas that do not differ in what bears on them. `shown` is what the scenario
    will show, by finding: of several ways for a step to be asked for, the one that will come is named.
    """

    def __init__(
        self,
        agenda: Agenda,
        reasoner: Reasoner,
        bearing: Bearing,
        known: dict[object, Answer],
        shown: Mapping[str, Collection[Value]],
    ) -> None:
        self._agenda, self._reasoner = agenda, reasoner
        self._bearing, self._known, self._shown = bearing, known, shown
        self._library = agenda.library
        self._witness = Witness(agenda)
        self._world = reasoner.space.world(agenda.case.findings, agenda.done)
        steps, self._awaited = open_steps(agenda)
        self._open = frozenset(step.step for step in steps) | {i.step.step for i in agenda.with_status("pending")}
        if agenda.stopped_by:
            self._open = frozenset({self._library.emergency_step})

    def reasons(self, step: str) -> tuple[Rule, ...]:
        """Give the rules that carry a right choice: they ask for it, stop for it, or accept it."""
        if self._agenda.stopped_by:
            return self._agenda.stopped_by
        its = self._agenda.statuses[step]
        if its.status == "next":
            return its.recommended_by
        return self._accepting(step)

    def obstacles(self, step: str) -> tuple[Rule, ...]:
        """Give the holds on a step that were released: facts that released one bear on the choice."""
        return self._library.by_effect.get(("hold", step), ())

    def to_step(self, step: Step) -> Answer:
        """Answer the choice of a step."""
        its = self._agenda.statuses[step.step]
        if its.status == "not_indicated" and step.kind == "reassure" and self._agenda.next:
            return self._ends_too_soon(its)
        key = self._bears_on(step.step)
        if key not in self._known:
            self._known[key] = self._to_step(step)
        answer = self._known[key]
        if answer.verdict == "low_yield" and step.step not in self._agenda.done and self._changes_nothing(step.step):
            first = next(iter(self._agenda.next), None)
            whatever = say("whatever", step=self._named(first.step.step)) if first else say("whatever_ends")
            return answer.model_copy(update={"says": (*answer.says, whatever)})
        return answer

    def _bears_on(self, step: str) -> object:
        """Give all that the answer to a step can depend on."""
        agenda, names = self._agenda, self._bearing.findings[step]
        its = agenda.statuses[step]
        return (
            step,
            its.status,
            its.again,
            step in self._open,
            tuple(rule.id for rule in agenda.stopped_by),
            tuple(rule.id for rule in (*its.recommended_by, *its.could_recommend)),
            tuple(rule.id for rule in (*its.held_by, *its.could_hold, *its.closed_by, *self._accepting(step))),
            self._world & self._bearing.places[step],
            tuple(agenda.case.findings.get(name) for name in self._bearing.numbers[step]),
            names & agenda.case.unobtainable,
            agenda.reachable,
            frozenset(name for name, other in agenda.statuses.items() if other.again),
        )

    def _changes_nothing(self, step: str) -> bool:
        """Say whether no result of a step can change what is next.

        So it is where every rule on another step that reads its open findings, or whether it is done, is decided
        already: a decided rule stays as it is, whatever more is stated.
        """
        agenda, library = self._agenda, self._library
        if library.steps[step].ends or self._bearing.endings[step]:
            return False
        unknown = {f.finding for f in library.findings_of[step]} - set(agenda.case.findings)
        for name in library.steps:
            if name != step and name not in agenda.done and step in self._bearing.steps[name]:
                return False
        if self._bearing.untils[step] & unknown:
            return False
        return not any(agenda.truths[rule] is None and read & unknown for rule, read in self._bearing.readers[step])

    def _to_step(self, step: Step) -> Answer:
        its, name = self._agenda.statuses[step.step], step.step
        if name in self._open:
            return self._right(its)
        if self._agenda.stopped_by:
            facts = self._facts(self._agenda.stopped_by)
            says = [say("red_flag_first", title=step.title, facts=facts)]
            return self._answer("unsafe", says, self._agenda.stopped_by[0])
        if accepting := self._accepting(name):
            rule = accepting[0]
            return self._answer("right", [say("accepted", title=step.title)], rule, conflict=rule.conflict or "")
        if its.status == "held":
            return self._held(its)
        if its.status == "waiting":
            return self._waiting(its)
        return self._low_yield(its)

    def to_distractor(self, choice: Distractor) -> Answer:
        """Answer the choice of a distractor: what it would cost, by which rule, from which source.

        Where the rule that refuses it is false, it is only never asked for.
        """
        if self._agenda.stopped_by:
            flags = self._agenda.stopped_by
            says = [say("red_flag_first", title=choice.title, facts=self._facts(flags))]
            return self._answer("unsafe", says, flags[0])
        rule = self._library.rule[choice.refused_by]
        truth = self._agenda.truths[rule.id]
        released = isinstance(rule.then, Hold) and self._witness.truth(rule.then.until) is True
        key = (choice.distractor, truth, released)
        if key not in self._known:
            self._known[key] = self._to_distractor(choice, rule, truth, released)
        return self._known[key]

    def _to_distractor(self, choice: Distractor, rule: Rule, truth: Truth, released: bool) -> Answer:
        says = [say("distractor", title=choice.title)]
        if truth is False:
            return self._answer("low_yield", [*says, say("distractor_silent")], rule, choice.citations)
        says.append(say("distractor_costs", harm=choice.harm))
        if truth is None:
            says.append(say("distractor_open"))
        if not released:
            says.append(rule.because)
        return self._answer(choice.risk, says, rule, choice.citations)

    # -- by status -----------------------------------------------------------------------------------

    def _right(self, its: StepStatus) -> Answer:
        title = its.step.title
        if self._agenda.stopped_by:
            flags = self._agenda.stopped_by
            return self._answer("right", [say("stops", facts=self._facts(flags)), flags[0].because], flags[0])
        if its.status != "next":
            return Answer(verdict="right", says=(say("comes_in", title=title),))
        rule = its.recommended_by[0]
        facts = self._facts(its.recommended_by[:1])
        key = "fits_again" if its.again else "fits" if facts else "fits_always"
        return self._answer("right", [say(key, title=title, facts=facts), rule.because], rule, conflict=rule.conflict)

    def _held(self, its: StepStatus) -> Answer:
        unsafe = its.step.kind in IRREVERSIBLE
        says = [say("held_unsafe" if unsafe else "held", title=its.step.title)]
        for hold in its.held_by:
            assert isinstance(hold.then, Hold)
            says += [say("held_until", until=self._witness.would_need(hold.then.until)), hold.because]
        conflict = next((hold.conflict for hold in its.held_by if hold.conflict), "")
        citations = chain.from_iterable(hold.citations for hold in its.held_by)
        return self._answer("unsafe" if unsafe else "premature", says, its.held_by[0], citations, conflict=conflict)

    def _waiting(self, its: StepStatus) -> Answer:
        """Name what is open, by name alone: a value would give away what a step will show."""
        sets = missing_sets(self._agenda, its.step.step, self._reasoner)
        if not sets:
            return Answer(verdict="later", says=(say("waits_unnamed", title=its.step.title),))
        meant = next((one for one in sets if self._will_come(one)), sets[0])
        names = [say("open_finding", finding=self._library.findings[name].label) for name in meant.assignment]
        names += [self._named(name) for name in meant.steps]
        return Answer(verdict="later", says=(say("waits", title=its.step.title, missing=listed(names)),))

    def _will_come(self, one: MissingSet) -> bool:
        """Say whether the scenario will show, for each finding of a set, a value that would do."""
        return all(
            any(value in allowed for value in self._shown.get(name, ())) for name, allowed in one.allowed.items()
        )

    def _low_yield(self, its: StepStatus) -> Answer:
        title, step = its.step.title, its.step.step
        if its.status == "done":
            return Answer(verdict="low_yield", says=(say("already_done", title=title),))
        rule: Rule | None = None
        says: list[str]
        if its.closed_by:
            rule = its.closed_by[0]
            says = [say("closed", title=title, facts=self._facts(its.closed_by[:1])), rule.because]
        else:
            explanation = explain(self._agenda, step, self._reasoner)
            clauses = [clause for reason in explanation.refuted for clause in _false(reason.evidence)]
            if clauses:
                facts = listed(list(dict.fromkeys(clauses))[:_MOST_FACTS])
                says = [say("refuted", title=title, facts=facts)]
                rule = self._library.rule[explanation.refuted[0].rule]
            elif explanation.closed_steps:
                says = [say("refuted_by_step", title=title, step=self._named(explanation.closed_steps[0]))]
            else:
                says = [say("no_red_flag" if step == self._library.emergency_step else "never", title=title)]
        return self._answer("low_yield", says, rule) if rule else Answer(verdict="low_yield", says=tuple(says))

    def _ends_too_soon(self, its: StepStatus) -> Answer:
        """Refuse to send a person home while something is asked for: what would be lost is that step."""
        first = self._agenda.next[0]
        rule = first.recommended_by[0]
        says = [say("ends_too_soon", title=its.step.title, step=self._named(first.step.step)), rule.because]
        return self._answer("unsafe", says, rule)

    def _named(self, step: str) -> str:
        return say("open_step", step=self._library.steps[step].short)

    # -- parts ---------------------------------------------------------------------------------------

    def _accepting(self, step: str) -> tuple[Rule, ...]:
        """Give the true rules whose sources' conflict lets a learner take a step that is not next."""
        its = self._agenda.statuses[step]
        if its.status in ("done", "pending") or its.held_by:
            return ()
        done = self._agenda.done
        return tuple(
            rule
            for rule in self._bearing.accepting[step]
            if self._agenda.truths[rule.id] is True
            and any(one.step == step and one.before not in done for one in rule.also_accepted)
        )

    def _facts(self, rules: Iterable[Rule]) -> str:
        evidence = [item for rule in rules if rule.when != ALWAYS for item in self._witness.of(rule.when)]
        return listed(list(grounds(tuple(evidence))))

    def _answer(
        self,
        verdict: Verdict,
        says: Iterable[str],
        rule: Rule,
        citations: Iterable[Citation] | None = None,
        *,
        conflict: str | None = "",
    ) -> Answer:
        cited = rule.citations if citations is None else citations
        return Answer(
            verdict=verdict,
            says=tuple(says),
            rule=rule.id,
            principle=self._library.principles[rule.principle],
            sources=tuple(dict.fromkeys(self._source(citation) for citation in cited)),
            conflict=conflict or "",
        )

    def _source(self, citation: Citation) -> str:
        found = cite(citation, self._library)
        key = "source_at" if found.at else "source"
        return say(key, title=found.title, at=found.at, marks=cited_marks(found))


def _false(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Give the clauses of stated facts that made a condition false."""
    for item in evidence:
        if item.truth is False:
            yield from grounds((item,))
