"""Asking for more time: reasons, states, tolerance, and who may decide.

The original due date is never edited. Slip is always the total from that date, so that
many short extensions weigh as much as one long one.
"""

from datetime import date
from enum import StrEnum

from tracker.domain.errors import Fault, Refused


class ChangeReason(StrEnum):
    CAPACITY = "capacity"
    DEPENDENCY = "dependency"
    SCOPE = "scope"
    QUALITY = "quality"
    FUNDING = "funding"
    PARTNER = "partner"
    OTHER = "other"


class ChangeState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def slip_days(original_due_on: date, due_on: date) -> int:
    """Calendar days from the original due date; negative when brought forward."""
    return (due_on - original_due_on).days


def needs_board(original_due_on: date, proposed_on: date, tolerance_days: int) -> bool:
    """Whether the total slip goes beyond what the programme manager may decide."""
    return slip_days(original_due_on, proposed_on) > tolerance_days


def check_proposal(
    current_due_on: date, proposed_on: date, statutory_due_on: date | None, today: date
) -> None:
    """Raises `Refused` for a date that cannot be asked for: not later than the current one,
    already past, or after the latest date the law allows."""
    faults = []
    if proposed_on <= current_due_on:
        current = {"due_on": current_due_on}
        faults.append(Fault("proposed_not_later", "proposed_on", current))
    elif proposed_on < today:
        faults.append(Fault("proposed_in_past", "proposed_on"))
    if statutory_due_on is not None and proposed_on > statutory_due_on:
        latest = {"statutory_due_on": statutory_due_on}
        faults.append(Fault("proposed_after_statutory", "proposed_on", latest))
    if faults:
        raise Refused(*faults)
