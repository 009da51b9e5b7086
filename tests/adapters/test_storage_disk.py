"""Evidence on a disk: durable or not there at all, whatever the disk does."""

import hashlib
import io
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.ground.disks import (
    ROOM,
    file_size_limit,
    forbidden,
    full_disk,
    public_folder,
    read_only_disk,
)
from tracker.adapters import storage_disk
from tracker.adapters.disk import fault_of
from tracker.adapters.storage_disk import CHUNK, DiskStorage
from tracker.ports import StorageFailed, StorageFault

WORDS = b"Cofnodion y bwrdd, Mawrth 2018"
KEY = hashlib.sha256(WORDS).hexdigest()
LONG_AGO = datetime(2018, 3, 12, tzinfo=UTC)
NEXT_DAY = LONG_AGO + timedelta(days=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def storage(root: Path) -> DiskStorage:
    storage = DiskStorage(root)
    storage.prepare()
    return storage


def _age(root: Path, key: str, moment: datetime) -> None:
    path = root / key[:2] / key[2:4] / key
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def _everything(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, 3 * CHUNK + 7])
def test_what_was_put_comes_back(storage: DiskStorage, size: int) -> None:
    content = os.urandom(size)
    blob = storage.put(io.BytesIO(content))
    assert (blob.sha256, blob.size) == (hashlib.sha256(content).hexdigest(), size)
    with storage.open(blob.sha256) as stream:
        assert stream.read() == content
    assert storage.exists(blob.sha256)
    assert list(storage.leftovers()) == []


def test_a_blob_lies_two_folders_deep_and_is_private(storage: DiskStorage, root: Path) -> None:
    storage.put(io.BytesIO(WORDS))
    path = root / KEY[:2] / KEY[2:4] / KEY
    assert path.read_bytes() == WORDS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_bytes_reach_the_disk_before_their_name_and_the_name_before_the_answer(
    storage: DiskStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.put(io.BytesIO(b"first"))
    steps: list[str] = []
    synced, renamed = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "bytes")
        synced(descriptor)

    def rename(self: Path, target: Path) -> Path:
        steps.append("name")
        return renamed(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    storage.put(io.BytesIO(WORDS))
    assert steps[-2:] == ["name", "folder"]
    assert "bytes" in steps[:-2]


def test_the_same_bytes_are_kept_once_and_count_as_put_just_now(
    storage: DiskStorage, root: Path
) -> None:
    storage.put(io.BytesIO(WORDS))
    _age(root, KEY, LONG_AGO)
    assert list(storage.blobs()) == [(KEY, LONG_AGO)]
    storage.put(io.BytesIO(WORDS))
    [(key, put_at)] = storage.blobs()
    assert (key, put_at.tzinfo) == (KEY, UTC)
    assert put_at > NEXT_DAY


def test_deleting_takes_only_what_is_old(storage: DiskStorage, root: Path) -> None:
    storage.put(io.BytesIO(WORDS))
    _age(root, KEY, LONG_AGO)
    assert not storage.delete(KEY, put_before=LONG_AGO)
    assert storage.exists(KEY)
    assert storage.delete(KEY, put_before=NEXT_DAY)
    assert not storage.exists(KEY)
    assert not storage.delete(KEY, put_before=NEXT_DAY)


def test_what_is_put_again_while_a_sweep_is_under_way_stays(
    storage: DiskStorage, root: Path
) -> None:
    storage.put(io.BytesIO(WORDS))
    _age(root, KEY, LONG_AGO)
    condemned = [key for key, put_at in storage.blobs() if put_at < NEXT_DAY]
    storage.put(io.BytesIO(WORDS))
    assert [storage.delete(key, put_before=NEXT_DAY) for key in condemned] == [False]
    assert storage.exists(KEY)


def test_a_put_between_the_check_and_the_removal_loses_nothing(
    storage: DiskStorage, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.put(io.BytesIO(WORDS))
    _age(root, KEY, LONG_AGO)
    putting = threading.Thread(target=storage.put, args=[io.BytesIO(WORDS)])
    checked = storage_disk._written_at

    def checked_then_put(path: Path) -> datetime | None:
        written = checked(path)
        putting.start()
        putting.join(timeout=0.2)  # It gets as far as it can.
        return written

    monkeypatch.setattr(storage_disk, "_written_at", checked_then_put)
    assert storage.delete(KEY, put_before=NEXT_DAY)
    putting.join()
    assert storage.exists(KEY)


def test_reading_goes_on_while_the_blob_is_taken_away(storage: DiskStorage, root: Path) -> None:
    storage.put(io.BytesIO(WORDS))
    _age(root, KEY, LONG_AGO)
    with storage.open(KEY) as stream:
        assert storage.delete(KEY, put_before=NEXT_DAY)
        assert stream.read() == WORDS


def test_blobs_are_all_blobs_and_nothing_else(storage: DiskStorage, root: Path) -> None:
    keys = {storage.put(io.BytesIO(bytes([number]))).sha256 for number in range(20)}
    (root / "lost+found").mkdir()
    (root / "incoming" / "half").write_bytes(b"x")
    assert [key for key, _ in storage.blobs()] == sorted(keys)


@pytest.mark.parametrize("key", ["", "..", "../../etc/passwd", KEY[:-1], KEY.upper(), f"{KEY}\n"])
def test_only_a_key_is_a_key(storage: DiskStorage, key: str) -> None:
    for ask in (storage.open, storage.exists, lambda key: storage.delete(key, NEXT_DAY)):
        with pytest.raises(ValueError, match="64"):
            ask(key)


def test_a_key_nobody_put_is_missing(storage: DiskStorage) -> None:
    with pytest.raises(StorageFailed) as caught:
        storage.open(KEY)
    assert caught.value.code is StorageFault.MISSING
    assert not storage.exists(KEY)


def test_a_full_disk_says_so_and_keeps_nothing() -> None:
    with full_disk() as root:
        storage = DiskStorage(root)
        with pytest.raises(StorageFailed) as caught:
            storage.put(io.BytesIO(os.urandom(ROOM + CHUNK)))
        assert caught.value.code is StorageFault.FULL
        assert _everything(root) == []
        storage.put(io.BytesIO(WORDS))
        assert _everything(root) == [KEY]


def test_a_file_beyond_the_limit_of_the_account_is_a_full_disk(storage: DiskStorage) -> None:
    with file_size_limit(), pytest.raises(StorageFailed) as caught:
        storage.put(io.BytesIO(os.urandom(ROOM + CHUNK)))
    assert caught.value.code is StorageFault.FULL
    assert list(storage.leftovers()) == []


def test_a_read_only_disk_says_so_and_still_reads(storage: DiskStorage, root: Path) -> None:
    storage.put(io.BytesIO(WORDS))
    _age(root, KEY, LONG_AGO)
    with read_only_disk(root) as mounted:
        frozen = DiskStorage(mounted)
        with frozen.open(KEY) as stream:
            assert stream.read() == WORDS
        with pytest.raises(StorageFailed) as caught:
            frozen.put(io.BytesIO(b"new"))
        assert caught.value.code is StorageFault.READ_ONLY
        with pytest.raises(StorageFailed) as caught:
            frozen.delete(KEY, put_before=datetime(2999, 1, 1, tzinfo=UTC))
        assert caught.value.code is StorageFault.READ_ONLY


def test_a_folder_of_somebody_else_is_read_only() -> None:
    with public_folder() as root:
        DiskStorage(root).put(io.BytesIO(WORDS))
        with forbidden(root), pytest.raises(StorageFailed) as caught:
            DiskStorage(root).put(io.BytesIO(b"new"))
        assert caught.value.code is StorageFault.READ_ONLY


@pytest.mark.parametrize("parent_is_a_file", [False, True])
def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path, parent_is_a_file: bool) -> None:
    if parent_is_a_file:
        (tmp_path / "volume").write_bytes(b"")
    storage = DiskStorage(tmp_path / "volume" / "evidence")
    asks: list[Callable[[], object]] = [
        lambda: storage.put(io.BytesIO(WORDS)),
        lambda: storage.open(KEY),
        lambda: storage.exists(KEY),
        lambda: storage.delete(KEY, NEXT_DAY),
        lambda: list(storage.blobs()),
        lambda: list(storage.leftovers()),
    ]
    for ask in asks:
        with pytest.raises(StorageFailed) as caught:
            ask()
        assert caught.value.code is StorageFault.GONE
    assert not storage._root.exists()


def test_an_answer_of_the_system_nobody_foresaw_is_other() -> None:
    assert fault_of(OSError("no number")) is StorageFault.OTHER
    assert fault_of(OSError(5, "input/output error")) is StorageFault.OTHER


KILLED = """
import io, os, signal, sys
from pathlib import Path
from tracker.adapters import disk, storage_disk

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

class Upload(io.BytesIO):
    def read(self, size):
        if moment == "reading" and self.tell() > 2 * storage_disk.CHUNK:
            die()
        return super().read(size)

root, moment = Path(sys.argv[1]), sys.argv[2]
if moment == "syncing":
    os.fsync = lambda descriptor: die() if os.fstat(descriptor).st_size > 10**6 else None
if moment == "renaming":
    Path.replace = die
storage_disk.DiskStorage(root).put(Upload(b"x" * (4 * storage_disk.CHUNK)))
"""


@pytest.mark.parametrize("moment", ["reading", "syncing", "renaming"])
def test_a_killed_writer_leaves_no_blob(storage: DiskStorage, root: Path, moment: str) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(root), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert list(storage.blobs()) == []
    [(name, written)] = storage.leftovers()
    assert _everything(root) == [name]

    assert storage.sweep_temporary(written) == 0
    assert storage.sweep_temporary(written + timedelta(seconds=1)) == 1
    assert _everything(root) == []
    storage.put(io.BytesIO(b"x" * (4 * CHUNK)))
    assert len(list(storage.blobs())) == 1
