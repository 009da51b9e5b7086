"""Fixtures: a fresh migrated database for each test, on SQLite and on PostgreSQL.

Whatever asks for a database in the folders of `BOTH` runs on each of the two. SQLite is a
real file copied from one that was migrated; PostgreSQL is one migrated database that is
emptied before each test, which takes a tenth of the time that copying it would.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
import psycopg
import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.ground.postgres import PostgresMissing, PostgresServer, running_postgres
from tracker.adapters.database import prepare
from tracker.extensions import db, migrate
from tracker.models import Base

#: Folders and files of `tests/` whose tests must hold on either database.
BOTH = {"models", "queries", "services", "jobs", "faults", "web/test_stale_saves.py"}

ROOT = Path(__file__).parents[2]

Save = Callable[..., None]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_kind" in metafunc.fixturenames:
        path = metafunc.definition.path.relative_to(ROOT / "tests")
        on_both = not BOTH.isdisjoint({path.parts[0], path.as_posix()})
        kinds = ["sqlite", "postgresql"] if on_both else ["sqlite"]
        metafunc.parametrize("engine_kind", kinds, scope="session")


def upgrade(url: str) -> None:
    """Give a database every table, with the migrations that operators run."""
    with _migrating(url):
        flask_migrate.upgrade()


def downgrade(url: str) -> None:
    """Take every table away again."""
    with _migrating(url):
        flask_migrate.downgrade(revision="base")


@contextmanager
def _migrating(url: str) -> Iterator[None]:
    app = Flask("migrations")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        prepare(db.engine)
        yield
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for this run. Without one, CI fails and anybody else is told."""
    try:
        with running_postgres() as server:
            yield server
    except PostgresMissing:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed, and CI leaves nothing out")
        pytest.skip("PostgreSQL is not installed: on Debian or Ubuntu, apt install postgresql")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    url = postgres.create("tracker")
    upgrade(url)
    return url


@pytest.fixture
def database_url(engine_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database that holds every table and no row."""
    if engine_kind == "postgresql":
        url: str = request.getfixturevalue("migrated_postgres")
        _empty(request.getfixturevalue("postgres"), "tracker")
        return url
    path = tmp_path / "tracker.sqlite3"
    shutil.copy(request.getfixturevalue("migrated_file"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on the database, as `create_app` prepares it."""
    engine = create_engine(database_url)
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session to read with."""
    with Session(engine) as session:
        yield session


@pytest.fixture
def save(engine: Engine) -> Save:
    """`save(plan, anna)` stores what the factories made; it stays readable afterwards."""

    def save(*records: Base) -> None:
        with Session(engine, expire_on_commit=False) as session:
            session.add_all(records)
            session.commit()

    return save


def _empty(server: PostgresServer, database: str) -> None:
    """Remove every row, after ending whatever a test before left connected."""
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{database}' AND pid <> pg_backend_pid()"
    )
    tables = [f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
    with psycopg.connect(server.conninfo(database)) as connection:
        connection.execute(";".join(tables).encode())
