"""One outgoing message as the bytes that travel: headers, text, and HTML beside it.

Nothing a person typed can add a header or a recipient: names and subjects become one
line, addresses, identifiers and extra headers are let through only in their plain form.
"""

import re
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import quote
from typing import Any

from tracker.ports import MailFault, MailRefused, OutgoingMail

#: Longest address that can be written to, in characters (RFC 5321).
_LONGEST_ADDRESS = 254

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]*")
_MESSAGE_ID = re.compile(r"<[^<>@\s]+@[^<>@\s]+>", re.ASCII)
_EXTRA_NAME = re.compile(r"(X|List)-[A-Za-z-]+")
_EXTRA_VALUE = re.compile(r"[!-~]+( [!-~]+)*")

#: Below the 998 characters that one line of a header may have.
_LONGEST_VALUE = 900

#: Begins a word that mail programs decode; a typed one could hide a line end.
_ENCODED_WORD = "=?"


class _Policy(EmailPolicy):
    """As `email.policy.SMTP`, with headers put on the wire by our own hand.

    The library loses spaces where it breaks a long line that is not all ASCII, and
    encodes identifiers, keys and links, which machines compare letter by letter.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name in ("From", "To"):
            [address] = value.addresses
            wire = f"{_phrase(address.display_name, name)} <{address.addr_spec}>"
        elif name == "Subject":
            wire = _encoded(value, name)
        elif name == "Message-ID" or _EXTRA_NAME.fullmatch(name):
            wire = value
        else:
            return super().fold_binary(name, value)
        return f"{name}: {wire.strip()}\r\n".encode("ascii")


def _phrase(display_name: str, header: str) -> str:
    if display_name.isascii():
        return f'"{quote(display_name)}"' if display_name else ""
    return _encoded(display_name, header)


def _encoded(words: str, header: str) -> str:
    charset = "us-ascii" if words.isascii() else "utf-8"
    return Header(words, charset, header_name=header).encode(linesep="\r\n")


_POLICY = _Policy(linesep="\r\n")


def to_bytes(mail: OutgoingMail, sender: Address, sent_at: datetime) -> bytes:
    """The message, ready to be handed over or written to a file.

    Raises `MailRefused` when it cannot be written to that address, or not at all.
    """
    message = EmailMessage(_POLICY)
    try:
        message["From"] = Address(_one_line(sender.display_name), addr_spec=sender.addr_spec)
        message["To"] = Address(_one_line(mail.to_name), addr_spec=plain_address(mail.to_address))
        message["Subject"] = _one_line(mail.subject)
        message["Date"] = sent_at
        message["Message-ID"] = _matching(_MESSAGE_ID, mail.message_id)
        message["Auto-Submitted"] = "auto-generated"
        for name, value in mail.headers.items():
            message[_matching(_EXTRA_NAME, name)] = _matching(_EXTRA_VALUE, value)
        message.set_content(mail.text, cte="quoted-printable")
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
        return message.as_bytes()
    except ValueError as error:
        raise MailRefused(MailFault.MESSAGE, str(error)) from error


def plain_address(address: str) -> str:
    """`address` if it is one plain address in ASCII. Raises `MailRefused`."""
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise MailRefused(MailFault.ADDRESS)
    return address


def _one_line(typed: str) -> str:
    """`typed` without line ends and other control characters."""
    printable = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(printable.split()).replace(_ENCODED_WORD, "= ?")


def _matching(shape: re.Pattern[str], value: str) -> str:
    if len(value) > _LONGEST_VALUE or _ENCODED_WORD in value or not shape.fullmatch(value):
        raise ValueError(f"not fit for a header: {value!r:.80}")
    return value
