"""One way to run a job: once a turn, written down, whoever asks and whatever goes wrong."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock, FakeMailer
from tests.ground.databases import Save
from tracker.domain.delivery import LEASE
from tracker.domain.permissions import Role
from tracker.emails.links import Links
from tracker.jobs.runner import Ran, run_from_command_line, run_turn, run_waiting
from tracker.jobs.schedule import JOBS, Counts, Job, Tools
from tracker.models import JobRun, Message, Setting
from tracker.models.jobs import RunState
from tracker.services import job_runs
from tracker.services.unit_of_work import UnitsOfWork

REMINDERS, DELIVERY = JOBS["reminders"], JOBS["delivery"]

LATE = factories.TODAY - timedelta(days=3)


@pytest.fixture
def tools(uow: UnitsOfWork, mailer: FakeMailer) -> Tools:
    return Tools(uow, lambda _demo: mailer, Links("https://tracker.council.example"))


def runs(session: Session) -> list[JobRun]:
    session.rollback()
    return list(session.scalars(select(JobRun).order_by(JobRun.id)))


def doing(work: object) -> Job:
    """The reminders' place on the timetable, with other work."""
    return replace(REMINDERS, work=work)


def test_a_turn_is_run_once_and_the_next_one_again(
    tools: Tools, session: Session, save: Save, clock: FakeClock
) -> None:
    save(factories.action(due_on=LATE))
    assert run_turn(tools, REMINDERS) == Ran({"owed": 1, "superseded": 0})
    clock.moment += timedelta(minutes=4, seconds=59)
    assert run_turn(tools, REMINDERS) is None
    clock.moment += timedelta(seconds=1)
    assert run_turn(tools, REMINDERS) == Ran({"owed": 0, "superseded": 0})
    first, second = runs(session)
    assert (first.slot, second.slot) == ("2018-03-12T09:00+00:00", "2018-03-12T09:05+00:00")
    assert (first.state, first.result) == (RunState.DONE, {"owed": 1, "superseded": 0})


def test_schedulers_side_by_side_do_the_work_of_one(
    tools: Tools, session: Session, save: Save, mailer: FakeMailer, clock: FakeClock
) -> None:
    """Three of them, through five turns of each job, all at once."""
    save(*(factories.action(due_on=LATE) for _ in range(10)))

    def keep(start: Barrier) -> None:
        start.wait()
        for job in (REMINDERS, DELIVERY):
            run_turn(tools, job)

    for _ in range(5):
        barrier = Barrier(3)
        threads = [Thread(target=keep, args=[barrier]) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        clock.moment += timedelta(minutes=5)
    assert len(runs(session)) == 10
    assert session.scalar(select(func.count()).select_from(Message)) == 10
    assert len({mail.to_address for mail in mailer.sent}) == len(mailer.sent) == 10


def test_an_error_is_written_down_and_the_next_turn_tries_again(
    tools: Tools, session: Session, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_tools: Tools, _now: datetime | None) -> Counts:
        raise OSError("the disk is full")

    assert run_turn(tools, doing(fail)) == Ran(None, "OSError: the disk is full")
    assert [(run.state, run.error) for run in runs(session)] == [
        (RunState.FAILED, "OSError: the disk is full")
    ]
    assert "the job reminders failed" in caplog.text
    clock.moment += timedelta(minutes=5)
    assert run_turn(tools, REMINDERS) is not None


def test_what_a_killed_process_left_is_taken_up_after_the_lease(
    tools: Tools, session: Session, save: Save, clock: FakeClock
) -> None:
    save(factories.action(due_on=LATE))

    class Killed(BaseException):
        pass

    def die(_tools: Tools, _now: datetime | None) -> Counts:
        raise Killed

    with pytest.raises(Killed):
        run_turn(tools, doing(die))
    clock.moment += LEASE - timedelta(seconds=1)
    assert run_waiting(tools) == []
    clock.moment += timedelta(seconds=1)
    assert run_waiting(tools) == [Ran({"owed": 1, "superseded": 0})]
    assert run_waiting(tools) == []
    assert [run.state for run in runs(session)] == [RunState.DONE]


def test_run_now_is_picked_up_once(
    tools: Tools, uow: UnitsOfWork, session: Session, save: Save
) -> None:
    admin = factories.person(Role.ADMINISTRATOR)
    save(admin, factories.action(due_on=LATE))
    with uow(admin.id) as unit:
        job_runs.ask(unit, "reminders")
    assert run_waiting(tools) == [Ran({"owed": 1, "superseded": 0})]
    assert run_waiting(tools) == []
    [run] = runs(session)
    assert (run.state, run.asked_by_id) == (RunState.DONE, admin.id)


def test_a_job_of_a_later_release_is_left_alone(tools: Tools, save: Save) -> None:
    save(JobRun(job="tidy", slot="x", state=RunState.ASKED, asked_at=factories.NOW))
    assert run_waiting(tools) == []


def test_by_hand_a_job_stands_at_the_moment_given(
    tools: Tools, session: Session, save: Save, clock: FakeClock
) -> None:
    save(factories.action(due_on=LATE))
    moment = datetime(2018, 3, 19, 7, tzinfo=UTC)
    assert run_from_command_line(tools, REMINDERS, moment) == Ran({"owed": 1, "superseded": 0})
    assert session.scalars(select(Message.local_date)).one() == moment.date()
    [run] = runs(session)
    assert run.started_at == clock.moment, "runs themselves go by the real time"


def test_a_clock_that_stands_still_does_not_use_up_the_turns(
    tools: Tools, session: Session, save: Save, clock: FakeClock
) -> None:
    """In a demonstration "as at" a day, the same wall time comes again every real day."""
    save(Setting(name="stands_at", value="2018-03-12"))
    assert run_turn(tools, DELIVERY) is not None
    clock.moment += timedelta(days=1)
    assert run_turn(tools, DELIVERY) is not None
    assert len(runs(session)) == 2


@pytest.mark.parametrize("name", list(JOBS))
def test_a_rehearsal_of_any_job_changes_nothing(
    tools: Tools, session: Session, save: Save, mailer: FakeMailer, name: str
) -> None:
    visit = factories.visit()
    save(visit, factories.action(due_on=LATE), factories.message(facts={"since": None}))
    before = session.execute(select(Message.state, Message.attempts)).all()
    session.rollback()
    JOBS[name].rehearse(tools, None)
    assert session.execute(select(Message.state, Message.attempts)).all() == before
    assert (runs(session), mailer.sent) == ([], [])
