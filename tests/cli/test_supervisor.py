"""The two side by side, with stand-ins for what they are."""

import os
import signal
import sys
from collections.abc import Mapping
from threading import Thread

import pytest

from tracker.cli import supervisor
from tracker.cli.supervisor import Command, Supervisor

ENVIRONMENT: Mapping[str, str] = os.environ


def python(code: str) -> Command:
    return Command([sys.executable, "-c", code], ENVIRONMENT)


def ends_with(status: int) -> Command:
    return python(f"raise SystemExit({status})")


FOR_EVER = python("import signal; signal.pause()")


def ready() -> str:
    return "ready"


@pytest.mark.parametrize(("status", "answered"), [(3, 3), (0, 1)])
def test_the_status_of_the_web_server_is_that_of_all(status: int, answered: int) -> None:
    """It was to serve for ever, so that even a good end of it is none for us."""
    assert Supervisor(ends_with(status), FOR_EVER, ready).watch() == answered


def test_a_scheduler_that_keeps_ending_waits_twice_as_long_each_time(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(supervisor, "LONGEST_WAIT", 0.004)
    reading, writing = os.pipe()
    web = Command(
        [sys.executable, "-c", f"import os; [os.read({reading}, 1) for _ in range(5)]"],
        ENVIRONMENT,
        [reading],
    )
    dying = Command(
        [sys.executable, "-c", f"import os; os.write({writing}, b'x'); raise SystemExit(4)"],
        ENVIRONMENT,
        [writing],
    )
    watched = Supervisor(web, dying, ready)
    watched.watch()
    said = capfd.readouterr().err
    assert said.count("The scheduler ended (exit status 4)") >= 4
    assert watched._wait == 0.004


def test_what_ignores_term_is_ended_by_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.2)
    reading, writing = os.pipe()
    stubborn = Command(
        [
            sys.executable,
            "-c",
            "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
            f"os.write({writing}, b'x'); signal.pause()",
        ],
        ENVIRONMENT,
        [writing],
    )

    def once_it_is_deaf() -> None:
        os.read(reading, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=once_it_is_deaf).start()
    assert Supervisor(FOR_EVER, stubborn, ready).watch() == 0
