"""Long-running commands of ours: what they say, what they started, and how they end."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from tests.ground.server import ROOT, environment, stop

#: Seconds after which a command that says nothing more is ended and the test fails.
PATIENCE = 90.0


class Running:
    """One command, with its words and its complaints in one stream."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []

    def until(self, words: str) -> str:
        """The next line that holds `words`, however long it takes to come."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} was never said:\n{''.join(self.said)}")

    def ended(self) -> int:
        """Read to the end; the exit status."""
        assert self.process.stdout is not None
        self.said.extend(self.process.stdout)
        return self.process.wait()

    def children(self, words: str) -> list[int]:
        """The processes it started itself whose command line holds `words`."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split() if words in command_line(int(pid))]

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)


@contextmanager
def running(*words: str, settings: Mapping[str, str]) -> Iterator[Running]:
    """`flask tracker …` for as long as the block lasts, in a process group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "flask", "tracker", *words],
        cwd=ROOT,
        env=environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    patience = Timer(PATIENCE, process.kill)
    patience.start()
    try:
        with process.stdout or process:
            yield Running(process)
    finally:
        patience.cancel()
        stop(process)


def command_line(pid: int) -> str:
    """The words of a process, empty when it is no more."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""
