"""A throw-away PostgreSQL server from the binaries this machine has.

It listens on a socket in its own temporary folder and on no port, so that it can neither
collide with another server nor be reached from outside. It needs no rights: where the
tests run as root, which PostgreSQL refuses, it runs as an unprivileged account.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

#: Seconds a server may take to answer before the tests give up on it.
START_DEADLINE = 30.0

#: Nothing in this server outlives the tests, so nothing needs to reach the disk.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
}


class PostgresMissing(Exception):
    """This machine has no PostgreSQL server binaries."""


class PostgresServer:
    """A running server; `url(name)` is SQLAlchemy's address of one of its databases."""

    def __init__(self, socket_folder: Path) -> None:
        self._folder = socket_folder

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def conninfo(self, database: str = "postgres") -> str:
        """The same for psycopg itself."""
        return f"host={self._folder} user=postgres dbname={database}"

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction, as creating a database needs."""
        with psycopg.connect(self.conninfo(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self, database: str, template: str | None = None) -> str:
        """Make a database, as a copy of `template` if one is named, and answer its URL."""
        copied = f" TEMPLATE {template}" if template else ""
        self.execute(f"CREATE DATABASE {database}{copied}")
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database and whoever is still connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def binaries() -> Path:
    """The folder with `initdb` and `postgres`, the newest if there are several."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    for found in sorted(debian, key=lambda path: int(path.parts[-3]), reverse=True):
        return found.parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissing
    return Path(on_path).resolve().parent


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A server for as long as the block lasts. Raises `PostgresMissing`."""
    programs = binaries()
    account = _unprivileged_account()
    folder = Path(tempfile.mkdtemp(prefix="tracker-postgres-"))
    try:
        if account:
            shutil.chown(folder, account)
        data = folder / "data"
        _initialise(programs, data, account)
        process = _start(programs, data, folder, account)
        try:
            server = PostgresServer(folder)
            _wait_until_it_answers(process, server, folder / "log")
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_account() -> str | None:
    """Whom to run as: None is whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _initialise(programs: Path, data: Path, account: str | None) -> None:
    command = [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust"]
    command += ["--no-sync", "-E", "UTF8", "--locale", "C.UTF-8"]
    done = subprocess.run(command, capture_output=True, text=True, user=account, cwd="/")
    if done.returncode != 0:
        raise RuntimeError(f"initdb refused:\n{done.stdout}{done.stderr}")


def _start(
    programs: Path, data: Path, folder: Path, account: str | None
) -> "subprocess.Popen[bytes]":
    command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder)]
    for name, value in _SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    if shutil.which("setpriv"):
        # Tests that are killed outright cannot stop their server: the kernel does.
        command = ["setpriv", "--pdeathsig", "QUIT", *command]
    # A session of its own keeps an interrupt at the keyboard for the tests alone,
    # which then stop the server when they have finished with it.
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, user=account, cwd="/", start_new_session=True
        )


def _wait_until_it_answers(
    process: "subprocess.Popen[bytes]", server: PostgresServer, log: Path
) -> None:
    deadline = time.monotonic() + START_DEADLINE
    while True:
        try:
            psycopg.connect(server.conninfo()).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{said}") from None
        time.sleep(0.05)
