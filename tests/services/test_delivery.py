"""The outbox leaves once, says what is true when it leaves, and keeps what it said."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock, FakeMailer
from tests.ground.databases import Save
from tests.services.mailbag import LINKS, Round, change, only, owe
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage
from tracker.emails.links import Links
from tracker.models import Message, Setting
from tracker.models.outbox import MessageState
from tracker.services.delivery import deliver, preview
from tracker.services.reminders import owe_digests
from tracker.services.unit_of_work import UnitsOfWork


@pytest.fixture
def run(uow: UnitsOfWork, mailer: FakeMailer) -> Round:
    return Round(uow, mailer)


def test_a_digest_leaves_and_what_it_said_is_kept(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, clock: FakeClock
) -> None:
    anna = factories.person(name="Anna", email="anna@council.example")
    [action] = owe(uow, save, anna)
    assert run() == {"sent": 1}
    [mail] = run.mailer.sent
    key = f"overdue-digest:{anna.id}:2018-03-12"
    assert (mail.key, mail.to_name, mail.to_address) == (key, "Anna", "anna@council.example")
    assert mail.headers == {"X-Tracker-Kind": "overdue-digest", "X-Tracker-Key": key}
    assert mail.subject == "1 of your actions is overdue"
    link = f"https://tracker.council.example/actions/{action.reference}/update"
    assert link in mail.text
    assert link in mail.html
    message = only(session)
    assert (message.state, message.attempts, message.last_error) == (MessageState.SENT, 1, "")
    assert (message.sent_at, message.sent_to) == (clock.moment, "anna@council.example")
    assert message.language is Language.ENGLISH
    assert (message.subject, message.text, message.html) == (mail.subject, mail.text, mail.html)
    assert message.message_id == mail.message_id
    assert message.leased_until is None


def test_a_second_run_sends_nothing_more(uow: UnitsOfWork, save: Save, run: Round) -> None:
    owe(uow, save, factories.person())
    run()
    assert run() == {}
    assert (len(run.mailer.sent), run.mailer.connections) == (1, 1)


def test_deliveries_at_once_send_everything_once(
    uow: UnitsOfWork, save: Save, mailer: FakeMailer
) -> None:
    owe(uow, save, *(factories.person() for _ in range(20)))
    start, counts = Barrier(4), []

    def deliver_some() -> None:
        start.wait()
        counts.append(Round(uow, mailer)().get("sent", 0))

    threads = [Thread(target=deliver_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 20
    assert len({mail.key for mail in mailer.sent}) == len(mailer.sent) == 20


def test_a_batch_uses_one_connection_and_the_next_run_goes_on(
    uow: UnitsOfWork, save: Save, run: Round
) -> None:
    owe(uow, save, *(factories.person() for _ in range(5)))
    assert run(most=3) == {"sent": 3}
    assert run.mailer.connections == 1
    assert run(most=3) == {"sent": 2}


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"stage": Stage.DELIVERED},
        {"stage": Stage.WITHDRAWN},
        {"due_on": date(2018, 6, 1)},
        {"owner_id": None},
    ],
    ids=str,
)
def test_nothing_left_to_say_is_dropped(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, meanwhile: dict[str, Any]
) -> None:
    [action] = owe(uow, save, factories.person())
    change(uow, action, **meanwhile)
    assert run() == {"dropped": 1}
    assert (run.mailer.sent, run.mailer.connections) == ([], 0)
    assert only(session).state is MessageState.DROPPED


def test_an_action_handed_on_goes_to_whoever_has_it_now(
    uow: UnitsOfWork, save: Save, run: Round
) -> None:
    was, has = factories.person(), factories.person()
    first, second = owe(uow, save, was, has)
    change(uow, first, owner_id=has.id)
    assert run() == {"sent": 1, "dropped": 1}
    [mail] = run.mailer.sent
    assert mail.to_address == has.email
    assert mail.subject == "2 of your actions are overdue"
    assert {action.reference in mail.text for action in (first, second)} == {True}


def test_the_present_address_and_language_are_used(
    uow: UnitsOfWork, session: Session, save: Save, run: Round
) -> None:
    anna = factories.person()
    owe(uow, save, anna)
    change(uow, anna, email="new@council.example", language=Language.WELSH)
    run()
    [mail] = run.mailer.sent
    assert mail.to_address == "new@council.example"
    assert '<html lang="cy">' in mail.html
    assert "dydd Gwener 9 Mawrth 2018" in mail.text
    assert only(session).language is Language.WELSH


def test_the_name_of_a_message_outlives_a_change_of_address(
    uow: UnitsOfWork, session: Session, save: Save, run: Round, clock: FakeClock
) -> None:
    owe(uow, save, factories.person())
    run.mailer.is_down = True
    run()
    before = only(session).message_id
    assert before.endswith("@tracker.council.example>")
    clock.moment += timedelta(minutes=5)
    run.mailer.is_down = False
    deliver(uow, lambda _demo: run.mailer, Links("https://elsewhere.example"))
    assert run.mailer.sent[0].message_id == before


def test_digests_wait_for_a_working_day(uow: UnitsOfWork, save: Save, run: Round) -> None:
    owe(uow, save, factories.person())
    saturday = datetime(2018, 3, 17, 9, tzinfo=factories.NOW.tzinfo)
    assert run(saturday) == {}
    assert run(saturday + timedelta(days=2)) == {"sent": 1}


def test_a_digest_put_off_waits_for_its_hour_and_is_the_one_of_that_day(
    uow: UnitsOfWork, save: Save, run: Round
) -> None:
    owe(uow, save, factories.person())
    monday = datetime(2018, 3, 19, 0, 1, tzinfo=factories.NOW.tzinfo)
    assert run(monday) == {}
    assert run(monday.replace(hour=7)) == {"sent": 1}
    assert owe_digests(uow, now=monday.replace(hour=7, minute=5))["owed"] == 0
    assert owe_digests(uow, now=monday.replace(hour=7) + timedelta(days=7))["owed"] == 1


def test_an_older_digest_is_not_sent_after_a_newer_one(
    uow: UnitsOfWork, session: Session, save: Save, run: Round
) -> None:
    anna = factories.person()
    older = factories.message(
        person=anna, local_date=date(2018, 3, 5), facts={"since": None}, not_before=factories.NOW
    )
    save(older)
    owe(uow, save, anna)
    change(uow, older, state=MessageState.WAITING)
    assert run() == {"sent": 1, "dropped": 1}
    assert run.mailer.sent[0].key.endswith("2018-03-12")


def test_a_demonstration_is_told_apart_at_every_run(
    uow: UnitsOfWork, save: Save, mailer: FakeMailer
) -> None:
    asked: list[bool] = []

    def mailer_for(is_demonstration: bool) -> FakeMailer:
        asked.append(is_demonstration)
        return mailer

    deliver(uow, mailer_for, LINKS)
    save(Setting(name="demonstration", value="yes"))
    deliver(uow, mailer_for, LINKS)
    assert asked == [False, True]


def test_a_preview_counts_and_changes_nothing(
    uow: UnitsOfWork, session: Session, save: Save, run: Round
) -> None:
    gone = factories.person()
    owe(uow, save, factories.person(), gone)
    change(uow, gone, is_active=False)
    found = preview(uow, LINKS)
    assert {state: number for state, number in found.items() if number} == {"sent": 1, "failed": 1}
    attempts = session.scalars(select(Message.attempts)).all()
    assert attempts == [0, 0]
    assert run() == {"sent": 1, "failed": 1}
