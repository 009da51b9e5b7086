"""Fixtures: the demonstration, loaded once, and the real application serving a copy of it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.factories import TODAY
from tests.ground.server import flask, free_port, running_server

#: When digests leave on the day of the demonstration.
MORNING = f"{TODAY}T08:00:00+00:00"

#: How often a job is tried that the timetable runs at the same moment.
ATTEMPTS = 5


@dataclass(frozen=True)
class Demonstration:
    """An installation standing at `TODAY`: its folder, and e-mail and password of the first
    person in each role."""

    folder: Path
    accounts: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Site:
    """The application at `url`, on an installation of its own."""

    url: str
    folder: Path
    accounts: dict[str, tuple[str, str]]

    @property
    def password(self) -> str:
        """The one that everybody shares."""
        return self.accounts["administrator"][1]

    def sign_in(self, page: Page, role: str) -> None:
        """Sign in through the form as the demonstration's person of that role."""
        self.sign_in_as(page, self.accounts[role][0])

    def sign_in_as(self, page: Page, email: str) -> None:
        """Sign in through the form; the page that was asked for, if any, is opened."""
        if not page.url.startswith(f"{self.url}/sign-in"):
            page.goto("/sign-in")
        page.locator("[name=email]").fill(email)
        page.locator("[name=password]").fill(self.password)
        page.locator("main form button[type=submit]").click()
        page.wait_for_url(lambda url: not url.startswith(f"{self.url}/sign-in"))

    def run_job(self, job: str, now: str) -> None:
        """Run a job from the command line as if it were `now`, an ISO moment.

        While the timetable runs the same job, it is tried again.
        """
        settings = {"TRACKER_INSTANCE": str(self.folder), "TRACKER_PUBLIC_URL": self.url}
        for _attempt in range(ATTEMPTS):
            done = flask("tracker", "jobs", "run", job, "--now", now, settings=settings)
            if done.returncode == 0:
                return
        raise AssertionError(done.stderr)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration as an operator loads it, as at a date, never written to again."""
    folder = tmp_path_factory.mktemp("demonstration")
    settings = {"TRACKER_INSTANCE": str(folder)}
    for command in (("db", "upgrade"), ("tracker", "demo", "--as-at", str(TODAY), "--json")):
        done = flask(*command, settings=settings)
        assert done.returncode == 0, done.stderr
    rows = reversed(json.loads(done.stdout))
    accounts = {row["role"]: (row["email"], row["password"]) for row in rows}
    return Demonstration(folder, accounts)


@contextmanager
def serving(demonstration: Demonstration, folder: Path) -> Iterator[Site]:
    """`flask tracker serve` on the copy of the demonstration that stands in `folder`."""
    settings = {"TRACKER_INSTANCE": str(folder), "PORT": str(free_port())}
    with running_server(settings, folder / "serve.log") as url:
        yield Site(url, folder, demonstration.accounts)


@pytest.fixture(scope="session")
def site(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application on one copy of the demonstration, for everybody who only looks or who
    keeps to records of their own: starting it takes longer than most journeys.

    The digests of its day have left, whatever hour it is.
    """
    folder: Path = tmp_path_factory.mktemp("site") / "instance"
    shutil.copytree(demonstration.folder, folder)
    with serving(demonstration, folder) as site:
        for job in ("reminders", "delivery"):
            site.run_job(job, MORNING)
        yield site


@pytest.fixture
def base_url(site: Site) -> str:
    """Where `page` opens an address that begins with a slash."""
    return site.url
