"""What the product needs from outside: clock, storage, mail. Adapters fulfil these."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


@dataclass(frozen=True)
class StoredBlob:
    """Bytes in storage: `sha256` is the key (64 hex digits), `size` is in bytes."""

    sha256: str
    size: int


class StorageFailed(Exception):
    """Bytes could not be written or read: full, read-only or gone. Nothing was kept."""


class Storage(Protocol):
    """Content-addressed bytes. Putting the same bytes twice keeps one copy."""

    def put(self, stream: BinaryIO) -> StoredBlob:
        """Store durably what `stream` yields. Raises `StorageFailed`."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes under a key. Raises `StorageFailed` when there are none."""

    def exists(self, sha256: str) -> bool: ...

    def delete(self, sha256: str) -> None: ...

    def blobs(self) -> Iterator[tuple[str, datetime]]:
        """Every key with the aware UTC time it was last put."""


@dataclass(frozen=True)
class OutgoingMail:
    """One message ready to leave. `headers` are extra ones, already free of newlines."""

    key: str
    message_id: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


class MailRefused(Exception):
    """This message was refused for good (a permanent answer); others may still go."""


class MailUnavailable(Exception):
    """The server cannot take this message now; it is worth trying again later."""


class MailSession(Protocol):
    def send(self, mail: OutgoingMail) -> None:
        """Hand one message over. Raises `MailRefused` or `MailUnavailable`."""


class Mailer(Protocol):
    """Opens one connection for a batch of messages."""

    def connect(self) -> AbstractContextManager[MailSession]:
        """Raises `MailUnavailable` when nobody answers."""
