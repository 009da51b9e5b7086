"""Delivery through a real mail server that refuses, hangs, hangs up or is away."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from email.headerregistry import Address

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tests.ground.server import free_port
from tests.ground.smtp import ANYBODY, MailServer, Manners, mail_server
from tests.services.mailbag import LINKS, owe
from tracker.adapters.mail_server import Encryption, SmtpServer
from tracker.adapters.mail_smtp import SmtpMailer
from tracker.domain.delivery import LONGEST_WAIT
from tracker.models import Message
from tracker.models.outbox import MessageState
from tracker.services.delivery import deliver
from tracker.services.reminders import owe_digests
from tracker.services.unit_of_work import UnitsOfWork

PEOPLE = 6
SENDER = Address("Tracker", addr_spec="tracker@council.example")

Deliver = Callable[[int], dict[str, int]]


@pytest.fixture
def addresses(uow: UnitsOfWork, save: Save) -> list[str]:
    """Of everybody who is owed a digest, in the order in which they leave."""
    people = [factories.person() for _ in range(PEOPLE)]
    owe(uow, save, *people)
    return [person.email or "" for person in people]


@pytest.fixture
def run(uow: UnitsOfWork, clock: FakeClock) -> Deliver:
    """One run of delivery to a server on that port, zeros left out."""

    def run(port: int) -> dict[str, int]:
        server = SmtpServer("127.0.0.1", port, Encryption.NONE)
        mailer = SmtpMailer(server, SENDER, clock, connect_timeout=2, read_timeout=0.3)
        found = deliver(uow, lambda _demo: mailer, LINKS)
        return {state: number for state, number in found.items() if number}

    return run


def states(session: Session) -> Counter[MessageState]:
    session.rollback()
    return Counter(session.scalars(select(Message.state)))


def received(server: MailServer) -> list[str]:
    return [mail.recipient for mail in server.delivered]


def test_everything_leaves_over_one_connection(addresses: list[str], run: Deliver) -> None:
    with mail_server() as server:
        assert run(server.port) == {"sent": PEOPLE}
    assert (received(server), server.connections) == (addresses, 1)
    message = server.delivered[0].message
    assert message["Subject"] == "1 of your actions is overdue"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Tracker-Kind"] == "overdue-digest"
    assert message["X-Tracker-Key"].endswith(":2018-03-12")


def test_one_refused_recipient_stops_nobody(
    addresses: list[str], run: Deliver, session: Session
) -> None:
    manners = Manners(refuses={addresses[1]: "550 5.1.1 no such person"})
    with mail_server(manners) as server:
        assert run(server.port) == {"sent": PEOPLE - 1, "failed": 1}
    assert server.connections == 1
    error = session.scalars(select(Message.last_error).where(Message.last_error != "")).one()
    assert error == "recipient: 550 5.1.1 no such person"


def test_all_refused_for_good_all_fail(
    addresses: list[str], run: Deliver, session: Session
) -> None:
    with mail_server(Manners(refuses={ANYBODY: "554 5.7.1 we do not relay"})) as server:
        assert run(server.port) == {"failed": PEOPLE}
        assert run(server.port) == {}
    assert states(session) == {MessageState.FAILED: PEOPLE}


@pytest.mark.parametrize(
    "manners",
    [
        pytest.param({"refuses": {ANYBODY: "451 4.7.1 greylisted"}}, id="asks all to wait"),
        pytest.param({"refuses_content": {ANYBODY: "452 4.3.1 disk full"}}, id="is full"),
    ],
)
def test_all_put_off_all_leave_later(
    addresses: list[str],
    run: Deliver,
    clock: FakeClock,
    manners: dict[str, dict[str, str]],
) -> None:
    with mail_server(Manners(**manners)) as server:  # type: ignore[arg-type]
        assert run(server.port) == {"waiting": PEOPLE}
        server.manners = Manners()
        clock.moment += timedelta(minutes=5)
        assert run(server.port) == {"sent": PEOPLE}
    assert sorted(received(server)) == sorted(addresses)


@pytest.mark.parametrize("manner", ["keeps_waiting", "hangs_up_on"])
def test_one_that_hangs_or_hangs_up_is_put_off_and_the_others_leave(
    addresses: list[str], run: Deliver, clock: FakeClock, manner: str
) -> None:
    with mail_server(Manners(**{manner: {addresses[0]}})) as server:  # type: ignore[arg-type]
        assert run(server.port) == {"sent": PEOPLE - 1, "waiting": 1}
        server.manners = Manners()
        clock.moment += timedelta(minutes=5)
        assert run(server.port) == {"sent": 1}
    assert Counter(received(server)) == Counter(addresses)


@pytest.mark.parametrize("manner", ["keeps_waiting", "hangs_up_on"])
def test_a_server_that_treats_all_so_is_left_alone_for_a_while(
    addresses: list[str], run: Deliver, clock: FakeClock, manner: str
) -> None:
    with mail_server(Manners(**{manner: {ANYBODY}})) as server:  # type: ignore[arg-type]
        assert run(server.port) == {"waiting": 2}, "the rest of the batch is not kept waiting"
        server.manners = Manners()
        clock.moment += timedelta(minutes=5)
        assert run(server.port) == {"sent": PEOPLE}
    assert Counter(received(server)) == Counter(addresses)


def test_an_outage_of_a_day_ends_with_everything_sent_once(
    addresses: list[str], uow: UnitsOfWork, run: Deliver, clock: FakeClock, session: Session
) -> None:
    port = free_port()
    for _ in range(24 * 4):
        owe_digests(uow)
        assert "sent" not in run(port)
        clock.moment += timedelta(minutes=15)
    with mail_server() as server:
        for _ in range(LONGEST_WAIT // timedelta(minutes=15) + 1):
            run(server.port)
            clock.moment += timedelta(minutes=15)
    assert Counter(received(server)) == Counter(addresses)
    assert states(session) == {MessageState.SENT: PEOPLE}
    assert len({mail.message["Message-ID"] for mail in server.delivered}) == PEOPLE
