"""More time is asked for once, decided by somebody else, and leaves the original date be."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.ground.databases import Save
from tests.services.owners import Scene, scene
from tracker.domain.date_changes import ChangeReason, ChangeState
from tracker.domain.errors import NotFound, NotPermitted, Refused
from tracker.domain.lifecycle import Stage
from tracker.models import Action, DateChange, Event, Person
from tracker.services import date_changes
from tracker.services.unit_of_work import UnitsOfWork

DUE = date(2018, 4, 30)
#: Within the 28 days that the programme manager may grant, and beyond.
WITHIN, BEYOND = date(2018, 5, 25), date(2018, 6, 29)


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


def _ask(uow: UnitsOfWork, here: Scene, proposed_on: date = WITHIN, **given: object) -> int:
    facts = {"reason_code": ChangeReason.CAPACITY, "words": "Two posts are vacant.", **given}
    with uow(here.owner.id) as unit:
        request = date_changes.ask(unit, here.ref, proposed_on=proposed_on, **facts)  # type: ignore[arg-type]
        unit.session.flush()
        return request.id


def _approve(uow: UnitsOfWork, by: Person, request: int, version: int = 1) -> None:
    with uow(by.id) as unit:
        date_changes.approve(unit, request, version=version)


def _stored(session: Session) -> tuple[Action, DateChange]:
    session.rollback()
    return session.scalars(select(Action)).one(), session.scalars(select(DateChange)).one()


def test_a_granted_date_moves_the_current_one_only(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    request_id = _ask(uow, here)
    _approve(uow, here.lead, request_id)
    action, request = _stored(session)
    assert (action.original_due_on, action.due_on) == (DUE, WITHIN)
    assert (request.state, request.from_on) == (ChangeState.APPROVED, DUE)
    assert (request.decided_by_id, request.decided_at) == (here.lead.id, NOW)
    event = session.scalars(select(Event).where(Event.what == "date_change_approved")).one()
    assert event.changes["due_on"] == ["2018-04-30", "2018-05-25"]


def test_a_refusal_needs_a_reason_and_keeps_the_date(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    request_id = _ask(uow, here)
    with pytest.raises(Refused) as refusal, uow(here.manager.id) as unit:
        date_changes.decline(unit, request_id, version=1, reason=" ")
    assert _codes(refusal) == ["reason_missing"]
    with uow(here.manager.id) as unit:
        date_changes.decline(unit, request_id, version=1, reason="It was extended twice.")
    action, request = _stored(session)
    assert (action.due_on, request.state) == (DUE, ChangeState.REFUSED)
    assert request.decision_reason == "It was extended twice."


def test_beyond_tolerance_the_board_decides(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    request_id = _ask(uow, here, BEYOND)
    for person in (here.lead, here.manager):
        with pytest.raises(Refused) as refusal:
            _approve(uow, person, request_id)
        assert _codes(refusal) == ["beyond_tolerance"]
    _approve(uow, here.member, request_id)
    assert _stored(session)[0].due_on == BEYOND


def test_tolerance_counts_from_the_original_date(uow: UnitsOfWork, save: Save) -> None:
    """Many short extensions weigh as much as one long one."""
    here = scene(save, due_on=date(2018, 5, 25), original_due_on=DUE)
    request_id = _ask(uow, here, date(2018, 6, 1))
    with pytest.raises(Refused) as refusal:
        _approve(uow, here.manager, request_id)
    assert _codes(refusal) == ["beyond_tolerance"]


def test_nobody_grants_their_own(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    with uow(here.manager.id) as unit:
        request = date_changes.ask(
            unit, here.ref, reason_code=ChangeReason.SCOPE, words="It grew.", proposed_on=WITHIN
        )
        unit.session.flush()
        request_id = request.id
    with pytest.raises(Refused) as refusal:
        _approve(uow, here.manager, request_id)
    assert _codes(refusal) == ["own_date_change"]
    with pytest.raises(NotPermitted):
        _approve(uow, here.owner, request_id)
    with pytest.raises(NotFound):
        _approve(uow, here.stranger, request_id)
    _approve(uow, here.lead, request_id)


@pytest.mark.parametrize(
    ("proposed_on", "code"),
    [
        (DUE, "proposed_not_later"),
        (date(2018, 8, 31), "proposed_after_statutory"),
        (date(2018, 5, 26), "due_on_day_off"),
    ],
)
def test_dates_that_cannot_be_asked_for(
    uow: UnitsOfWork, session: Session, save: Save, proposed_on: date, code: str
) -> None:
    here = scene(save, statutory_due_on=date(2018, 7, 31))
    with pytest.raises(Refused) as refusal:
        _ask(uow, here, proposed_on)
    assert _codes(refusal) == [code]
    assert session.scalars(select(DateChange)).all() == []


def test_a_wrong_year_is_asked_about(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    far = date(2028, 5, 25)
    with pytest.raises(Refused) as refusal:
        _ask(uow, here, far)
    assert _codes(refusal) == ["date_far_off"]
    _ask(uow, here, far, confirmed=True)
    assert _stored(session)[1].proposed_on == far


def test_asking_needs_words(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    with pytest.raises(Refused) as refusal:
        _ask(uow, here, words="\x00 ")
    assert _codes(refusal) == ["reason_missing"]


def test_one_request_at_a_time(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    request_id = _ask(uow, here)
    with pytest.raises(Refused) as refusal:
        _ask(uow, here)
    assert _codes(refusal) == ["more_time_already_asked"]
    with uow(here.owner.id) as unit:
        date_changes.withdraw(unit, request_id, version=1)
    _ask(uow, here)
    states = session.scalars(select(DateChange.state).order_by(DateChange.id)).all()
    assert states == [ChangeState.WITHDRAWN, ChangeState.ASKED]


def test_only_whoever_asked_takes_it_back(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    request_id = _ask(uow, here)
    for person in (here.lead, here.member):
        with pytest.raises(NotPermitted), uow(person.id) as unit:
            date_changes.withdraw(unit, request_id, version=1)


def test_a_second_decision_is_refused(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    request_id = _ask(uow, here)
    _approve(uow, here.lead, request_id)
    for version, code in ((1, "changed_since_read"), (2, "date_change_decided")):
        with pytest.raises(Refused) as refusal, uow(here.manager.id) as unit:
            date_changes.decline(unit, request_id, version=version, reason="No.")
        assert _codes(refusal) == [code]
    assert _stored(session)[0].due_on == WITHIN


def test_a_date_that_has_passed_meanwhile_is_not_granted(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    request_id = _ask(uow, here)
    later = NOW + timedelta(days=90)
    with pytest.raises(Refused) as refusal, uow(here.lead.id, now=later) as unit:
        date_changes.approve(unit, request_id, version=1)
    assert _codes(refusal) == ["proposed_in_past"]


def test_nothing_is_asked_for_what_is_delivered(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save, stage=Stage.DELIVERED)
    with pytest.raises(Refused) as refusal:
        _ask(uow, here)
    assert _codes(refusal) == ["more_time_not_open"]


def test_delivered_work_is_granted_no_more_time(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    """A request left open when the action was claimed must not move its due date later."""
    here = scene(save)
    request_id = _ask(uow, here)
    with uow() as unit:
        unit.by_reference(Action, here.ref).stage = Stage.DELIVERED
    with pytest.raises(Refused, match="more_time_not_open"):
        _approve(uow, here.manager, request_id)
    action, request = _stored(session)
    assert action.due_on == DUE
    assert request.state is ChangeState.ASKED
