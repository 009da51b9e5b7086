"""Mail over SMTP: one connection a batch, encrypted, signed in, never waiting for ever.

The only place that speaks SMTP. What the server answers is sorted here into "never"
(`MailRefused`) and "not now" (`MailUnavailable`).
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from typing import NoReturn

from tracker.adapters.mail_message import to_bytes
from tracker.adapters.mail_server import Encryption, SmtpServer
from tracker.ports import (
    Clock,
    MailFault,
    MailRefused,
    MailSession,
    MailUnavailable,
    OutgoingMail,
)

#: After so many connections lost one after another nothing more of the batch is tried.
LOST_IN_A_ROW = 2

_LONGEST_ANSWER = 500
_MESSAGE_TOO_LARGE = 552
_SIGN_IN_NEEDED = (530, 534, 535, 538)


class SmtpMailer:
    """The `Mailer` that hands messages to a relay.

    `connect_timeout` and `read_timeout` are the seconds to wait for one answer.
    With `loopback_only` a server on another machine is not even spoken to.
    """

    def __init__(
        self,
        server: SmtpServer,
        sender: Address,
        clock: Clock,
        *,
        loopback_only: bool = False,
        connect_timeout: float = 10,
        read_timeout: float = 30,
    ) -> None:
        self._server = server
        self._sender = sender
        self._clock = clock
        self._loopback_only = loopback_only
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout

    @contextmanager
    def connect(self) -> Iterator[MailSession]:
        """Raises `MailUnavailable` when the server does not answer or let us in."""
        if self._loopback_only and not self._server.is_loopback:
            yield _NobodyElse()
            return
        session = _Session(self._signed_in, self._hand_over)
        try:
            yield session
        finally:
            session.leave()

    def _signed_in(self) -> smtplib.SMTP:
        """A new connection, ready for messages."""
        with _told_plainly():
            smtp = self._connected()
            try:
                self._settle(smtp)
            except BaseException:
                smtp.close()
                raise
            return smtp

    def _hand_over(self, smtp: smtplib.SMTP, mail: OutgoingMail) -> None:
        content = to_bytes(mail, self._sender, self._clock.now())
        with _told_plainly():
            smtp.sendmail(self._sender.addr_spec, [mail.to_address], content)

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        timeout, name = self._connect_timeout, self._sender.domain
        if server.encryption is Encryption.IMPLICIT:
            return smtplib.SMTP_SSL(
                server.host, server.port, name, timeout=timeout, context=server.tls()
            )
        return smtplib.SMTP(server.host, server.port, name, timeout=timeout)

    def _settle(self, smtp: smtplib.SMTP) -> None:
        server = self._server
        if smtp.sock is not None:
            smtp.sock.settimeout(self._read_timeout)
        smtp.ehlo_or_helo_if_needed()
        if server.encryption is Encryption.STARTTLS:
            if smtp.has_extn("starttls"):
                smtp.starttls(context=server.tls())
            elif not server.is_loopback:
                raise MailUnavailable(MailFault.NOT_ENCRYPTED)
        if server.user:
            smtp.login(server.user, server.password)


class _Session:
    """One batch. A lost connection is opened anew for the next message, until opening
    fails or `LOST_IN_A_ROW` were lost: then the rest of the batch is not kept waiting.
    """

    def __init__(
        self,
        opened: Callable[[], smtplib.SMTP],
        hand_over: Callable[[smtplib.SMTP, OutgoingMail], None],
    ) -> None:
        self._opened = opened
        self._hand_over = hand_over
        self._smtp = opened()
        self._lost = 0
        self._given_up: MailUnavailable | None = None

    def send(self, mail: OutgoingMail) -> None:
        if self._given_up is not None:
            raise MailUnavailable(self._given_up.code, self._given_up.answer)
        if self._is_lost:
            self._open_anew()
        try:
            self._hand_over(self._smtp, mail)
        except MailUnavailable as error:
            if self._is_lost and self._lost + 1 == LOST_IN_A_ROW:
                self._given_up = error
            raise
        finally:
            self._lost = self._lost + 1 if self._is_lost else 0

    def leave(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._smtp.quit()
        self._smtp.close()

    @property
    def _is_lost(self) -> bool:
        return self._smtp.sock is None

    def _open_anew(self) -> None:
        try:
            self._smtp = self._opened()
        except MailUnavailable as error:
            self._given_up = error
            raise


class _NobodyElse:
    """The session of a demonstration whose mail server is another machine."""

    def send(self, mail: OutgoingMail) -> None:
        raise MailRefused(MailFault.LOOPBACK_ONLY)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Every way in which SMTP fails, as one of ours."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        [(code, answer)] = error.recipients.values()
        _refused_or_later(code, answer, MailFault.RECIPIENT, error)
    except smtplib.SMTPDataError as error:
        _refused_or_later(error.smtp_code, error.smtp_error, MailFault.CONTENT, error)
    except smtplib.SMTPSenderRefused as error:
        _sender_refused(error)
    except smtplib.SMTPAuthenticationError as error:
        fault = MailFault.SIGN_IN if error.smtp_code >= 500 else MailFault.LATER
        raise MailUnavailable(fault, _text(error.smtp_error)) from error
    except smtplib.SMTPServerDisconnected as error:
        timed_out = isinstance(error.__context__, TimeoutError)
        fault = MailFault.TIMED_OUT if timed_out else MailFault.DISCONNECTED
        raise MailUnavailable(fault, _text(str(error))) from error
    except smtplib.SMTPResponseException as error:
        raise MailUnavailable(MailFault.LATER, _text(error.smtp_error)) from error
    except smtplib.SMTPException as error:  # No way of signing in that both know.
        raise MailUnavailable(MailFault.SIGN_IN, _text(str(error))) from error
    except ssl.SSLCertVerificationError as error:
        raise MailUnavailable(MailFault.CERTIFICATE, _text(error.verify_message)) from error
    except ssl.SSLError as error:
        raise MailUnavailable(MailFault.NOT_ENCRYPTED, _text(str(error))) from error
    except TimeoutError as error:
        raise MailUnavailable(MailFault.TIMED_OUT, _text(str(error))) from error
    except OSError as error:
        raise MailUnavailable(MailFault.NO_ANSWER, _text(str(error))) from error


def _refused_or_later(
    code: int, answer: bytes | str, fault: MailFault, error: Exception
) -> NoReturn:
    if 500 <= code < 600:
        raise MailRefused(fault, f"{code} {_text(answer)}") from error
    raise MailUnavailable(MailFault.LATER, f"{code} {_text(answer)}") from error


def _sender_refused(error: smtplib.SMTPSenderRefused) -> NoReturn:
    """Our own address or standing is at fault, unless it was the announced size."""
    if error.smtp_code == _MESSAGE_TOO_LARGE or error.smtp_code < 500:
        _refused_or_later(error.smtp_code, error.smtp_error, MailFault.CONTENT, error)
    fault = MailFault.SIGN_IN if error.smtp_code in _SIGN_IN_NEEDED else MailFault.SENDER
    raise MailUnavailable(fault, f"{error.smtp_code} {_text(error.smtp_error)}") from error


def _text(answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(words.split())[:_LONGEST_ANSWER]
