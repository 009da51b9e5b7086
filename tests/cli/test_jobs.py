"""`flask tracker jobs`: by hand, by the same path, and never ahead of the clock."""

import json
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from config import Config, ConfigError
from tests import factories
from tests.fakes import FakeClock, FakeMailer
from tests.ground.databases import Save
from tracker.app import create_app
from tracker.extensions import db
from tracker.jobs.schedule import JOBS, Job, Tools
from tracker.models import JobRun, Message, Setting


@pytest.fixture
def overdue(save: Save) -> None:
    save(factories.action(due_on=factories.TODAY.replace(day=9)))


def command(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["tracker", "jobs", *words])


def counted(session: Session, what: type[Message] | type[JobRun]) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(what)) or 0


@pytest.mark.usefixtures("overdue")
def test_digests_are_owed_and_leave(app: Flask, mailer: FakeMailer, session: Session) -> None:
    assert command(app, "run", "reminders").output == "1 digest owed\n"
    assert command(app, "run", "reminders").output == "Nothing to do\n"
    answer = command(app, "run", "delivery", "--json")
    assert answer.exit_code == 0
    result = {"sent": 1, "waiting": 0, "dropped": 0, "failed": 0}
    assert json.loads(answer.output) == {"job": "delivery", "dry_run": False, "result": result}
    [mail] = mailer.sent
    assert "http://127.0.0.1:8000/actions/" in mail.text
    assert counted(session, JobRun) == 3


@pytest.mark.usefixtures("overdue")
def test_a_dry_run_changes_nothing(app: Flask, session: Session) -> None:
    answer = command(app, "run", "reminders", "--dry-run")
    assert answer.output == "Would come to: 1 digest owed\n"
    assert (counted(session, Message), counted(session, JobRun)) == (0, 0)


@pytest.mark.parametrize("now", ["2018-03-12T07:00", "2018-03-12", "yesterday", ""])
def test_a_moment_needs_its_offset(app: Flask, now: str) -> None:
    answer = command(app, "run", "reminders", "--now", now)
    assert answer.exit_code == 2
    assert "2018-03-12T07:00+00:00" in answer.output or "has no offset" in answer.output


@pytest.mark.usefixtures("overdue")
def test_a_day_to_come_is_refused_unless_rehearsed(app: Flask, session: Session) -> None:
    tomorrow = ("run", "reminders", "--now", "2018-03-13T00:00+00:00")
    answer = command(app, *tomorrow)
    assert answer.exit_code == 1
    assert answer.output == (
        "That day has not come yet: add --dry-run to see what would be done.\n"
    )
    assert command(app, *tomorrow, "--dry-run").exit_code == 0
    assert counted(session, Message) == 0


@pytest.mark.usefixtures("overdue")
def test_the_local_day_decides_what_is_to_come(app: Flask, session: Session) -> None:
    """Midnight in Kyiv is still yesterday evening in Wales."""
    moment = "2018-03-13T00:30+02:00"
    assert command(app, "run", "reminders", "--now", moment).exit_code == 0
    assert session.scalars(select(Message.local_date)).one() == factories.TODAY


@pytest.mark.usefixtures("overdue")
def test_a_demonstration_may_look_ahead(app: Flask, save: Save) -> None:
    save(Setting(name="demonstration", value="yes"))
    answer = command(app, "run", "reminders", "--now", "2018-03-19T07:00+00:00")
    assert (answer.exit_code, answer.output) == (0, "1 digest owed\n")


def test_an_unknown_job_is_wrong_usage(app: Flask) -> None:
    assert command(app, "run", "everything").exit_code == 2
    assert command(app, "run").exit_code == 2


def test_a_job_that_fails_says_so_plainly(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_tools: Tools, _now: object) -> dict[str, int]:
        raise OSError("the disk is full")

    sweep = JOBS["sweep"]
    monkeypatch.setitem(JOBS, "sweep", Job("sweep", sweep.every, fail, sweep.rehearse))
    answer = command(app, "run", "sweep")
    assert answer.exit_code == 1
    assert answer.output.endswith("The job sweep failed: OSError: the disk is full\n")


@pytest.mark.usefixtures("overdue")
def test_the_list_tells_how_each_job_stands(app: Flask) -> None:
    command(app, "run", "reminders")
    rows = {row["name"]: row for row in json.loads(command(app, "list", "--json").output)}
    assert list(rows) == ["reminders", "delivery", "readiness", "sweep"]
    assert rows["reminders"] == {
        "name": "reminders",
        "every": "every 5 minutes",
        "last_run": "2018-03-12T09:00+00:00",
        "result": "1 digest owed",
        "next_run": "2018-03-12T09:05+00:00",
    }
    assert rows["sweep"]["last_run"] is None
    table = command(app, "list").output.splitlines()
    assert table[0].split() == ["name", "every", "last_run", "result", "next_run"]


def test_a_database_that_cannot_be_used_is_told_plainly(app: Flask, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE setting"))
        connection.execute(text("DELETE FROM alembic_version"))
    answer = command(app, "list")
    assert answer.exit_code == 1
    assert answer.output == "The database has no tables yet. Make them with: flask db upgrade\n"


def test_a_demonstration_writes_to_nobody_off_this_machine(
    config: Config, clock: FakeClock, session: Session, save: Save
) -> None:
    """Nor does it try: a connection to that address would not come back in time."""
    save(
        Setting(name="demonstration", value="yes"),
        factories.action(due_on=factories.TODAY.replace(day=9)),
    )
    app = create_app(replace(config, mail_url="smtp://192.0.2.1"), clock=clock)
    command(app, "run", "reminders")
    assert command(app, "run", "delivery").output == "1 failed\n"
    assert session.scalars(select(Message.last_error)).one() == "loopback_only"
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("url", ["imap://mail.example", "smtp://mail.example?tls=none"])
def test_a_mail_url_that_cannot_be_used_is_told_at_the_start(config: Config, url: str) -> None:
    with pytest.raises(ConfigError, match=r"^TRACKER_MAIL_URL or TRACKER_MAIL_FROM: "):
        create_app(replace(config, mail_url=url))
