"""A library made ready to reason with: a case in, an agenda out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from types import MappingProxyType

from workup.knowledge.criteria import ALWAYS, leaves, name_of
from workup.knowledge.errors import EngineError
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import Ending, Step
from workup.knowledge.rules import URGENCIES, Hold, Rule
from workup.reasoning.agenda import Agenda, StepStatus
from workup.reasoning.case import Case, CheckedCase, check_case
from workup.reasoning.compiling import compile_program, until_name, wide_facts
from workup.reasoning.durable import NAME, DurableEngine, import_engine
from workup.reasoning.terms import MaskTable, Term, TermTable
from workup.reasoning.truth import Test, Truth, any_of, compile_test
from workup.reasoning.weighing import Weigher

ALONE = "reading alone"


@dataclass(frozen=True)
class _Reading:
    """What the pure-Python reading makes of one case."""

    truths: Mapping[str, Truth]
    known: Mapping[str, Value]


class Reasoner:
    """Give agendas for one library; build it once, share it between threads.

    With `engine=False`, or where durable-rules cannot be imported, the three-valued reading serves alone.
    Else the engine decides what is true, and both are compared at every agenda.
    """

    def __init__(self, library: Library, *, engine: bool = True) -> None:
        self.library = library
        self._tests: dict[str, Test] = {}
        for rule in library.rules:
            self._tests[rule.id] = compile_test(rule.when)
            if isinstance(rule.then, Hold):
                self._tests[until_name(rule)] = compile_test(rule.then.until)
        self._concluding = [
            (name, [rule.id for rule in library.by_effect[("conclude", name)]]) for name in library.conclusions
        ]
        concluded = {rule_id for _, rules in self._concluding for rule_id in rules}
        self._criteria: dict[str, tuple[Test, ...]] = {}
        self._deciding = [name for name in self._tests if name not in concluded]
        self._contradictions = [(c.says, compile_test(c.when)) for c in library.pathway.contradictions]
        self._ends = [(s.step, end.ending, compile_test(end.when)) for s in library.pathway.steps for end in s.ends]
        self._done_tests = {step.step: self._done_test(step) for step in library.pathway.steps}
        self._program = compile_program(library.rules, library.conclusions)
        self.terms = TermTable(library)
        self._masks = MaskTable(library, self._terms_needed())
        module = import_engine() if engine else None
        self._engine = DurableEngine(module, self._program) if module else None
        self.engine_name = NAME if self._engine else ALONE
        self._rules = {
            (effect, step): library.by_effect.get((effect, step), ())
            for effect in ("recommend", "hold", "close", "caution", "escalate")
            for step in library.steps
        }

    def _terms_needed(self) -> dict[str, tuple[Term, ...]]:
        needed = {}
        for rule in self.library.rules:
            if rule.effect in ("recommend", "hold"):
                needed[rule.id] = self.terms.of(rule.when, rule.id)
            if isinstance(rule.then, Hold):
                needed[until_name(rule)] = self.terms.of(rule.then.until, rule.id)
        return needed

    # -- truth ---------------------------------------------------------------------------------------

    def read(self, findings: Mapping[str, Value], done: frozenset[str]) -> _Reading:
        """Read every rule with strong Kleene truth."""
        known: dict[str, Value] = dict(findings)
        known.update(dict.fromkeys(done, True))
        truths: dict[str, Truth] = {}
        for conclusion, rule_ids in self._concluding:
            for rule_id in rule_ids:
                truths[rule_id] = self._tests[rule_id](known)
            truth = any_of(truths[rule_id] for rule_id in rule_ids)
            if truth is not None:
                known[conclusion] = truth
        for name in self._deciding:
            truths[name] = self._tests[name](known)
        for step in done:
            del known[step]
        return _Reading(truths, known)

    def _agree(self, reading: _Reading, case: CheckedCase, done: frozenset[str]) -> None:
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

    def _done_test(self, step: Step) -> tuple[Step, tuple[tuple[Test, tuple[str, ...]], ...], Test | None]:
        done = step.done_when
        also = tuple((compile_test(item.when), item.all) for item in done.also)
        return step, also, None if done.only_if == ALWAYS else compile_test(done.only_if)

    def done_steps(self, case: CheckedCase) -> frozenset[str]:
        """Give the steps that are done by the case's word or because their results are stated."""
        stated, asked = case.findings, case.unobtainable
        found = set(case.done)
        for name, (step, also, only_if) in self._done_tests.items():
            if name in found or name in case.pending:
                continue
            done = step.done_when
            if done.all:
                holds = all(f in stated or f in asked for f in done.all) and any(f in stated for f in done.all)
            else:
                holds = any(f in stated for f in done.any)
            holds = holds and all(
                test(stated) is not True or all(f in stated or f in asked for f in names) for test, names in also
            )
            if holds and (only_if is None or only_if(stated) is True):
                found.add(name)
        return frozenset(found)

    # -- the agenda ----------------------------------------------------------------------------------

    def agenda(self, case: Case | CheckedCase, *, hypothetical: bool = False) -> Agenda:
        """Give the agenda of a case; a hypothetical one is only read, not decided by the engine.

        Raises CaseError where the case does not fit the vocabulary, and EngineError where the engine fails
        or disagrees with the reading.
        """
        checked = check_case(case, self.library)
        done = self.done_steps(checked)
        reading = self.read(checked.findings, done)
        if not hypothetical:
            self._agree(reading, checked, done)
        flags = self._true(reading, "escalate", self.library.emergency_step)
        stopped_by = flags if flags and self.library.emergency_step not in done else ()
        weigher = Weigher(self.library, self._rules, self._masks, checked, done, reading.truths)
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
        return tuple(test({finding: value}) for test in self._criteria_on(finding))

    def _criteria_on(self, finding: str) -> tuple[Test, ...]:
        if finding not in self._criteria:
            found = {leaf for c in self.library.conditions for leaf in leaves(c) if name_of(leaf) == finding}
            self._criteria[finding] = tuple(compile_test(leaf) for leaf in found)
        return self._criteria[finding]

    def standing(self, case: CheckedCase, step: str) -> StepStatus:
        """Give how one step would stand in a hypothetical case; quicker than its whole agenda."""
        done = self.done_steps(case)
        reading = self.read(case.findings, done)
        weigher = Weigher(self.library, self._rules, self._masks, case, done, reading.truths)
        if self.library.emergency_step not in done and self._true(reading, "escalate", self.library.emergency_step):
            return weigher.stopped(self.library.steps[step])
        return weigher.weigh(self.library.steps[step])

    def _true(self, reading: _Reading, effect: str, step: str) -> tuple[Rule, ...]:
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
