"""kill -9 in the middle of each job, on both databases, and what the next run finds."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from tests.faults.machine import Machine
from tests.ground.databases import Save
from tests.ground.smtp import MailServer, mail_server
from tracker.domain.delivery import LEASE
from tracker.domain.permissions import Role
from tracker.jobs.runner import Ran
from tracker.models import JobRun, Message, ReadinessSummary
from tracker.models.jobs import RunState
from tracker.models.outbox import MessageState

LATE = factories.TODAY - timedelta(days=3)
PEOPLE = 6

NOTIFY = "tracker.services.unit_of_work:UnitOfWork.notify"
FINISH = "tracker.services.job_runs:finish"
SEND = "tracker.adapters.mail_smtp:_Session.send"
DELETE = "tracker.adapters.storage_disk:DiskStorage.delete"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def machine(database_url: str, tmp_path: Path, server: MailServer) -> Machine:
    return Machine(database_url, tmp_path, server.url(tls="none"), NOW)


@pytest.fixture
def overdue(save: Save) -> None:
    """So many people with something overdue."""
    save(*(factories.action(due_on=LATE) for _ in range(PEOPLE)))


def counted(session: Session, what: type[Message] | type[ReadinessSummary]) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(what)) or 0


def run_states(session: Session) -> list[RunState]:
    session.rollback()
    return list(session.scalars(select(JobRun.state)))


@pytest.mark.usefixtures("overdue")
@pytest.mark.parametrize(
    ("place", "call", "left"),
    [
        pytest.param(NOTIFY, 3, 0, id="while owing"),
        pytest.param(FINISH, 1, PEOPLE, id="all owed, not yet written down"),
    ],
)
def test_reminders(machine: Machine, session: Session, place: str, call: int, left: int) -> None:
    machine.killed("reminders", place, call, "before")
    assert counted(session, Message) == left
    assert run_states(session) == [RunState.RUNNING]
    assert machine.run("reminders") is None, "its turn is held until the lease ends"
    owed = {"owed": PEOPLE - left, "superseded": 0}
    assert machine.later(LEASE).run_waiting() == [Ran(owed)]
    assert run_states(session) == [RunState.DONE]
    assert counted(session, Message) == PEOPLE
    people = session.scalars(select(Message.person_id)).all()
    assert len(set(people)) == PEOPLE


@pytest.mark.usefixtures("overdue")
@pytest.mark.parametrize(
    ("when", "call", "arrived", "repeats"),
    [
        pytest.param("before", 3, 2, 0, id="written, not yet sent"),
        pytest.param("after", 3, 3, 1, id="sent, not yet marked"),
        pytest.param("after", PEOPLE, PEOPLE, 1, id="the last one"),
    ],
)
def test_delivery(
    machine: Machine,
    session: Session,
    server: MailServer,
    when: str,
    call: int,
    arrived: int,
    repeats: int,
) -> None:
    machine.run("reminders")
    machine.killed("delivery", SEND, call, when)
    assert len(server.delivered) == arrived
    minute = timedelta(minutes=1)
    machine.later(minute).run("delivery")
    assert len(server.delivered) == PEOPLE - (1 - repeats), "the others do not wait for the lease"
    machine.later(LEASE + minute).run("delivery")
    machine.later(LEASE * 2).run("delivery")
    names = Counter(mail.message["Message-ID"] for mail in server.delivered)
    keys = {mail.message["X-Tracker-Key"] for mail in server.delivered}
    assert len(keys) == len(names) == PEOPLE, "none lost, and a repeat has the same name"
    assert sum(names.values()) - PEOPLE == repeats, "at most one repeat for the kill"
    assert set(session.scalars(select(Message.state))) == {MessageState.SENT}


@pytest.mark.usefixtures("overdue")
def test_delivery_killed_again_and_again(
    machine: Machine, session: Session, server: MailServer
) -> None:
    """Each kill costs at most one repeat, and in the end everybody has theirs."""
    machine.run("reminders")
    kills, now = 3, machine
    for _ in range(kills):
        now.killed("delivery", SEND, 1, "after")
        now = now.later(timedelta(minutes=1))
    assert len(server.delivered) == kills
    now.run("delivery")
    now.later(LEASE).run("delivery")
    names = Counter(mail.message["Message-ID"] for mail in server.delivered)
    assert len(names) == PEOPLE
    assert max(names.values()) == 2
    assert sum(names.values()) == PEOPLE + kills


@pytest.mark.parametrize("when", ["before", "after"])
def test_sweep(machine: Machine, save: Save, when: str) -> None:
    with machine.tools() as tools:
        storage = tools.units.storage
    kept, *orphans = [storage.put(io.BytesIO(bytes([n]))).sha256 for n in range(PEOPLE)]
    plan = factories.plan()
    save(plan)
    version = factories.evidence_version(sha256=kept)
    save(factories.evidence(plan_id=plan.id, versions=[version]))
    young_enough = max(put_at for _, put_at in storage.blobs())
    old = Machine(
        machine.database_url,
        machine.folder,
        machine.mail_url,
        young_enough + timedelta(days=1, seconds=1),
    )
    old.killed("sweep", DELETE, 2, when)
    left = [key for key in orphans if storage.exists(key)]
    assert len(left) == len(orphans) - (2 if when == "after" else 1)
    [ran] = old.later(LEASE).run_waiting()
    assert ran.result is not None
    assert ran.result["blobs"] == len(left)
    assert [key for key, _ in storage.blobs()] == [kept]


@pytest.mark.parametrize(
    ("place", "call", "left"),
    [
        pytest.param(NOTIFY, 2, 0, id="while telling"),
        pytest.param(FINISH, 1, 1, id="made, not yet written down"),
    ],
)
def test_readiness(
    machine: Machine, session: Session, save: Save, place: str, call: int, left: int
) -> None:
    readers = [factories.person(role) for role in (Role.PROGRAMME_MANAGER, Role.BOARD_MEMBER) * 2]
    save(factories.visit(), *readers)
    machine.killed("readiness", place, call, "before")
    assert counted(session, ReadinessSummary) == left
    assert counted(session, Message) == left * len(readers), "no summary without its notices"
    [ran] = machine.later(LEASE).run_waiting()
    missing = 1 - left
    assert ran == Ran({"made": missing, "notices": missing * len(readers)})
    assert counted(session, ReadinessSummary) == 1
    people = session.scalars(select(Message.person_id)).all()
    assert sorted(people) == sorted(reader.id for reader in readers)
