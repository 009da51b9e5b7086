"""What owners say: how it goes, that nothing changed, that they are stuck or must wait."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.deadlines import is_far_off
from tracker.domain.errors import Refused, doubt, refuse
from tracker.domain.languages import Language
from tracker.domain.lifecycle import OPEN_WORK, Stage, Step, after
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_line, clean_text
from tracker.domain.updates import (
    LINE_LIMIT,
    WORDS_LIMIT,
    UpdateKind,
    check_update,
    in_one_line,
    on_course_for,
)
from tracker.models import Action, Update
from tracker.services.held_actions import take
from tracker.services.unit_of_work import UnitOfWork


def say(
    uow: UnitOfWork,
    reference: str,
    *,
    kind: UpdateKind,
    words: str = "",
    waiting_on: str = "",
    forecast_on: date | None = None,
    language: Language = Language.ENGLISH,
    confirmed: bool = False,
) -> Update:
    """Say how it goes with an action. The first word about a planned one starts it.

    What is said last holds: "stuck" and "waiting" last until something else is said, and
    an empty forecast takes an earlier one back. Raises `Refused`.
    """
    action = take(uow, reference, Permission.UPDATE_ACTION)
    words = clean_text(words, WORDS_LIMIT, "words")
    waiting_on = clean_line(waiting_on, LINE_LIMIT, "waiting_on")
    check_update(action.stage, kind, words, waiting_on, forecast_on, uow.today)
    if forecast_on is not None and is_far_off(forecast_on, uow.today) and not confirmed:
        raise Refused(doubt("date_far_off", "forecast_on"))
    values: dict[str, Any] = {}
    if action.stage in OPEN_WORK:
        is_stuck, is_waiting = kind is UpdateKind.STUCK, kind is UpdateKind.WAITING
        values = {
            "forecast_on": forecast_on,
            "blocked_since": (action.blocked_since or uow.today) if is_stuck else None,
            "blocked_by": in_one_line(words) if is_stuck else "",
            "waiting_since": (action.waiting_since or uow.today) if is_waiting else None,
            "waiting_on": waiting_on if is_waiting else "",
        }
    return _said(uow, action, kind, words, forecast_on, language, values)


def no_change(uow: UnitOfWork, reference: str, language: Language = Language.ENGLISH) -> None:
    """One tap: nothing changed, still on course. Twice on one day counts once.

    Raises `Refused` (`no_change_untrue`) where more has to be said.
    """
    action = take(uow, reference, Permission.UPDATE_ACTION)
    day = on_course_for(
        action.stage,
        action.due_on,
        action.forecast_on,
        action.blocked_since,
        action.waiting_on,
        uow.today,
    )
    if day is None:
        raise refuse("no_change_untrue")
    last = uow.session.scalar(
        select(Update).where(Update.action_id == action.id).order_by(Update.id.desc()).limit(1)
    )
    if last is None or (last.kind, last.as_at) != (UpdateKind.NO_CHANGE, uow.today):
        _said(uow, action, UpdateKind.NO_CHANGE, "", action.forecast_on, language, {})


def _said(
    uow: UnitOfWork,
    action: Action,
    kind: UpdateKind,
    words: str,
    forecast_on: date | None,
    language: Language,
    values: dict[str, Any],
) -> Update:
    update = Update(
        action_id=action.id,
        person_id=uow.actor_id,
        kind=kind,
        words=words,
        language=language,
        forecast_on=forecast_on,
        as_at=uow.today,
        at=uow.now,
    )
    uow.session.add(update)
    changes = uow.change(action, values)
    uow.record("action_updated", action, {"said": [None, kind], **changes})
    not_yet = kind is UpdateKind.NO_CHANGE and uow.today < action.starts_on
    if action.stage is Stage.PLANNED and not not_yet:
        stage = after(action.stage, Step.START)
        uow.record("action_started", action, uow.change(action, {"stage": stage}))
    return update
