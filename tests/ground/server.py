"""The real application, started as an operator starts it, on a port nobody else has."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

#: Seconds the application may take to answer before the tests give up on it.
START_DEADLINE = 60.0
STOP_DEADLINE = 20.0

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with the application's own settings replaced."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return {**kept, **settings}


def flask(*arguments: str, settings: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run one `flask …` command to its end, with what it said."""
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
    )


@contextmanager
def running_server(settings: Mapping[str, str], log: Path) -> Iterator[str]:
    """`flask tracker serve` for as long as the block lasts; yields its address.

    `settings` name the `PORT`; `log` receives what it says. The whole process group is
    gone when the block ends.
    """
    command = [sys.executable, "-m", "flask", "tracker", "serve"]
    with log.open("ab") as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        url = f"http://127.0.0.1:{settings['PORT']}"
        wait_for_answer(url, process, log)
        yield url
    finally:
        stop(process)


def wait_for_answer(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once the first page comes; fail with the log when none will."""
    deadline = time.monotonic() + START_DEADLINE
    while True:
        with suppress(OSError), urlopen(f"{url}/sign-in", timeout=START_DEADLINE):
            return
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)


def stop(process: "subprocess.Popen[Any]") -> None:
    """End a process that leads its own group, politely first, and leave none behind."""
    with suppress(ProcessLookupError):
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_DEADLINE)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
