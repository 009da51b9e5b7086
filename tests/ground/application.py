"""Fixtures: units of work without Flask, and the whole application with its edges faked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from config import MEBIBYTE, Config
from tests.factories import NOW
from tests.fakes import FakeClock, FakeMailer, FakeStorage
from tracker.adapters.bank_holidays import wales_bank_holidays
from tracker.adapters.database import write_sessions
from tracker.adapters.file_kind import kind_of
from tracker.app import create_app
from tracker.extensions import db
from tracker.models import Person
from tracker.services.unit_of_work import UnitsOfWork

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def clock() -> FakeClock:
    """Monday 12 March 2018, 09:00 in Wales, until the test moves it."""
    return FakeClock(NOW)


@pytest.fixture
def storage(clock: FakeClock) -> FakeStorage:
    return FakeStorage(clock)


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def uow(engine: Engine, clock: FakeClock, storage: FakeStorage) -> UnitsOfWork:
    """Opens units of work: `with uow(anna.id) as unit:`, or `uow()` as the system itself."""
    return UnitsOfWork(
        write_sessions(engine),
        clock,
        storage,
        ZoneInfo("Europe/London"),
        wales_bank_holidays(2015, 2026),
        kind_of,
    )


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Config:
    """An installation on this machine alone, with everything it keeps in `tmp_path`."""
    return Config(
        database_url=database_url,
        storage_url=(tmp_path / "evidence").as_uri(),
        mail_url=f"folder://{tmp_path / 'mail'}",
        mail_from="Tracker <tracker@council.example>",
        secret_key="a key for tests only",
        public_url="http://127.0.0.1:8000",
        timezone=ZoneInfo("Europe/London"),
        host="127.0.0.1",
        port=8000,
        instance=tmp_path,
        max_file_bytes=MEBIBYTE,
        max_files=3,
        trusted_proxies=0,
        web_workers=1,
        testing=True,
    )


@pytest.fixture
def app(
    config: Config, clock: FakeClock, storage: FakeStorage, mailer: FakeMailer
) -> Iterator[Flask]:
    """The application, with no need of a form's token."""
    app = create_app(config, clock=clock, storage=storage, mailer=mailer)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in which nobody has signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """`sign_in(anna)` answers a browser in which she is signed in, without the form."""

    def sign_in(person: Person) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = person.session_key
            session["_fresh"] = True
        return client

    return sign_in
