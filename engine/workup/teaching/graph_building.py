"""A scenario made into a walk graph: every choice tried in every state, until no new state appears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import get_args

from workup.explaining.english import fact, value_label
from workup.explaining.languages.known import language_of
from workup.explaining.values import about
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import Ending, Scenario, Step
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case, CheckedCase, check_case
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import open_steps, take, withdraw
from workup.teaching.answering import Answerer
from workup.teaching.bearing import Bearing, bearing_of
from workup.teaching.premises import relevant_names, sufficient_sets
from workup.teaching.sentences import say
from workup.teaching.walk_graph import MOST_STATES, Answer, Choice, Fact, Named, Pointer, State, WalkGraph


def walk_graph(scenario: Scenario, reasoner: Reasoner) -> WalkGraph:
    """Make the walk graph of a scenario.

    Two courses that lead to the same case lead to the same state. Raises CaseError where the presentation does
    not fit the vocabulary.
    """
    return _Builder(scenario, reasoner).graph()


def agenda_after(scenario: Scenario, path: Iterable[str], reasoner: Reasoner) -> Agenda:
    """Give the agenda of a scenario after the steps of a path were taken."""
    builder = _Builder(scenario, reasoner)
    start = Case(scenario.presentation, done=scenario.done, pending=scenario.pending)
    agenda = reasoner.agenda(check_case(start, reasoner.library))
    for step in path:
        after = builder.taken(reasoner.library.steps[step], agenda)[0]
        agenda = reasoner.agenda(after) if after else agenda
    return agenda


@dataclass(frozen=True)
class _Reached:
    """A state under construction: its number, its agenda, and whether an ending was reached."""

    number: int
    agenda: Agenda
    ending: str


@dataclass
class _Builder:
    scenario: Scenario
    reasoner: Reasoner
    reached: dict[object, _Reached] = field(default_factory=dict)
    todo: list[_Reached] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    keys: dict[Answer, str] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    known: dict[object, Answer] = field(default_factory=dict)
    first_results: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def bearing(self) -> Bearing:
        return bearing_of(self.reasoner)

    @cached_property
    def shown(self) -> dict[str, set[Value]]:
        """Give what the scenario states or will show, by finding."""
        found: dict[str, set[Value]] = {}
        for facts in (self.scenario.presentation, *chain.from_iterable(self.scenario.shows.values())):
            for name, value in facts.items():
                found.setdefault(name, set()).add(value)
        return found

    @property
    def library(self) -> Library:
        return self.reasoner.library

    def graph(self) -> WalkGraph:
        scenario, library = self.scenario, self.library
        start = Case(scenario.presentation, done=scenario.done, pending=scenario.pending)
        self._reach(check_case(start, library))
        states: list[State] = []
        for here in self.todo:  # grows while it is read
            states.append(self._state(here))
        walk = self._own_walk(states)
        return WalkGraph(
            workup_walk_graph=1,
            about=about(library),
            scenario=scenario.scenario,
            title=scenario.title,
            opening=scenario.opening,
            stages={stage.stage: stage.title for stage in library.pathway.stages},
            endings={ending: language_of(library).say(f"ending.{ending}") for ending in get_args(Ending)},
            choices=self._named(),
            facts=self.facts,
            answers=self.answers,
            states=tuple(states),
            walk=walk,
            key_steps=self._key_steps(states, walk),
            order=_order(states, library),
            matters=self._matters(states, walk),
            deviations=self._deviations(),
            warnings=(say("many_states", states=str(len(states)), most=str(MOST_STATES)),)
            if len(states) > MOST_STATES
            else (),
        )

    # -- states --------------------------------------------------------------------------------------

    def _reach(self, case: CheckedCase, before: Agenda | None = None, *, stopped: bool = False) -> int:
        """Give the number of the state of a case; a new one is put in line."""
        attempts = frozenset(case.attempts.items())
        key = (frozenset(case.findings.items()), case.done, case.pending, case.unobtainable, attempts, stopped)
        if key not in self.reached:
            agenda = self.reasoner.agenda(case, near=before)
            ending = agenda.ending or "" if stopped or not agenda.stopped_by else ""
            self.reached[key] = _Reached(len(self.reached), agenda, ending)
            self.todo.append(self.reached[key])
        return self.reached[key].number

    def _state(self, here: _Reached) -> State:
        agenda, library = here.agenda, self.library
        chart = tuple(self._fact(name, value) for name, value in agenda.case.findings.items())
        done = tuple(step for step in library.steps if step in agenda.done)
        steps, _ = open_steps(agenda)
        stage = steps[0].stage if steps else library.pathway.stages[-1].stage
        if here.ending:
            return State(state=here.number, stage=stage, chart=chart, done=done, ending=here.ending)
        answerer = Answerer(agenda, self.reasoner, self.bearing, self.known, self.shown)
        choices = {name: self._choice(step, agenda, answerer) for name, step in library.steps.items()}
        for distractor in library.pathway.distractors:
            answer = answerer.to_distractor(distractor)
            choices[distractor.distractor] = Choice(verdict=answer.verdict, answer=self._key(answer))
        pointer = self._pointer(steps[0], agenda, answerer, choices) if steps else None
        return State(state=here.number, stage=stage, chart=chart, done=done, choices=choices, pointer=pointer)

    def _choice(self, step: Step, agenda: Agenda, answerer: Answerer) -> Choice:
        answer = answerer.to_step(step)
        if answer.verdict != "right":
            return Choice(verdict=answer.verdict, answer=self._key(answer), shows=self._would_show(step, agenda))
        rules = answerer.reasons(step.step)
        suffices = sufficient_sets(rules, agenda, self.reasoner) if rules else ((),)
        to, shows = self._take(step, agenda)
        return Choice(
            verdict="right",
            answer=self._key(answer),
            to=to,
            shows=shows,
            suffices=suffices,
            relevant=relevant_names([*rules, *answerer.obstacles(step.step)], agenda),
        )

    def _would_show(self, step: Step, agenda: Agenda) -> tuple[str, ...]:
        """Give the keys of the facts that the scenario has for a step not yet done."""
        results = self.scenario.shows.get(step.step)
        if not results or step.step in agenda.done:
            return ()
        if step.step not in self.first_results:
            self.first_results[step.step] = tuple(self._fact(*fact) for fact in results[0].items())
        return self.first_results[step.step]

    def taken(self, step: Step, agenda: Agenda) -> tuple[CheckedCase | None, tuple[str, ...]]:
        """Take a step: the case after it, and the findings it shows; None where emergency care ends the walk."""
        before = withdraw(agenda, step.step, self.reasoner)
        attempt = before.attempts.get(step.step, 0) + 1
        results = self.scenario.shows.get(step.step)
        if results is None and agenda.stopped_by:
            return None, ()
        shown = results[min(attempt, len(results)) - 1] if results else {}
        return take(before, step.step, shown, attempt, self.library), tuple(shown)

    def _take(self, step: Step, agenda: Agenda) -> tuple[int, tuple[str, ...]]:
        """Take a step: the number of the state it leads to, and the keys of the facts it brings."""
        after, shown = self.taken(step, agenda)
        if after is None:
            return self._reach(agenda.case, agenda, stopped=True), ()
        return self._reach(after, agenda), tuple(self._fact(name, after.findings[name]) for name in shown)

    # -- words ---------------------------------------------------------------------------------------

    def _key(self, answer: Answer) -> str:
        if answer not in self.keys:
            self.keys[answer] = f"a{len(self.keys)}"
            self.answers[self.keys[answer]] = answer
        return self.keys[answer]

    def _fact(self, name: str, value: Value) -> str:
        key = f"{name}={str(value).lower() if isinstance(value, bool) else value}"
        if key not in self.facts:
            finding = self.library.findings[name]
            label, says = value_label(finding, value), fact(finding, value)
            self.facts[key] = Fact(finding=name, value=value, label=label, says=says, step=finding.step)
        return key

    def _pointer(self, step: Step, agenda: Agenda, answerer: Answerer, choices: Mapping[str, Choice]) -> Pointer:
        stage = next(one for one in self.library.pathway.stages if one.stage == step.stage)
        rules = answerer.reasons(step.step)
        needed = choices[step.step].suffices[0] if choices[step.step].suffices else ()
        stated = agenda.case.findings
        return Pointer(
            question=stage.question,
            principle=self.library.principles[rules[0].principle] if rules else stage.strategy,
            because=rules[0].because if rules else stage.strategy,
            facts=tuple(self._fact(name, stated[name]) for name in needed if name in stated),
            choice=step.step,
        )

    def _named(self) -> dict[str, Named]:
        named = {
            name: Named(title=step.title, short=step.short, kind=step.kind, stage=step.stage)
            for name, step in self.library.steps.items()
        }
        for wrong in self.library.pathway.distractors:
            named[wrong.distractor] = Named(title=wrong.title, short=wrong.title, kind="", stage="", risk=wrong.risk)
        return named

    def _own_walk(self, states: list[State]) -> tuple[str, ...]:
        """Follow the first step that is open, each time, to an ending."""
        walk: list[str] = []
        state = states[0]
        while state.pointer is not None and len(walk) < len(states):
            walk.append(state.pointer.choice)
            state = states[state.choices[state.pointer.choice].to or 0]
        return tuple(walk)

    def _deviations(self) -> tuple[str, ...]:
        """Say what the presentation tells of that was done against a hold, and why it matters."""
        statuses = self.todo[0].agenda.statuses.values()
        return tuple(dict.fromkeys(rule.because for its in statuses for rule in its.deviations))

    def _key_steps(self, states: list[State], walk: tuple[str, ...]) -> tuple[str, ...]:
        """Give the steps of the pathway's own walk that wherever a walk ends are done, or still asked for.

        Nothing replaces them.
        """
        kept = set(walk)
        for here in self.todo:
            if here.ending == "emergency_stop":
                kept &= {self.library.emergency_step}
            elif here.ending:
                kept &= here.agenda.done | {its.step.step for its in here.agenda.next}
        return tuple(step for step in self.library.steps if step in kept)

    def _matters(self, states: list[State], walk: tuple[str, ...]) -> tuple[str, ...]:
        """Give the facts of the presentation that a rule, true on the pathway's own walk, rests on."""
        last = states[0]
        for step in walk:
            last = states[last.choices[step].to or 0]
        names: set[str] = set()
        for agenda in (self.todo[0].agenda, self.todo[last.state].agenda):
            true = [rule for rule in self.library.rules if agenda.truths[rule.id] and rule.effect != "caution"]
            names |= set(relevant_names(true, agenda))
        return tuple(key for key in states[0].chart if key.rpartition("=")[0] in names)


# -- what a score rests on ---------------------------------------------------------------------------


def _order(states: Iterable[State], library: Library) -> tuple[tuple[str, str], ...]:
    """Give the pairs of steps, both open to the learner, of which the first is done wherever the second is open."""
    before: dict[str, set[str]] = {}
    for state in states:
        for name in state.right:
            if name not in state.done:
                before[name] = before.get(name, set(state.done)) & set(state.done)
    offered = set(before)
    return tuple(
        (first, second)
        for second in library.steps
        if second in offered
        for first in library.steps
        if first in before[second] & offered
    )
