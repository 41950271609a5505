"""Print a hash of the trace of every agenda of all scenarios and of random cases: `python tests/print_traces.py`.

Needs Workup alone, so that any Python which has it can print them.
"""

from __future__ import annotations

from hashlib import sha256
from random import Random

import workup
from workup.explaining.trace import trace_bytes

CASES = 60


def random_case(seed: int) -> workup.Case:
    """Make a random case of the bundled library: some findings stated, others unobtainable, steps done and pending."""
    chance, library = Random(seed), workup.library()
    findings: dict[str, object] = {}
    unobtainable = []
    for name, finding in library.findings.items():
        drawn = chance.random()
        if drawn < 0.3:
            low, high = finding.range or (0, 0)
            choices = [choice.value for choice in finding.values] or [low, (low + high) // 3, high]
            findings[name] = chance.choice(choices)
        elif drawn < 0.35:
            unobtainable.append(name)
    drawn_steps = {step: chance.random() for step in library.steps}
    done = [step for step, drawn in drawn_steps.items() if drawn < 0.2]
    pending = [step for step, drawn in drawn_steps.items() if 0.2 <= drawn < 0.3]
    return workup.Case(findings, done, pending, unobtainable)


def digests() -> list[str]:
    """Give the SHA-256 of the bytes of every trace, by where it comes from."""
    agendas = {}
    for name in workup.library().scenario_names:
        walk = workup.walk(name)
        for number, agenda in enumerate([*(visit.agenda for visit in walk.visits), walk.final], 1):
            agendas[f"{name} {number}"] = agenda
    agendas |= {f"random {seed}": workup.agenda(random_case(seed)) for seed in range(CASES)}
    return [f"{where}  {sha256(trace_bytes(agenda)).hexdigest()}" for where, agenda in agendas.items()]


if __name__ == "__main__":
    print("\n".join(digests()))
