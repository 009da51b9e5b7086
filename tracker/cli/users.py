"""`flask tracker users …`: accounts."""

import click
from flask import current_app
from flask.cli import AppGroup

from tracker.cli.output import Refusal, plainly, show
from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.extensions import settings, units_of_work
from tracker.queries import people as queries
from tracker.services import people, sign_in

users = AppGroup("users", help="List, create and deactivate accounts.")


@users.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plainly
def list_users(as_json: bool) -> None:
    """Everybody who has an account."""
    with units_of_work()() as uow:
        rows = [
            {
                "email": person.email,
                "name": person.name,
                "role_title": person.role_title,
                "roles": ", ".join(person.roles),
                "active": person.is_active,
            }
            for person in queries.accounts(uow.session)
        ]
    show(rows, ("email", "name", "role_title", "roles", "active"), as_json)


@users.command("create")
@click.argument("email")
@click.option("--name", required=True, help="Full name.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--plan", "plan_code", help="Limit the role to one plan, by its code.")
@click.option("--language", type=click.Choice([lang.value for lang in Language]), default="en")
@plainly
def create(email: str, name: str, role: str, plan_code: str | None, language: str) -> None:
    """Create an account and print a single-use link to set its password."""
    with units_of_work()() as uow:
        person = people.create(
            uow,
            name=name,
            email=email,
            language=Language(language),
            roles=[(Role(role), plan_code, None)],
        )
        token = sign_in.make_link(uow, person.id)
    with current_app.test_request_context():
        path = current_app.url_for("sign_in.password", token=token)
    click.echo(f"{settings().public_url}{path}")
    click.echo("The link works once, for seven days.", err=True)


@users.command("deactivate")
@click.argument("email")
@plainly
def deactivate(email: str) -> None:
    """End an account: its sessions stop at once; everything it did stays."""
    with units_of_work()() as uow:
        person_id = queries.id_by_email(uow.session, email)
        if person_id is None:
            raise Refusal(f"Nobody has the address {email}.")
        people.deactivate(uow, person_id)
    click.echo(f"{email} can no longer sign in.")
