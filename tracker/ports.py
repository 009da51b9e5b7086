"""What the product needs from outside: clock, storage, mail, a judge of files.

Adapters fulfil these; `app` alone chooses which. Failures carry codes, never sentences.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol

from tracker.domain.file_kinds import FileKind


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


@dataclass(frozen=True)
class StoredBlob:
    """Bytes in storage: `sha256` is the key (64 hex digits), `size` is in bytes."""

    sha256: str
    size: int


class StorageFault(StrEnum):
    """Why storage failed."""

    FULL = "full"
    READ_ONLY = "read_only"
    #: The folder or bucket itself cannot be reached.
    GONE = "gone"
    #: The storage answers, but holds nothing under this key.
    MISSING = "missing"
    OTHER = "other"


class StorageFailed(Exception):
    """Bytes could not be written, read or removed; nothing half-done is visible."""

    def __init__(self, code: StorageFault) -> None:
        super().__init__(code.value)
        self.code = code


class Storage(Protocol):
    """Content-addressed bytes. Putting the same bytes twice keeps one copy.

    Every method raises `StorageFailed`, and `ValueError` for what is not a key.
    """

    def put(self, stream: BinaryIO) -> StoredBlob:
        """Store durably what `stream` yields, which then counts as put just now."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes under a key, to be closed by the caller."""

    def exists(self, sha256: str) -> bool: ...

    def delete(self, sha256: str, put_before: datetime) -> bool:
        """Remove what is under a key, unless it was put again at `put_before` or later.

        Answers whether it was removed. That one check and the removal cannot be
        divided: what somebody is just putting forward once more is never taken away.
        """

    def blobs(self) -> Iterator[tuple[str, datetime]]:
        """Every key with the aware UTC time it was last put, by the storage's clock."""

    def leftovers(self) -> Iterator[tuple[str, datetime]]:
        """What killed writers left behind: a name, and the time it was last written to."""

    def sweep_temporary(self, before: datetime) -> int:
        """Remove leftovers last written to before a moment; answers how many."""


#: What a file is by its content, given its bytes (seekable) and its name.
#: Raises `domain.errors.Refused` with faults of the field `files`.
KindOf = Callable[[BinaryIO, str], FileKind]


@dataclass(frozen=True)
class OutgoingMail:
    """One message ready to leave.

    `key` says why it is owed and is the same at every attempt, as is `message_id`
    (`<…@…>`). `headers` are extra ones (`X-Tracker-Kind`, `X-Tracker-Key`).
    """

    key: str
    message_id: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


class MailFault(StrEnum):
    """Why a message did not leave. The first group is for good, the second for now."""

    #: The address cannot be written to at all.
    ADDRESS = "address"
    #: Something else in the message cannot be sent (a header, its identifier).
    MESSAGE = "message"
    #: The server refused the recipient.
    RECIPIENT = "recipient"
    #: The server refused the message as such (its size, its content).
    CONTENT = "content"
    #: A demonstration never writes to anybody but this machine.
    LOOPBACK_ONLY = "loopback_only"

    NO_ANSWER = "no_answer"
    TIMED_OUT = "timed_out"
    DISCONNECTED = "disconnected"
    #: The server's certificate is not to be trusted.
    CERTIFICATE = "certificate"
    #: The server offers no encryption, or none that is good enough.
    NOT_ENCRYPTED = "not_encrypted"
    SIGN_IN = "sign_in"
    #: The server does not let us send under our own address.
    SENDER = "sender"
    #: The server asked to try again later.
    LATER = "later"
    #: The mail folder cannot be written to.
    FOLDER = "folder"


class MailFailed(Exception):
    """`answer` is what the server (or the operating system) said, for administrators."""

    def __init__(self, code: MailFault, answer: str = "") -> None:
        super().__init__(f"{code.value}: {answer}" if answer else code.value)
        self.code = code
        self.answer = answer


class MailRefused(MailFailed):
    """This message was refused for good (a permanent answer); others may still go."""


class MailUnavailable(MailFailed):
    """The server cannot take this message now; it is worth trying again later."""


class MailSession(Protocol):
    def send(self, mail: OutgoingMail) -> None:
        """Hand one message over. Raises `MailRefused` or `MailUnavailable`.

        After either, the next message may be tried on the same session.
        """


class Mailer(Protocol):
    """Opens one connection for a batch of messages."""

    def connect(self) -> AbstractContextManager[MailSession]:
        """Raises `MailUnavailable` on entering when nobody answers or lets us in."""


#: The mailer of this installation, given whether it is a demonstration: one that is
#: never writes to anybody off this machine.
MailerFor = Callable[[bool], Mailer]
