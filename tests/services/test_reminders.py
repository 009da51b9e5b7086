"""Digests are owed once a person and day, on the mornings that the rule names."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tracker.domain.lifecycle import Stage
from tracker.models import Message
from tracker.models.outbox import MessageState
from tracker.services.reminders import owe_digests
from tracker.services.unit_of_work import UnitsOfWork

LONDON = ZoneInfo("Europe/London")


def owed_days(session: Session) -> list[date]:
    session.rollback()
    return list(session.scalars(select(Message.local_date).order_by(Message.local_date)))


def at(day: date, hour: int = 7, minute: int = 0) -> datetime:
    """A moment on the wall clock in Wales."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def mornings(uow: UnitsOfWork, first: date, last: date, *missed: date) -> None:
    """The job's run at 07:00 on each day from `first` to `last`, the machine being off on
    `missed`."""
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if day not in missed:
            owe_digests(uow, now=at(day))


def test_somebody_with_something_overdue_is_owed_one_message(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    action = factories.action(due_on=date(2018, 3, 9))
    save(action, factories.action(due_on=date(2018, 3, 12)))
    assert owe_digests(uow) == {"owed": 1, "superseded": 0}
    message = session.scalars(select(Message)).one()
    assert message.key == f"overdue-digest:{action.owner_id}:2018-03-12"
    assert (message.kind, message.person_id) == ("overdue-digest", action.owner_id)
    assert (message.state, message.attempts) == (MessageState.WAITING, 0)
    assert message.facts == {"since": None}


@pytest.mark.parametrize(
    "given",
    [
        {"stage": Stage.DELIVERED},
        {"stage": Stage.EVIDENCED},
        {"stage": Stage.WITHDRAWN},
        {"stage": Stage.SUPERSEDED},
        {"owner": None},
        {"due_on": factories.TODAY},
    ],
    ids=str,
)
def test_nothing_is_owed_for_what_is_settled_unowned_or_in_time(
    uow: UnitsOfWork, session: Session, save: Save, given: dict[str, object]
) -> None:
    save(factories.action(**({"due_on": date(2018, 3, 9)} | given)))
    assert owe_digests(uow) == {"owed": 0, "superseded": 0}


def test_a_second_run_owes_nothing_more(uow: UnitsOfWork, session: Session, save: Save) -> None:
    save(factories.action(due_on=date(2018, 3, 9)))
    owe_digests(uow)
    assert owe_digests(uow) == {"owed": 0, "superseded": 0}
    assert owed_days(session) == [factories.TODAY]


def test_two_runs_at_once_owe_one_message_each(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    actions = [factories.action(due_on=date(2018, 3, 9)) for _ in range(12)]
    save(*actions)
    start, answers = Barrier(4), []

    def run() -> None:
        start.wait()
        answers.append(owe_digests(uow)["owed"])

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(answers) == 12
    people = session.scalars(select(Message.person_id).order_by(Message.person_id)).all()
    assert people == sorted(action.owner_id for action in actions)


def test_before_seven_nothing_is_owed(uow: UnitsOfWork, save: Save) -> None:
    save(factories.action(due_on=date(2018, 3, 9)))
    assert owe_digests(uow, now=at(factories.TODAY, 6, 59))["owed"] == 0
    assert owe_digests(uow, now=at(factories.TODAY, 7, 0))["owed"] == 1


def test_seven_is_read_from_the_wall_in_summer_too(uow: UnitsOfWork, save: Save) -> None:
    save(factories.action(due_on=date(2018, 6, 1)))
    early = datetime(2018, 6, 4, 5, 59, tzinfo=UTC)
    assert owe_digests(uow, now=early)["owed"] == 0
    assert owe_digests(uow, now=early + timedelta(minutes=1))["owed"] == 1


@pytest.mark.parametrize(
    ("due", "first", "last", "missed", "days"),
    [
        pytest.param("2018-03-13", "2018-03-12", "2018-03-20", [], [14, 19], id="news, then week"),
        pytest.param("2018-03-09", "2018-03-12", "2018-03-16", [12], [13], id="Monday missed"),
        pytest.param(
            "2018-03-13", "2018-03-12", "2018-03-19", [14, 15, 16], [19], id="week's end missed"
        ),
        pytest.param("2018-03-01", "2018-04-01", "2018-04-06", [], [3], id="bank holiday Monday"),
        pytest.param("2018-03-20", "2018-03-23", "2018-03-30", [], [23, 26], id="clocks forward"),
        pytest.param("2018-10-25", "2018-10-26", "2018-11-01", [], [26, 29], id="clocks back"),
        pytest.param("2019-12-30", "2019-12-31", "2020-01-06", [], [31, 6], id="year's end"),
        pytest.param("2020-02-28", "2020-02-28", "2020-03-03", [], [2], id="29 February between"),
        pytest.param("2024-02-28", "2024-02-28", "2024-03-01", [], [29], id="on 29 February"),
    ],
)
def test_weeks_of_mornings(
    uow: UnitsOfWork,
    session: Session,
    save: Save,
    due: str,
    first: str,
    last: str,
    missed: list[int],
    days: list[int],
) -> None:
    save(factories.action(starts_on=date(2017, 11, 1), due_on=date.fromisoformat(due)))
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    mornings(uow, start, end, *(start.replace(day=day) for day in missed))
    assert [day.day for day in owed_days(session)] == days


def test_a_newer_digest_supersedes_one_that_has_not_left(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    owner = factories.person()
    save(factories.action(owner=owner, due_on=date(2018, 3, 9)))
    save(factories.action(owner=owner, due_on=date(2018, 3, 12)))
    assert owe_digests(uow, now=at(date(2018, 3, 12)))["owed"] == 1
    assert owe_digests(uow, now=at(date(2018, 3, 13))) == {"owed": 1, "superseded": 1}
    old, new = session.scalars(select(Message).order_by(Message.local_date)).all()
    assert (old.state, new.state) == (MessageState.SUPERSEDED, MessageState.WAITING)
    assert new.facts == {"since": None}, "what the older one had to tell is still news"


def test_one_that_was_dropped_told_nothing(uow: UnitsOfWork, session: Session, save: Save) -> None:
    owner = factories.person()
    told = factories.message(
        person=owner,
        local_date=date(2018, 3, 12),
        state=MessageState.DROPPED,
        facts={"since": None},
    )
    save(told, factories.action(owner=owner, due_on=date(2018, 3, 9)))
    assert owe_digests(uow, now=at(date(2018, 3, 13)))["owed"] == 1


def test_whoever_has_left_or_has_no_address_is_not_passed_over(
    uow: UnitsOfWork, save: Save
) -> None:
    gone, unreachable = factories.person(is_active=False), factories.person(email=None)
    for owner in (gone, unreachable):
        save(factories.action(owner=owner, due_on=date(2018, 3, 9)))
    assert owe_digests(uow)["owed"] == 2


def test_a_rehearsal_leaves_nothing(uow: UnitsOfWork, session: Session, save: Save) -> None:
    save(factories.action(due_on=date(2018, 3, 9)))
    assert owe_digests(uow.rehearsing())["owed"] == 1
    assert owed_days(session) == []


def test_a_closed_day_of_the_body_moves_the_week(
    uow: UnitsOfWork, session: Session, save: Save, clock: FakeClock
) -> None:
    save(factories.closed_day(day=date(2018, 3, 19)))
    save(factories.action(due_on=date(2018, 3, 9)))
    mornings(uow, date(2018, 3, 12), date(2018, 3, 23))
    assert owed_days(session) == [date(2018, 3, 12), date(2018, 3, 20)]
