"""kill -9 in the middle of an upload: no row without its bytes, and nothing left over that
the sweep does not take away."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.faults.machine import STOP, THERE, Machine
from tests.ground.databases import Save
from tests.ground.server import ROOT, environment, free_port, wait_for_answer
from tests.ground.visitor import Visitor
from tests.services.owners import Scene, scene
from tracker.adapters.storage_disk import CHUNK, DiskStorage
from tracker.models import Event, Evidence, EvidenceLink, EvidenceVersion, Person
from tracker.services.passwords import hash_password
from tracker.services.sweep import YOUNGEST

PASSWORD = "three words to remember"
#: More than is written at once, so that it can be half there.
CONTENT = b"Attended: everybody on the list.\n" * (3 * CHUNK // 32)
FORM = {
    "title": "Training register",
    "kind": "output",
    "dated_on-day": "28",
    "dated_on-month": "2",
    "dated_on-year": "2018",
    "attested": "y",
    "confirmed": "y",
}

WRITE = "tracker.adapters.storage_disk:write_all"
PLACE = "tracker.adapters.storage_disk:DiskStorage._place"
ADD = "tracker.services.evidence:add"
LINK = "tracker.services.evidence:link"


@pytest.fixture
def here(save: Save, session: Session) -> Scene:
    here = scene(save)
    owner = session.get_one(Person, here.owner.id)
    owner.password_hash = hash_password(PASSWORD)
    session.commit()
    return here


@pytest.fixture
def machine(database_url: str, tmp_path: Path) -> Machine:
    return Machine(database_url, tmp_path, f"folder://{tmp_path}/mail", NOW)


@contextmanager
def served(machine: Machine, stop: str = "") -> "Iterator[tuple[subprocess.Popen[bytes], str]]":
    """The application with one web process, in a process group of its own."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    settings = {
        "TRACKER_DATABASE_URL": machine.database_url,
        "TRACKER_INSTANCE": str(machine.folder),
        STOP: stop,
    }
    log = machine.folder / "web.log"
    with log.open("a") as said:
        process = subprocess.Popen(
            [*command, "--no-control-socket", "tests.faults.web_server:app"],
            cwd=ROOT,
            env=environment(settings),
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for_answer(address, process, log)
        yield process, address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]


def upload(address: str, here: Scene) -> str:
    visitor = Visitor(address)
    visitor.sign_in(str(here.owner.email), PASSWORD)
    form = f"/actions/{here.ref}/evidence/new"
    visitor.get(form)
    return visitor.send(form, FORM, {"register.txt": CONTENT})


def killed_while_uploading(machine: Machine, here: Scene, stop: str) -> None:
    """Kill everything that serves once it has come to that line."""
    with served(machine, stop) as (process, address):
        answered: list[str] = []

        def send() -> None:
            with suppress(OSError):
                answered.append(upload(address, here))

        sending = Thread(target=send)
        sending.start()
        assert process.stdout is not None
        assert process.stdout.readline().decode() == f"{THERE}\n"
        os.killpg(process.pid, signal.SIGKILL)
        sending.join()
        assert answered == []


def rows(session: Session) -> int:
    session.rollback()
    kinds = (Evidence, EvidenceVersion, EvidenceLink)
    counts = [session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]
    told = select(func.count()).where(Event.what.startswith("evidence_"))
    return sum(counts) + (session.scalar(told) or 0)


def kept(machine: Machine) -> tuple[int, int]:
    """How many blobs and how many leftovers there are."""
    storage = DiskStorage(machine.folder / "evidence")
    return len(list(storage.blobs())), len(list(storage.leftovers()))


def age(machine: Machine) -> None:
    """Make everything in storage older than the sweep asks for."""
    long_ago = (NOW - YOUNGEST - timedelta(hours=1)).timestamp()
    for path in (machine.folder / "evidence").rglob("*"):
        if path.is_file():
            os.utime(path, (long_ago, long_ago))


@pytest.mark.parametrize(
    ("stop", "blobs", "leftovers"),
    [
        pytest.param(f"{WRITE} 2 before", 0, 1, id="while bytes are written"),
        pytest.param(f"{PLACE} 1 before", 0, 1, id="written, not yet in place"),
        pytest.param(f"{ADD} 1 before", 1, 0, id="in place, no row yet"),
        pytest.param(f"{LINK} 1 after", 1, 0, id="rows written, not committed"),
    ],
)
def test_an_upload(
    machine: Machine, session: Session, here: Scene, stop: str, blobs: int, leftovers: int
) -> None:
    killed_while_uploading(machine, here, stop)
    assert rows(session) == 0
    assert kept(machine) == (blobs, leftovers)
    age(machine)
    machine.run("sweep")
    assert kept(machine) == (0, 0)

    with served(machine) as (_process, address):
        assert upload(address, here) == f"{address}/actions/{here.ref}"
    session.rollback()
    version = session.scalars(select(EvidenceVersion)).one()
    assert (version.size, version.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    age(machine)
    machine.later(timedelta(days=1)).run("sweep")
    with DiskStorage(machine.folder / "evidence").open(version.sha256) as stream:
        assert stream.read() == CONTENT
