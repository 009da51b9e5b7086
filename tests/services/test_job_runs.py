"""A unique row makes a run happen once; a lease lets another take over from a dead one."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tracker.domain.delivery import LEASE
from tracker.domain.errors import NotPermitted
from tracker.domain.permissions import Role
from tracker.models import JobRun
from tracker.models.jobs import RunState
from tracker.services import job_runs
from tracker.services.unit_of_work import UnitsOfWork


def take(uow: UnitsOfWork, slot: str = "07:00", job: str = "reminders") -> int | None:
    with uow() as unit:
        return job_runs.take(unit, job, slot)


def only(session: Session) -> JobRun:
    session.rollback()
    return session.scalars(select(JobRun)).one()


def test_a_turn_is_taken_once(uow: UnitsOfWork, session: Session, clock: FakeClock) -> None:
    assert take(uow) is not None
    assert take(uow) is None
    run = only(session)
    assert (run.state, run.started_at) == (RunState.RUNNING, clock.moment)
    assert run.leased_until == clock.moment + LEASE


def test_other_turns_and_other_jobs_are_free(uow: UnitsOfWork) -> None:
    taken = [take(uow), take(uow, "07:05"), take(uow, job="delivery")]
    assert None not in taken
    assert len(set(taken)) == 3


def test_of_many_at_once_one_gets_it(uow: UnitsOfWork, session: Session) -> None:
    start, taken = Barrier(6), []

    def run() -> None:
        start.wait()
        taken.append(take(uow))

    threads = [Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([run_id for run_id in taken if run_id is not None]) == 1
    assert session.scalar(select(func.count()).select_from(JobRun)) == 1


def test_what_a_dead_process_held_is_free_after_the_lease(
    uow: UnitsOfWork, session: Session, clock: FakeClock
) -> None:
    first = take(uow)
    clock.moment += LEASE - timedelta(seconds=1)
    assert take(uow) is None
    with uow() as unit:
        assert job_runs.waiting(unit) == []
    clock.moment += timedelta(seconds=1)
    with uow() as unit:
        assert job_runs.waiting(unit) == [("reminders", "07:00")]
    assert take(uow) == first
    assert take(uow) is None


@pytest.mark.parametrize(
    ("result", "error", "state"),
    [({"owed": 3}, "", RunState.DONE), (None, "OSError: full", RunState.FAILED)],
)
def test_an_end_is_written_down_and_final(
    uow: UnitsOfWork,
    session: Session,
    clock: FakeClock,
    result: dict[str, int] | None,
    error: str,
    state: RunState,
) -> None:
    run_id = take(uow)
    assert run_id is not None
    clock.moment += timedelta(minutes=1)
    with uow() as unit:
        job_runs.finish(unit, run_id, result, error)
    run = only(session)
    assert (run.state, run.result, run.error) == (state, result, error)
    assert (run.finished_at, run.leased_until) == (clock.moment, None)
    clock.moment += LEASE * 2
    assert take(uow) is None


def test_somebody_asks_once_and_the_run_is_waited_for(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    admin = factories.person(Role.ADMINISTRATOR)
    save(admin)
    for _ in range(2):
        with uow(admin.id) as unit:
            job_runs.ask(unit, "sweep")
    run = only(session)
    assert (run.state, run.asked_by_id) == (RunState.ASKED, admin.id)
    with uow() as unit:
        [(job, slot)] = job_runs.waiting(unit)
    assert take(uow, slot, job) == run.id


def test_only_administrators_ask(uow: UnitsOfWork, save: Save) -> None:
    manager = factories.person(Role.PROGRAMME_MANAGER)
    save(manager)
    with pytest.raises(NotPermitted), uow(manager.id) as unit:
        job_runs.ask(unit, "sweep")


def test_what_ended_long_ago_is_forgotten(uow: UnitsOfWork, clock: FakeClock) -> None:
    for slot in ("old", "running"):
        take(uow, slot)
    with uow() as unit:
        old = unit.session.scalars(select(JobRun).where(JobRun.slot == "old")).one()
        job_runs.finish(unit, old.id, {})
    with uow() as unit:
        assert job_runs.forget(unit, clock.moment) == 0
        assert job_runs.forget(unit, clock.moment + timedelta(seconds=1)) == 1
        assert [run.slot for run in unit.session.scalars(select(JobRun))] == ["running"]
