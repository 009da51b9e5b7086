"""`flask tracker outbox`: what waits, failed or was sent, and another try."""

import json
from datetime import date

import pytest
from click.testing import Result
from flask import Flask

from tests import factories
from tests.fakes import FakeMailer
from tests.ground.databases import Save
from tracker.models import Message
from tracker.models.outbox import MessageState


def command(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["tracker", "outbox", *words])


@pytest.fixture
def failed(save: Save) -> Message:
    """A message the server refused; another one waits."""
    anna = factories.person(name="Anna")
    message = factories.message(
        person=anna,
        key="overdue-digest:1:2018-03-12",
        state=MessageState.FAILED,
        last_error="recipient: 550 unknown",
        attempts=1,
        facts={"since": None},
    )
    save(message, factories.message(), factories.action(owner=anna, due_on=date(2018, 3, 9)))
    return message


def test_messages_are_listed_the_newest_first(app: Flask, failed: Message) -> None:
    rows = json.loads(command(app, "list", "--json").output)
    assert [row["state"] for row in rows] == ["waiting", "failed"]
    assert rows[1]["to"] == "Anna"
    assert rows[1]["error"].endswith("does not accept the address. (550 unknown)")
    rows = json.loads(command(app, "list", "--state", "failed", "--json").output)
    assert [row["number"] for row in rows] == [failed.id]
    assert "Anna" in command(app, "list").output
    assert command(app, "list", "--state", "odd").exit_code == 2


def test_one_is_shown_by_key_or_number_and_retried(
    app: Flask, failed: Message, mailer: FakeMailer
) -> None:
    assert "error:       The mail server does not know" in command(app, "show", failed.key).output
    answer = command(app, "retry", str(failed.id))
    assert (answer.exit_code, answer.output) == (0, "It leaves with the next delivery.\n")
    app.test_cli_runner().invoke(args=["tracker", "jobs", "run", "delivery"])
    shown = json.loads(command(app, "show", str(failed.id), "--json").output)
    [mail] = [mail for mail in mailer.sent if mail.key == failed.key]
    assert (shown["state"], shown["subject"], shown["text"]) == ("sent", mail.subject, mail.text)
    assert mail.text in command(app, "show", failed.key).output


def test_only_what_failed_is_retried(app: Flask, save: Save) -> None:
    waiting = factories.message()
    save(waiting)
    answer = command(app, "retry", waiting.key)
    assert answer.exit_code == 1
    assert answer.output == "Only a message that has failed can be tried again\n"


@pytest.mark.parametrize("verb", ["show", "retry"])
@pytest.mark.parametrize("name", ["4711", "nothing", "9" * 30])
def test_an_unknown_message_is_refused_plainly(app: Flask, verb: str, name: str) -> None:
    answer = command(app, verb, name)
    assert (answer.exit_code, answer.output) == (1, "There is no such thing here.\n")
