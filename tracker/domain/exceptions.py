"""What a board reads of a plan too long to read through: the exceptions."""

from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.lifecycle import OPEN_WORK
from tracker.domain.rag import ActionFacts, Rated, Rating
from tracker.domain.reasons import ReasonCode

#: Calendar days ahead within which a due date is worth a board's look.
DUE_DAYS = 30


class ExceptionKind(StrEnum):
    """In the order in which a board reads them; the last two wait for a decision."""

    OFF_TRACK = "off_track"
    DUE_SOON = "due_soon"
    SILENT = "silent"
    DISAGREEMENT = "disagreement"
    MORE_TIME = "more_time"
    CLOSING = "closing"


#: Exceptions that are actions; the others are recommendations.
OF_ACTIONS = (
    ExceptionKind.OFF_TRACK,
    ExceptionKind.DUE_SOON,
    ExceptionKind.SILENT,
    ExceptionKind.MORE_TIME,
)


def exceptions_of(facts: ActionFacts, rated: Rated | None, today: date) -> frozenset[ExceptionKind]:
    """Why a board should look at an action; empty for one set aside (`rated` is None)."""
    if rated is None:
        return frozenset()
    due_soon = today <= facts.due_on <= today + timedelta(days=DUE_DAYS)
    tests = {
        ExceptionKind.OFF_TRACK: rated.rating is Rating.OFF_TRACK,
        ExceptionKind.DUE_SOON: facts.stage in OPEN_WORK and due_soon,
        ExceptionKind.SILENT: any(item.code is ReasonCode.SILENT for item in rated.reasons),
        ExceptionKind.MORE_TIME: facts.date_change_asked_on is not None,
    }
    return frozenset(kind for kind, applies in tests.items() if applies)
