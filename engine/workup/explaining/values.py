"""Agendas, explanations and routes as plain JSON values, for callers and for traces."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workup.explaining.asking import Question
from workup.explaining.comparing import Comparison
from workup.explaining.evidence import Evidence
from workup.explaining.explanation import Explanation, Reason
from workup.explaining.notice import review_line, teaching_line
from workup.explaining.report import Report
from workup.explaining.route import Route
from workup.explaining.what_if import Pivot, WhatIf
from workup.knowledge.library import Library
from workup.knowledge.shapes import plain_values
from workup.reasoning.agenda import Agenda, StepStatus
from workup.reasoning.walking import Walk


def about(library: Library) -> dict[str, Any]:
    """Give what every answer carries: what it is for, whose country, who reviewed it, which content."""
    pathway = library.pathway
    review = pathway.clinically_reviewed
    return {
        "notice": teaching_line(library),
        "review": review_line(pathway),
        "intended_use": pathway.intended_use,
        "jurisdiction": pathway.jurisdiction,
        "clinically_reviewed": plain_values(review) if review else None,
        "sources_checked_on": pathway.sources_checked_on.isoformat(),
        "pathway": pathway.pathway,
        "version": pathway.version,
        "content_hash": library.content_hash,
    }


def agenda_values(agenda: Agenda) -> dict[str, Any]:
    """Give an agenda: the case, every step's status with the rules behind it, and what it rests on."""
    return {
        "case": agenda.case.as_json(),
        "ending": agenda.ending,
        "stopped_by": [rule.id for rule in agenda.stopped_by],
        "next": [its.step.step for its in agenda.next],
        "steps": [_step_values(its) for its in agenda.statuses.values()],
        "conclusions": {
            name: agenda.known[name] for name in sorted(agenda.library.conclusions) if name in agenda.known
        },
        "rules": dict(sorted(agenda.truths.items())),
        "unanswered_safety": [finding.finding for finding in agenda.unanswered_safety],
        "contradictions": list(agenda.contradictions),
        "warnings": list(agenda.case.warnings),
    }


def _step_values(its: StepStatus) -> dict[str, Any]:
    return {
        "step": its.step.step,
        "title": its.step.title,
        "kind": its.step.kind,
        "stage": its.step.stage,
        "status": its.status,
        "again": its.again,
        "urgency": its.urgency,
        "within": its.within,
        "because": its.because,
        "recommended_by": [rule.id for rule in its.recommended_by],
        "could_recommend": [rule.id for rule in its.could_recommend],
        "held_by": [rule.id for rule in its.held_by],
        "could_hold": [rule.id for rule in its.could_hold],
        "closed_by": [rule.id for rule in its.closed_by],
        "cautions": [rule.id for rule in its.cautions],
        "deviations": [rule.id for rule in its.deviations],
    }


def explanation_values(explanation: Explanation) -> dict[str, Any]:
    """Give an explanation with every reason, criterion and citation."""
    return {
        "step": explanation.step.step,
        "title": explanation.step.title,
        "status": explanation.status,
        "headline": explanation.headline,
        "reasons": [_reason_values(reason) for reason in explanation.reasons],
        "refuted": [_reason_values(reason) for reason in explanation.refuted],
        "missing": [
            {
                "findings": dict(found.assignment),
                "steps": list(found.steps),
                "words": explanation.missing_words(number),
            }
            for number, found in enumerate(explanation.missing)
        ],
        "cautions": [_reason_values(reason) for reason in explanation.cautions],
        "deviations": [_reason_values(reason) for reason in explanation.deviations],
        "nearest_way": list(explanation.nearest_way),
        "each_enough": list(explanation.each_enough),
        "closed_steps": list(explanation.closed_steps),
    }


def _reason_values(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "effect": reason.effect,
        "truth": reason.truth,
        "decisive": reason.decisive,
        "because": reason.because,
        "principle": reason.principle,
        "evidence": [_evidence_values(item) for item in reason.evidence],
        "until": [_evidence_values(item) for item in reason.until],
        "released_by": reason.released_by,
        "still_open": reason.still_open,
        "citations": [asdict(cited) for cited in reason.citations],
        "urgency": reason.urgency,
        "within": reason.within,
        "conflict": reason.conflict,
        "extension": reason.extension,
    }


def _evidence_values(item: Evidence) -> dict[str, Any]:
    return {
        "name": item.name,
        "truth": item.truth,
        "clause": item.clause,
        "rule": item.rule,
        "beneath": [_evidence_values(inner) for inner in item.beneath],
    }


def route_values(route: Route) -> dict[str, Any]:
    """Give a route with what each part assumes."""
    return {
        "steps": [
            {"step": item.step, "assumes": list(item.assumes), "next_already": item.asked_for} for item in route.ahead
        ],
        "outcome": route.outcome,
        "ending": route.ending,
        "depends_on": list(route.depends_on),
    }


def question_values(question: Question) -> dict[str, Any]:
    """Give a question with what each answer changes."""
    return {
        "finding": question.finding.finding,
        "question": question.finding.question,
        "step": question.finding.step,
        "safety": question.safety,
        "answers": [
            {
                "value": answer.value,
                "changes": [asdict(change) for change in answer.changes],
            }
            for answer in question.answers
        ],
    }


def report_values(report: Report) -> dict[str, Any]:
    """Give a whole report."""
    return {
        **about(report.agenda.library),
        "agenda": agenda_values(report.agenda),
        "explanations": {name: explanation_values(item) for name, item in sorted(report.explanations.items())},
        "ask": [question_values(question) for question in report.asks],
        "route": route_values(report.route),
    }


def walk_values(walk: Walk) -> dict[str, Any]:
    """Give a walk: each step taken, why it was next, and what it showed."""
    return {
        **about(walk.final.library),
        "visits": [
            {
                "step": visit.step.step,
                "attempt": visit.attempt,
                "because": visit.agenda.statuses[visit.step.step].because,
                "shown": dict(sorted(visit.shown.items())),
                "assumed": visit.assumed,
                "awaited": visit.awaited,
            }
            for visit in walk.visits
        ],
        "outcome": walk.outcome,
        "ending": walk.ending,
        "depends_on": list(walk.depends_on),
        "final": agenda_values(walk.final),
    }


def what_if_values(found: WhatIf) -> dict[str, Any]:
    """Give a what-if: each changed step with the rules that turned, and the agenda after."""
    return {
        "changes": [
            {**asdict(item.change), "turned": [_reason_values(reason) for reason in item.turned]}
            for item in found.changes
        ],
        "before": {"case": found.before.case.as_json(), "next": [its.step.step for its in found.before.next]},
        "after": agenda_values(found.after),
    }


def pivot_values(pivot: Pivot) -> dict[str, Any]:
    """Give a pivot with what it changes."""
    return {
        "finding": pivot.finding,
        "stated": pivot.stated,
        "instead": pivot.instead,
        "changes": [asdict(change) for change in pivot.changes],
    }


def comparison_values(found: Comparison) -> dict[str, Any]:
    """Give a comparison with both explanations."""
    return {
        "decided_by": found.decided_by,
        "sentence": found.sentence,
        "first": explanation_values(found.first),
        "second": explanation_values(found.second),
    }
