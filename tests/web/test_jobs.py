"""The timetable's page: what ran, how it went, and asking for a run."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tracker.domain.permissions import Role
from tracker.models import Event, JobRun, Person
from tracker.models.jobs import RunState

ADDRESS = "/administration/jobs"


@pytest.fixture
def admin(save: Save) -> Person:
    somebody = factories.person(Role.ADMINISTRATOR)
    save(somebody)
    return somebody


def ended(job: str, clock: FakeClock, ago: timedelta, **given: object) -> JobRun:
    """A run that ended that long ago."""
    at = clock.moment - ago
    facts = {"state": RunState.DONE, "result": {}, "finished_at": at} | given
    return JobRun(job=job, slot=f"{job} {at.isoformat()}", asked_at=at, **facts)


def row(page: BeautifulSoup, words: str) -> str:
    [found] = [line for line in page.select("tbody tr") if words in line.get_text()]
    return " ".join(found.get_text(" ").split())


def shown(sign_in: SignIn, admin: Person) -> BeautifulSoup:
    return BeautifulSoup(sign_in(admin).get(ADDRESS).text, "html.parser")


def test_what_ran_last_is_said_in_words(
    sign_in: SignIn, admin: Person, save: Save, clock: FakeClock
) -> None:
    save(
        ended("delivery", clock, timedelta(minutes=2), result={"sent": 9}),
        ended("delivery", clock, timedelta(minutes=1), result={"sent": 3, "failed": 1}),
        ended("reminders", clock, timedelta(minutes=4), result={"owed": 0, "superseded": 0}),
        ended("sweep", clock, timedelta(hours=9), state=RunState.FAILED, error="OSError: full"),
    )
    page = shown(sign_in, admin)
    assert "3 messages sent; 1 failed 12 March 2018 at 08:59" in row(page, "Delivery of mail")
    assert "Nothing to do 12 March 2018 at 08:56" in row(page, "Reminders")
    assert "failed OSError: full" in row(page, "Removes files")
    assert "12 March 2018 at 09:05 every 5 minutes" in row(page, "Reminders")
    assert "No job has run" not in page.get_text()


def test_a_timetable_that_nobody_keeps_is_told(
    sign_in: SignIn, admin: Person, save: Save, clock: FakeClock
) -> None:
    assert "No job has run yet." in shown(sign_in, admin).get_text()
    save(ended("delivery", clock, timedelta(minutes=11)))
    assert "No job has run since 12 March 2018 at 08:49." in shown(sign_in, admin).get_text()


def test_run_now_writes_a_row_once(sign_in: SignIn, admin: Person, session: Session) -> None:
    client = sign_in(admin)
    for _ in range(2):
        assert client.post(f"{ADDRESS}/reminders/run").location == ADDRESS
    run = session.scalars(select(JobRun)).one()
    assert (run.job, run.state, run.asked_by_id) == ("reminders", RunState.ASKED, admin.id)
    assert session.scalars(select(Event.what)).all() == ["job_asked"]
    assert "asked for" in row(shown(sign_in, admin), "Reminders")


def test_there_is_no_other_job(sign_in: SignIn, admin: Person) -> None:
    assert sign_in(admin).post(f"{ADDRESS}/everything/run").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_it_is_for_administrators(app: Flask, sign_in: SignIn, save: Save, role: Role) -> None:
    somebody = factories.person(role)
    save(somebody)
    client = sign_in(somebody)
    assert client.get(ADDRESS).status_code == 403
    assert client.post(f"{ADDRESS}/sweep/run").status_code == 403
