"""`serve` keeps pages and timetable going side by side, and ends when it should."""

import os
import signal
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from tests.ground.processes import Running, command_line, running
from tests.ground.server import free_port


@pytest.fixture
def installation(database_url: str, tmp_path: Path) -> dict[str, str]:
    """The settings of one with a migrated database."""
    return {
        "TRACKER_INSTANCE": str(tmp_path / "instance"),
        "TRACKER_DATABASE_URL": database_url,
        "TRACKER_WEB_WORKERS": "1",
    }


@contextmanager
def served(settings: dict[str, str]) -> Iterator[tuple[Running, str]]:
    """`serve`, ready, and its address."""
    address = f"http://127.0.0.1:{free_port()}"
    with running("serve", "--port", address.rpartition(":")[2], settings=settings) as serve:
        assert serve.until("Tracker is ready") == f"Tracker is ready: {address}\n"
        yield serve, address


def status_of(address: str) -> int:
    with urllib.request.urlopen(address) as answer:
        status: int = answer.status
        return status


def test_a_dead_scheduler_is_started_again_and_term_ends_all(
    installation: dict[str, str],
) -> None:
    with served(installation) as (serve, address):
        [web], [first] = serve.children("gunicorn"), serve.children("tracker scheduler")
        group = os.getpgid(serve.process.pid)
        assert (os.getpgid(web), os.getpgid(first)) == (group, group)
        os.kill(first, signal.SIGKILL)
        said = serve.until("The scheduler ended")
        assert said == "The scheduler ended (signal 9); it starts again in 1 s.\n"
        serve.until("The scheduler is back")
        [second] = serve.children("tracker scheduler")
        assert second != first
        serve.until("The timetable is kept")
        assert status_of(f"{address}/sign-in") == 200
        serve.terminate()
        assert serve.ended() == 0
    assert (command_line(web), command_line(second)) == ("", "")


def test_when_the_web_server_ends_all_ends(installation: dict[str, str]) -> None:
    with served(installation) as (serve, _address):
        [web], [scheduler] = serve.children("gunicorn"), serve.children("tracker scheduler")
        os.kill(web, signal.SIGKILL)
        assert serve.ended() not in (0, None)
        assert "The web server ended (signal 9).\n" in serve.said
    assert command_line(scheduler) == ""


def test_the_scheduler_alone_ends_on_term(installation: dict[str, str]) -> None:
    with running("scheduler", settings=installation) as scheduler:
        scheduler.until("The timetable is kept")
        scheduler.terminate()
        assert scheduler.ended() == 0


def refused(app: Flask, *words: str) -> str:
    """What a command says that will not even start."""
    answer = app.test_cli_runner().invoke(args=["tracker", *words])
    assert answer.exit_code == 1
    return answer.output


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_INSTANCE", str(tmp_path))
    monkeypatch.delenv("TRACKER_PUBLIC_URL", raising=False)


@pytest.mark.parametrize("command", ["serve", "scheduler"])
def test_a_database_without_tables_is_refused(app: Flask, engine: Engine, command: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    assert refused(app, command) == (
        "The database has no tables yet. Make them with: flask db upgrade\n"
    )


@pytest.mark.parametrize("command", ["serve", "scheduler"])
def test_an_old_schema_is_refused_with_what_mends_it(
    app: Flask, engine: Engine, command: str
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    said = refused(app, command)
    assert said.startswith("The database stands at 0000 and this release needs 0")
    assert said.endswith("Upgrade it with: flask db upgrade\n")


def test_a_port_that_is_taken_is_told_at_once(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(app, "serve", "--port", str(port))
    assert said == f"Cannot listen on 127.0.0.1, port {port}: Address already in use.\n"


def test_the_world_is_not_served_without_a_public_address(app: Flask) -> None:
    assert refused(app, "serve", "--host", "::").startswith("TRACKER_PUBLIC_URL is not set.")
