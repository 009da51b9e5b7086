"""Several processes run the same job at the same moment: what comes of it came once."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.faults.machine import Machine
from tests.ground.databases import Save
from tests.ground.smtp import MailServer, mail_server
from tracker.domain.permissions import Role
from tracker.models import Message, ReadinessSummary
from tracker.models.outbox import MessageState

PROCESSES = 3
PEOPLE = 20


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def machine(database_url: str, tmp_path: Path, server: MailServer) -> Machine:
    return Machine(database_url, tmp_path, server.url(tls="none"), factories.NOW)


def test_digests(machine: Machine, session: Session, save: Save, server: MailServer) -> None:
    late = factories.TODAY - timedelta(days=3)
    save(*(factories.action(due_on=late) for _ in range(PEOPLE)))
    machine.together("reminders", PROCESSES)
    assert len(set(session.scalars(select(Message.person_id)))) == PEOPLE
    session.rollback()
    machine.together("delivery", PROCESSES)
    sent = Counter(mail.message["X-Tracker-Key"] for mail in server.delivered)
    assert (len(sent), set(sent.values())) == (PEOPLE, {1})
    states = session.execute(select(Message.state, Message.attempts)).all()
    assert [tuple(row) for row in states] == [(MessageState.SENT, 1)] * PEOPLE


def test_readiness(machine: Machine, session: Session, save: Save) -> None:
    save(factories.visit(), factories.person(Role.PROGRAMME_MANAGER))
    machine.together("readiness", PROCESSES)
    assert session.scalars(select(ReadinessSummary.step)).all() == [10]
    assert len(session.scalars(select(Message.id)).all()) == 1
