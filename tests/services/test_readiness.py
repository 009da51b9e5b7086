"""Readiness summaries: made once for each step, told once to each reader, never changed."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tests.services.inspected import inspected
from tracker.domain.content import fingerprint
from tracker.domain.errors import NotFound, NotPermitted, Refused
from tracker.domain.permissions import Role
from tracker.domain.readiness_checks import CheckCode
from tracker.models import Event, Message, Person, ReadinessSummary, RoleGrant, Visit
from tracker.queries import summaries
from tracker.services import readiness
from tracker.services.unit_of_work import UnitsOfWork


def made(session: Session) -> list[ReadinessSummary]:
    session.rollback()
    return list(session.scalars(select(ReadinessSummary).order_by(ReadinessSummary.id)))


def told(session: Session) -> list[str]:
    names = select(Person.name).join(Message, Message.person_id == Person.id).order_by(Person.name)
    return list(session.scalars(names))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC)


def test_asked_for_it_is_kept_with_its_day_and_hash(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    with uow(world.manager.id) as unit:
        readiness.prepare(unit, world.visit)
    (stored,) = made(session)
    assert (stored.step, stored.as_at, stored.made_at) == (None, date(2018, 3, 12), NOW)
    assert stored.made_by_id == world.manager.id
    assert stored.sha256 == fingerprint(stored.content)
    found = summaries.show(session, stored.id)
    assert found is not None
    assert found.is_intact
    assert found.summary.prepared_by is not None
    assert found.summary.prepared_by.name == "Beth"
    assert found.summary.counts[CheckCode.OVERDUE] == 1
    assert session.scalar(select(Event.what).where(Event.what == "readiness_prepared"))


def test_what_was_prepared_does_not_follow_what_happens_later(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    with uow(world.manager.id) as unit:
        readiness.prepare(unit, world.visit)
    before = made(session)[0].content
    with uow() as unit:
        unit.get(Visit, world.visit.id).title = "Another title"
        unit.get(Person, world.manager.id).name = "Beth Newname"
    (stored,) = made(session)
    assert stored.content == before
    assert stored.sha256 == fingerprint(before)


def test_content_changed_behind_our_back_is_noticed(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    with uow() as unit:
        stored_id = readiness.prepare(unit, world.visit).id
    with uow() as unit:
        stored = unit.get(ReadinessSummary, stored_id)
        stored.content = {**stored.content, "scope": "Another"}
    found = summaries.show(session, stored_id)
    assert found is not None
    assert not found.is_intact


def test_programme_managers_and_the_board_are_told_once_each(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    elsewhere = factories.plan()
    save(elsewhere)
    stranger = factories.person(name="Of another plan")
    stranger.grants.append(RoleGrant(role=Role.PROGRAMME_MANAGER, plan_id=elsewhere.id))
    partner = factories.person(name="Of one agency")
    partner.grants.append(RoleGrant(role=Role.PROGRAMME_MANAGER, agency_id=world.owner.agency_id))
    save(
        factories.person(Role.PROGRAMME_MANAGER, Role.BOARD_MEMBER, name="Eirlys"),
        factories.person(Role.PROGRAMME_MANAGER, name="Left", is_active=False),
        factories.person(Role.PROGRAMME_MANAGER, name="Without address", email=None),
        stranger,
        partner,
    )
    with uow() as unit:
        readiness.prepare(unit, world.visit)
    assert told(session) == ["Beth", "Carys", "Eirlys"]
    facts = session.scalars(select(Message.facts)).first()
    assert facts is not None
    assert facts["reference"] == "CS17-V02"
    assert facts["working_days"] == 6
    assert "Six of eight" not in str(facts)


def test_only_those_who_may_prepare_it(uow: UnitsOfWork, save: Save, session: Session) -> None:
    world = inspected(save)
    nobody = factories.person()
    save(nobody)
    for person, refusal in ((world.member, NotPermitted), (world.observer, NotPermitted)):
        with pytest.raises(refusal), uow(person.id) as unit:
            readiness.prepare(unit, world.visit)
    with pytest.raises(NotFound), uow(nobody.id) as unit:
        readiness.prepare(unit, world.visit)
    assert made(session) == []


def test_a_cancelled_visit_gets_none(uow: UnitsOfWork, save: Save, session: Session) -> None:
    world = inspected(save)
    with uow() as unit:
        unit.get(Visit, world.visit.id).cancelled_at = NOW
    with pytest.raises(Refused, match="visit_cancelled"), uow() as unit:
        readiness.prepare(unit, world.visit)
    assert readiness.prepare_due(uow) == {"made": 0, "notices": 0}
    assert made(session) == []


def test_each_step_is_made_on_its_day_and_once(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    inspected(save)
    day, steps = date(2018, 2, 1), {}
    while day < date(2018, 3, 27):
        if readiness.prepare_due(uow, now=at(day))["made"]:
            steps[made(session)[-1].step] = day
        assert readiness.prepare_due(uow, now=at(day))["made"] == 0
        day += timedelta(days=1)
    assert steps == {
        20: date(2018, 2, 20),
        10: date(2018, 3, 6),
        5: date(2018, 3, 13),
        2: date(2018, 3, 16),
    }
    assert [row.made_by_id for row in made(session)] == [None] * 4
    assert session.scalar(select(func.count(Message.id))) == 4 * 2


def test_a_visit_entered_late_gets_only_the_latest_missed_step(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    inspected(save)
    assert readiness.prepare_due(uow) == {"made": 1, "notices": 2}
    assert [row.step for row in made(session)] == [10]


def test_a_visit_put_off_gets_its_steps_again(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    assert readiness.prepare_due(uow)["made"] == 1
    put_off = date(2018, 6, 18)
    with uow() as unit:
        unit.get(Visit, world.visit.id).starts_on = put_off
        unit.get(Visit, world.visit.id).ends_on = put_off
    assert readiness.prepare_due(uow)["made"] == 0
    for ahead in range(1, 98):
        readiness.prepare_due(uow, now=at(date(2018, 3, 12) + timedelta(days=ahead)))
    assert [summary.step for summary in made(session)] == [10, 20, 10, 5, 2]


def test_one_that_was_asked_for_does_not_stand_in_for_a_step(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    with uow() as unit:
        readiness.prepare(unit, world.visit)
    readiness.prepare_due(uow)
    assert [row.step for row in made(session)] == [None, 10]


def test_two_schedulers_at_once_make_it_once(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    save(factories.visit(plan=world.plan), factories.visit(plan=world.plan))
    gate = threading.Barrier(4)
    results: list[dict[str, int]] = []
    failures: list[BaseException] = []

    def scheduler() -> None:
        gate.wait()
        try:
            results.append(readiness.prepare_due(uow))
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=scheduler) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sum(result["made"] for result in results) == 3
    assert sorted((row.visit_id, row.step) for row in made(session)) == sorted(
        {(row.visit_id, 10) for row in made(session)}
    )
    assert session.scalar(select(func.count(Message.id))) == 3 * 2


def test_the_same_day_counts_in_local_time(
    uow: UnitsOfWork, save: Save, session: Session, clock: FakeClock
) -> None:
    """In summer the local day begins an hour before the UTC one."""
    world = inspected(save)
    with uow() as unit:
        visit = unit.get(Visit, world.visit.id)
        visit.starts_on, visit.ends_on = date(2018, 7, 20), date(2018, 7, 20)
    clock.moment = datetime(2018, 7, 17, 22, 59, tzinfo=UTC)
    readiness.prepare_due(uow)
    clock.moment = datetime(2018, 7, 17, 23, 0, tzinfo=UTC)
    readiness.prepare_due(uow)
    assert [row.step for row in made(session)] == [5, 2]
    assert made(session)[-1].as_at == date(2018, 7, 18)
