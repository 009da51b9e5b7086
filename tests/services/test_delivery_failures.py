"""Mail that does not leave: put off, given up, refused, and what a kill leaves behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock, FakeMailer
from tests.ground.databases import Save
from tests.services.mailbag import Round, change, only, owe
from tracker.domain.delivery import LEASE, MOST_ATTEMPTS
from tracker.domain.permissions import Role
from tracker.models import Message
from tracker.models.outbox import MessageState
from tracker.ports import MailFault, MailSession, MailUnavailable, OutgoingMail
from tracker.services import outbox
from tracker.services.reminders import owe_digests
from tracker.services.unit_of_work import UnitsOfWork


class Killed(BaseException):
    """Stands for a process that is gone from one line to the next."""


class OddMailer(FakeMailer):
    """A session that ends each message with `end`; the messages are kept."""

    def __init__(self, end: BaseException) -> None:
        super().__init__()
        self.end = end

    @contextmanager
    def connect(self) -> Iterator[MailSession]:
        yield self

    def send(self, mail: OutgoingMail) -> None:
        self.sent.append(mail)
        raise self.end


@pytest.fixture
def run(uow: UnitsOfWork, mailer: FakeMailer) -> Round:
    return Round(uow, mailer)


@pytest.mark.parametrize(
    ("person", "error"),
    [({"is_active": False}, "deactivated"), ({"email": None}, "no_address")],
)
def test_whoever_cannot_be_written_to_is_a_failure_to_see(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, person: dict[str, Any], error: str
) -> None:
    anna = factories.person()
    owe(uow, save, anna)
    change(uow, anna, **person)
    assert run() == {"failed": 1}
    assert (only(session).state, only(session).last_error) == (MessageState.FAILED, error)
    assert run.mailer.connections == 0


def test_a_refused_recipient_fails_at_once_and_stops_nobody(
    uow: UnitsOfWork, session: Session, save: Save, run: Round
) -> None:
    people = [factories.person() for _ in range(3)]
    owe(uow, save, *people)
    assert people[0].email is not None
    run.mailer.refused = {people[0].email}
    assert run() == {"sent": 2, "failed": 1}
    assert run.mailer.connections == 1
    failed = session.scalars(select(Message).where(Message.state == MessageState.FAILED)).one()
    assert failed.person_id == people[0].id
    assert failed.last_error == "recipient: 550 no such user here"
    assert run() == {}


def test_an_unreachable_server_is_tried_again_ever_more_rarely(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, clock: FakeClock
) -> None:
    owe(uow, save, factories.person())
    run.mailer.is_down = True
    waits = []
    for _ in range(7):
        assert run() == {"waiting": 1}
        assert run() == {}, "not before its time"
        waits.append((only(session).not_before - clock.moment) // timedelta(minutes=1))
        clock.moment = only(session).not_before
    assert waits == [5, 10, 20, 40, 80, 120, 120]
    assert (only(session).attempts, only(session).last_error) == (7, "no_answer")


def test_an_outage_of_a_day_ends_with_everything_sent_once(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, clock: FakeClock
) -> None:
    owe(uow, save, *(factories.person() for _ in range(30)))
    run.mailer.is_down = True
    end = clock.moment + timedelta(days=1)
    while clock.moment < end:
        owe_digests(uow)
        run()
        clock.moment += timedelta(minutes=30)
    run.mailer.is_down = False
    for _ in range(5):
        run()
        clock.moment += timedelta(minutes=30)
    assert len({mail.to_address for mail in run.mailer.sent}) == len(run.mailer.sent) == 30
    states = session.execute(select(Message.state, func.count()).group_by(Message.state)).all()
    assert [tuple(row) for row in states] == [(MessageState.SENT, 30)]


def test_it_is_given_up_at_last_and_an_administrator_may_retry(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, clock: FakeClock
) -> None:
    admin = factories.person(Role.ADMINISTRATOR)
    save(admin)
    [action] = owe(uow, save, factories.person())
    run.mailer.is_down = True
    for _ in range(MOST_ATTEMPTS):
        clock.moment = max(clock.moment, only(session).not_before)
        while not run():
            clock.moment += timedelta(hours=12)
    assert (only(session).state, only(session).attempts) == (MessageState.FAILED, MOST_ATTEMPTS)
    assert only(session).last_error == "no_answer"
    run.mailer.is_down = False
    assert run() == {}
    with uow(admin.id) as unit:
        outbox.retry(unit, only(session).id)
    assert run() == {"sent": 1}
    assert action.reference in run.mailer.sent[0].text


def test_one_that_cannot_be_written_keeps_nobody_waiting(
    uow: UnitsOfWork, session: Session, save: Save, run: Round
) -> None:
    save(factories.message(kind="unheard-of", key="odd"))
    owe(uow, save, factories.person())
    assert run() == {"sent": 1, "failed": 1}
    odd = session.scalars(select(Message).where(Message.key == "odd")).one()
    assert odd.last_error == "unwritable: KeyError('unheard-of')"


def test_a_line_that_goes_dead_puts_off_the_rest(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, clock: FakeClock
) -> None:
    owe(uow, save, *(factories.person() for _ in range(6)))
    run.mailer.breaks_after = 2
    assert run() == {"sent": 2, "waiting": 2}, "and two were not even tried"
    run.mailer.breaks_after = None
    assert run() == {"sent": 2}
    clock.moment += timedelta(minutes=5)
    assert run() == {"sent": 2}
    assert len({mail.key for mail in run.mailer.sent}) == 6


def test_a_server_that_asks_one_to_wait_is_still_a_server_for_the_others(
    uow: UnitsOfWork, save: Save, run: Round
) -> None:
    owe(uow, save, *(factories.person() for _ in range(5)))
    run.mailer = OddMailer(MailUnavailable(MailFault.LATER, "451 greylisted"))
    assert run() == {"waiting": 5}


def test_what_a_killed_process_held_leaves_again_after_the_lease_under_the_same_name(
    uow: UnitsOfWork, save: Save, run: Round, clock: FakeClock
) -> None:
    owe(uow, save, factories.person(), factories.person())
    whole, run.mailer = run.mailer, OddMailer(Killed())
    with pytest.raises(Killed):
        run()
    [first] = run.mailer.sent
    run.mailer = whole
    assert run() == {"sent": 1}, "the other one"
    clock.moment += LEASE - timedelta(seconds=1)
    assert run() == {}
    clock.moment += timedelta(seconds=1)
    assert run() == {"sent": 1}
    again = run.mailer.sent[-1]
    assert (again.key, again.message_id) == (first.key, first.message_id)


def test_a_message_that_kills_each_time_is_given_up(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, clock: FakeClock
) -> None:
    owe(uow, save, factories.person())
    change(uow, only(session), attempts=MOST_ATTEMPTS)
    assert run() == {"failed": 1}
    assert only(session).last_error == "given_up"
    assert run.mailer.sent == []
