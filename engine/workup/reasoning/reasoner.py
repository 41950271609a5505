"""A library made ready to reason with: a case in, an agenda out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from threading import Lock
from types import MappingProxyType

from workup.knowledge.criteria import Condition
from workup.knowledge.errors import EngineError
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import Ending
from workup.knowledge.rules import URGENCIES, Hold, Recommend, Rule
from workup.reasoning.agenda import Agenda, Status, StepStatus
from workup.reasoning.case import Case, CheckedCase, check_case
from workup.reasoning.compiling import Program, compile_program, until_name, wide_facts
from workup.reasoning.doneness import Doneness
from workup.reasoning.durable import NAME, DurableEngine, import_engine
from workup.reasoning.rule_reading import Reading, RuleReader
from workup.reasoning.spaces import Space, holds
from workup.reasoning.terms import TermsOfConclusions, TermTable
from workup.reasoning.truth import Truth, compile_test
from workup.reasoning.weighing import Weigher

ALONE = "reading alone"


class _Truths(dict[str, Truth]):
    """The truth of the rules that are asked for: True, or None for all else."""

    def __init__(self, reasoner: Reasoner, world: int) -> None:
        self._reasoner, self._world = reasoner, world

    def __missing__(self, name: str) -> Truth:
        truth = holds(self._reasoner.ways_named(name), self._world) or None
        self[name] = truth
        return truth


class Reasoner:
    """Give agendas for one library; build it once, share it between threads.

    With `engine=False`, or where durable-rules cannot be imported, the three-valued reading serves alone.
    Else the engine decides what is true, and both are compared at every agenda.
    """

    def __init__(self, library: Library, *, engine: bool = True) -> None:
        self.library = library
        self._rule_reader = RuleReader(library)
        self._contradictions = [(c.says, compile_test(c.when)) for c in library.pathway.contradictions]
        self._ends = [(s.step, end.ending, compile_test(end.when)) for s in library.pathway.steps for end in s.ends]
        self._doneness = Doneness(library)
        self._program, of_conclusions = library.later.keeper.kept("program", self._compiled, ("knowledge", "reasoning"))
        self.space = Space(library)
        self._terms = TermTable(library, of_conclusions)
        self._ways: dict[str, tuple[int, ...]] = {}
        for rule in library.rules:
            if rule.effect in ("recommend", "hold"):
                self.ways(rule)
            if isinstance(rule.then, Hold):
                self.ways_until(rule)
        module = import_engine() if engine else None
        self._engine = DurableEngine(module, self._program) if module else None
        self.engine_name = NAME if self._engine else ALONE
        self._rules = {
            (effect, step): library.by_effect.get((effect, step), ())
            for effect in ("recommend", "hold", "close", "caution", "escalate")
            for step in library.steps
        }
        self._asks = {
            step: tuple(self.space.absorb(way for rule in self._rules["recommend", step] for way in self.ways(rule)))
            for step in library.steps
        }
        """By step: the terms of all rules that recommend it."""
        self.again: dict[str, tuple[int, ...]] = {}
        """By step that rules ask for again: the terms of these rules."""
        for rule in library.rules:
            if isinstance(rule.then, Recommend) and rule.then.again:
                self.again[rule.target] = (*self.again.get(rule.target, ()), *self.ways(rule))

    def _compiled(self) -> tuple[Program, TermsOfConclusions]:
        """Give what takes long to compile and is the same at every start."""
        program = compile_program(self.library.rules, self.library.conclusions)
        return program, TermTable(self.library).of_conclusions

    def ways(self, rule: Rule) -> tuple[int, ...]:
        """Give the terms of a rule's `when`, written in the library's space.

        Raises EngineError, naming the rule, where there are too many.
        """
        return self.ways_named(rule.id)

    def ways_until(self, hold: Rule) -> tuple[int, ...]:
        """Give the terms of a hold's `until`, as `ways` does."""
        return self.ways_named(until_name(hold))

    def ways_named(self, name: str) -> tuple[int, ...]:
        """Give the terms of a rule's `when` by its id, or of a hold's `until` by its name."""
        if name not in self._ways:
            self._ways[name] = self.ways_for(self._rule_reader.conditions[name], name)
        return self._ways[name]

    def ways_for(self, condition: Condition, name: str = "") -> tuple[int, ...]:
        """Give the terms of any condition; `name` is the rule named where there are too many."""
        return self.space.masks(self._terms.of(condition, name))

    # -- truth ---------------------------------------------------------------------------------------

    def read(self, findings: Mapping[str, Value], done: frozenset[str], near: Agenda | None = None) -> Reading:
        """Read every rule with strong Kleene truth; the agenda of a `near` case makes it quicker, as in `agenda`."""
        known = Reading(near.truths, near.known, near.done) if near else None
        return self._rule_reader.read(findings, done, known)

    def _agree(self, reading: Reading, case: CheckedCase, done: frozenset[str]) -> None:
        """Let the engine decide what is true. Raises EngineError where the reading differs."""
        if self._engine is None:
            return
        facts = wide_facts(self._program, {**case.findings, **{f"done.{step}": True for step in done}})
        fired = self._engine.run(facts)
        expected = {name for name, truth in reading.truths.items() if truth}
        if differing := {name for name in fired ^ expected if name in reading.truths}:
            name = min(differing)
            raise EngineError(
                f"the engine and the reading differ on {name} "
                f"({'only the engine' if name in fired else 'only the reading'} holds it true)",
                rule=name,
                case=json.dumps(case.as_json(), sort_keys=True),
            )

    # -- done ----------------------------------------------------------------------------------------

    def done_steps(self, case: CheckedCase) -> frozenset[str]:
        """Give the steps that are done by the case's word or because their results are stated."""
        return self._doneness.steps(case)

    def done_besides(self, case: CheckedCase, done: frozenset[str], findings: Iterable[str]) -> frozenset[str]:
        """Give the steps that are done in a case, from those `done` before some of its findings were stated."""
        return self._doneness.besides(case, done, findings)

    # -- the agenda ----------------------------------------------------------------------------------

    def agenda(self, case: Case | CheckedCase, *, hypothetical: bool = False, near: Agenda | None = None) -> Agenda:
        """Give the agenda of a case; a hypothetical one is only read, not decided by the engine.

        The agenda of a `near` case, of which little differs, makes the reading quicker and changes nothing in it.
        Raises CaseError where the case does not fit the vocabulary, and EngineError where the engine fails
        or disagrees with the reading.
        """
        checked = check_case(case, self.library)
        done = self.done_steps(checked)
        reading = self.read(checked.findings, done, near)
        if not hypothetical:
            self._agree(reading, checked, done)
        flags = self._true(reading, "escalate", self.library.emergency_step)
        stopped_by = flags if flags and self.library.emergency_step not in done else ()
        weigher = Weigher(self.library, self._rules, self.space, self._ways, self._asks, checked, done, reading.truths)
        statuses = {
            name: weigher.stopped(step) if stopped_by else weigher.weigh(step)
            for name, step in self.library.steps.items()
        }
        if stopped_by:
            name = self.library.emergency_step
            statuses[name] = replace(statuses[name], status="next")
        return Agenda(
            library=self.library,
            case=checked,
            statuses=MappingProxyType(statuses),
            next=self._in_order([its for its in statuses.values() if its.status == "next"]),
            done=done,
            stopped_by=stopped_by,
            truths=MappingProxyType(dict(reading.truths)),
            known=MappingProxyType(dict(reading.known)),
            reachable=frozenset() if stopped_by else weigher.reachable,
            contradictions=tuple(says for says, test in self._contradictions if test(reading.known)),
            ending="emergency_stop" if stopped_by else self._ending(done, reading.known),
            engine=ALONE if hypothetical else self.engine_name,
        )

    def alike(self, finding: str, value: Value) -> tuple[Truth, ...]:
        """Give a key that two values share when no criterion of the content tells them apart."""
        return self._rule_reader.alike(finding, value)

    def repeats(self, done: frozenset[str], world: int) -> bool:
        """Say whether some step that is done is asked for again in a case written as a world."""
        return any(step in done and holds(ways, world) for step, ways in self.again.items())

    @cached_property
    def turning(self) -> tuple[int, ...]:
        """Give the terms by which one value of a finding undoes a step, or has it repeated, and another does not."""
        repeated = [rule for step in self.again for rule in self._rules["close", step]]
        ways = {way for again in self.again.values() for way in again}
        ways.update(way for rule in repeated for way in self.ways(rule))
        ways.update(way for condition in self._doneness.conditions for way in self.ways_for(condition))
        return tuple(ways)

    def standing(
        self, case: CheckedCase, step: str, done: frozenset[str] | None = None, near: Agenda | None = None
    ) -> Status:
        """Give the status of one step in a hypothetical case; much quicker than its whole agenda.

        `done` are the steps that are done in the case, where they are known; `near` is as in `agenda`.
        """
        done = self.done_steps(case) if done is None else done
        world = self.space.world(case.findings, done)
        truths: Mapping[str, Truth] = _Truths(self, world)
        if self.repeats(done, world):  # results may change: what is false now can become true, unlike what is unknown
            truths = self.read(case.findings, done, near).truths
        emergency = self.library.emergency_step
        stopped = emergency not in done and any(
            truths[rule.id] for rule in self._rules.get(("escalate", emergency), ())
        )
        weigher = Weigher(self.library, self._rules, self.space, self._ways, self._asks, case, done, truths)
        if stopped:
            return "next" if step == emergency else weigher.stopped(self.library.steps[step]).status
        return weigher.status(step)

    def _true(self, reading: Reading, effect: str, step: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self._rules.get((effect, step), ()) if reading.truths[rule.id])

    def _in_order(self, found: list[StepStatus]) -> tuple[StepStatus, ...]:
        stage, place = self.library.stage_order, self.library.step_order

        def key(its: StepStatus) -> tuple[bool, int, int, int]:
            emergency = its.urgency == "emergency" or its.step.step == self.library.emergency_step
            urgency = URGENCIES.index(its.urgency or "routine")
            return not emergency, stage[its.step.stage], urgency, place[its.step.step]

        return tuple(sorted(found, key=key))

    def _ending(self, done: frozenset[str], known: Mapping[str, Value]) -> Ending | None:
        for step, ending, test in self._ends:
            if step in done and test(known):
                return ending
        return None


_lock = Lock()


@lru_cache(maxsize=8)
def _built(library: Library) -> Reasoner:
    return Reasoner(library)


def reasoner_of(library: Library) -> Reasoner:
    """Give the reasoner of a library, built at its first use; the last few are kept."""
    with _lock:
        return _built(library)
