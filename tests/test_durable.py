"""The engine itself: that it fires as expected, agrees with the reading, and stays clean."""

from __future__ import annotations

import ast
import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
import strategies
from hypothesis import given, settings
from strategies import make_rule

import workup
from workup import Case, EngineError, Library
from workup.knowledge.criteria import ALWAYS, All, Any, Compare, Holds, Is, StepDone
from workup.knowledge.pathways import DoneWhen
from workup.knowledge.rules import Close, Conclude, Hold, Recommend
from workup.reasoning.case import check_case
from workup.reasoning.compiling import compile_program, wide_facts
from workup.reasoning.durable import NAME, DurableEngine, import_engine
from workup.reasoning.reasoner import ALONE, Reasoner

MODULE = import_engine()
assert MODULE is not None, "durable-rules cannot be imported here"

MRI = Recommend(recommend="mri", urgency="soon")
RULES = (
    make_rule("always", ALWAYS, MRI),
    make_rule("deep", Is("lump.depth", ("deep",)), Conclude(conclude="deep")),
    make_rule("large", Compare("lump.size", ">=", 5), Conclude(conclude="large")),
    make_rule("worry", Any((Holds("deep"), Holds("large"))), Conclude(conclude="worry")),
    make_rule("both", All((Holds("deep"), Holds("large"))), MRI),
    make_rule("calm", Holds("worry", True), MRI),
    make_rule("not_deep", Is("lump.depth", ("deep", "uncertain"), True), MRI),
    make_rule("hold", Holds("lump.sore"), Hold(hold="mri", until=StepDone("scan"))),
    make_rule("close", All((StepDone("scan"), Holds("lump.sore", True))), Close(close="mri")),
)


@pytest.fixture(scope="module")
def fire():
    program = compile_program(RULES, ("deep", "large", "worry"))
    engine = DurableEngine(MODULE, program)

    def fire(**known: object) -> set[str]:
        fired = engine.run(wide_facts(program, {name.replace("__", "."): v for name, v in known.items()}))
        return {name.removeprefix("r.") for name in fired if name.startswith("r.") and "~false" not in name}

    return fire


def test_the_engine_fires_on_what_is_stated_only(fire) -> None:
    assert fire() == {"always"}


def test_the_engine_chains_conclusions(fire) -> None:
    assert fire(lump__depth="deep") == {"always", "deep", "worry"}
    assert fire(lump__depth="deep", lump__size=5) == {"always", "deep", "large", "worry", "both"}


def test_the_engine_says_no_once_every_rule_is_false(fire) -> None:
    assert fire(lump__depth="superficial") == {"always", "not_deep"}
    assert fire(lump__depth="superficial", lump__size=4.9) == {"always", "not_deep", "calm"}


def test_the_engine_reads_steps_done(fire) -> None:
    assert fire(lump__sore=True, done__scan=True) == {"always", "hold", "hold~until"}
    assert fire(lump__sore=False, done__scan=True) == {"always", "close", "hold~until"}


@pytest.mark.parametrize("number", [0.0001, -0.0, 0.1, 1e9, 5])
def test_the_engine_compares_with_any_number_that_a_criterion_may_hold(number: float) -> None:
    program = compile_program([make_rule("x", Compare("a.n", ">=", number), MRI)], ())
    engine = DurableEngine(MODULE, program)
    fired = {n: engine.run(wide_facts(program, {"a.n": n})) for n in (-1, 1e9)}
    assert fired == {-1: frozenset(), 1e9: frozenset({"r.x"})}


def test_a_session_leaves_nothing_behind(fire) -> None:
    assert fire(lump__depth="deep", lump__size=9) != {"always"}
    assert fire() == {"always"}


# -- the whole of it against the reading -------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(strategies.libraries_with_cases(5))
def test_the_engine_and_the_reading_agree_on_random_libraries(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    reasoner = Reasoner(library)
    alone = Reasoner(library, engine=False)
    assert reasoner.engine_name == NAME
    for case in cases:
        agenda = reasoner.agenda(case)  # raises EngineError where the two differ
        assert agenda.truths == alone.agenda(case).truths


def test_the_engine_alone_fires_the_rules_that_the_reading_holds_true() -> None:
    for seed in range(100):
        random = Random(seed)
        library = strategies.random_library(random)
        program = compile_program(library.rules, library.conclusions)
        engine, alone = DurableEngine(MODULE, program), Reasoner(library, engine=False)
        for _ in range(5):
            case = check_case(strategies.random_case(random, library), library)
            done = alone.done_steps(case)
            known = {**case.findings, **{f"done.{step}": True for step in done}}
            truths = alone.read(case.findings, done).truths
            fired = engine.run(wide_facts(program, known)) & set(truths)
            assert fired == {name for name, truth in truths.items() if truth}


def test_a_difference_is_an_engine_error_with_the_rule_and_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = strategies.make_finding("a.b", "s0", "yes_no")
    rule = make_rule("x", Holds("a.b"), Recommend(recommend="s0", urgency="soon"))
    library = strategies.make_library([finding], [strategies.make_step("s0", DoneWhen(any=("a.b",)))], [rule])
    reasoner = Reasoner(library)
    monkeypatch.setattr(DurableEngine, "run", lambda self, facts: frozenset())
    with pytest.raises(EngineError, match=r"differ on r\.x \(only the reading holds it true\)") as caught:
        reasoner.agenda(Case({"a.b": True}))
    assert caught.value.rule == "r.x"
    assert '"a.b": true' in caught.value.case
    monkeypatch.setattr(DurableEngine, "run", lambda self, facts: frozenset({"r.x"}))
    with pytest.raises(EngineError, match="only the engine"):
        reasoner.agenda(Case())


@settings(max_examples=100, deadline=None)
@given(strategies.libraries_with_cases(2))
def test_one_more_finding_turns_no_true_rule_false(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    reasoner = Reasoner(library)
    growing = {rule.id for rule in library.rules if rule.effect in ("recommend", "conclude")}
    for case in cases:
        before = reasoner.agenda(case).truths
        for name in [n for n in library.findings if n not in case.findings and n not in case.unobtainable]:
            for value in strategies.values_of(library.findings[name])[:4]:
                after = reasoner.agenda(case.with_findings({name: value})).truths
                assert {r for r in growing if before[r]} <= {r for r in growing if after[r]}
                assert {r for r in growing if before[r] is False} <= {r for r in growing if after[r] is False}


@settings(max_examples=100, deadline=None)
@given(strategies.libraries_with_cases(3))
def test_the_order_of_findings_changes_nothing(pair: tuple[Library, list[Case]]) -> None:
    library, cases = pair
    reasoner = Reasoner(library)
    for case in cases:
        turned = Case(
            dict(reversed(case.findings.items())),
            case.done[::-1],
            case.pending[::-1],
            case.unobtainable[::-1],
        )
        one = reasoner.agenda(Case(case.findings, case.done, case.pending, case.unobtainable))
        other = reasoner.agenda(turned)
        assert list(one.truths.items()) == list(other.truths.items())
        assert list(one.known.items()) == list(other.known.items())
        assert dict(one.statuses) == dict(other.statuses)
        assert one.next == other.next


# -- the adapter -------------------------------------------------------------------------------------


class Spy:
    """Stand before the engine's C functions, count calls, and fail where told."""

    def __init__(self, fail_at: str = "") -> None:
        self.calls: list[str] = []
        self.fail_at = fail_at

    def __getattr__(self, name: str):
        def call(*given: object) -> object:
            self.calls.append(name)
            if name == self.fail_at:
                raise RuntimeError("Could not assert, error code: 303")
            return getattr(MODULE, name)(*given)

        return call


def test_the_slot_is_primed_before_the_first_case_and_every_session_is_deleted() -> None:
    spy = Spy()
    program = compile_program(RULES, ("deep", "large", "worry"))
    engine = DurableEngine(spy, program)
    assert spy.calls[:2] == ["create_ruleset", "assert_fact"]
    assert spy.calls.count("delete_state") == 1
    engine.run(wide_facts(program, {}))
    assert spy.calls.count("delete_state") == 2


def test_a_failing_engine_is_an_engine_error_and_the_session_is_deleted() -> None:
    spy = Spy()
    program = compile_program(RULES, ("deep", "large", "worry"))
    engine = DurableEngine(spy, program)
    spy.fail_at = "assert_fact"
    with pytest.raises(EngineError, match=r"the engine failed: .*303"):
        engine.run(wide_facts(program, {}))
    assert spy.calls[-1] == "delete_state"
    spy.fail_at = ""
    assert engine.run(wide_facts(program, {"lump.depth": "deep"})) == {"r.always", "r.deep", "r.worry"}


def test_a_rule_set_is_deleted_with_its_engine() -> None:
    spy = Spy()
    engine = DurableEngine(spy, compile_program(RULES, ("deep", "large", "worry")))
    del engine
    gc.collect()
    assert spy.calls[-1] == "delete_ruleset"


def test_eight_threads_share_one_engine(fire) -> None:
    def both(i: int) -> bool:
        deep = fire(lump__depth="deep", lump__size=9) == {"always", "deep", "large", "worry", "both"}
        return deep and fire(lump__depth="superficial") == {"always", "not_deep"}

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(both, range(400)))


def test_without_the_engine_the_reading_serves_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workup.reasoning.reasoner.import_engine", lambda: None)
    library = strategies.random_library(Random(7))
    agenda = Reasoner(library).agenda(Case())
    assert agenda.engine == ALONE
    assert agenda.truths == Reasoner(library, engine=False).agenda(Case()).truths


def test_only_the_adapter_imports_durable_rules() -> None:
    importing = set()
    for path in Path(workup.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in ("durable", "durable_rules_engine") for name in names):
                importing.add(path.name)
    assert importing == {"durable.py"}
