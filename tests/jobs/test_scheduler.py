"""The scheduler ticks, begins at once, and ends when its last job has."""

from dataclasses import replace
from datetime import datetime
from threading import Event

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.fakes import FakeMailer
from tracker.adapters.clock import SystemClock
from tracker.emails.links import Links
from tracker.jobs import scheduler
from tracker.jobs.schedule import JOBS, TIMETABLE, Counts, Tools
from tracker.models import JobRun
from tracker.models.jobs import RunState
from tracker.services.unit_of_work import UnitsOfWork

#: Seconds after which a job that never begins fails the test.
PATIENCE = 30.0


@pytest.fixture
def tools(uow: UnitsOfWork, mailer: FakeMailer) -> Tools:
    uow.clock = SystemClock()
    return Tools(uow, lambda _demo: mailer, Links("https://tracker.council.example"))


def test_every_job_ticks_by_its_interval_and_never_beside_itself(tools: Tools) -> None:
    kept = scheduler.timetable(tools)
    ticks = {job.id: job.trigger.interval for job in kept.get_jobs()}
    assert ticks == {
        **{job.name: job.every for job in TIMETABLE},
        "asked": scheduler.LOOK_EVERY,
    }
    assert str(kept.timezone) == "Europe/London"
    defaults = kept._job_defaults
    assert (defaults["coalesce"], defaults["max_instances"]) == (True, 1)
    assert defaults["misfire_grace_time"] is None, "a late tick is better than none"


def test_it_begins_at_once_and_ends_after_the_job_that_is_going_on(
    tools: Tools, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = Event(), Event()

    def work(_tools: Tools, _now: datetime | None) -> Counts:
        begun.set()
        may_end.wait(PATIENCE)
        return {"blobs": 0}

    monkeypatch.setattr(scheduler, "TIMETABLE", (replace(JOBS["sweep"], work=work),))
    kept = scheduler.timetable(tools)
    kept.start()
    assert begun.wait(PATIENCE)
    may_end.set()
    kept.shutdown()
    [run] = session.scalars(select(JobRun)).all()
    assert (run.job, run.state, run.result) == ("sweep", RunState.DONE, {"blobs": 0})
