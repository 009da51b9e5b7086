"""Runs of the timetable's jobs, for whoever looks after the machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import JobRun
from tracker.models.jobs import RunState


@dataclass(frozen=True)
class Run:
    """One run. `result` are its counts, once it is done; `error` says why it failed."""

    job: str
    slot: str
    state: RunState
    started_at: datetime | None
    finished_at: datetime | None
    result: Mapping[str, int]
    error: str


@dataclass(frozen=True)
class JobRuns:
    """Of one job: the last run that ended, whether one is going on, and whether one was
    asked for and has not begun."""

    last: Run | None
    is_running: bool
    is_asked: bool


def of_jobs(session: Session, names: Sequence[str]) -> dict[str, JobRuns]:
    """What is known of each job of `names`."""
    open_runs = select(JobRun.job, JobRun.state).where(
        JobRun.state.in_([RunState.ASKED, RunState.RUNNING])
    )
    open_now = {(job, state) for job, state in session.execute(open_runs)}
    newest = (
        select(JobRun.job, func.max(JobRun.finished_at).label("at"))
        .where(JobRun.finished_at.is_not(None))
        .group_by(JobRun.job)
        .subquery()
    )
    ended = session.scalars(
        select(JobRun)
        .join(newest, (JobRun.job == newest.c.job) & (JobRun.finished_at == newest.c.at))
        .order_by(JobRun.id)
    )
    last = {run.job: _run(run) for run in ended}
    return {
        name: JobRuns(
            last=last.get(name),
            is_running=(name, RunState.RUNNING) in open_now,
            is_asked=(name, RunState.ASKED) in open_now,
        )
        for name in names
    }


def failures(session: Session, most: int = 10) -> list[Run]:
    """The runs that failed, the latest first."""
    runs = session.scalars(
        select(JobRun)
        .where(JobRun.state == RunState.FAILED)
        .order_by(JobRun.finished_at.desc(), JobRun.id.desc())
        .limit(most)
    )
    return [_run(run) for run in runs]


def _run(run: JobRun) -> Run:
    return Run(
        run.job,
        run.slot,
        run.state,
        run.started_at,
        run.finished_at,
        run.result or {},
        run.error,
    )
