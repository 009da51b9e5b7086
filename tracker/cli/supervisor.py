"""Keeps the web server and the scheduler going side by side, in one process group.

When the web server ends, all ends. A scheduler that ends is started again, after a wait
that doubles while it keeps ending at once. TERM, INT and HUP end both.
"""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

import click

#: Seconds before a dead scheduler is started again, the first time and at most.
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
#: Seconds of life after which a scheduler counts as having worked.
SETTLED = 60.0
#: Seconds that both may take to end after TERM.
GRACE = 30.0

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(frozen=True)
class Command:
    """What to start: words of a command line, environment, open files it inherits."""

    words: Sequence[str]
    environment: Mapping[str, str]
    files: Sequence[int] = ()

    def start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - our own words only
            list(self.words), env=dict(self.environment), pass_fds=list(self.files)
        )


@dataclass(frozen=True)
class _Ended:
    process: "subprocess.Popen[bytes]"


class Supervisor:
    """`watch` starts both and returns the exit status, once both have ended."""

    def __init__(self, web: Command, scheduler: Command, ready: Callable[[], str]) -> None:
        """`ready` is called beside, waits until the web server answers, and says so."""
        self._commands = {"web": web, "scheduler": scheduler}
        self._ready = ready
        self._events: SimpleQueue[_Ended | None] = SimpleQueue()
        self._wait = FIRST_WAIT
        self._started_at = 0.0

    def watch(self) -> int:
        before = {one: signal.signal(one, lambda *_: self._events.put(None)) for one in _SIGNALS}
        try:
            return self._watch()
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _watch(self) -> int:
        web = self._start("web")
        scheduler: subprocess.Popen[bytes] | None = self._start("scheduler")
        Thread(target=lambda: click.echo(self._ready()), daemon=True).start()
        while True:
            try:
                event = self._events.get(timeout=None if scheduler else self._wait)
            except Empty:
                self._wait = min(self._wait * 2, LONGEST_WAIT)
                scheduler = self._start("scheduler")
                click.echo(f"The scheduler is back (process {scheduler.pid}).", err=True)
                continue
            if event is None:
                _end(web, scheduler)
                return 0
            if event.process is web:
                click.echo(f"The web server ended ({_how(web)}).", err=True)
                _end(scheduler)
                return web.returncode or 1
            if event.process is scheduler:
                self._say_when_again(event.process)
                scheduler = None

    def _start(self, name: str) -> "subprocess.Popen[bytes]":
        process = self._commands[name].start()
        if name == "scheduler":
            self._started_at = time.monotonic()
        Thread(target=self._mourn, args=[process], daemon=True).start()
        return process

    def _mourn(self, process: "subprocess.Popen[bytes]") -> None:
        process.wait()
        self._events.put(_Ended(process))

    def _say_when_again(self, scheduler: "subprocess.Popen[bytes]") -> None:
        if time.monotonic() - self._started_at >= SETTLED:
            self._wait = FIRST_WAIT
        click.echo(
            f"The scheduler ended ({_how(scheduler)}); it starts again in {self._wait:.0f} s.",
            err=True,
        )


def _end(*processes: "subprocess.Popen[bytes] | None") -> None:
    """Ask all to end, wait, and end by force what does not."""
    living = [process for process in processes if process is not None]
    for process in living:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in living:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _how(process: "subprocess.Popen[bytes]") -> str:
    code = process.returncode
    return f"signal {-code}" if code < 0 else f"exit status {code}"
