"""Compare the engine with the pure reading on many random cases: `python tests/agreement.py --help`.

Half of the cases are of the bundled library, half of random libraries. Exits 1 at a difference.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

import strategies

import workup
from workup.knowledge.errors import ContentError, EngineError, UnknownNameError
from workup.reasoning.reasoner import ALONE, Reasoner


def compare(reasoner: Reasoner, alone: Reasoner, random: Random, cases: int) -> int:
    """Compare on random cases of one library; give how many were compared. Raises EngineError."""
    for _ in range(cases):
        case = strategies.random_case(random, reasoner.library)
        agenda, read = reasoner.agenda(case), alone.agenda(case)  # the first compares and raises
        if agenda.truths != read.truths or dict(agenda.statuses) != dict(read.statuses):
            raise EngineError("with and without the engine the agendas differ", case=str(agenda.case.as_json()))
    return cases


def compare_bundled(random: Random, cases: int) -> int:
    """Compare on the bundled library, where it loads."""
    try:
        library = workup.library()
    except (ContentError, UnknownNameError) as error:
        print(f"bundled library left out, it does not load: {str(error).splitlines()[0]}")
        return 0
    return compare(Reasoner(library), Reasoner(library, engine=False), random, cases)


def main() -> int:
    """Run the comparison; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="random cases in all")
    parser.add_argument("--libraries", type=int, default=500, help="random libraries")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random = Random(asked.seed)
    each = max(1, asked.cases // 2 // max(1, asked.libraries))
    seed, done = 0, 0
    try:
        done = compare_bundled(random, asked.cases // 2)
        for _ in range(asked.libraries):
            seed = random.getrandbits(32)
            own = Random(seed)
            library = strategies.random_library(own)
            reasoner = Reasoner(library)
            if reasoner.engine_name == ALONE:
                print("durable-rules cannot be imported; nothing to compare")
                return 1
            done += compare(reasoner, Reasoner(library, engine=False), own, each)
    except EngineError as error:
        print(f"DIFFERENCE after {done} cases (seed {asked.seed}, library seed {seed}): {error}\n{error.case}")
        return 1
    print(f"{done} cases, {asked.libraries} random libraries, seed {asked.seed}: 0 differences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
