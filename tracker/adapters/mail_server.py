"""Which mail server to use, read from one URL."""

import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


class Encryption(StrEnum):
    #: Asked for after connecting; required, except on loopback.
    STARTTLS = "starttls"
    #: From the first byte.
    IMPLICIT = "implicit"
    #: None at all, on loopback only.
    NONE = "none"


_PORTS = {Encryption.STARTTLS: 587, Encryption.NONE: 25, Encryption.IMPLICIT: 465}


@dataclass(frozen=True)
class SmtpServer:
    """`user` empty: no sign-in. `authority`: the one certificate authority to trust,
    in place of the machine's own list."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None

    @classmethod
    def from_url(cls, url: str) -> "SmtpServer":
        """Read `smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS at once).

        `?tls=none` does without encryption on loopback, `?ca=FILE` trusts one
        authority. User and password are percent-encoded. Raises `ValueError` with
        what is wrong, never with the password.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("a mail server is smtp://host:port or smtps://host:port")
        if parts.path.strip("/") or parts.fragment:
            raise ValueError("percent-encode / ? # and @ in the user and the password")
        options = parse_qs(parts.query, keep_blank_values=True)
        if unknown := options.keys() - {"tls", "ca"}:
            raise ValueError(f"a mail server has no option {', '.join(sorted(unknown))}")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if not (user.isascii() and password.isascii()) or bool(user) != bool(password):
            raise ValueError("signing in needs a user and a password in ASCII")
        encryption = _encryption(parts, options.get("tls"))
        authority = options.get("ca", [""])[-1]
        if authority and not Path(authority).is_file():
            raise ValueError(f"there is no certificate authority in {authority}")
        return cls(
            host=parts.hostname,
            port=_port(parts) or _PORTS[encryption],
            encryption=encryption,
            user=user,
            password=password,
            authority=Path(authority) if authority else None,
        )

    @property
    def is_loopback(self) -> bool:
        """Whether this is a server on this very machine."""
        return _is_loopback(self.host)

    def tls(self) -> ssl.SSLContext:
        """How to encrypt; certificate and host name are always verified."""
        return ssl.create_default_context(cafile=self.authority)


def _encryption(parts: SplitResult, asked: list[str] | None) -> Encryption:
    usual = Encryption.IMPLICIT if parts.scheme == "smtps" else Encryption.STARTTLS
    if asked is None:
        return usual
    if asked != ["none"] or usual is Encryption.IMPLICIT:
        raise ValueError("tls=none is all that can be asked, and only of smtp://")
    if not _is_loopback(parts.hostname or ""):
        raise ValueError("tls=none is for loopback only")
    return Encryption.NONE


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ValueError("the port of a mail server is a number up to 65535") from None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
