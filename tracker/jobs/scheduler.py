"""The process that keeps the timetable. Any number may run: the database decides who does
what (`services.job_runs`), so the schedule itself is kept in memory.
"""

from datetime import timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from tracker.jobs.runner import run_turn, run_waiting
from tracker.jobs.schedule import TIMETABLE, Tools

#: How often it is looked whether somebody asked for a run, or left one undone.
LOOK_EVERY = timedelta(seconds=5)


def timetable(tools: Tools) -> BackgroundScheduler:
    """A schedule, not yet started, that looks for every job's turn at once and then again
    and again.

    It ticks by intervals, not by the hour of the day: what is owed for which local day is
    asked by the jobs themselves, so that neither a change of the clocks nor a machine that
    was off can make them miss or repeat anything.
    """
    kept = BackgroundScheduler(
        timezone=tools.units.zone,
        executors={"default": ThreadPoolExecutor(len(TIMETABLE) + 1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    start = tools.units.clock.now()
    for job in TIMETABLE:
        kept.add_job(
            run_turn,
            IntervalTrigger(seconds=int(job.every.total_seconds()), timezone=tools.units.zone),
            args=[tools, job],
            id=job.name,
            next_run_time=start,
        )
    kept.add_job(
        run_waiting,
        IntervalTrigger(seconds=int(LOOK_EVERY.total_seconds()), timezone=tools.units.zone),
        args=[tools],
        id="asked",
        next_run_time=start,
    )
    return kept
