"""Files on their way in: judged by content, held to the limits, and stored.

Bytes first, rows second: `receive` runs before any unit of work, so that nobody waits for
a disk while the database is held, and a row never names bytes that are not there. What
no row comes to name is removed by the sweep.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tracker.domain.errors import Fault, Refused, refuse
from tracker.domain.file_kinds import FileKind
from tracker.domain.file_names import safe_name
from tracker.ports import Storage, StorageFailed, StorageFault
from tracker.services.unit_of_work import UnitsOfWork

MEBIBYTE = 1024 * 1024

_STORAGE_FAULTS = {
    StorageFault.FULL: Fault("storage_full", "files"),
    StorageFault.READ_ONLY: Fault("storage_read_only", "files"),
    StorageFault.GONE: Fault("storage_gone", "files"),
    StorageFault.MISSING: Fault("storage_missing", "files"),
    StorageFault.OTHER: Fault("storage_other", "files"),
}


def storage_fault(failure: StorageFailed) -> Fault:
    """What a person is told when storage fails."""
    return _STORAGE_FAULTS[failure.code]


@dataclass(frozen=True)
class Upload:
    """A file as somebody's machine called it; `stream` is seekable."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True)
class Limits:
    """How many files at once, and how large each one may be, in bytes."""

    files: int
    file_bytes: int

    @property
    def file_mebibytes(self) -> int:
        return self.file_bytes // MEBIBYTE


@dataclass(frozen=True)
class StoredFile:
    """A file whose bytes are safe in storage and wait for a row to name them."""

    name: str
    media_type: str
    size: int
    sha256: str


def receive(units: UnitsOfWork, uploads: Sequence[Upload], limits: Limits) -> list[StoredFile]:
    """Judge every file, then store them all. Raises `Refused` with faults of `files`, one
    for each file that cannot be taken; then no file was stored."""
    if not uploads:
        raise refuse("files_missing", "files")
    if len(uploads) > limits.files:
        raise refuse("files_too_many", "files", most=limits.files, count=len(uploads))
    kinds: list[FileKind] = []
    faults: list[Fault] = []
    for upload in uploads:
        try:
            kinds.append(_judged(units, upload, limits))
        except Refused as refusal:
            faults += refusal.faults
    if faults:
        raise Refused(*faults)
    stored = [
        _stored(units.storage, upload, kind) for upload, kind in zip(uploads, kinds, strict=True)
    ]
    return _distinct(stored)


def _judged(units: UnitsOfWork, upload: Upload, limits: Limits) -> FileKind:
    size = upload.stream.seek(0, 2)
    if size > limits.file_bytes:
        name = safe_name(upload.name)
        raise refuse("file_too_large", "files", name=name, most=limits.file_mebibytes)
    return units.kind_of(upload.stream, upload.name)


def _stored(storage: Storage, upload: Upload, kind: FileKind) -> StoredFile:
    upload.stream.seek(0)
    try:
        blob = storage.put(upload.stream)
    except StorageFailed as failure:
        raise Refused(storage_fault(failure)) from failure
    name = safe_name(kind.named(safe_name(upload.name)))
    return StoredFile(name, kind.media_type, blob.size, blob.sha256)


def _distinct(stored: list[StoredFile]) -> list[StoredFile]:
    seen: dict[str, str] = {}
    for file in stored:
        if file.sha256 in seen:
            other = seen[file.sha256]
            raise refuse("file_twice", "files", name=file.name, other=other)
        seen[file.sha256] = file.name
    return stored
