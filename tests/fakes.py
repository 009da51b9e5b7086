"""Stand-ins for what the product needs from outside, kept in memory."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from tracker.ports import (
    Clock,
    MailFault,
    MailRefused,
    MailSession,
    MailUnavailable,
    OutgoingMail,
    StorageFailed,
    StorageFault,
    StoredBlob,
)


class FakeStorage:
    """Content-addressed bytes in a dictionary; `is_full` makes every `put` fail."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._bytes: dict[str, tuple[bytes, datetime]] = {}
        self.is_full = False

    def put(self, stream: BinaryIO) -> StoredBlob:
        if self.is_full:
            raise StorageFailed(StorageFault.FULL)
        content = stream.read()
        key = hashlib.sha256(content).hexdigest()
        self._bytes[key] = (content, self._clock.now())
        return StoredBlob(key, len(content))

    def open(self, sha256: str) -> BinaryIO:
        if sha256 not in self._bytes:
            raise StorageFailed(StorageFault.MISSING)
        return io.BytesIO(self._bytes[sha256][0])

    def exists(self, sha256: str) -> bool:
        return sha256 in self._bytes

    def delete(self, sha256: str, put_before: datetime) -> bool:
        kept = self._bytes.get(sha256)
        if kept is None or kept[1] >= put_before:
            return False
        del self._bytes[sha256]
        return True

    def blobs(self) -> Iterator[tuple[str, datetime]]:
        yield from [(key, put_at) for key, (_, put_at) in self._bytes.items()]

    def leftovers(self) -> Iterator[tuple[str, datetime]]:
        yield from ()

    def sweep_temporary(self, before: datetime) -> int:
        return 0


class FakeMailer:
    """Keeps what was handed over in `sent`.

    `refused` are addresses turned away for good; while `is_down`, nobody answers; after
    `breaks_after` messages of one connection the line goes dead.
    """

    def __init__(self) -> None:
        self.sent: list[OutgoingMail] = []
        self.refused: set[str] = set()
        self.is_down = False
        self.breaks_after: int | None = None
        self.connections = 0

    @contextmanager
    def connect(self) -> Iterator[MailSession]:
        if self.is_down:
            raise MailUnavailable(MailFault.NO_ANSWER)
        self.connections += 1
        yield _FakeMailSession(self)


class _FakeMailSession:
    def __init__(self, mailer: FakeMailer) -> None:
        self._mailer = mailer
        self._handed_over = 0

    def send(self, mail: OutgoingMail) -> None:
        if self._mailer.is_down or self._handed_over == self._mailer.breaks_after:
            raise MailUnavailable(MailFault.DISCONNECTED)
        if mail.to_address in self._mailer.refused:
            raise MailRefused(MailFault.RECIPIENT, "550 no such user here")
        self._handed_over += 1
        self._mailer.sent.append(mail)


class FakeClock:
    """Stands at `moment`, aware, until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment
