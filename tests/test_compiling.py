"""Rules into engine rules: alternatives, chained facts, and the limits that are checked beforehand."""

from __future__ import annotations

import pytest
from strategies import make_rule

from workup import EngineError
from workup.knowledge.criteria import ALWAYS, All, Any, Between, Compare, Condition, Holds, Is, StepDone
from workup.knowledge.rules import Close, Conclude, Hold, Recommend, Rule
from workup.reasoning import compiling
from workup.reasoning.compiling import (
    CONCLUDED,
    DENIED,
    FALSE,
    GROUP,
    EngineTest,
    Program,
    check_hashes,
    compile_program,
    fnv1a,
    property_of,
    wide_facts,
)

MRI = Recommend(recommend="mri", urgency="soon")
G0 = (GROUP, "", "g0")


def compiled(*rules: Rule, conclusions: tuple[str, ...] = ()) -> Program:
    return compile_program(rules, conclusions)


def slots_of(condition: Condition, conclusions: tuple[str, ...] = ()) -> list[list[list[EngineTest]]]:
    program = compiled(make_rule("x", condition, MRI), conclusions=conclusions)
    return [[list(slot) for slot in rule.slots] for rule in program.rules if rule.name.startswith("r.x#")]


@pytest.mark.parametrize(
    ("condition", "wides"),
    [
        (ALWAYS, [[]]),
        (Holds("a.b"), [[("a__b", "", "yes")]]),
        (Holds("a.b", True), [[("a__b", "", "no")]]),
        (Is("a.b", ("p", "q")), [[("a__b", "", "p")], [("a__b", "", "q")]]),
        (Is("a.b", ("p", "q"), True), [[("a__b", "$neq", "p"), ("a__b", "$neq", "q")]]),
        (Compare("a.n", ">=", 5), [[("a__n", "$gte", 5)]]),
        (Compare("a.n", "<", 5), [[("a__n", "$lt", 5)]]),
        (Between("a.n", 2, 5), [[("a__n", "$gte", 2), ("a__n", "$lte", 5)]]),
        (Between("a.n", 2, 5, True), [[("a__n", "$lt", 2)], [("a__n", "$gt", 5)]]),
        (All((Holds("a.b"), Holds("a.b"))), [[("a__b", "", "yes")]]),
        (Any((Holds("a.b"), Holds("a.b"))), [[("a__b", "", "yes")]]),
        (All((Any((Holds("a.b"), Holds("a.c"))), Any((Holds("a.d"), Holds("a.e"))))),
         [[("a__b", "", "yes"), ("a__d", "", "yes")], [("a__b", "", "yes"), ("a__e", "", "yes")],
          [("a__c", "", "yes"), ("a__d", "", "yes")], [("a__c", "", "yes"), ("a__e", "", "yes")]]),
    ],
    ids=str,
)  # fmt: skip
def test_a_condition_becomes_one_engine_rule_for_each_alternative(
    condition: Condition, wides: list[list[EngineTest]]
) -> None:
    assert slots_of(condition) == [[[G0, *wide]] for wide in wides]


def test_each_conclusion_read_has_a_slot_of_its_own() -> None:
    rules = [make_rule("c", Holds("a.b"), Conclude(conclude="c")), make_rule("x", Holds("c"), MRI)]
    program = compiled(*rules, conclusions=("c",))
    assert program.rules[0].chains == (CONCLUDED, "c")
    assert program.rules[1].slots == ((G0,), ((CONCLUDED, "", "c"),))
    assert program.rules[1].chains is None


def test_a_no_is_chained_from_every_false_rule_and_only_where_a_rule_reads_it() -> None:
    concluding = [
        make_rule("c1", Holds("a.b"), Conclude(conclude="c")),
        make_rule("c2", Compare("a.n", ">=", 5), Conclude(conclude="c")),
    ]
    reading = compiled(*concluding, make_rule("x", Holds("c", True), MRI), conclusions=("c",))
    found = {rule.name: rule for rule in reading.rules}
    assert found["r.c1~false#0"].slots == ((G0, ("a__b", "", "no")),)
    assert found["r.c2~false#0"].slots == ((G0, ("a__n", "$lt", 5)),)
    assert found["r.c1~false#0"].chains == (FALSE, "r.c1")
    assert found["c~denied#0"].slots == (((FALSE, "", "r.c1"),), ((FALSE, "", "r.c2"),))
    assert found["c~denied#0"].chains == (DENIED, "c")
    plain = compiled(*concluding, make_rule("x", Holds("c"), MRI), conclusions=("c",))
    assert [rule.name for rule in plain.rules] == ["r.c1#0", "r.c2#0", "r.x#0"]


def test_a_no_read_beneath_another_no_is_chained_too() -> None:
    rules = [
        make_rule("c", Holds("a.b"), Conclude(conclude="c")),
        make_rule("d", Holds("c"), Conclude(conclude="d")),
        make_rule("x", Holds("d", True), MRI),
    ]
    names = {rule.name for rule in compiled(*rules, conclusions=("c", "d")).rules}
    assert {"c~denied#0", "d~denied#0"} <= names


def test_a_no_of_many_rules_is_joined_in_parts() -> None:
    rules = [make_rule(f"c{i}", Holds(f"a.n{i}"), Conclude(conclude="c")) for i in range(30)]
    program = compiled(*rules, make_rule("x", Holds("c", True), MRI), conclusions=("c",))
    joins = [rule for rule in program.rules if rule.chains and rule.chains[0] in (FALSE, DENIED)]
    assert max(len(rule.slots) for rule in joins) <= 14
    joined = {slot[0][2] for rule in joins for slot in rule.slots if slot[0][0] == FALSE}
    assert {f"r.c{i}" for i in range(30)} <= joined


def test_a_holds_until_fires_under_its_own_name() -> None:
    rule = make_rule("h", Holds("a.b"), Hold(hold="mri", until=StepDone("scan")))
    program = compiled(rule)
    assert {r.name: r.slots for r in program.rules} == {
        "r.h#0": ((G0, ("a__b", "", "yes")),),
        "r.h~until#0": ((G0, ("done__scan", "", "yes")),),
    }


def test_a_wide_fact_leaves_out_what_is_unknown_and_what_no_rule_reads() -> None:
    when = All((Holds("a.b"), Is("a.c", ("p",)), Compare("a.n", ">=", 5), Holds("a.unknown")))
    program = compiled(make_rule("x", when, MRI), make_rule("y", StepDone("scan"), Close(close="mri")))
    known = {"a.b": False, "a.c": "p", "a.n": 7, "done.scan": True, "a.unread": True}
    assert wide_facts(program, known) == [{GROUP: "g0", "a__b": "no", "a__c": "p", "a__n": 7, "done__scan": "yes"}]


# -- limits ------------------------------------------------------------------------------------------


def refusal(*rules: Rule, conclusions: tuple[str, ...] = ()) -> EngineError:
    with pytest.raises(EngineError) as caught:
        compiled(*rules, conclusions=conclusions)
    return caught.value


def test_too_many_alternatives_are_refused_with_the_rule() -> None:
    two = Any((Holds("a.b"), Holds("a.c")))
    assert len(slots_of(All((two,) * 7))) > 1
    error = refusal(make_rule("x", ALWAYS, MRI), make_rule("big", All((two,) * 8), MRI))
    assert error.rule == "r.big"
    assert "r.big has 256 alternatives; the engine is given 200 at most: split the rule" in str(error)


def test_two_hundred_alternatives_of_one_any_are_taken_and_one_more_is_not() -> None:
    values = tuple(f"v{i}" for i in range(201))
    assert len(slots_of(Any(tuple(Is("a.b", (v,)) for v in values[:200])))) == 200
    assert refusal(make_rule("x", Any(tuple(Is("a.b", (v,)) for v in values)), MRI)).rule == "r.x"


def test_too_many_conclusions_joined_are_refused_with_the_rule() -> None:
    names = tuple(f"c{i}" for i in range(16))
    rules = [make_rule(name, Holds("a.b"), Conclude(conclude=name)) for name in names]
    fifteen = make_rule("x", All(tuple(Holds(name) for name in names[:15])), MRI)
    assert compiled(*rules, fifteen, conclusions=names).rules
    error = refusal(*rules, make_rule("x", All(tuple(map(Holds, names))), MRI), conclusions=names)
    assert error.rule == "r.x"
    assert "r.x reads 16 conclusions at once; the engine joins 15 at most" in str(error)


def test_a_rule_that_one_fact_could_match_too_often_is_refused_with_its_name() -> None:
    many = Any(tuple(Compare("a.n", ">=", number) for number in range(70)))
    error = refusal(make_rule("x", many, MRI))
    assert error.rule == "r.x"


def test_rules_are_dealt_into_groups_that_one_fact_cannot_match_too_often() -> None:
    rules = [make_rule(f"x{i}", Compare("a.n", ">=", i), MRI) for i in range(120)]
    program = compiled(*rules)
    assert len(program.groups) == 3
    for number in range(3):
        own = [rule for rule in program.rules if rule.slots[0][0] == (GROUP, "", f"g{number}")]
        assert 0 < len(own) <= 50


def test_too_many_rules_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_RULES", 1)
    assert "2 engine rules; the engine takes 1 at most" in str(refusal(make_rule("x", Is("a.b", ("p", "q")), MRI)))


def test_too_many_rules_that_end_alike_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_AT_ONE_PREFIX", 2)
    error = refusal(*(make_rule(f"x{i}", Holds("a.b"), MRI) for i in range(3)))
    assert error.rule == "r.x2#0"
    assert "3 rules end with the same tests; 2 at most" in str(error)


def test_too_many_tests_beneath_one_start_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_CHILDREN", 2)
    assert "3 tests stand beneath" in str(refusal(make_rule("x", Is("a.b", ("p", "q", "r")), MRI)))


def test_a_group_reads_at_most_so_many_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_PROPERTIES", 1)
    assert "reads 2 findings; 1 at most" in str(refusal(make_rule("x", All((Holds("a.b"), Holds("a.c"))), MRI)))


# x__otvpdc and x__bqvryp have the same hash: found by search among random names.
COLLIDING = ("x.otvpdc", "x.bqvryp")


def test_names_that_the_engine_cannot_tell_apart_are_refused() -> None:
    one, other = map(property_of, COLLIDING)
    assert fnv1a(one) == fnv1a(other)
    error = refusal(make_rule("x", All(tuple(map(Holds, COLLIDING))), MRI))
    assert f"cannot tell {other} and {one} apart" in str(error)


def test_names_that_differ_in_hash_are_taken() -> None:
    check_hashes(["a__b", "a__c"])


@pytest.mark.parametrize("pair", [(Holds("a.b__c"), Holds("a__b.c")), (Holds("done.mri"), StepDone("mri"))])
def test_two_names_of_one_property_are_refused(pair: tuple[Condition, Condition]) -> None:
    refusal(make_rule("x", pair[0], MRI), make_rule("y", pair[1], Close(close="mri")))


def test_the_hash_is_fnv1a_of_32_bits() -> None:
    assert [fnv1a(text) for text in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]
