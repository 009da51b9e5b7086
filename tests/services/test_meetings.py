"""Meetings are set up by the programme manager and freeze what the board saw."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import TODAY
from tests.ground.databases import Save
from tests.services.boards import assembly
from tracker.domain.changes import Position, Snapshot
from tracker.domain.content import from_content
from tracker.domain.errors import NotFound, NotPermitted, Refused, Stale
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import Rating
from tracker.models import Action, Event, Meeting
from tracker.services import meetings
from tracker.services.unit_of_work import UnitsOfWork

NEXT = date(2018, 4, 9)


def refusal(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.code for fault in caught.value.faults]


def test_a_new_meeting(uow: UnitsOfWork, save: Save, session: Session) -> None:
    here = assembly(save)
    with uow(here.manager.id) as unit:
        made_id = meetings.create(
            unit, "CS17", board_id=here.meeting.board_id, held_on=NEXT, place=" Room  4 "
        ).id
    stored = session.get_one(Meeting, made_id)
    assert (stored.held_on, stored.place, stored.concluded_at) == (NEXT, "Room 4", None)
    event = session.scalars(select(Event)).one()
    assert (event.what, event.plan_id, event.subject_reference) == (
        "meeting_created",
        here.plan.id,
        "CS17 2018-04-09",
    )


def test_one_meeting_a_day(uow: UnitsOfWork, save: Save, session: Session) -> None:
    here = assembly(save)
    with pytest.raises(Refused) as caught, uow(here.manager.id) as unit:
        meetings.create(unit, "CS17", board_id=here.meeting.board_id, held_on=TODAY)
    assert refusal(caught) == ["meeting_day_taken"]
    assert session.scalar(select(func.count(Meeting.id))) == 1


def test_only_the_programme_manager_sets_up_meetings(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save)
    with pytest.raises(NotPermitted), uow(here.member.id) as unit:
        meetings.create(unit, "CS17", board_id=here.meeting.board_id, held_on=NEXT)
    with pytest.raises(NotFound), uow(here.stranger.id) as unit:
        meetings.create(unit, "CS17", board_id=here.meeting.board_id, held_on=NEXT)


def test_a_meeting_is_changed_and_a_stale_save_refused(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = assembly(save)
    wanted = {"board_id": here.meeting.board_id, "held_on": NEXT, "place": "County Hall"}
    with uow(here.manager.id) as unit:
        meetings.edit(unit, here.meeting.id, 1, **wanted)
    with pytest.raises(Stale), uow(here.manager.id) as unit:
        meetings.edit(unit, here.meeting.id, 1, **{**wanted, "place": "Elsewhere"})
    assert session.get_one(Meeting, here.meeting.id).place == "County Hall"


def test_concluding_freezes_the_whole_plan(uow: UnitsOfWork, save: Save, session: Session) -> None:
    here = assembly(save, due_on=date(2018, 2, 2))
    gone = factories.action(
        recommendation=here.recommendation, stage=Stage.WITHDRAWN, reference="CS17-R05.02"
    )
    save(gone)
    with uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    kept = from_content(Snapshot, session.get_one(Meeting, here.meeting.id).snapshot)
    assert kept.as_at == TODAY
    assert kept.positions == {
        "CS17-R05": Position(Rating.OFF_TRACK),
        "CS17-R05.01": Position(Rating.OFF_TRACK, Stage.UNDER_WAY, date(2018, 2, 2)),
        "CS17-R05.02": Position(None, Stage.WITHDRAWN, gone.due_on),
    }


def test_nothing_of_a_concluded_meeting_changes(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = assembly(save)
    with uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    before = session.get_one(Meeting, here.meeting.id).snapshot
    with uow() as unit:
        unit.get(Action, here.action.id).due_on = date(2018, 2, 2)
    for attempt in (
        lambda unit: meetings.conclude(unit, here.meeting.id),
        lambda unit: meetings.edit(
            unit, here.meeting.id, 2, board_id=here.meeting.board_id, held_on=NEXT
        ),
    ):
        with pytest.raises(Refused) as caught, uow(here.manager.id) as unit:
            attempt(unit)
        assert refusal(caught) == ["meeting_concluded"]
    session.expire_all()
    assert session.get_one(Meeting, here.meeting.id).snapshot == before


def test_a_meeting_to_come_is_not_concluded(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save)
    with uow(here.manager.id) as unit:
        unit.get(Meeting, here.meeting.id).held_on = NEXT
    with pytest.raises(Refused) as caught, uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    assert refusal(caught) == ["meeting_not_held"]
