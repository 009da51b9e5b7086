"""A machine that runs jobs, and the killing of one at a chosen line of its work."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine

from tests.fakes import FakeClock
from tests.ground.server import ROOT
from tracker.adapters.bank_holidays import wales_bank_holidays
from tracker.adapters.database import prepare, write_sessions
from tracker.adapters.file_kind import kind_of
from tracker.adapters.mail import mailer_for
from tracker.adapters.storage_disk import DiskStorage
from tracker.emails.links import Links
from tracker.jobs.runner import Ran, run_from_command_line, run_turn, run_waiting
from tracker.jobs.schedule import JOBS, Tools
from tracker.services.unit_of_work import UnitsOfWork

THERE = "there"
#: What tells a server, in its environment, where to stop: `place`, `call` and `when` of
#: `stop_at`, with a space between them; empty to run on.
STOP = "STOP_AT"


@dataclass(frozen=True)
class Machine:
    """What a process needs to run jobs: where its data is, where mail goes, what time it is."""

    database_url: str
    folder: Path
    mail_url: str
    moment: datetime

    @contextmanager
    def tools(self) -> Iterator[Tools]:
        engine = create_engine(self.database_url)
        prepare(engine)
        clock = FakeClock(self.moment)
        storage = DiskStorage(self.folder / "evidence")
        storage.prepare()
        zone, holidays = ZoneInfo("Europe/London"), wales_bank_holidays(2015, 2020)
        units = UnitsOfWork(write_sessions(engine), clock, storage, zone, holidays, kind_of)
        mailer = mailer_for(
            self.mail_url, "Tracker <tracker@council.example>", clock, loopback_only=True
        )
        try:
            yield Tools(units, lambda _demo: mailer, Links("https://tracker.council.example"))
        finally:
            engine.dispose()

    def later(self, by: timedelta) -> "Machine":
        return Machine(self.database_url, self.folder, self.mail_url, self.moment + by)

    def run(self, job: str) -> Ran | None:
        """The job's turn at this moment, run in this process to its end."""
        with self.tools() as tools:
            return run_turn(tools, JOBS[job])

    def run_waiting(self) -> list[Ran]:
        """What a killed process left undone."""
        with self.tools() as tools:
            return run_waiting(tools)

    def killed(self, job: str, place: str, call: int, when: str) -> None:
        """Another process runs the job and is killed with SIGKILL just `when` ("before" or
        "after") the `call`-th call of `place` (`module:name` or `module:class.name`)."""
        process = self._start(job, place, str(call), when)
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == f"{THERE}\n"
            process.kill()
            assert process.wait() == -signal.SIGKILL

    def together(self, job: str, processes: int) -> None:
        """So many processes run the job by hand, all at the same time, to their ends."""
        started = [self._start(job) for _ in range(processes)]
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == f"{THERE}\n"
        for process in started:
            process.stdin.close()  # type: ignore[union-attr]
        for process in started:
            with process:
                assert process.wait() == 0

    def _start(self, job: str, *stop: str) -> "subprocess.Popen[str]":
        where = (self.database_url, str(self.folder), self.mail_url, self.moment.isoformat())
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.machine", job, *where, *stop],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def stop_at(place: str, call: int, when: str) -> None:
    """Let the chosen call say that it is there, and never go on."""
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    original, calls = getattr(owner, name), 0

    def stopping(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        is_it = calls == call
        if is_it and when == "before":
            _wait_to_be_killed()
        answer = original(*args, **kwargs)
        if is_it:
            _wait_to_be_killed()
        return answer

    setattr(owner, name, stopping)


def _wait_to_be_killed() -> None:
    print(THERE, flush=True)  # noqa: T201 - what the other process waits for
    signal.pause()


def _main(job: str, url: str, folder: str, mail_url: str, moment: str, *stop: str) -> None:
    machine = Machine(url, Path(folder), mail_url, datetime.fromisoformat(moment))
    if stop:
        place, call, when = stop
        stop_at(place, int(call), when)
        machine.run(job)
        return
    print(THERE, flush=True)  # noqa: T201 - the others are there, too, before any begins
    sys.stdin.read()
    with machine.tools() as tools:
        run_from_command_line(tools, JOBS[job], None)


if __name__ == "__main__":
    _main(*sys.argv[1:])
