"""Which mailer a URL names, and under which name and address it writes."""

from email.headerregistry import Address
from email.utils import getaddresses
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tracker.adapters.mail_folder import FolderMailer
from tracker.adapters.mail_message import plain_address
from tracker.adapters.mail_server import SmtpServer
from tracker.adapters.mail_smtp import SmtpMailer
from tracker.ports import Clock, Mailer, MailRefused


def mailer_for(url: str, mail_from: str, clock: Clock, *, loopback_only: bool) -> Mailer:
    """The mailer of `folder:///path`, `smtp://…` or `smtps://…`, writing as `mail_from`
    (`Name <address>`). `loopback_only` is for demonstrations: see `SmtpMailer`.

    Raises `ValueError` with what is wrong, never with a password.
    """
    sender = sender_of(mail_from)
    parts = urlsplit(url)
    if parts.scheme == "folder":
        if parts.netloc or not parts.path.strip("/"):
            raise ValueError("a mail folder is folder:///path, with three strokes")
        return FolderMailer(Path(unquote(parts.path)), sender, clock)
    return SmtpMailer(SmtpServer.from_url(url), sender, clock, loopback_only=loopback_only)


def sender_of(mail_from: str) -> Address:
    """`Name <address>` or a bare address. Raises `ValueError`."""
    try:
        [(name, address)] = getaddresses([mail_from])
        return Address(name, addr_spec=plain_address(address))
    except (MailRefused, ValueError):
        raise ValueError(f"{mail_from!r} is not a name and an address") from None
