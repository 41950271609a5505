"""The adapter to durable-rules: the only module that imports it.

It calls the C functions directly, keeps one live session per handle in a slot primed beforehand, asserts
facts one at a time under ids of its own, drains, and always deletes the state.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import count
from threading import Lock
from types import ModuleType
from weakref import finalize

from workup.knowledge.errors import EngineError
from workup.reasoning.compiling import EngineRule, Program

NAME = "durable-rules 2.0.28"

_PRIME = "prime_slot"
_MOST_FIRINGS = 20_000
_numbers = count()


def import_engine() -> ModuleType | None:
    """Import the C module; None where it cannot be imported.

    From Python 3.13 on one symbol that we never call is missing, so symbols are bound lazily meanwhile.
    """
    try:
        if sys.version_info < (3, 13) or not hasattr(sys, "setdlopenflags"):
            import durable_rules_engine
        else:
            flags = sys.getdlopenflags()
            sys.setdlopenflags(os.RTLD_LAZY)
            try:
                import durable_rules_engine
            finally:
                sys.setdlopenflags(flags)
    except ImportError:
        return None
    module: ModuleType = durable_rules_engine
    return module


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _definition(rule: EngineRule) -> dict[str, object]:
    slots = []
    for i, tests in enumerate(rule.slots):
        written = [{prop: value} if op == "" else {op: {prop: value}} for prop, op, value in tests]
        slots.append({f"q{i}": written[0] if len(written) == 1 else {"$and": written}})
    return {"all": slots}


class DurableEngine:
    """One compiled rule set in the engine; safe to call from many threads, one session at a time."""

    def __init__(self, module: ModuleType, program: Program) -> None:
        self._engine = module
        self._chains = {rule.name: rule.chains for rule in program.rules}
        self._lock = Lock()
        definitions = {rule.name: _definition(rule) for rule in program.rules}
        definitions[_PRIME] = {"all": [{"q0": {_PRIME: 1}}]}
        self._handle = module.create_ruleset(f"workup{next(_numbers)}", _encode(definitions))
        self._chains[_PRIME] = None
        finalize(self, module.delete_ruleset, self._handle).atexit = False
        if self.run([{_PRIME: 1}]) != frozenset({_PRIME}):
            raise EngineError("the engine did not start")

    def run(self, facts: Sequence[Mapping[str, str | float]]) -> frozenset[str]:
        """Assert the facts, fire until nothing fires, and give the names of the rules that fired.

        Names come without their alternative's number. Raises EngineError where the engine fails.
        """
        with self._lock:
            try:
                return self._session(facts)
            except EngineError:
                raise
            except Exception as error:
                raise EngineError(f"the engine failed: {error}") from error
            finally:
                try:
                    self._engine.delete_state(self._handle, "0")
                except Exception as error:  # 309: no state was ever made
                    if "309" not in str(error):
                        raise EngineError(f"the engine could not end its session: {error}") from error

    def _session(self, facts: Sequence[Mapping[str, str | float]]) -> frozenset[str]:
        engine, handle = self._engine, self._handle
        ids = count(1)
        put: set[tuple[str, str]] = set()
        fired: set[str] = set()
        state = 0

        def assert_fact(fact: Mapping[str, str | float]) -> None:
            nonlocal state
            code, state = engine.assert_fact(handle, _encode({**fact, "id": f"f{next(ids)}"}))
            if code == 2:
                raise EngineError("the engine took a new fact for an old one")

        for fact in facts:
            assert_fact(fact)
        started = engine.start_action_for_state(handle, state)
        message = started[1] if started else None
        firings = 0
        while message is not None:
            name = message[2 : message.index('"', 2)]  # the message is {"name":{…}}; names hold no quote
            firings += 1
            if firings > _MOST_FIRINGS:
                raise EngineError(f"more than {_MOST_FIRINGS} firings in one session", rule=name)
            fired.add(name.rpartition("#")[0] or name)
            chains = self._chains[name]
            if chains is not None and chains not in put:
                put.add(chains)
                assert_fact({chains[0]: chains[1]})
            message = engine.complete_and_start_action(handle, state)
        return frozenset(fired)
