"""Walk random cases with random results: none may be stuck, and no hold may be unreleasable.

    python tests/random_walks.py --cases 100000 --seed 1

Each case states a random part of what can be stated; each step shows a random result. The command ends with 1
and prints the first cases that break a promise.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Mapping

import workup
from workup.knowledge.findings import Finding, Value
from workup.knowledge.pathways import Step
from workup.reasoning.agenda import Agenda
from workup.reasoning.case import Case, CheckedCase, check_case
from workup.reasoning.reasoner import Reasoner
from workup.reasoning.walking import Walk, walk_with

SITES = (
    "thigh", "thigh", "buttock", "forearm", "trunk", "neck", "tongue", "orbit", "uterus_or_cervix", "retroperitoneum",
)  # fmt: skip


def random_value(finding: Finding, chance: random.Random) -> Value:
    """Give a random allowed value; half of the numbers lie among the small ones."""
    if finding.type == "yes_no":
        return chance.random() < 0.3
    if finding.type == "choice":
        return chance.choice(finding.values).value
    assert finding.range is not None
    low, high = finding.range
    top = high if chance.random() < 0.5 else low + (high - low) / 6
    return finding.read(round(chance.uniform(low, top), 0 if finding.whole else 1) if top > low else low)


def random_case(library: workup.Library, chance: random.Random) -> Case:
    """Give a random case: some of the history, and at times results of later steps, steps done or pending."""
    first = library.findings_of["history_and_examination"]
    findings = {f.finding: random_value(f, chance) for f in first if chance.random() < 0.4}
    if chance.random() < 0.7:
        site = chance.choice(SITES)
        findings |= {"lump.origin": "soft_tissue", "lump.site": site, "systemic.unwell_with_fever": False}
    if chance.random() < 0.5:
        rest = [f for f in library.findings.values() if f not in first]
        share = chance.choice((0.05, 0.2, 0.5))
        findings |= {f.finding: random_value(f, chance) for f in rest if chance.random() < share}
    if chance.random() < 0.8:
        findings = {name: value for name, value in findings.items() if name not in library.safety_findings}
    pending = [s for s in library.steps if chance.random() < 0.03 and s != library.emergency_step]
    return Case(findings, pending=pending)


def random_walk(case: CheckedCase, reasoner: Reasoner, chance: random.Random) -> Walk:
    """Walk a case; each step shows a random value for each of its findings that is not stated yet."""

    def shows(step: Step, attempt: int, now: CheckedCase) -> Mapping[str, Value]:
        library = reasoner.library
        if step.step == library.emergency_step:
            return {"emergency.assessed": True}
        return {
            f.finding: random_value(f, chance)
            for f in library.findings_of[step.step]
            if f.finding not in now.findings and f.finding not in library.safety_findings
        }

    return walk_with(case, reasoner, shows)


def broken_promises(agenda: Agenda) -> list[str]:
    """Give every promise that one agenda breaks."""
    broken = []
    known, done = agenda.known, agenda.done
    for its in agenda.statuses.values():
        if its.dead_end:
            broken.append(f"{its.step.step}: nothing can release {its.dead_end[0].id}")
    following = {its.step.step for its in agenda.next}
    small = known.get("lump.depth") == "superficial" and (known.get("lump.size_cm") or 99) < 3
    mapped = bool({"mri", "ct_of_primary"} & done) or (small and "ultrasound" in done)
    planned = known.get("team.biopsy_plan") in ("core", "incisional", "site_specialist")
    if "core_biopsy" in following and not (mapped and planned):
        broken.append("core_biopsy is next without a map and a plan")
    if following & {"fusion_test", "tfe3_fish", "ihc_panel"} and "histology" not in done:
        broken.append("a test of tissue is next before histology")
    if agenda.statuses["sarcoma_team_referral"].status == "held":
        broken.append("referral is held")
    if agenda.stopped_by and following != {"emergency"}:
        broken.append("a red flag does not stop everything else")
    return broken


def check(walk: Walk) -> list[str]:
    """Give every promise that a walk breaks."""
    broken = [promise for visit in walk.visits for promise in broken_promises(visit.agenda)]
    broken += broken_promises(walk.final)
    if walk.outcome != "complete":
        broken.append(f"the walk ends {walk.outcome}")
    return broken


def main() -> int:
    """Walk as many random cases as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="how many breaches to print")
    options = parser.parse_args()
    reasoner = workup.reasoner_of(workup.library())
    endings: Counter[str] = Counter()
    breaches: Counter[str] = Counter()
    for number in range(options.cases):
        chance = random.Random(f"{options.seed}/{number}")
        case = check_case(random_case(reasoner.library, chance), reasoner.library)
        walk = random_walk(case, reasoner, chance)
        endings[walk.ending or walk.outcome] += 1
        for promise in dict.fromkeys(check(walk)):
            breaches[promise] += 1
            if breaches.total() <= options.show:
                print(f"case {options.seed}/{number}: {promise}")
                print(f"  {json.dumps(walk.final.case.as_json())}")
                print(f"  walked {' '.join(walk.steps)}")
    print(f"{options.cases} cases walked; endings: {dict(endings.most_common())}")
    print(f"breaches: {dict(breaches) or 'none'}")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
