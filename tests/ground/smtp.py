"""A real mail server on loopback: it takes mail, refuses, hangs, hangs up, as told."""

import asyncio
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"

#: In `Manners`: whoever it is.
ANYBODY = "*"


@dataclass
class Manners:
    """How the server treats mail to somebody, by address or `ANYBODY`; else it takes it.

    `refuses` answers the recipient, `refuses_content` the message, with a whole line of
    the protocol; `hangs_up_on` ends the connection there, `keeps_waiting` never answers.
    """

    sender: str = "250 OK"
    refuses: dict[str, str] = field(default_factory=dict)
    refuses_content: dict[str, str] = field(default_factory=dict)
    hangs_up_on: set[str] = field(default_factory=set)
    keeps_waiting: set[str] = field(default_factory=set)
    #: (user, password) without which nothing goes, and only when encrypted.
    sign_in: tuple[str, str] | None = None


@dataclass(frozen=True)
class Certificate:
    """A self-signed one for loopback: its own authority."""

    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


@dataclass
class Delivered:
    """One message as the server got it."""

    sender: str
    recipient: str
    content: bytes
    encrypted: bool
    signed_in: bool

    @property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


class MailServer:
    """What the server saw, and where it is; also the handler of its protocol."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.port = 0
        self.delivered: list[Delivered] = []
        self.connections = 0
        #: The name by which the client introduced itself, at each greeting.
        self.greeted_as: list[str] = []

    def url(self, *, scheme: str = "smtp", user: str = "", password: str = "", **query: str) -> str:
        """The address of this server as the operator would write it."""
        account = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
        options = "&".join(f"{name}={value}" for name, value in query.items())
        return f"{scheme}://{account}{HOST}:{self.port}{'?' if options else ''}{options}"

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, lines: list[str]
    ) -> list[str]:
        self.greeted_as.append(hostname)
        session.host_name = hostname
        return lines

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.manners.sign_in and not session.authenticated:
            return "530 5.7.0 sign in first"
        envelope.mail_from = address
        return self.manners.sender

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = _for(self.manners.refuses, address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        [recipient] = envelope.rcpt_tos
        assert isinstance(server.transport, asyncio.WriteTransport)
        if {recipient, ANYBODY} & self.manners.hangs_up_on:
            server.transport.abort()
            await _for_ever()
        if {recipient, ANYBODY} & self.manners.keeps_waiting:
            await _for_ever()
        if answer := _for(self.manners.refuses_content, recipient):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        self.delivered.append(
            Delivered(
                sender=envelope.mail_from or "",
                recipient=recipient,
                content=content,
                encrypted=server.transport.get_extra_info("cipher") is not None,
                signed_in=bool(session.authenticated),
            )
        )
        return "250 OK"

    def admits(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, account: Any
    ) -> AuthResult:
        assert isinstance(account, LoginPassword)
        given = (account.login.decode(), account.password.decode())
        return AuthResult(success=given == self.manners.sign_in, handled=False)


@contextmanager
def mail_server(
    manners: Manners | None = None,
    *,
    starttls: Certificate | None = None,
    implicit_tls: Certificate | None = None,
) -> Iterator[MailServer]:
    """A server on a free port for as long as the block lasts."""
    served = MailServer(manners or Manners())
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        served.connections += 1
        return SMTP(
            served,
            loop=loop,
            hostname="mail.example",
            tls_context=starttls.context() if starttls else None,
            require_starttls=starttls is not None,
            auth_require_tls=implicit_tls is None,
            authenticator=served.admits,
        )

    listening = socket.create_server((HOST, 0))
    served.port = listening.getsockname()[1]
    tls = implicit_tls.context() if implicit_tls else None
    server = loop.run_until_complete(loop.create_server(protocol, sock=listening, ssl=tls))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield served
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(_closed(server))
        loop.close()


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that lets everybody in and never says a word."""
    with socket.create_server((HOST, 0)) as listening:
        port: int = listening.getsockname()[1]
        yield port


def certificate(folder: Path, name: str = "IP:127.0.0.1") -> Certificate:
    """Make a certificate for a host (`IP:…` or `DNS:…`), good for two days."""
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    subject = ["-nodes", "-days", "2", "-subj", "/CN=mail.example", "-addext"]
    files = ["-out", str(made.certificate), "-keyout", str(made.key)]
    subprocess.run(
        [*command, *subject, f"subjectAltName={name}", *files], check=True, capture_output=True
    )
    return made


def _for(answers: dict[str, str], address: str) -> str | None:
    return answers.get(address, answers.get(ANYBODY))


async def _for_ever() -> None:
    await asyncio.Event().wait()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
