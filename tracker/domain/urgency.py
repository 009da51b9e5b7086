"""In which order an owner sees actions: by what hurts."""

from datetime import date
from enum import StrEnum

from tracker.domain.lifecycle import OPEN_WORK, PROVED, SET_ASIDE
from tracker.domain.rag import DUE_SOON_DAYS, ActionFacts, Rated
from tracker.domain.reasons import ReasonCode
from tracker.domain.rollup import WORST_FIRST

SortKey = tuple[int, int, date, str]


class Urgency(StrEnum):
    """The most pressing first."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    RETURNED = "returned"
    UPDATE_OWED = "update_owed"
    QUIET = "quiet"
    FINISHED = "finished"


def urgency(facts: ActionFacts, rated: Rated | None, has_returned: bool, today: date) -> Urgency:
    """How an action presses its owner on `today`; `rated` is None once it is set aside."""
    if rated is None or facts.stage in PROVED | SET_ASIDE:
        return Urgency.FINISHED
    if facts.stage in OPEN_WORK and facts.due_on < today:
        return Urgency.OVERDUE
    if facts.stage in OPEN_WORK and (facts.due_on - today).days <= DUE_SOON_DAYS:
        return Urgency.DUE_SOON
    if has_returned:
        return Urgency.RETURNED
    if any(reason.code is ReasonCode.SILENT for reason in rated.reasons):
        return Urgency.UPDATE_OWED
    return Urgency.QUIET


def sort_key(pressing: Urgency, rated: Rated | None, due_on: date, reference: str) -> SortKey:
    """By urgency, then the worst rating, then the earliest date."""
    order = list(Urgency).index(pressing)
    rank = WORST_FIRST.index(rated.rating) if rated else len(WORST_FIRST)
    return order, rank, due_on, reference
