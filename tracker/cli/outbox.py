"""`flask tracker outbox …`: what waits, failed or was sent."""

import json
from typing import Any

import click
from flask.cli import AppGroup

from tracker.cli.output import plainly, show
from tracker.domain.languages import Language
from tracker.extensions import units_of_work
from tracker.models.outbox import MessageState
from tracker.queries import outbox as queries
from tracker.services import outbox as service
from tracker.wording.messages import failure_words

outbox = AppGroup("outbox", help="List, show and retry messages.")

_COLUMNS = ("number", "state", "kind", "to", "created_at", "sent_at", "attempts", "error")


@outbox.command("list")
@click.option("--state", type=click.Choice([state.value for state in MessageState]))
@click.option(
    "--most",
    type=click.IntRange(1, 100_000),
    default=200,
    show_default=True,
    help="How many, the newest first.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plainly
def list_messages(state: str | None, most: int, as_json: bool) -> None:
    """The messages of the outbox, the newest first."""
    with units_of_work()() as uow:
        rows = queries.messages(uow.session, MessageState(state) if state else None, size=most)
    show([_described(row) for row in rows], _COLUMNS, as_json)


@outbox.command("show")
@click.argument("message")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plainly
def show_message(message: str, as_json: bool) -> None:
    """One message, by its number or its key: how it stands and what it said."""
    with units_of_work()() as uow:
        found = queries.message(uow.session, queries.number_of(uow.session, message))
    facts = {
        **_described(found.row),
        "message_id": found.message_id,
        "sent_to": found.sent_to,
        "language": found.language,
        "subject": found.subject,
        "text": found.text,
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
        return
    for name, value in facts.items():
        if value and name != "text":
            click.echo(f"{name + ':':12} {value}")
    if found.text:
        click.echo(f"\n{found.text}")


@outbox.command("retry")
@click.argument("message")
@plainly
def retry(message: str) -> None:
    """Let a failed message leave at the next delivery, by its number or its key."""
    with units_of_work()() as uow:
        service.retry(uow, queries.number_of(uow.session, message))
    click.echo("It leaves with the next delivery.")


def _described(row: queries.MessageRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "key": row.key,
        "state": row.state.value,
        "kind": row.kind,
        "to": row.person.name,
        "created_at": row.created_at.isoformat(timespec="seconds"),
        "sent_at": row.sent_at and row.sent_at.isoformat(timespec="seconds"),
        "attempts": row.attempts,
        "error": failure_words(row.last_error, Language.ENGLISH) if row.last_error else "",
    }
