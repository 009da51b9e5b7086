"""A unit of work commits whole or not at all, and loses nobody's save."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, date, datetime
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tracker.domain.errors import NotFound, NotPermitted, Stale
from tracker.domain.permissions import Permission, Role, Subject
from tracker.models import (
    Agency,
    Board,
    ClosedDay,
    Message,
    Person,
    Plan,
    Recommendation,
    RoleGrant,
    Setting,
)
from tracker.models import Event as Recorded
from tracker.services.unit_of_work import UnitsOfWork

THREADS = 6
ROUNDS = 50


def test_leaving_the_block_commits(uow: UnitsOfWork, session: Session) -> None:
    with uow() as unit:
        unit.session.add(factories.agency(name="Powys"))
    assert session.scalars(select(Agency.name)).all() == ["Powys"]


def test_raising_leaves_nothing_behind(uow: UnitsOfWork, session: Session) -> None:
    def fail() -> None:
        with uow() as unit:
            agency = factories.agency()
            unit.session.add(agency)
            unit.record("agency_created", agency)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert session.scalars(select(Agency)).all() == []
    assert session.scalars(select(Recorded)).all() == []


def test_the_actor_is_read_again_inside(uow: UnitsOfWork, save: Save) -> None:
    anna = factories.person(Role.ADMINISTRATOR, name="Anna")
    save(anna)
    with uow(anna.id) as unit:
        unit.require(Permission.ADMINISTER)
        assert (unit.actor_id, unit.actor_name) == (anna.id, "Anna")
        stored = unit.get(Person, anna.id)
        stored.grants.clear()
    with uow(anna.id) as unit, pytest.raises(NotPermitted):
        unit.require(Permission.ADMINISTER)


def test_somebody_deactivated_does_nothing_more(uow: UnitsOfWork, save: Save) -> None:
    anna = factories.person(Role.ADMINISTRATOR, is_active=False)
    save(anna)
    with pytest.raises(NotPermitted), uow(anna.id):
        pytest.fail("a deactivated person got a unit of work")


def test_nobody_gets_no_unit(uow: UnitsOfWork) -> None:
    with pytest.raises(NotPermitted), uow(0):
        pytest.fail("nobody got a unit of work")


def test_the_timetable_is_not_a_person(uow: UnitsOfWork) -> None:
    with uow() as unit:
        unit.require(Permission.ADMINISTER)
        with pytest.raises(NotPermitted):
            _ = unit.actor_id


def test_what_one_may_not_see_is_not_there(uow: UnitsOfWork, save: Save) -> None:
    theirs, ours = factories.plan(), factories.plan()
    anna = factories.person()
    save(theirs, ours, anna)
    with uow() as unit:
        unit.session.add(RoleGrant(role=Role.OBSERVER, plan_id=ours.id, person_id=anna.id))
    with uow(anna.id) as unit:
        with pytest.raises(NotFound):
            unit.require(Permission.EDIT_PLAN, Subject(plan_id=theirs.id))
        with pytest.raises(NotPermitted):
            unit.require(Permission.EDIT_PLAN, Subject(plan_id=ours.id))


def test_today_is_the_day_in_wales(uow: UnitsOfWork, clock: FakeClock) -> None:
    clock.moment = datetime(2018, 6, 30, 23, 30, tzinfo=UTC)
    with uow() as unit:
        assert (unit.now, unit.today) == (clock.moment, date(2018, 7, 1))


# Saves that meet


def test_held_records_lose_no_update(uow: UnitsOfWork, session: Session) -> None:
    """300 increments from six threads end at 300."""
    with uow() as unit:
        unit.session.add(Setting(name="count", value="0"))

    def count() -> None:
        for _ in range(ROUNDS):
            with uow() as unit:
                setting = unit.lock(Setting, "count")
                setting.value = str(int(setting.value) + 1)

    _together(count)
    assert _stored(session) == (THREADS * ROUNDS, THREADS * ROUNDS + 1)


def test_a_lost_update_is_refused_and_can_be_tried_again(
    uow: UnitsOfWork, session: Session
) -> None:
    """Without holding the record: on SQLite units wait for one another, on PostgreSQL the
    version refuses whoever read an older one."""
    with uow() as unit:
        unit.session.add(Setting(name="count", value="0"))

    def count() -> None:
        done = 0
        while done < ROUNDS:
            try:
                with uow() as unit:
                    setting = unit.get(Setting, "count")
                    setting.value = str(int(setting.value) + 1)
            except Stale:
                continue
            done += 1

    _together(count)
    assert _stored(session) == (THREADS * ROUNDS, THREADS * ROUNDS + 1)


def test_the_database_itself_refuses_an_older_version(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    agency = factories.agency(name="Powys")
    save(agency)

    def overtaken() -> None:
        with uow() as unit:
            mine = unit.get(Agency, agency.id)
            unit.session.execute(text("UPDATE agency SET version = version + 1"))
            mine.name = "Powys County Council"

    with pytest.raises(Stale):
        overtaken()
    assert session.scalars(select(Agency.name)).all() == ["Powys"]


def test_a_stale_save_says_both_values(uow: UnitsOfWork, save: Save) -> None:
    anna, bron = factories.person(), factories.person()
    board = factories.board(name="Board", members=[anna])
    save(board, bron)
    read = board.version
    with uow() as unit:
        stored = unit.get(Board, board.id)
        unit.change(stored, {"members": [unit.get(Person, bron.id)]}, read)

    def save_from(version: int) -> None:
        with uow() as unit:
            stored = unit.get(Board, board.id)
            unit.change(stored, {"name": "Improvement Board", "members": []}, version)

    with pytest.raises(Stale) as caught:
        save_from(read)
    stale = caught.value
    assert stale.theirs == {"name": "Board", "members": [bron.id]}
    assert stale.yours == {"name": "Improvement Board", "members": []}
    assert stale.version == read + 1


def test_saving_what_is_there_already_is_no_conflict(uow: UnitsOfWork, save: Save) -> None:
    agency = factories.agency(name="Powys")
    save(agency)
    read = agency.version
    for _ in range(2):
        with uow() as unit:
            unit.change(unit.get(Agency, agency.id), {"name": "Powys Council"}, read)


def test_changing_says_what_differs(uow: UnitsOfWork, save: Save) -> None:
    day = factories.closed_day(day=date(2018, 3, 16), name="Closed")
    save(day)
    with uow() as unit:
        stored = unit.get(ClosedDay, day.id)
        changes = unit.change(stored, {"day": date(2018, 3, 19), "name": "Closed"}, 1)
    assert changes == {"day": ["2018-03-16", "2018-03-19"]}


# Readers


def test_a_reader_does_not_wait_for_a_writer(uow: UnitsOfWork, save: Save, engine: Engine) -> None:
    save(factories.agency(name="Powys"))
    read = Event()
    names: list[str] = []

    def look() -> None:
        with Session(engine) as session:
            names.extend(session.scalars(select(Agency.name)))
        read.set()

    with uow() as unit:
        unit.session.add(factories.agency(name="Unfinished"))
        unit.session.flush()
        reader = Thread(target=look)
        reader.start()
        finished = read.wait(timeout=5)
    reader.join()
    assert finished, "the reader waited until the unit of work had ended"
    assert names == ["Powys"]


# Messages and events


def test_a_message_is_owed_once(uow: UnitsOfWork, save: Save, session: Session) -> None:
    anna = factories.person()
    save(anna)
    with uow() as unit:
        assert unit.notify("overdue-digest", anna.id, "digest:1", {"on": date(2018, 3, 12)})
        assert not unit.notify("overdue-digest", anna.id, "digest:1", {})
        unit.session.add(factories.agency(name="Saved all the same"))
    with uow() as unit:
        assert not unit.notify("overdue-digest", anna.id, "digest:1", {})
    assert [message.facts for message in session.scalars(select(Message))] == [{"on": "2018-03-12"}]
    assert session.scalar(select(Agency.name).where(Agency.name.like("Saved%")))


def test_a_message_is_owed_once_by_two_at_the_same_time(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    anna = factories.person()
    save(anna)
    owed: list[bool] = []
    start = Barrier(2)

    def owe() -> None:
        start.wait()
        with uow() as unit:
            owed.append(unit.notify("overdue-digest", anna.id, "digest:1", {}))

    _together(owe, threads=2)
    assert sorted(owed) == [False, True]
    assert len(session.scalars(select(Message)).all()) == 1


def test_a_message_to_nobody_is_no_repetition(uow: UnitsOfWork) -> None:
    with pytest.raises(IntegrityError), uow() as unit:
        unit.notify("overdue-digest", 4711, "digest:1", {})


def test_an_event_says_who_what_and_where(uow: UnitsOfWork, save: Save, session: Session) -> None:
    anna = factories.person(name="Anna")
    plan = factories.plan(code="CS17")
    recommendation = factories.recommendation(plan=plan)
    save(anna, recommendation)
    with uow(anna.id) as unit:
        unit.record("plan_changed", unit.get(Plan, plan.id), {"title": ["Old", "New"]})
        stored = unit.get(Recommendation, recommendation.id)
        unit.record("recommendation_changed", stored, reason="Because")
    with uow() as unit:
        unit.record("person_changed", unit.get(Person, anna.id), {"on": [None, date(2018, 3, 1)]})
    first, second, third = session.scalars(select(Recorded).order_by(Recorded.id))
    assert (first.actor_id, first.actor_name, first.at) == (anna.id, "Anna", factories.NOW)
    assert (first.subject_kind, first.subject_id) == ("plan", plan.id)
    assert (first.subject_reference, first.plan_id) == ("CS17", plan.id)
    assert first.changes == {"title": ["Old", "New"]}
    assert (second.subject_reference, second.plan_id) == (recommendation.reference, plan.id)
    assert second.reason == "Because"
    assert (third.actor_id, third.actor_name) == (None, "Tracker")
    assert (third.subject_reference, third.plan_id) == ("Anna", None)
    assert third.changes == {"on": [None, "2018-03-01"]}


def _together(work: Callable[[], None], threads: int = THREADS) -> None:
    with ThreadPoolExecutor(threads) as pool:
        for future in wait([pool.submit(work) for _ in range(threads)]).done:
            future.result()


def _stored(session: Session) -> tuple[int, int]:
    setting = session.get_one(Setting, "count")
    return int(setting.value), setting.version
