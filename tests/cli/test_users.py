"""`flask tracker users`: accounts from the command line, the first administrator's above all."""

import json
import re

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.databases import Save
from tracker.domain.permissions import Role
from tracker.models import Person

FIRST = ("create", "Alys@Council.Example", "--name", "Alys Admin", "--role", "administrator")


def command(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["tracker", "users", *words])


def test_the_first_administrator_gets_a_link_that_works_once(app: Flask, session: Session) -> None:
    answer = command(app, *FIRST)
    assert answer.exit_code == 0
    assert answer.stderr == "The link works once, for seven days.\n"
    found = re.fullmatch(r"http://127.0.0.1:8000(/password/[\w-]+)\n", answer.stdout)
    assert found
    client = app.test_client()
    client.post(found[1], data={"password": "three calm words"})
    signed_in = {"email": "alys@council.example", "password": "three calm words"}
    assert client.post("/sign-in", data=signed_in).status_code == 302
    assert client.get("/administration").status_code == 200
    assert client.get(found[1]).status_code == 410
    person = session.scalars(select(Person)).one()
    assert [grant.role for grant in person.grants] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (FIRST, "Somebody has this e-mail address already"),
        (("create", "nobody", "--name", "N", "--role", "observer"), "Enter an e-mail address"),
        ((*FIRST[:3], " ", *FIRST[4:]), "Fill this in"),
        (
            (*FIRST[:1], "new@council.example", *FIRST[2:], "--plan", "CS17"),
            "looks after everything",
        ),
        (
            ("create", "n@council.example", "--name", "N", "--role", "observer", "--plan", "NONE"),
            "There is no such thing here.",
        ),
        (("deactivate", "nobody@council.example"), "Nobody has the address"),
    ],
)
def test_what_cannot_be_is_said_plainly(
    app: Flask, session: Session, words: tuple[str, ...], said: str
) -> None:
    command(app, *FIRST)
    answer = command(app, *words)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(session.scalars(select(Person)).all()) == 1


def test_a_role_that_is_none_is_wrong_usage(app: Flask) -> None:
    assert command(app, "create", "a@b.example", "--name", "A", "--role", "king").exit_code == 2


def test_a_role_is_limited_to_a_plan(app: Flask, session: Session, save: Save) -> None:
    plan = factories.plan(code="CS17")
    save(plan)
    words = ("create", "mair@council.example", "--name", "Mair", "--role", "programme_manager")
    assert command(app, *words, "--plan", "CS17", "--language", "cy").exit_code == 0
    person = session.scalars(select(Person)).one()
    assert [(grant.role, grant.plan_id) for grant in person.grants] == [
        (Role.PROGRAMME_MANAGER, plan.id)
    ]


def test_accounts_are_listed_for_people_and_for_programs(app: Flask, save: Save) -> None:
    save(
        factories.person(Role.OBSERVER, name="Bron", email="bron@council.example"),
        factories.person(name="Without an account", email=None),
    )
    listed = json.loads(command(app, "list", "--json").stdout)
    assert [(row["email"], row["roles"], row["active"]) for row in listed] == [
        ("bron@council.example", "observer", True)
    ]
    table = command(app, "list").stdout
    assert table.startswith("email")
    assert "Without an account" not in table


def test_an_account_is_ended(app: Flask, save: Save, session: Session) -> None:
    save(factories.person(email="bron@council.example"))
    answer = command(app, "deactivate", "BRON@council.example")
    assert answer.stdout == "BRON@council.example can no longer sign in.\n"
    assert session.scalars(select(Person.is_active)).all() == [False]
