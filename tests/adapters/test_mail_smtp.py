"""Mail to a real server that takes, refuses, hangs or hangs up; nothing waits for ever."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.letters import CLOCK, SENDER, letter
from tests.ground.server import free_port
from tests.ground.smtp import (
    ANYBODY,
    Certificate,
    MailServer,
    Manners,
    certificate,
    mail_server,
    silent_server,
)
from tracker.adapters.mail_server import SmtpServer
from tracker.adapters.mail_smtp import SmtpMailer
from tracker.ports import MailFault, MailRefused, MailUnavailable

#: Seconds; what is waited for in vain in these tests.
SHORT = 0.5

PASSWORD = "p:ss/w@rd %41 #?"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def relay() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


def _mailer(url: str, connect_timeout: float = 10, read_timeout: float = 10) -> SmtpMailer:
    return SmtpMailer(
        SmtpServer.from_url(url),
        SENDER,
        CLOCK,
        connect_timeout=connect_timeout,
        read_timeout=read_timeout,
    )


def _fault_of_connecting(mailer: SmtpMailer) -> MailFault:
    with pytest.raises(MailUnavailable) as caught, mailer.connect():
        pass
    return caught.value.code


def test_a_batch_is_one_connection(relay: MailServer) -> None:
    with _mailer(relay.url()).connect() as session:
        for number in range(3):
            session.send(letter(f"person{number}@council.example", number))
    assert [mail.recipient for mail in relay.delivered] == [
        "person0@council.example",
        "person1@council.example",
        "person2@council.example",
    ]
    assert relay.connections == 1
    assert set(relay.greeted_as) == {"council.example"}
    assert {mail.sender for mail in relay.delivered} == {"tracker@council.example"}


def test_a_message_arrives_as_it_was_written(relay: MailServer) -> None:
    with _mailer(relay.url()).connect() as session:
        session.send(letter())
    [delivered] = relay.delivered
    assert delivered.message["To"] == "Siân Ŷnyr <sian@council.example>"
    assert delivered.message["Message-ID"] == letter().message_id
    text = delivered.message.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == letter().text.splitlines()


def test_an_empty_batch_leaves_politely(relay: MailServer) -> None:
    with _mailer(relay.url()).connect():
        pass
    assert relay.connections == 1


class TestEncryption:
    def test_starttls_and_sign_in(self, pair: Certificate) -> None:
        manners = Manners(sign_in=("tracker@council.example", PASSWORD))
        with mail_server(manners, starttls=pair) as server:
            url = server.url(
                user="tracker@council.example", password=PASSWORD, ca=str(pair.certificate)
            )
            with _mailer(url).connect() as session:
                session.send(letter())
        [delivered] = server.delivered
        assert delivered.encrypted
        assert delivered.signed_in

    def test_tls_from_the_first_byte(self, pair: Certificate) -> None:
        manners = Manners(sign_in=("tracker", PASSWORD))
        with mail_server(manners, implicit_tls=pair) as server:
            url = server.url(
                scheme="smtps", user="tracker", password=PASSWORD, ca=str(pair.certificate)
            )
            with _mailer(url).connect() as session:
                session.send(letter())
        assert [(mail.encrypted, mail.signed_in) for mail in server.delivered] == [(True, True)]

    def test_a_certificate_nobody_vouches_for_is_not_trusted(self, pair: Certificate) -> None:
        with mail_server(starttls=pair) as server:
            assert _fault_of_connecting(_mailer(server.url())) is MailFault.CERTIFICATE
        with mail_server(implicit_tls=pair) as server:
            assert (
                _fault_of_connecting(_mailer(server.url(scheme="smtps"))) is MailFault.CERTIFICATE
            )

    def test_a_certificate_for_another_host_is_not_trusted(self, tmp_path: Path) -> None:
        other = certificate(tmp_path, "DNS:mail.example")
        with mail_server(starttls=other) as server:
            url = server.url(ca=str(other.certificate))
            assert _fault_of_connecting(_mailer(url)) is MailFault.CERTIFICATE

    def test_a_server_elsewhere_without_encryption_gets_nothing(
        self, relay: MailServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(SmtpServer, "is_loopback", False)
        assert _fault_of_connecting(_mailer(relay.url())) is MailFault.NOT_ENCRYPTED

    def test_a_server_that_speaks_no_tls_at_all_is_no_smtps_server(self, relay: MailServer) -> None:
        assert _fault_of_connecting(_mailer(relay.url(scheme="smtps"))) is MailFault.NOT_ENCRYPTED

    def test_on_loopback_encryption_can_be_left_out(self, pair: Certificate) -> None:
        with mail_server() as server, _mailer(server.url(tls="none")).connect() as session:
            session.send(letter())
        assert [mail.encrypted for mail in server.delivered] == [False]


class TestSigningIn:
    def test_a_wrong_password_is_for_the_administrator_not_for_the_message(
        self, pair: Certificate
    ) -> None:
        with mail_server(Manners(sign_in=("tracker", "right")), starttls=pair) as server:
            url = server.url(user="tracker", password="wrong", ca=str(pair.certificate))
            with pytest.raises(MailUnavailable) as caught, _mailer(url).connect():
                pass
        assert caught.value.code is MailFault.SIGN_IN
        assert "wrong" not in caught.value.answer

    def test_a_server_that_knows_no_sign_in(self, relay: MailServer) -> None:
        url = relay.url(user="tracker", password="right")
        assert _fault_of_connecting(_mailer(url)) is MailFault.SIGN_IN

    def test_a_server_that_wants_a_sign_in_we_were_not_told(self, pair: Certificate) -> None:
        with mail_server(Manners(sign_in=("tracker", "right")), starttls=pair) as server:
            url = server.url(ca=str(pair.certificate))
            with _mailer(url).connect() as session, pytest.raises(MailUnavailable) as caught:
                session.send(letter())
        assert caught.value.code is MailFault.SIGN_IN


class TestRefusals:
    def test_one_refused_recipient_does_not_stop_the_others(self) -> None:
        manners = Manners(refuses={"gone@council.example": "550 5.1.1 no such mailbox"})
        with mail_server(manners) as server, _mailer(server.url()).connect() as session:
            session.send(letter("first@council.example"))
            with pytest.raises(MailRefused) as caught:
                session.send(letter("gone@council.example"))
            session.send(letter("last@council.example"))
        assert caught.value.code is MailFault.RECIPIENT
        assert caught.value.answer == "550 5.1.1 no such mailbox"
        assert [mail.recipient for mail in server.delivered] == [
            "first@council.example",
            "last@council.example",
        ]
        assert server.connections == 1

    def test_all_refused(self) -> None:
        manners = Manners(refuses={ANYBODY: "554 5.7.1 relaying denied"})
        with mail_server(manners) as server, _mailer(server.url()).connect() as session:
            for number in range(3):
                with pytest.raises(MailRefused):
                    session.send(letter(number=number))
        assert server.connections == 1

    def test_a_message_whose_content_is_refused(self) -> None:
        manners = Manners(refuses_content={"picky@council.example": "554 5.6.0 not like this"})
        with mail_server(manners) as server, _mailer(server.url()).connect() as session:
            with pytest.raises(MailRefused) as caught:
                session.send(letter("picky@council.example"))
            session.send(letter())
        assert caught.value.code is MailFault.CONTENT
        assert (len(server.delivered), server.connections) == (1, 1)

    def test_a_message_larger_than_the_server_takes(self) -> None:
        manners = Manners(sender="552 5.3.4 larger than the limit")
        with (
            mail_server(manners) as server,
            _mailer(server.url()).connect() as session,
            pytest.raises(MailRefused) as caught,
        ):
            session.send(letter())
        assert caught.value.code is MailFault.CONTENT

    def test_our_own_address_refused_is_no_fault_of_the_message(self) -> None:
        manners = Manners(sender="553 5.7.1 not your address")
        with (
            mail_server(manners) as server,
            _mailer(server.url()).connect() as session,
            pytest.raises(MailUnavailable) as caught,
        ):
            session.send(letter())
        assert caught.value.code is MailFault.SENDER

    @pytest.mark.parametrize(
        "manners",
        [
            Manners(refuses={"busy@council.example": "450 4.2.1 greylisted"}),
            Manners(refuses_content={"busy@council.example": "452 4.3.1 no room"}),
        ],
    )
    def test_not_now_is_not_never(self, manners: Manners) -> None:
        with mail_server(manners) as server, _mailer(server.url()).connect() as session:
            with pytest.raises(MailUnavailable) as caught:
                session.send(letter("busy@council.example"))
            session.send(letter())
        assert caught.value.code is MailFault.LATER
        assert caught.value.answer.startswith("45")
        assert (len(server.delivered), server.connections) == (1, 1)

    def test_an_address_that_is_none_never_reaches_the_server(self, relay: MailServer) -> None:
        with _mailer(relay.url()).connect() as session:
            with pytest.raises(MailRefused):
                session.send(letter("sian@council.example> SIZE=1\r\nRCPT TO:<spy@example.org"))
            session.send(letter())
        assert [mail.recipient for mail in relay.delivered] == ["sian@council.example"]


class TestLostConnections:
    def test_nobody_there(self) -> None:
        assert (
            _fault_of_connecting(_mailer(f"smtp://127.0.0.1:{free_port()}")) is MailFault.NO_ANSWER
        )

    @pytest.mark.parametrize("scheme", ["smtp", "smtps"])
    def test_a_server_that_never_says_a_word(self, scheme: str) -> None:
        with silent_server() as port:
            assert (
                _fault_of_connecting(_mailer(f"{scheme}://127.0.0.1:{port}", connect_timeout=SHORT))
                is MailFault.TIMED_OUT
            )

    def test_after_a_hang_up_the_next_message_goes_over_a_new_connection(self) -> None:
        manners = Manners(hangs_up_on={"cursed@council.example"})
        with mail_server(manners) as server, _mailer(server.url()).connect() as session:
            session.send(letter("first@council.example"))
            with pytest.raises(MailUnavailable) as caught:
                session.send(letter("cursed@council.example"))
            session.send(letter("last@council.example"))
        assert caught.value.code is MailFault.DISCONNECTED
        assert [mail.recipient for mail in server.delivered] == [
            "first@council.example",
            "last@council.example",
        ]
        assert server.connections == 2

    def test_after_a_hang_up_here_and_there_the_batch_goes_on(self) -> None:
        manners = Manners(hangs_up_on={"cursed@council.example"})
        with mail_server(manners) as server, _mailer(server.url()).connect() as session:
            for _ in range(3):
                with pytest.raises(MailUnavailable):
                    session.send(letter("cursed@council.example"))
                session.send(letter())
        assert (len(server.delivered), server.connections) == (3, 4)

    def test_a_server_that_stops_answering_is_waited_for_twice_at_most(self) -> None:
        manners = Manners(keeps_waiting={ANYBODY})
        began = time.monotonic()
        with (
            mail_server(manners) as server,
            _mailer(server.url(), read_timeout=SHORT).connect() as session,
        ):
            for number in range(20):
                with pytest.raises(MailUnavailable) as caught:
                    session.send(letter(number=number))
                assert caught.value.code is MailFault.TIMED_OUT
        assert server.connections == 2
        assert time.monotonic() - began < 10

    def test_told_to_come_back_later_means_a_new_connection(self) -> None:
        manners = Manners(refuses={"late@council.example": "421 4.3.2 closing down"})
        with mail_server(manners) as server, _mailer(server.url()).connect() as session:
            with pytest.raises(MailUnavailable) as caught:
                session.send(letter("late@council.example"))
            session.send(letter())
        assert caught.value.code is MailFault.LATER
        assert (len(server.delivered), server.connections) == (1, 2)

    def test_a_server_that_goes_away_for_good_is_asked_once_more(self) -> None:
        manners = Manners(hangs_up_on={ANYBODY})
        with mail_server(manners) as server:
            session_of = _mailer(server.url()).connect()
            session = session_of.__enter__()
            with pytest.raises(MailUnavailable):
                session.send(letter())
        for number in range(2):
            with pytest.raises(MailUnavailable) as caught:
                session.send(letter(number=number))
            assert caught.value.code is MailFault.NO_ANSWER
        session_of.__exit__(None, None, None)


class TestDemonstration:
    def test_a_server_elsewhere_is_not_even_spoken_to(self) -> None:
        server = SmtpServer.from_url("smtp://192.0.2.1:25")
        mailer = SmtpMailer(server, SENDER, CLOCK, loopback_only=True)
        with mailer.connect() as session, pytest.raises(MailRefused) as caught:
            session.send(letter())
        assert caught.value.code is MailFault.LOOPBACK_ONLY

    def test_a_server_here_may_be_written_to(self, relay: MailServer) -> None:
        server = SmtpServer.from_url(relay.url())
        with SmtpMailer(server, SENDER, CLOCK, loopback_only=True).connect() as session:
            session.send(letter())
        assert len(relay.delivered) == 1
