"""A URL chooses between a folder and a relay."""

from pathlib import Path

import pytest

from tests.adapters.letters import CLOCK, letter
from tests.ground.smtp import mail_server
from tracker.adapters.mail import mailer_for, sender_of
from tracker.ports import MailFault, MailRefused

FROM = "Cynllun Gwella <tracker@council.example>"


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mail & more"
    mailer = mailer_for(
        folder.as_uri().replace("file", "folder", 1), FROM, CLOCK, loopback_only=False
    )
    with mailer.connect() as session:
        session.send(letter())
    [path] = folder.iterdir()
    assert b'From: "Cynllun Gwella" <tracker@council.example>\r\n' in path.read_bytes()


def test_a_relay() -> None:
    with mail_server() as server:
        mailer = mailer_for(server.url(), FROM, CLOCK, loopback_only=True)
        with mailer.connect() as session:
            session.send(letter())
    assert [mail.sender for mail in server.delivered] == ["tracker@council.example"]


def test_a_demonstration_has_no_relay_elsewhere() -> None:
    mailer = mailer_for("smtp://192.0.2.1", FROM, CLOCK, loopback_only=True)
    with mailer.connect() as session, pytest.raises(MailRefused) as caught:
        session.send(letter())
    assert caught.value.code is MailFault.LOOPBACK_ONLY


@pytest.mark.parametrize("url", ["", "folder://mail/out", "folder:///", "imap://mail.example"])
def test_anything_else_is_told_at_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="mail"):
        mailer_for(url, FROM, CLOCK, loopback_only=False)


def test_a_sender_is_a_name_and_an_address_or_an_address() -> None:
    named, bare = sender_of('"Tracker, the" <a@b.example>'), sender_of("a@b.example")
    assert (named.display_name, named.addr_spec) == ("Tracker, the", "a@b.example")
    assert (bare.display_name, bare.addr_spec) == ("", "a@b.example")


@pytest.mark.parametrize(
    "mail_from", ["", "Tracker", "a@b.example, c@d.example", "Siân <siân@b.example>"]
)
def test_what_is_no_sender_is_told_at_the_start(mail_from: str) -> None:
    with pytest.raises(ValueError, match="not a name and an address"):
        sender_of(mail_from)
