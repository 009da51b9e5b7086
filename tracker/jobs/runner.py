"""One way to run a job, for the timetable, the command line and "run now"."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from tracker.domain.timetable import slot_at, slot_name
from tracker.jobs.schedule import JOBS, Counts, Job, Tools
from tracker.services import job_runs

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ran:
    """How a run ended: `error` is empty when all went well."""

    result: Counts | None
    error: str = ""


def run(tools: Tools, job: Job, slot: str, *, now: datetime | None = None) -> Ran | None:
    """Run `job` in its turn `slot`, standing at `now`; None when somebody else has that
    turn, or had it. An error is written down, logged and answered, never raised.

    Turns and leases go by the real time, whatever moment the job is to stand at.
    """
    clock = tools.units.clock
    with tools.units(now=clock.now()) as uow:
        run_id = job_runs.take(uow, job.name, slot)
    if run_id is None:
        return None
    try:
        ran = Ran(job.work(tools, now))
        if any((ran.result or {}).values()):
            _log.info("%s: %s", job.name, ran.result)
    except Exception as error:
        _log.exception("the job %s failed", job.name)
        ran = Ran(None, f"{type(error).__name__}: {error}")
    with tools.units(now=clock.now()) as uow:
        job_runs.finish(uow, run_id, ran.result, ran.error)
    return ran


def run_turn(tools: Tools, job: Job) -> Ran | None:
    """Run what the timetable wants of `job` at this moment, unless it was done already."""
    turn = slot_at(tools.units.clock.now(), job.every)
    return run(tools, job, slot_name(turn, tools.units.zone))


def run_from_command_line(tools: Tools, job: Job, now: datetime | None) -> Ran | None:
    """Run `job` at once, as a run of its own."""
    asked = tools.units.clock.now().isoformat(timespec="seconds")
    return run(tools, job, f"command line {asked} {uuid4().hex[:8]}", now=now)


def run_waiting(tools: Tools) -> list[Ran]:
    """Run what somebody asked for, and what a killed process left undone."""
    with tools.units(now=tools.units.clock.now()) as uow:
        waiting = job_runs.waiting(uow)
    found = [run(tools, JOBS[name], slot) for name, slot in waiting if name in JOBS]
    return [ran for ran in found if ran is not None]
