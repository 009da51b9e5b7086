"""`flask tracker demo`: load the demonstration and say who can sign in."""

import json
from datetime import date, datetime

import click

from tracker.cli.output import plainly
from tracker.demonstration import loader
from tracker.extensions import settings, units_of_work


@click.command("demo")
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Tell the story as it stood on that day, its dates unmoved.",
)
@click.option("--json", "as_json", is_flag=True, help="Print who can sign in as JSON.")
@plainly
def demo(as_at: datetime | None, as_json: bool) -> None:
    """Load the demonstration plans, into an empty or a demonstration database only."""
    config = settings()
    day: date | None = as_at.date() if as_at else None
    path = loader.password_file(config.instance)
    sign_ins = loader.load(units_of_work(), path, day)
    password = loader.password_of(path)
    if as_json:
        rows = [{"role": one.role, "email": one.email, "password": password} for one in sign_ins]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo("The demonstration is loaded. Sign in as one of:")
    for one in sign_ins:
        click.echo(f"  {one.title:<42} {one.email}")
    click.echo(f"Everybody's password: {password}")
