"""Mail into a folder: one `.eml` file a message, for trying out and for machines
that are not allowed to write to anybody.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from hashlib import sha256
from pathlib import Path

from tracker.adapters.disk import PRIVATE_FOLDER, open_aside, sync_folder, write_all
from tracker.adapters.mail_message import to_bytes
from tracker.ports import Clock, MailFault, MailSession, MailUnavailable, OutgoingMail

#: Keys as the outbox makes them, whose colons a file name cannot have everywhere.
_USUAL_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:-]{0,199}")
_LONGEST_STEM = 100


class FolderMailer:
    """The `Mailer` that lets nothing leave the machine."""

    def __init__(self, folder: Path, sender: Address, clock: Clock) -> None:
        self._folder = folder
        self._sender = sender
        self._clock = clock

    @contextmanager
    def connect(self) -> Iterator[MailSession]:
        """Makes the folder if it is not there."""
        with _told_plainly():
            self._folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        yield self

    def send(self, mail: OutgoingMail) -> None:
        """Write the message; sending the same key again replaces its file."""
        content = to_bytes(mail, self._sender, self._clock.now())
        path = self._folder / file_name(mail.key)
        aside = path.with_suffix(".part")
        with _told_plainly():
            try:
                _write(aside, content)
                aside.replace(path)
            finally:
                with suppress(OSError):
                    aside.unlink(missing_ok=True)
            sync_folder(self._folder)


def file_name(key: str) -> str:
    """The name of a message's file: readable, and never that of another key."""
    if _USUAL_KEY.fullmatch(key):
        return f"{key.replace(':', '.')}.eml"
    readable = re.sub(r"[^A-Za-z0-9_-]+", "_", key)[:_LONGEST_STEM]
    return f"{readable}~{sha256(key.encode()).hexdigest()[:16]}.eml"


def _write(aside: Path, content: bytes) -> None:
    aside.unlink(missing_ok=True)
    descriptor = open_aside(aside)
    try:
        write_all(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MailUnavailable(MailFault.FOLDER, str(error)) from error
