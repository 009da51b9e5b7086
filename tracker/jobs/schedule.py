"""The whole timetable: what is done, how often, and by which service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.emails.links import Links
from tracker.ports import MailerFor
from tracker.services import delivery, readiness, reminders, sweep
from tracker.services.unit_of_work import UnitsOfWork

Counts = dict[str, int]


@dataclass(frozen=True)
class Tools:
    """What jobs work with, whoever runs them."""

    units: UnitsOfWork
    mailer_for: MailerFor
    links: Links


@dataclass(frozen=True)
class Job:
    """`work` does it and `rehearse` answers what it would do; both take the moment to stand
    at, None for the present one, and answer how many of each."""

    name: str
    every: timedelta
    work: Callable[[Tools, datetime | None], Counts]
    rehearse: Callable[[Tools, datetime | None], Counts]


TIMETABLE = (
    Job(
        "reminders",
        timedelta(minutes=5),
        lambda tools, now: reminders.owe_digests(tools.units, now=now),
        lambda tools, now: reminders.owe_digests(tools.units.rehearsing(), now=now),
    ),
    Job(
        "delivery",
        timedelta(minutes=1),
        lambda tools, now: delivery.deliver(tools.units, tools.mailer_for, tools.links, now=now),
        lambda tools, now: delivery.preview(tools.units, tools.links, now=now),
    ),
    Job(
        "readiness",
        timedelta(minutes=15),
        lambda tools, now: readiness.prepare_due(tools.units, now=now),
        lambda tools, now: readiness.prepare_due(tools.units.rehearsing(), now=now),
    ),
    Job(
        "sweep",
        timedelta(days=1),
        lambda tools, now: sweep.sweep(tools.units, now=now),
        lambda tools, now: sweep.sweep(tools.units, now=now, dry_run=True),
    ),
)

JOBS = {job.name: job for job in TIMETABLE}
