"""A unit of work keeps all or nothing, loses no update, and makes no reader wait."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tracker.domain.errors import NotFound, NotPermitted, Stale
from tracker.domain.permissions import Permission, Role, Subject
from tracker.models import Event, Message, Plan
from tracker.services.unit_of_work import UnitsOfWork

THREADS, TIMES = 6, 50


def test_leaving_the_block_commits(uow: UnitsOfWork, save: Save, session: Session) -> None:
    plan = factories.plan()
    save(plan)
    with uow() as unit:
        unit.get(Plan, plan.id).title = "Improvement plan"
    assert session.scalar(select(Plan.title)) == "Improvement plan"


def test_raising_keeps_nothing(uow: UnitsOfWork, save: Save, session: Session) -> None:
    plan, anna = factories.plan(title="As it was"), factories.person()
    save(plan, anna)

    def fail_half_way() -> None:
        with uow() as unit:
            unit.get(Plan, plan.id).title = "Half done"
            unit.record("plan_edited", unit.get(Plan, plan.id))
            unit.notify("overdue-digest", anna.id, "key", {})
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_half_way()
    assert session.scalar(select(Plan.title)) == "As it was"
    assert session.scalars(select(Event)).all() == []
    assert session.scalars(select(Message)).all() == []


def test_no_update_is_lost(uow: UnitsOfWork, save: Save, session: Session) -> None:
    plan = factories.plan(tolerance_days=0)
    save(plan)

    def add_one() -> None:
        with uow() as unit:
            unit.lock(Plan, plan.id).tolerance_days += 1

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(add_one) for _ in range(THREADS * TIMES)]:
            done.result()
    assert session.scalar(select(Plan.tolerance_days)) == THREADS * TIMES


def test_without_holding_it_the_later_of_two_is_told(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    """Either database refuses the second save; SQLite by making it wait and read again."""
    plan = factories.plan(tolerance_days=0)
    save(plan)
    both = Barrier(2, timeout=5)

    def add_one() -> bool:
        both.wait()
        try:
            with uow() as unit:
                unit.get(Plan, plan.id).tolerance_days += 1
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        saved = [done.result() for done in [pool.submit(add_one) for _ in range(2)]]
    assert session.scalar(select(Plan.tolerance_days)) == saved.count(True) >= 1


def test_a_reader_does_not_wait_for_a_writer(uow: UnitsOfWork, save: Save, engine: Engine) -> None:
    plan = factories.plan(title="As it was")
    save(plan)
    with uow() as unit:
        unit.get(Plan, plan.id).title = "Being written"
        unit.session.flush()
        with Session(engine) as reader:
            assert reader.scalar(select(Plan.title)) == "As it was"


def test_a_save_from_an_older_version_is_refused(uow: UnitsOfWork, save: Save) -> None:
    plan = factories.plan(title="Read by both")
    save(plan)
    with uow() as unit:
        unit.change(unit.get(Plan, plan.id), {"title": "Theirs"}, version=1)
    with pytest.raises(Stale) as stale, uow() as unit:
        unit.change(unit.get(Plan, plan.id), {"title": "Yours"}, version=1)
    assert stale.value.theirs == {"title": "Theirs"}
    assert stale.value.yours == {"title": "Yours"}


def test_a_leaver_can_do_nothing(uow: UnitsOfWork, save: Save) -> None:
    anna = factories.person(Role.PROGRAMME_MANAGER, is_active=False)
    save(anna)
    with pytest.raises(NotPermitted), uow(anna.id):
        pytest.fail("a leaver came in")


def test_what_may_not_be_seen_is_not_there(uow: UnitsOfWork, save: Save) -> None:
    plan, anna = factories.plan(), factories.person()
    save(plan, anna)
    with uow(anna.id) as unit, pytest.raises(NotFound):
        unit.require(Permission.EDIT_PLAN, Subject(plan.id))


def test_what_may_be_seen_is_refused_openly(uow: UnitsOfWork, save: Save) -> None:
    plan, anna = factories.plan(), factories.person(Role.OBSERVER)
    save(plan, anna)
    with uow(anna.id) as unit, pytest.raises(NotPermitted):
        unit.require(Permission.EDIT_PLAN, Subject(plan.id))


def test_a_message_is_owed_once(uow: UnitsOfWork, save: Save, session: Session) -> None:
    anna = factories.person()
    save(anna)
    with uow() as unit:
        assert unit.notify("overdue-digest", anna.id, "digest:1", {})
        assert not unit.notify("overdue-digest", anna.id, "digest:1", {})
    with uow() as unit:
        assert not unit.notify("overdue-digest", anna.id, "digest:1", {})
    assert len(session.scalars(select(Message)).all()) == 1


def test_an_event_says_who_when_and_what(
    uow: UnitsOfWork, save: Save, session: Session, clock: FakeClock
) -> None:
    anna, plan = factories.person(name="Anna"), factories.plan(title="Before")
    save(anna, plan)
    with uow(anna.id) as unit:
        changes = unit.change(unit.get(Plan, plan.id), {"title": "After"})
        unit.record("plan_edited", unit.get(Plan, plan.id), changes, reason="misprint")
    event = session.scalars(select(Event)).one()
    assert (event.actor_id, event.actor_name, event.at) == (anna.id, "Anna", clock.now())
    assert (event.subject_kind, event.subject_id, event.reason) == ("plan", plan.id, "misprint")
    assert event.changes == {"title": ["Before", "After"]}
