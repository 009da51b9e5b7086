"""`flask tracker jobs …`: the timetable, by hand."""

import json
from datetime import datetime
from typing import Any

import click
from flask.cli import AppGroup

from tracker.cli.output import Refusal, plainly, show
from tracker.cli.tools import tools
from tracker.domain.languages import Language
from tracker.domain.timetable import slot_at, slot_name
from tracker.jobs.runner import run_from_command_line
from tracker.jobs.schedule import JOBS, TIMETABLE, Tools
from tracker.queries import jobs as queries
from tracker.queries.settings import installation
from tracker.wording.jobs import every_words, result_words

jobs = AppGroup("jobs", help="List and run the jobs of the timetable.")

_ENGLISH = Language.ENGLISH


class Moment(click.ParamType[datetime]):
    """An ISO moment with its offset from UTC, such as 2018-03-12T07:00+00:00."""

    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a moment such as 2018-03-12T07:00+00:00.", param, ctx)
        if moment.utcoffset() is None:
            self.fail(f"{value!r} has no offset: add +00:00, or +01:00 in summer.", param, ctx)
        return moment


@jobs.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plainly
def list_jobs(as_json: bool) -> None:
    """Every job: how often it runs, what its last run came to, when it runs next."""
    units = tools().units
    with units() as uow:
        found = queries.of_jobs(uow.session, list(JOBS))
    now = units.clock.now()
    rows = []
    for job in TIMETABLE:
        last = found[job.name].last
        rows.append(
            {
                "name": job.name,
                "every": every_words(job.every, _ENGLISH),
                "last_run": last and last.finished_at and slot_name(last.finished_at, units.zone),
                "result": last and (last.error or result_words(job.name, last.result, _ENGLISH)),
                "next_run": slot_name(slot_at(now, job.every) + job.every, units.zone),
            }
        )
    show(rows, ("name", "every", "last_run", "result", "next_run"), as_json)


@jobs.command("run")
@click.argument("name", type=click.Choice(list(JOBS)))
@click.option("--now", type=Moment(), help="Stand at this moment: ISO, with its offset.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plainly
def run(name: str, now: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Run one job at once, by the same path as the timetable does."""
    with_what, job = tools(), JOBS[name]
    if now is not None and not dry_run:
        _refuse_the_future(with_what, now)
    if dry_run:
        result = job.rehearse(with_what, now)
    else:
        ran = run_from_command_line(with_what, job, now)
        if ran is None or ran.result is None:
            raise Refusal(f"The job {name} failed: {ran.error if ran else 'it is running'}")
        result = ran.result
    if as_json:
        click.echo(json.dumps({"job": name, "dry_run": dry_run, "result": result}))
    else:
        words = result_words(name, result, _ENGLISH)
        click.echo(f"Would come to: {words}" if dry_run else words)


def _refuse_the_future(with_what: Tools, now: datetime) -> None:
    """A later local day than today may only be rehearsed, except in a demonstration."""
    units = with_what.units
    with units() as uow:
        if installation(uow.session).is_demonstration:
            return
    today = units.clock.now().astimezone(units.zone).date()
    if now.astimezone(units.zone).date() > today:
        raise Refusal("That day has not come yet: add --dry-run to see what would be done.")
