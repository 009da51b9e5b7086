"""Runs of jobs, as rows: the unique row of a job and its turn makes it happen once.

Whoever inserts the row has the run, for as long as the lease lasts. A run whose process
was killed is taken over by whoever comes after that.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, delete, or_, select

from tracker.domain.delivery import LEASE
from tracker.domain.permissions import Permission
from tracker.models import JobRun
from tracker.models.jobs import RunState
from tracker.services.unit_of_work import UnitOfWork


def ask(uow: UnitOfWork, job: str) -> None:
    """Ask the scheduler to run a job now. Asking again before it has begun adds nothing."""
    uow.require(Permission.ADMINISTER)
    asked = select(JobRun.id).where(JobRun.job == job, JobRun.state == RunState.ASKED)
    if uow.session.scalar(asked.limit(1)) is not None:
        return
    run = JobRun(
        job=job,
        slot=f"asked by {uow.actor_id} at {uow.now.isoformat()}",
        state=RunState.ASKED,
        asked_at=uow.now,
        asked_by_id=uow.actor_id,
    )
    uow.session.add(run)
    uow.record("job_asked", run, reference=job)


def take(uow: UnitOfWork, job: str, slot: str) -> int | None:
    """Take the run of `job` in its turn `slot`. None when somebody else has it or had it."""
    run = uow.session.scalar(
        select(JobRun).where(JobRun.job == job, JobRun.slot == slot).with_for_update()
    )
    if run is None:
        run = JobRun(job=job, slot=slot, state=RunState.ASKED, asked_at=uow.now)
        if not uow.add_once(run, job=job, slot=slot):
            return None
    elif not _is_free(run, uow.now):
        return None
    run.state = RunState.RUNNING
    run.started_at = uow.now
    run.leased_until = uow.now + LEASE
    uow.session.flush()
    return run.id


def finish(
    uow: UnitOfWork, run_id: int, result: Mapping[str, int] | None = None, error: str = ""
) -> None:
    """Write down how a run ended: its counts, or what went wrong."""
    run = uow.lock(JobRun, run_id)
    run.state = RunState.FAILED if error else RunState.DONE
    run.finished_at = uow.now
    run.leased_until = None
    run.result = dict(result) if result is not None else None
    run.error = error


def waiting(uow: UnitOfWork) -> list[tuple[str, str]]:
    """Job and turn of what somebody asked for, and of what a killed process left."""
    abandoned = and_(JobRun.state == RunState.RUNNING, JobRun.leased_until <= uow.now)
    rows = uow.session.execute(
        select(JobRun.job, JobRun.slot)
        .where(or_(JobRun.state == RunState.ASKED, abandoned))
        .order_by(JobRun.asked_at, JobRun.id)
    )
    return [(job, slot) for job, slot in rows]


def forget(uow: UnitOfWork, before: datetime) -> int:
    """Remove runs that ended before a moment; answers how many."""
    uow.require(Permission.ADMINISTER)
    ended = delete(JobRun).where(JobRun.finished_at < before)
    return int(uow.session.execute(ended).rowcount)  # type: ignore[attr-defined]


def _is_free(run: JobRun, now: datetime) -> bool:
    if run.state is RunState.ASKED:
        return True
    return (
        run.state is RunState.RUNNING and run.leased_until is not None and run.leased_until <= now
    )
