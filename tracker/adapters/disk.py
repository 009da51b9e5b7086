"""Writing to a disk so that it survives a crash, and saying why a disk refused.

Shared by the blob storage and the mail folder; neither knows the other.
"""

import errno
import os
from pathlib import Path

from tracker.ports import StorageFault

#: What is written belongs to the account the tracker runs under, and to nobody else.
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_FAULTS = {
    StorageFault.FULL: (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    StorageFault.READ_ONLY: (errno.EROFS, errno.EACCES, errno.EPERM),
    StorageFault.GONE: (
        errno.ENOENT,
        errno.ENOTDIR,
        errno.ENODEV,
        errno.ENXIO,
        errno.ESTALE,
        errno.ENOTCONN,
    ),
}
_FAULT_OF = {number: fault for fault, numbers in _FAULTS.items() for number in numbers}


def fault_of(error: OSError) -> StorageFault:
    """The operating system's answer in our own words."""
    return _FAULT_OF.get(error.errno or 0, StorageFault.OTHER)


def make_folder(folder: Path) -> None:
    """Make one private folder, if it is not there.

    Its entry is made durable either way: whoever made it may not have got that far.
    """
    folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the entries of `folder` (names made, changed, removed) are on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_aside(path: Path) -> int:
    """A descriptor for writing a new private file; fails if the name is taken."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte, or raise the `OSError` of the first that did not fit."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
