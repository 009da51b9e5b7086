"""The jobs, and asking for one to be run now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission
from tracker.domain.timetable import slot_at
from tracker.extensions import units_of_work
from tracker.jobs.schedule import JOBS, TIMETABLE, Job
from tracker.queries import jobs as queries
from tracker.services import job_runs
from tracker.web.access import requires
from tracker.web.jobs import bp
from tracker.web.language import current_language
from tracker.web.language import gettext as _
from tracker.web.reading import reading, writing
from tracker.wording.jobs import every_words, job_purpose, job_word, result_words

#: Without any run for so long, nobody keeps the timetable.
SILENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class JobShown:
    """One line of the timetable, in the reader's language."""

    name: str
    word: str
    purpose: str
    every: str
    last_at: datetime | None
    result: str
    failed: bool
    is_running: bool
    is_asked: bool
    next_at: datetime


@bp.get("")
@requires(Permission.ADMINISTER)
def index() -> str:
    session, now = reading().session, units_of_work().clock.now()
    found = queries.of_jobs(session, list(JOBS))
    ends = [runs.last.finished_at for runs in found.values() if runs.last and runs.last.finished_at]
    return render_template(
        "pages/jobs/index.html",
        jobs=[_shown(job, found[job.name], now) for job in TIMETABLE],
        is_silent=not ends or max(ends) < now - SILENCE,
        silent_since=max(ends, default=None),
        failures=[
            (run.finished_at, job_word(run.job, current_language()), run.error)
            for run in queries.failures(session)
            if run.job in JOBS
        ],
    )


@bp.post("/<ref>/run")
@requires(Permission.ADMINISTER)
def run(ref: str) -> Response:
    if ref not in JOBS:
        raise NotFound
    with writing() as uow:
        job_runs.ask(uow, ref)
    words = job_word(ref, current_language())
    flash(_("%(job)s: asked for. It begins within seconds while the timetable is kept.", job=words))
    return redirect(url_for("jobs.index"))


def _shown(job: Job, runs: queries.JobRuns, now: datetime) -> JobShown:
    language, last = current_language(), runs.last
    return JobShown(
        name=job.name,
        word=job_word(job.name, language),
        purpose=job_purpose(job.name, language),
        every=every_words(job.every, language),
        last_at=last.finished_at if last else None,
        result=(last.error or result_words(job.name, last.result, language)) if last else "",
        failed=bool(last and last.error),
        is_running=runs.is_running,
        is_asked=runs.is_asked,
        next_at=slot_at(now, job.every) + job.every,
    )
