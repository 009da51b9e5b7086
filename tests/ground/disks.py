"""Disks that really refuse: a full one, and one that may only be read."""

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What fits on the full disk, in bytes; less than a megabyte of evidence.
ROOM = 256 * 1024

_NOBODY = 65534


@contextmanager
def public_folder() -> Iterator[Path]:
    """A folder outside pytest's own, whose parents every account may pass."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def full_disk() -> Iterator[Path]:
    """A folder in which `ROOM` bytes fit, and no more.

    A small file system of its own where this account may mount one; otherwise the
    operating system's limit on the size of a file, which refuses the same write.
    """
    with public_folder() as folder:
        if _mounted(folder, f"size={ROOM}"):
            try:
                yield folder
            finally:
                _unmount(folder)
        else:
            with file_size_limit():
                yield folder


@contextmanager
def file_size_limit() -> Iterator[None]:
    """While the block lasts, no file of this process grows beyond `ROOM` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only_disk(content: Path) -> Iterator[Path]:
    """A folder holding a copy of `content` that may be read but not changed.

    A read-only mount where this account may make one; otherwise the folder's mode.
    """
    with public_folder() as folder:
        if _mounted(folder, "size=8m"):
            try:
                _copy(content, folder)
                subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
                yield folder
            finally:
                _unmount(folder)
        else:
            _copy(content, folder)
            with forbidden(folder):
                yield folder


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """While the block lasts, nothing may be written below `folder`, not even by root."""
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for each in folders:
        each.chmod(0o555)
    for each in folder.rglob("*"):
        if each.is_file():
            each.chmod(0o444)
    was = os.geteuid()
    if was == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)
        for each in folders:
            each.chmod(0o755)


def _mounted(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _copy(content: Path, folder: Path) -> None:
    subprocess.run(["cp", "-r", f"{content}/.", str(folder)], check=True)
