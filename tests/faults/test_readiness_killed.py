"""The job that makes readiness summaries, killed in the middle: no half of one, none twice."""

import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.databases import Save
from tests.ground.server import ROOT, environment, flask
from tests.services.inspected import inspected
from tracker.domain.content import fingerprint
from tracker.models import Event, Message, ReadinessSummary, Setting
from tracker.queries.settings import DEMONSTRATION, STANDS_AT

VISITS = 4

#: Runs the job as the timetable does, and dies by its own hand while the second summary is
#: stored but not committed: before its event, or before the last of its notices.
KILLED = """
import os, signal
from tracker.services.unit_of_work import UnitOfWork
from wsgi import app

calls = 0
step = {step!r}
kept = getattr(UnitOfWork, step)

def dying(*given, **named):
    global calls
    calls += 1
    if calls == {at}:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept(*given, **named)

setattr(UnitOfWork, step, dying)
app.test_cli_runner().invoke(args=["tracker", "jobs", "run", "readiness"])
"""


def world(save: Save) -> None:
    """Four visits, six working days ahead of where the clock of this installation stands."""
    found = inspected(save)
    save(*(factories.visit(plan=found.plan) for _ in range(VISITS - 1)))
    save(
        Setting(name=DEMONSTRATION, value="yes"),
        Setting(name=STANDS_AT, value=factories.TODAY.isoformat()),
    )


def settings(database_url: str, instance: Path) -> dict[str, str]:
    return {"TRACKER_DATABASE_URL": database_url, "TRACKER_INSTANCE": str(instance)}


def killed(database_url: str, instance: Path, step: str, at: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(step=step, at=at)],
        cwd=ROOT,
        env=environment(settings(database_url, instance)),
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def stored(database_url: str) -> tuple[list[ReadinessSummary], int, int]:
    """The summaries, and how many events and notices there are of them."""
    engine = create_engine(database_url)
    with Session(engine) as session:
        made = list(session.scalars(select(ReadinessSummary).order_by(ReadinessSummary.id)))
        events = session.scalars(select(Event.id).where(Event.what == "readiness_prepared")).all()
        notices = session.scalars(select(Message.key)).all()
    engine.dispose()
    return made, len(events), len(notices)


def test_killed_before_the_event_and_before_the_last_notice(
    save: Save, database_url: str, tmp_path: Path
) -> None:
    world(save)
    killed(database_url, tmp_path, "record", at=2)
    made, events, notices = stored(database_url)
    assert (len(made), events, notices) == (1, 1, 2)

    killed(database_url, tmp_path, "notify", at=4)
    made, events, notices = stored(database_url)
    assert (len(made), events, notices) == (2, 2, 4)

    for expected in ("2 summaries made", "Nothing to do"):
        done = flask(
            "tracker", "jobs", "run", "readiness", settings=settings(database_url, tmp_path)
        )
        assert done.returncode == 0, done.stderr
        assert expected in done.stdout
    made, events, notices = stored(database_url)
    assert (len(made), events, notices) == (VISITS, VISITS, 2 * VISITS)
    assert len({summary.visit_id for summary in made}) == VISITS
    assert {summary.step for summary in made} == {10}
    assert all(summary.sha256 == fingerprint(summary.content) for summary in made)
