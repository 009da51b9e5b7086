"""The outbox's pages: what waits, failed or was sent, and another try."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.ground.statements import questions, recorded
from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.models import Event, Message
from tracker.models.outbox import MessageState

ADDRESS = "/administration/outbox"


@pytest.fixture
def client(sign_in: SignIn, save: Save) -> FlaskClient:
    """A browser in which an administrator has signed in."""
    admin = factories.person(Role.ADMINISTRATOR)
    save(admin)
    return sign_in(admin)


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    main = BeautifulSoup(answer.text, "html.parser").main
    assert main is not None
    return " ".join(main.get_text(" ").split())


def test_states_are_counted_and_narrow_the_list(client: FlaskClient, save: Save) -> None:
    anna = factories.person(name="Anna", role_title="Head of Learning")
    beth = factories.person(name="Beth")
    save(
        factories.message(person=anna),
        factories.message(
            person=beth, state=MessageState.FAILED, last_error="recipient: 550 unknown"
        ),
    )
    whole, failed = read(client, ADDRESS), read(client, f"{ADDRESS}?state=failed")
    assert "Waiting (1) Sent (0) Failed (1) Dropped (0) Superseded (0)" in whole
    assert "Digest of overdue actions" in whole
    assert "Head of Learning, Anna" in whole
    assert "Anna" not in failed
    assert "does not know or does not accept the address. (550 unknown)" in failed


def test_an_empty_outbox_says_what_comes_here(client: FlaskClient) -> None:
    assert "Nothing was owed to anybody yet." in read(client, ADDRESS)
    assert "No message stands so." in read(client, f"{ADDRESS}?state=sent")
    assert "Nothing was owed" in read(client, f"{ADDRESS}?state=nonsense&page=99")


def test_what_was_sent_is_shown_as_sent(client: FlaskClient, save: Save) -> None:
    message = factories.message(
        state=MessageState.SENT,
        sent_at=factories.NOW,
        sent_to="old@council.example",
        subject="Mae 1 o’ch camau gweithredu yn hwyr",
        text="<b>Hwyr</b> & more\n",
        language=Language.WELSH,
        message_id="<abc@tracker.example>",
    )
    save(message)
    answer = client.get(f"{ADDRESS}/{message.id}").text
    assert 'lang="cy"' in answer
    assert "&lt;b&gt;Hwyr&lt;/b&gt; &amp; more" in answer
    words = read(client, f"{ADDRESS}/{message.id}")
    for said in ("old@council.example", "<abc@tracker.example>", "Mae 1 o’ch camau"):
        assert said in words
    assert "Try again" not in words


def test_a_failed_message_can_be_tried_again_and_no_other(
    client: FlaskClient, save: Save, session: Session
) -> None:
    failed = factories.message(state=MessageState.FAILED, attempts=40, last_error="no_answer")
    sent = factories.message(state=MessageState.SENT)
    save(failed, sent)
    assert "Try again" in read(client, f"{ADDRESS}/{failed.id}")
    assert client.post(f"{ADDRESS}/{failed.id}/retry").location == f"{ADDRESS}/{failed.id}"
    assert client.post(f"{ADDRESS}/{sent.id}/retry").status_code == 422
    states = session.execute(select(Message.id, Message.state, Message.attempts)).all()
    assert {tuple(row) for row in states} == {
        (failed.id, MessageState.WAITING, 0),
        (sent.id, MessageState.SENT, 0),
    }
    event = session.scalars(select(Event)).one()
    assert (event.what, event.changes) == ("message_retried", {"last_error": ["no_answer", ""]})


def test_an_unknown_message_is_not_there(client: FlaskClient) -> None:
    assert client.get(f"{ADDRESS}/4711").status_code == 404
    assert client.post(f"{ADDRESS}/4711/retry").status_code == 404


def test_fifty_a_page_and_as_many_statements_for_many(client: FlaskClient, save: Save) -> None:
    save(factories.message(person=factories.person(name="Anna")))
    with recorded() as few:
        read(client, ADDRESS)
    save(*(factories.message() for _ in range(120)))
    with recorded() as many:
        first = read(client, ADDRESS)
    assert len(questions(few)) == len(questions(many)) <= 12
    assert "Showing 1 to 50 of 121" in first
    assert "Showing 101 to 121 of 121" in read(client, f"{ADDRESS}?page=3")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_it_is_for_administrators(sign_in: SignIn, save: Save, role: Role) -> None:
    somebody, message = factories.person(role), factories.message()
    save(somebody, message)
    other = sign_in(somebody)
    assert other.get(ADDRESS).status_code == 403
    assert other.get(f"{ADDRESS}/{message.id}").status_code == 403
    assert other.post(f"{ADDRESS}/{message.id}/retry").status_code == 403
