"""When a case is worth revisiting, by FSRS: the spacing that Anki uses, with its published default weights.

A case is not a flash card, so FSRS's steps of minutes are left out and its random spread is turned off: the same
rehearsals give the same dates, in whole days from the last rehearsal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from workup.teaching.history import HistoryExtraError, Rehearsal, in_order

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RatingName = Literal["Again", "Hard", "Good", "Easy"]


@dataclass(frozen=True)
class Due:
    """When one case is worth revisiting; `rehearsed` counts its scored rehearsals."""

    scenario: str
    pathway: str
    due: datetime
    is_due: bool
    rehearsed: int


def rating_of(rehearsal: Rehearsal) -> RatingName | None:
    """Give what a rehearsal counts as for the spacing; None where it was not scored.

    >>> from datetime import UTC, datetime
    >>> on = datetime(2026, 11, 23, tzinfo=UTC)
    >>> rating_of(Rehearsal("thigh_26f", "soft_tissue_lump", "-", "rehearse", on, 91, "secure", 0, 2))
    'Good'
    """
    match rehearsal.band:
        case "unscored":
            return None
        case "unsafe" | "starting":
            return "Again"
        case "building":
            return "Hard" if rehearsal.hints else "Good"
        case "secure":
            return "Good" if rehearsal.hints else "Easy"


def due_dates(rehearsals: Iterable[Rehearsal], now: datetime) -> tuple[Due, ...]:
    """Give every case that was scored at least once, the earliest date first; `now` needs a time zone.

    Raises HistoryExtraError where `fsrs` is not installed.
    """
    try:
        from fsrs import Card, Rating, Scheduler
    except ModuleNotFoundError as error:
        raise HistoryExtraError("the dates to revisit a case need", "fsrs") from error

    scheduler: Scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[tuple[str, str], Card] = {}
    counts: dict[tuple[str, str], int] = {}
    for each in in_order(rehearsals):
        if (rating := rating_of(each)) is None:
            continue
        card = cards.get(each.case) or Card(card_id=0, due=each.finished_on)
        cards[each.case], _ = scheduler.review_card(card, Rating[rating], each.finished_on)
        counts[each.case] = counts.get(each.case, 0) + 1
    return tuple(
        Due(scenario, pathway, card.due, card.due <= now, counts[pathway, scenario])
        for (pathway, scenario), card in sorted(cards.items(), key=lambda item: (item[1].due, item[0]))
    )
