"""`flask tracker visits …`: the visits, and their readiness as a file."""

import os
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import click
from flask import current_app
from flask.cli import AppGroup

from tracker.cli.output import Refusal, plainly, show
from tracker.documents import child
from tracker.documents.readiness import Issue, readiness_view
from tracker.documents.readiness_links import PageLinks
from tracker.documents.readiness_view import ReadinessView
from tracker.domain.content import fingerprint, to_content
from tracker.domain.countdown import working_days_left
from tracker.domain.languages import Language
from tracker.domain.readiness import summarise
from tracker.extensions import settings, units_of_work
from tracker.queries import readiness
from tracker.queries import visits as queries

visits = AppGroup("visits", help="List visits, and write their readiness to a file.")


@visits.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plainly
def list_visits(as_json: bool) -> None:
    """Every visit: those to come, the next one first, then those that were."""
    with units_of_work()() as uow:
        rows = [
            {
                "reference": visit.reference,
                "title": visit.title.en,
                "plan": visit.plan.code,
                "starts_on": visit.starts_on.isoformat(),
                "ends_on": visit.ends_on.isoformat(),
                "inspectorates": ", ".join(name.en for name in visit.inspectorates),
                "working_days_left": working_days_left(visit.starts_on, uow.today, uow.calendar),
                "cancelled": visit.is_cancelled,
            }
            for visit in queries.index(uow.session, uow.access, uow.today)
        ]
    columns = ("reference", "title", "starts_on", "ends_on", "inspectorates", "working_days_left")
    show(rows, columns, as_json)


@visits.command("readiness")
@click.argument("reference", metavar="REF")
@click.option(
    "--format", "kind", type=click.Choice(["html", "pdf"]), required=True, help="Kind of file."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where to write it.",
)
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Judge dates as on this day instead of today.",
)
@click.option("--language", type=click.Choice([lang.value for lang in Language]), default="en")
@plainly
def write_readiness(
    reference: str, kind: str, output: Path, as_at: datetime | None, language: str
) -> None:
    """Write how ready a visit (such as CS17-V02) is. Nothing is kept in the tracker."""
    view = _view(reference, as_at.date() if as_at else None, Language(language))
    if kind == "pdf":
        content = child.pdf("readiness.typ", asdict(view))
    else:
        page = current_app.jinja_env.get_template("documents/readiness.html")
        content = page.render(view=view).encode()
    _write(output, content)
    click.echo(f"{view.reference} is written to {output}.", err=True)


def _view(reference: str, as_at: date | None, language: Language) -> ReadinessView:
    with units_of_work()() as uow:
        visit = queries.show(uow.session, reference.strip().upper())
        if visit is None:
            raise Refusal(f"There is no visit {reference}. `flask tracker visits list` names all.")
        day = as_at or uow.today
        facts = readiness.facts(uow.session, visit, day, uow.calendar, uow.zone)
        zone = uow.zone
    summary = summarise(facts, day)
    issue = Issue(zone, fingerprint(to_content(summary)))
    with current_app.test_request_context():
        return readiness_view(summary, issue, language, PageLinks(_address))


def _address(endpoint: str, reference: str) -> str:
    return settings().public_url + current_app.url_for(endpoint, ref=reference)


def _write(output: Path, content: bytes) -> None:
    """Whole or not at all: beside its place first, then moved there."""
    aside = output.with_name(f".{output.name}.{uuid4().hex[:8]}")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(output)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise Refusal(f"{output} cannot be written: {error.strerror}.") from None
