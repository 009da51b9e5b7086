"""One URL says which mail server; a wrong one is said at the start, not at seven."""

from pathlib import Path

import pytest

from tracker.adapters.mail_server import Encryption, SmtpServer


def test_a_relay_is_read_with_its_account() -> None:
    server = SmtpServer.from_url("smtp://tracker%40council.example:p%3Ass%2F@mail.example:2525")
    assert (server.host, server.port) == ("mail.example", 2525)
    assert (server.user, server.password) == ("tracker@council.example", "p:ss/")
    assert server.encryption is Encryption.STARTTLS
    assert not server.is_loopback


@pytest.mark.parametrize(
    ("url", "encryption", "port"),
    [
        ("smtp://mail.example", Encryption.STARTTLS, 587),
        ("smtps://mail.example", Encryption.IMPLICIT, 465),
        ("smtp://localhost?tls=none", Encryption.NONE, 25),
        ("smtp://127.0.0.1:1025?tls=none", Encryption.NONE, 1025),
        ("smtp://[::1]:1025?tls=none", Encryption.NONE, 1025),
    ],
)
def test_the_scheme_says_how_to_encrypt(url: str, encryption: Encryption, port: int) -> None:
    server = SmtpServer.from_url(url)
    assert (server.encryption, server.port) == (encryption, port)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.8.9.1", True),
        ("[::1]", True),
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("127.0.0.1.example", False),
    ],
)
def test_only_this_machine_is_loopback(host: str, loopback: bool) -> None:
    assert SmtpServer.from_url(f"smtp://{host}").is_loopback is loopback


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mail.example", "smtp://host:port"),
        ("http://mail.example", "smtp://host:port"),
        ("smtp://", "smtp://host:port"),
        ("smtp://mail.example:port", "number"),
        ("smtp://mail.example:99999", "number"),
        ("smtp://mail.example/inbox", "percent-encode"),
        ("smtp://user:s3cret#@mail.example", "percent-encode"),
        ("smtp://user:s3cret?@mail.example", "no option"),
        ("smtp://user@mail.example", "a user and a password"),
        ("smtp://:s3cret@mail.example", "a user and a password"),
        ("smtp://user:s3cret%C5%B7@mail.example", "ASCII"),
        ("smtp://mail.example?tls=none", "loopback only"),
        ("smtp://mail.example?tls=maybe", "tls=none is all"),
        ("smtps://localhost?tls=none", "tls=none is all"),
        ("smtp://mail.example?timeout=3", "no option timeout"),
        ("smtp://mail.example?ca=/nowhere/ca.pem", "/nowhere/ca.pem"),
    ],
)
def test_a_wrong_url_is_refused_without_telling_the_password(url: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        SmtpServer.from_url(url)
    assert "s3cret" not in str(caught.value)


def test_the_password_is_not_shown() -> None:
    server = SmtpServer.from_url("smtp://user:s3cret@mail.example")
    assert "s3cret" not in repr(server)


def test_an_authority_of_ones_own_is_a_file(tmp_path: Path) -> None:
    authority = tmp_path / "ca.pem"
    authority.write_text("")
    server = SmtpServer.from_url(f"smtps://mail.example?ca={authority}")
    assert server.authority == authority
