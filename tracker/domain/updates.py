"""What an owner can say in an update, and when "no change" would be true."""

import textwrap
from datetime import date
from enum import StrEnum

from tracker.domain.errors import Fault, Refused
from tracker.domain.lifecycle import OPEN_WORK, SET_ASIDE, Stage

#: Most characters of an update, and of the line that names what blocks or who must act.
WORDS_LIMIT = 2000
LINE_LIMIT = 200


class UpdateKind(StrEnum):
    PROGRESS = "progress"
    NO_CHANGE = "no_change"
    STUCK = "stuck"
    WAITING = "waiting"


def check_update(
    stage: Stage,
    kind: UpdateKind,
    words: str,
    waiting_on: str,
    forecast_on: date | None,
    today: date,
) -> None:
    """Raises `Refused` for an update that says too little, or too late to be said."""
    if stage in SET_ASIDE:
        raise Refused(Fault("update_set_aside"))
    if stage not in OPEN_WORK and kind is not UpdateKind.PROGRESS:
        raise Refused(Fault("update_delivered", "kind"))
    faults = []
    if kind is UpdateKind.PROGRESS and not words:
        faults.append(Fault("update_words_missing", "words"))
    if kind is UpdateKind.STUCK and not words:
        faults.append(Fault("update_need_missing", "words"))
    if kind is UpdateKind.WAITING and not waiting_on:
        faults.append(Fault("update_body_missing", "waiting_on"))
    if forecast_on is not None and forecast_on < today:
        faults.append(Fault("forecast_in_past", "forecast_on"))
    if faults:
        raise Refused(*faults)


def on_course_for(
    stage: Stage,
    due_on: date,
    forecast_on: date | None,
    blocked_since: date | None,
    waiting_on: str,
    today: date,
) -> date | None:
    """The date of "no change, still on course for …"; None when saying so would be untrue.

    It is the forecast where one was given, else the due date. What is overdue, stuck,
    waiting for others or expected late has more to say than that nothing changed.
    """
    day = forecast_on or due_on
    if stage not in OPEN_WORK or blocked_since is not None or waiting_on:
        return None
    return None if due_on < today or not today <= day <= due_on else day


def in_one_line(words: str) -> str:
    """The beginning of what somebody needs, as one line for lists and reasons."""
    return textwrap.shorten(words, LINE_LIMIT, placeholder=" …")
