"""Evidence files in a folder, each under the SHA-256 of its bytes.

`ab/cd/<64 hex digits>` holds a blob; `incoming/` what is still being written. A blob
appears whole or not at all: bytes are written aside, synced, then renamed into place.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from tracker.adapters.disk import (
    PRIVATE_FOLDER,
    fault_of,
    make_folder,
    open_aside,
    sync_folder,
    write_all,
)
from tracker.ports import StorageFailed, StorageFault, StoredBlob

#: Read and written at once, in bytes.
CHUNK = 1024 * 1024

_KEY = re.compile(r"[0-9a-f]{64}")
_LEVEL = re.compile(r"[0-9a-f]{2}")


class DiskStorage:
    """The `Storage` of a single machine.

    A missing root is a fault (`gone`), never made on the way: a volume that was not
    mounted must show. `prepare` makes it, once, when the tracker starts.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"

    def prepare(self) -> None:
        """Make the folder that holds everything, if it is not there."""
        with _told_plainly():
            self._root.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)

    def put(self, stream: BinaryIO) -> StoredBlob:
        """Store durably what `stream` yields.

        Bytes that are already there are replaced by themselves, which makes them as
        young as new ones: the sweep leaves alone what a row is just about to name.
        """
        with _told_plainly():
            make_folder(self._incoming)
            aside = self._incoming / uuid4().hex
            try:
                blob = _write(aside, stream)
                self._place(aside, blob.sha256)
            finally:
                with suppress(OSError):
                    aside.unlink(missing_ok=True)
        return blob

    def open(self, sha256: str) -> BinaryIO:
        """The bytes under a key, to be closed by the caller."""
        path = self._path(sha256)
        with _told_plainly():
            try:
                return path.open("rb")
            except FileNotFoundError:
                self._root.stat()
                raise StorageFailed(StorageFault.MISSING) from None

    def exists(self, sha256: str) -> bool:
        path = self._path(sha256)
        with _told_plainly():
            self._root.stat()
            return path.is_file()

    def delete(self, sha256: str, put_before: datetime) -> bool:
        """Remove what is under a key, unless it was put at `put_before` or later."""
        path = self._path(sha256)
        with _told_plainly(), self._placing():
            written = _written_at(path)
            if written is None or written >= put_before:
                return False
            path.unlink()
            sync_folder(path.parent)
            return True

    def blobs(self) -> Iterator[tuple[str, datetime]]:
        """Every key with the time it was last put, in the order of keys."""
        with _told_plainly():
            for outer in _folders(self._root):
                for inner in _folders(outer):
                    yield from _files(inner)

    def leftovers(self) -> Iterator[tuple[str, datetime]]:
        """What killed writers left behind, and what is being written at this moment."""
        with _told_plainly():
            self._root.stat()
            if self._incoming.is_dir():
                yield from _files(self._incoming)

    def sweep_temporary(self, before: datetime) -> int:
        """Remove leftovers last written to before a moment; answers how many."""
        old = [name for name, written in self.leftovers() if written < before]
        with _told_plainly():
            for name in old:
                (self._incoming / name).unlink(missing_ok=True)
        return len(old)

    def _path(self, sha256: str) -> Path:
        if not _KEY.fullmatch(sha256):
            raise ValueError("a key of storage is 64 hexadecimal digits")
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _place(self, aside: Path, sha256: str) -> None:
        path = self._path(sha256)
        make_folder(path.parent.parent)
        make_folder(path.parent)
        with self._placing():
            aside.replace(path)
        sync_folder(path.parent)

    @contextmanager
    def _placing(self) -> Iterator[None]:
        """One at a time, across processes: putting in place, and removing."""
        descriptor = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailed(fault_of(error)) from error


def _write(aside: Path, stream: BinaryIO) -> StoredBlob:
    digest = hashlib.sha256()
    size = 0
    descriptor = open_aside(aside)
    try:
        while chunk := stream.read(CHUNK):
            write_all(descriptor, chunk)
            digest.update(chunk)
            size += len(chunk)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return StoredBlob(digest.hexdigest(), size)


def _folders(folder: Path) -> list[Path]:
    """The two-digit folders of one level."""
    return sorted(path for path in folder.iterdir() if _LEVEL.fullmatch(path.name))


def _files(folder: Path) -> Iterator[tuple[str, datetime]]:
    for path in sorted(folder.iterdir()):
        written = _written_at(path)
        if written is not None:
            yield path.name, written


def _written_at(path: Path) -> datetime | None:
    """When a file was last written to, or None when somebody has just taken it away."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
