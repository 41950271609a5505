"""The floor: the bundled library's rules as one generated plain Python function.

This is what a programmer would write by hand instead of using a rules engine: each finding in a local
variable, each rule one expression, conclusions in an order in which each reads those before it. Truth is
three-valued (True, False, None) as in the engine. No reasons are kept, and no status is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workup.knowledge.criteria import All, Any, Between, Compare, Condition, Holds, Is, StepDone, leaves
from workup.knowledge.findings import Value
from workup.knowledge.library import Library
from workup.knowledge.rules import Hold
from workup.reasoning.compiling import until_name
from workup.reasoning.truth import Truth

Decide = Callable[[Mapping[str, Value], frozenset[str]], dict[str, Truth]]
"""(findings, done steps) to the truth of each rule, by id; a hold's `until` under a name of its own."""


def compile_plain(library: Library) -> Decide:
    """Generate the function's source from the criteria trees, and compile it."""
    space: dict[str, Decide] = {}
    exec(compile(plain_source(library), "<generated rules>", "exec"), space)
    return space["decide"]


def plain_source(library: Library) -> str:
    """Give the source text of `decide(findings, done)`."""
    conditions = {rule.id: rule.when for rule in library.rules}
    untils = {until_name(r): r.then.until for r in library.rules if isinstance(r.then, Hold)}
    everything = {**conditions, **untils}
    concluding = {name: [rule.id for rule in library.by_effect[("conclude", name)]] for name in library.conclusions}
    variables = _variables(everything.values())
    results = {name: f"r{i}" for i, name in enumerate(everything)}
    lines = ["def decide(findings, done):", "    get = findings.get"]
    for (kind, name), variable in variables.items():
        if kind == "step":
            lines.append(f"    {variable} = {name!r} in done")
        elif name not in library.conclusions:
            lines.append(f"    {variable} = get({name!r})")

    def write(name: str) -> None:
        yes, no = (_expression(everything[name], variables, wanted) for wanted in (True, False))
        lines.append(f"    {results[name]} = True if {yes} else False if {no} else None")

    for conclusion, rules in concluding.items():
        for rule in rules:
            write(rule)
        if ("name", conclusion) in variables:
            yes = " or ".join(results[rule] for rule in rules)
            no = " and ".join(f"{results[rule]} is False" for rule in rules)
            variable = variables["name", conclusion]
            lines.append(f"    {variable} = True if {yes} else False if {no} else None")
    written = {rule for rules in concluding.values() for rule in rules}
    for name in everything:
        if name not in written:
            write(name)
    lines.append(f"    return {{{', '.join(f'{name!r}: {var}' for name, var in results.items())}}}")
    return "\n".join(lines) + "\n"


def _variables(conditions: Iterable[Condition]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            key = ("step", leaf.step) if isinstance(leaf, StepDone) else ("name", leaf.name)
            found.setdefault(key, f"v{len(found)}")
    return found


def _expression(condition: Condition, variables: Mapping[tuple[str, str], str], wanted: bool) -> str:
    """Write the test that a condition is true (`wanted`) or false; unknown is neither."""
    match condition:
        case All(children) | Any(children):
            is_and = isinstance(condition, All) is wanted
            parts = [_expression(child, variables, wanted) for child in children]
            if not parts:
                return str(is_and)
            return f"({(' and ' if is_and else ' or ').join(parts)})"
        case StepDone(step):
            return variables["step", step] if wanted else f"not {variables['step', step]}"
        case Holds(name, negated):
            return f"{variables['name', name]} is {wanted is not negated}"
        case Is(name, values, negated):
            it, listed = variables["name", name], f"({', '.join(map(repr, values))},)"
            if wanted is not negated:
                return f"{it} in {listed}"
            return f"({it} is not None and {it} not in {listed})"
        case Compare(name, op, number):
            it = variables["name", name]
            return f"({it} is not None and {'' if wanted else 'not '}{it} {op} {number!r})"
        case Between(name, low, high, negated):
            it = variables["name", name]
            word = "" if wanted is not negated else "not "
            return f"({it} is not None and {word}{low!r} <= {it} <= {high!r})"
