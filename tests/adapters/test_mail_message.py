"""What travels: headers that machines compare, words in any language, nothing typed in."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.adapters.letters import MORNING, SENDER, letter
from tracker.adapters.mail_message import to_bytes
from tracker.ports import MailFault, MailRefused, OutgoingMail

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
EXTRA = ["X-Tracker-Kind", "X-Tracker-Key"]
HIDDEN_LINE_END = "=?utf-8?q?=0D=0ABcc:_spy=40example.org?="


def _read(mail: OutgoingMail) -> EmailMessage:
    message = message_from_bytes(to_bytes(mail, SENDER, MORNING), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _decoded(raw: str) -> str:
    return str(make_header(decode_header(raw)))


def test_a_message_says_who_when_why_and_that_a_machine_sent_it() -> None:
    message = _read(letter())
    assert message["From"] == "Cynllun Gwella – Bwrdd Rhanbarthol <tracker@council.example>"
    assert message["To"] == "Siân Ŷnyr <sian@council.example>"
    assert message["Subject"] == "Mae 3 cam yn hwyr · CS17-R05.03"
    assert message["Date"].datetime == MORNING
    assert message["Message-ID"] == "<overdue-digest.7@tracker.council.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Tracker-Kind"] == "overdue-digest"
    assert message["X-Tracker-Key"] == "overdue-digest:user:7:2018-03-12"


def test_a_message_has_text_first_and_html_beside_it() -> None:
    message = _read(letter())
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content_charset() == html.get_content_charset() == "utf-8"
    assert text.get_content().splitlines() == letter().text.splitlines()
    assert html.get_content().strip() == letter().html


def test_the_same_message_has_the_same_identifier_at_every_attempt() -> None:
    assert _read(letter())["Message-ID"] == _read(letter())["Message-ID"]


def test_what_machines_compare_is_neither_wrapped_nor_encoded() -> None:
    key = "visit-readiness:" + "x" * 180
    message_id = f"<{'y' * 120}@tracker.council.example>"
    wire = to_bytes(letter(message_id=message_id, headers={"X-Tracker-Key": key}), SENDER, MORNING)
    assert f"\r\nX-Tracker-Key: {key}\r\n".encode() in wire
    assert f"\r\nMessage-ID: {message_id}\r\n".encode() in wire


@given(name=st.text(), subject=st.text(), text=st.text())
@example(name=HIDDEN_LINE_END, subject=HIDDEN_LINE_END, text="")
@example(name='O\'Brien, "Siân" <spy@example.org>', subject="a\r\nBcc: spy@example.org", text="")
@example(name="\\", subject="= ?", text="a\rb\n.\nFrom c")
@example(name="Ŷ " * 60, subject="hwyr iawn ŵŷ " * 30, text="x" * 2000)
def test_nothing_typed_adds_a_header_or_a_recipient(name: str, subject: str, text: str) -> None:
    wire = to_bytes(letter(to_name=name, subject=subject, text=text), SENDER, MORNING)
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert b"\r" not in wire.replace(b"\r\n", b"")
    assert max(map(len, wire.split(b"\r\n"))) <= 998
    raw = message_from_bytes(wire)
    assert raw.keys() == [*HEADERS, *EXTRA, "MIME-Version", "Content-Type"]
    shown_name, address = parseaddr(raw["To"])
    assert address == "sian@council.example"
    assert _decoded(shown_name) == _one_line(name)
    assert _decoded(raw["Subject"]) == _one_line(subject)


def _one_line(typed: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(printable.split()).replace("=?", "= ?")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sian",
        "sian@",
        "@council.example",
        "sian@council.example, spy@example.org",
        "sian@council.example\r\nBcc: spy@example.org",
        "sian@council.example\n",
        "<sian@council.example>",
        '"si an"@council.example',
        "siân@council.example",
        "sian@cyngor.cymrŷ",
        "-f@x y",
        "s" * 65 + "@council.example",
        "sian@" + "a" * 250,
    ],
)
def test_what_is_not_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(MailRefused) as caught:
        _read(letter(address))
    assert caught.value.code is MailFault.ADDRESS


@pytest.mark.parametrize(
    "changed",
    [
        {"message_id": "no brackets"},
        {"message_id": "<a@b>\r\nBcc: spy@example.org"},
        {"headers": {"Bcc": "spy@example.org"}},
        {"headers": {"X-Tracker-Key": "a\r\nBcc: spy@example.org"}},
        {"headers": {"X-Tracker-Key": HIDDEN_LINE_END}},
        {"headers": {"X-Tracker-Key": "ŷ"}},
        {"headers": {"X-Tracker-Key": "x" * 901}},
        {"headers": {"X-Tracker-Key\r\nBcc": "x"}},
        {"text": "half a letter: \ud800"},
    ],
)
def test_what_cannot_be_sent_is_refused_for_good(changed: dict[str, Any]) -> None:
    with pytest.raises(MailRefused) as caught:
        _read(letter(**changed))
    assert caught.value.code is MailFault.MESSAGE
