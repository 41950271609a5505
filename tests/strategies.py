"""Random small libraries, conditions and cases, valid by construction; and their Hypothesis strategies.

Everything is a plain function of a `random.Random`, so that `agreement.py` draws from the same well as
Hypothesis does. Thresholds are even numbers and every number is whole, so 0 to 10 stand for all numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import product
from random import Random

from hypothesis import strategies as st

from workup.knowledge.criteria import (
    ALWAYS,
    All,
    Any,
    Between,
    Compare,
    Condition,
    Holds,
    Is,
    StepDone,
    leaves,
    name_of,
)
from workup.knowledge.findings import Choice, Finding, Value
from workup.knowledge.library import Library
from workup.knowledge.pathways import AlsoAsked, DoneWhen, End, Pathway, Principle, Scope, Stage, Step
from workup.knowledge.rules import (
    URGENCIES,
    Caution,
    Close,
    Conclude,
    Conclusion,
    Consequent,
    Escalate,
    Examples,
    Hold,
    Recommend,
    Rule,
)
from workup.knowledge.sources import Citation, Source
from workup.reasoning.case import Case

THRESHOLDS = (2, 4, 6, 8)
NUMBERS = tuple(range(11))
CHOICES = ("a", "b", "c")


def values_of(finding: Finding) -> tuple[Value, ...]:
    """Give values that stand for every value of a finding."""
    if finding.type == "yes_no":
        return (True, False)
    return NUMBERS if finding.type == "number" else tuple(choice.value for choice in finding.values)


def make_finding(name: str, step: str, kind: str, values: Sequence[str] = CHOICES) -> Finding:
    """Make a finding of a type."""
    common = {"finding": name, "label": name, "step": step, "type": kind, "question": f"What of {name}?"}
    if kind == "number":
        return Finding(**common, unit="cm", range=(0, 10), whole=True, says="it is {value}")
    ids = ("yes", "no") if kind == "yes_no" else values
    return Finding(**common, values=tuple(Choice(value=v, label=v, says=f"it is {v}") for v in ids))


def make_step(name: str, done_when: DoneWhen, *, stage: str = "one", ends: tuple[End, ...] = ()) -> Step:
    """Make a step."""
    return Step(step=name, title=name, short=name, kind="ask", stage=stage, done_when=done_when, ends=ends)


def make_rule(name: str, when: Condition, then: Consequent) -> Rule:
    """Make a rule named `r.<name>`."""
    return Rule(
        id=f"r.{name}",
        rule=name,
        when=when,
        then=then,
        because=f"The reason of {name}.",
        principle="look_first",
        citations=(Citation(source="book", says="so", fit="same"),),
        examples=Examples(fires={}),
    )


def make_library(
    findings: Iterable[Finding],
    steps: Iterable[Step],
    rules: Iterable[Rule],
    conclusions: Iterable[str] = (),
    stages: Sequence[str] = ("one",),
) -> Library:
    """Make a library out of its parts; conclusions come in an order in which each reads those before it."""
    pathway = Pathway(
        pathway="random",
        version="1",
        title="random",
        jurisdiction="nowhere",
        intended_use="tests",
        rule_packs=("random",),
        scope=Scope(inside="all", outside="none"),
        sources_checked_on=date(2026, 11, 22),
        principles=(Principle(principle="look_first", says="Look before you touch."),),
        stages=tuple(Stage(stage=s, title=s, question=s, strategy=s) for s in stages),
        steps=tuple(steps),
    )
    return Library(
        pathway=pathway,
        findings={finding.finding: finding for finding in findings},
        conclusions={name: Conclusion(conclusion=name, yes="yes", no="no") for name in conclusions},
        rules=tuple(rules),
        sources={"book": Source(source="book", title="A book", kind="teaching", verified="primary")},
        content_hash="random",
    )


# -- random parts ------------------------------------------------------------------------------------


def random_criterion(
    random: Random, findings: Sequence[Finding], conclusions: Sequence[str], steps: Sequence[str] = ()
) -> Condition:
    """Make one criterion on a finding, a conclusion or (where `steps` are given) a step's being done."""
    kind = random.choice(["finding"] * 4 + ["conclusion"] * 3 * bool(conclusions) + ["step"] * 2 * bool(steps))
    negated = random.choice([False, False, True])
    if kind == "conclusion":
        return Holds(random.choice(conclusions), negated)
    if kind == "step":
        return StepDone(random.choice(steps))
    finding = random.choice(findings)
    if finding.type == "yes_no":
        return Holds(finding.finding, negated)
    if finding.type == "choice":
        values = tuple(choice.value for choice in finding.values)
        return Is(finding.finding, tuple(random.sample(values, random.randint(1, 2))), negated)
    if random.choice([True, False]):
        return Compare(finding.finding, random.choice([">=", "<", ">", "<="]), random.choice(THRESHOLDS))
    low, high = random.choice([(2, 4), (2, 6), (4, 6), (4, 8), (4, 4)])
    return Between(finding.finding, low, high, negated)


def random_condition(
    random: Random,
    findings: Sequence[Finding],
    conclusions: Sequence[str],
    steps: Sequence[str] = (),
    depth: int = 2,
) -> Condition:
    """Make a tree of `all` and `any` at most `depth` deep."""
    shape = random.choice(["leaf", "all", "any"]) if depth else "leaf"
    if shape == "leaf":
        return random_criterion(random, findings, conclusions, steps)
    count = random.randint(1, 3 if depth == 2 else 2)
    children = tuple(random_condition(random, findings, conclusions, steps, depth - 1) for _ in range(count))
    return All(children) if shape == "all" else Any(children)


def random_library(random: Random) -> Library:
    """Make a library: 3 to 6 steps, findings of all types, chained conclusions, rules of all six effects."""
    steps = [f"s{i}" for i in range(random.randint(3, 6))]
    owners = steps + [random.choice(steps) for _ in range(random.randint(0, 2))]
    kinds = ["choice", "yes_no", "number"] + [random.choice(["choice", "yes_no"]) for _ in owners[3:]]
    findings = [make_finding(f"f.n{i}", owner, kind) for i, (owner, kind) in enumerate(zip(owners, kinds, strict=True))]
    conclusions = [f"c{i}" for i in range(random.randint(0, 3))]
    rules: list[Rule] = []

    def add(then: Consequent, when: Condition) -> None:
        rules.append(make_rule(f"n{len(rules)}", when, then))

    for i, name in enumerate(conclusions):
        for _ in range(random.randint(1, 2)):
            add(Conclude(conclude=name), random_condition(random, findings, conclusions[:i]))
    for i, step in enumerate(steps):
        for _ in range(random.randint(1, 2)):
            when = ALWAYS if i == 0 else random_condition(random, findings, conclusions)
            again = random.randint(0, 9) == 0
            add(Recommend(recommend=step, urgency=random.choice(URGENCIES), again=again), when)
    for _ in range(random.randint(0, 2)):
        until = random_condition(random, findings, conclusions, steps, depth=1)
        when = random.choice([ALWAYS, random_condition(random, findings, conclusions)])
        add(Hold(hold=random.choice(steps), until=until), when)
    for _ in range(random.randint(0, 1)):
        when = random_condition(random, findings, conclusions, steps)
        add(Close(close=random.choice(steps)), when)
    for _ in range(random.randint(0, 1)):
        add(Caution(caution=random.choice(steps)), random_condition(random, findings, conclusions))
    if random.randint(0, 3) == 0:
        add(Escalate(escalate=steps[-1]), random_criterion(random, findings, conclusions))
    return make_library(
        findings, [_random_step(random, step, findings) for step in steps], rules, conclusions, ("one", "two")
    )


def _random_step(random: Random, name: str, findings: Sequence[Finding]) -> Step:
    own = tuple(finding.finding for finding in findings if finding.step == name)
    shape = random.choice(["any", "all", "also", "only_if"])
    done_when = DoneWhen(any=own) if shape == "any" else DoneWhen(all=own)
    test = random_condition(random, findings, [], depth=1)
    if shape == "also":
        done_when = DoneWhen(any=own[:1], also=(AlsoAsked(when=test, all=own[-1:]),))
    if shape == "only_if":
        mine = [finding for finding in findings if finding.step == name]
        done_when = DoneWhen(any=own, only_if=random_condition(random, mine, [], depth=1))
    ends = (End(ending="safety_net"),) if random.randint(0, 3) == 0 else ()
    return make_step(name, done_when, stage=random.choice(["one", "two"]), ends=ends)


def random_case(random: Random, library: Library) -> Case:
    """Make a case that fits a library's vocabulary."""
    share = random.choice([0.2, 0.5, 0.8])
    findings: dict[str, object] = {}
    unobtainable = []
    for name, finding in library.findings.items():
        if random.random() < share:
            values = values_of(finding) if finding.type == "number" or finding.values else ()
            low, high = finding.range or (0, 10)
            fitting = [v for v in values if finding.type != "number" or low <= v <= high]
            findings[name] = random.choice(fitting or [low])
        elif random.random() < 0.15:
            unobtainable.append(name)
    marks = {step: random.random() for step in library.steps}
    done = [step for step, mark in marks.items() if mark < 0.15]
    pending = [step for step, mark in marks.items() if 0.15 <= mark < 0.25]
    attempts = {step: random.randint(1, 4) for step in done if random.random() < 0.3}
    return Case(findings, done, pending, unobtainable, attempts)


def completions(library: Library, case: Case, names: Iterable[str]) -> Iterable[dict[str, object]]:
    """Give every way to state those of the findings `names` that a case leaves open."""
    open_names = [n for n in names if n not in case.findings and n not in case.unobtainable]
    for values in product(*(values_of(library.findings[name]) for name in open_names)):
        yield {**case.findings, **dict(zip(open_names, values, strict=True))}


def steps_read(condition: Condition) -> frozenset[str]:
    """Give the steps whose state a condition reads."""
    return frozenset(name_of(leaf) for leaf in leaves(condition) if isinstance(leaf, StepDone))


# -- Hypothesis --------------------------------------------------------------------------------------

_randoms = st.randoms(use_true_random=False)


def _drawn(make: Callable[[Random], object]) -> st.SearchStrategy:
    return _randoms.map(make)


libraries = _drawn(random_library)
"""Libraries."""

SOME_FINDINGS = (
    make_finding("f.choice", "s0", "choice"),
    make_finding("f.yes", "s0", "yes_no"),
    make_finding("f.number", "s0", "number"),
)

conditions = _drawn(lambda random: random_condition(random, SOME_FINDINGS, ["c0", "c1"]))
"""Conditions over `SOME_FINDINGS` and the conclusions c0 and c1; no step's state, so they can be negated."""


def libraries_with_cases(count: int) -> st.SearchStrategy:
    """Give pairs of a library and `count` cases of it."""

    def make(random: Random) -> tuple[Library, list[Case]]:
        library = random_library(random)
        return library, [random_case(random, library) for _ in range(count)]

    return _drawn(make)
