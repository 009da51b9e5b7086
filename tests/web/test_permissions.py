"""Every door and everybody who might knock: nobody gets in, or changes anything, who may not.

The table of doors is the route list itself, so a new page is tested by being there. What a
role may do is read from `domain.permissions`; that the doors and services keep to it is
what is proved here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from config import Config
from tests import factories
from tests.fakes import FakeClock
from tests.ground.demonstration import Demonstration
from tests.ground.statements import recorded, writes
from tests.house.world import World
from tests.web.pages import sent, soup
from tracker.adapters.database import prepare
from tracker.app import create_app
from tracker.domain.permissions import ROLE_PERMISSIONS, Permission, Role
from tracker.extensions import db
from tracker.models import Action, Person, Plan, RoleGrant
from tracker.web.access import INSTALLATION

#: Kinds of item that belong to no plan: those an administrator looks after, and sources.
OF_NO_PLAN = {"", INSTALLATION, "agency", "board", "closed_day", "inspectorate", "person"}
OF_NO_PLAN |= {"source", "finding", "job", "message"}


@dataclass(frozen=True)
class Knocker:
    """Somebody at the doors. `role` in the plan of the world, or in `elsewhere` alone."""

    name: str
    role: Role | None = None
    elsewhere: bool = False
    is_owner: bool = False

    def may_not(self, permission: Permission, of: str) -> bool:
        """Whether the door must stay shut, whatever the item is like."""
        if permission is Permission.PUBLIC:
            return False
        if self.name == "nobody":
            return True
        if permission is Permission.SIGNED_IN:
            return False
        if self.role is None:
            return not self.is_owner or permission is Permission.ADMINISTER
        if permission not in ROLE_PERMISSIONS[self.role]:
            return True
        if self.elsewhere:
            return of not in OF_NO_PLAN or of == INSTALLATION
        return of == INSTALLATION


KNOCKERS = [
    Knocker("nobody"),
    Knocker("stranger"),
    Knocker("owner", is_owner=True),
    *(Knocker(role.value, role) for role in Role),
    Knocker("foreign programme manager", Role.PROGRAMME_MANAGER, elsewhere=True),
]


@dataclass(frozen=True)
class House:
    """The application on a world with everybody in it."""

    app: Flask
    world: World
    people: dict[str, Person]

    def knock_as(self, name: str) -> FlaskClient:
        client = self.app.test_client()
        if name in self.people:
            with client.session_transaction() as session:
                session["_user_id"] = self.people[name].session_key
        return client

    def doors(self) -> Iterator[tuple[str, str, Permission, str]]:
        """Method, address, permission and kind of item of every route."""
        for rule in sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule):
            view = self.app.view_functions[rule.endpoint]
            address = _address(rule, self.world.arguments(rule, view))
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield method, address, view.permission, view.of if hasattr(view, "of") else ""


@pytest.fixture
def house(
    config: Config, demonstration: Demonstration, clock: FakeClock, tmp_path: Path
) -> Iterator[House]:
    world = World.copied(demonstration, tmp_path)
    world.names["jobs"] = "reminders"
    people = _moved_in(world)
    files = (demonstration.folder / "evidence").as_uri()
    app = create_app(
        replace(config, database_url=world.database_url, storage_url=files), clock=clock
    )
    app.config["WTF_CSRF_ENABLED"] = False
    yield House(app, world, people)
    with app.app_context():
        db.engine.dispose()


def test_who_may_not_gets_in_nowhere_and_changes_nothing(house: House) -> None:
    bodies = _bodies(house)
    let_in: list[str] = []
    wrote: list[str] = []
    for knocker in KNOCKERS:
        client = house.knock_as(knocker.name)
        for method, address, permission, of in house.doors():
            if not knocker.may_not(permission, of):
                continue
            with recorded() as said:
                answer = client.open(address, method=method, data=bodies.get(address, {}))
            turned_away = answer.status_code in {403, 404}
            if knocker.name == "nobody":
                turned_away = (answer.location or "").startswith("/sign-in")
            if not turned_away:
                let_in.append(f"{knocker.name}: {method} {address} {answer.status_code}")
            if writes(said):
                wrote.append(f"{knocker.name}: {method} {address} {writes(said)[0][:60]}")
            answer.close()
    assert let_in == []
    assert wrote == []


def test_what_is_of_a_foreign_plan_is_not_there(house: House) -> None:
    client = house.knock_as("foreign programme manager")
    seen = []
    for method, address, _permission, of in house.doors():
        if of not in OF_NO_PLAN:
            answer = client.open(address, method=method)
            if answer.status_code != 404:
                seen.append(f"{method} {address} {answer.status_code}")
    assert seen == []


def test_who_may_is_never_met_by_a_failure(house: House) -> None:
    """Nor is who may not: a body that fits, none at all, and one that nobody's form sends."""
    bodies = _bodies(house)
    failed = []
    for knocker in KNOCKERS:
        client = house.knock_as(knocker.name)
        for method, address, _permission, _of in house.doors():
            if address.startswith("/sign-out"):
                continue
            given = [bodies.get(address, {}), {}, {"version": "x", "reason": "\x00" * 9}]
            for body in given if method == "POST" else [{}]:
                answer = client.open(address, method=method, data=body)
                if answer.status_code >= 500:
                    failed.append(f"{knocker.name}: {method} {address} {answer.status_code}")
                answer.close()
    assert failed == []


def _moved_in(world: World) -> dict[str, Person]:
    """The knockers, stored; the owner owns the action of the world and holds no role."""
    people: dict[str, Person] = {}
    engine = create_engine(world.database_url)
    prepare(engine)
    with Session(engine, expire_on_commit=False) as session:
        plan = session.scalars(select(Plan).where(Plan.code == world.names["plan"])).one()
        other = factories.plan(code="ELSEWHERE")
        session.add(other)
        session.flush()
        for knocker in KNOCKERS[1:]:
            person = factories.person(name=knocker.name)
            if knocker.role:
                home = other.id if knocker.elsewhere else plan.id
                limit = None if knocker.role is Role.ADMINISTRATOR else home
                person.grants.append(RoleGrant(role=knocker.role, plan_id=limit))
            people[knocker.name] = person
        session.add_all(people.values())
        action = session.scalars(
            select(Action).where(Action.reference == world.names["action"])
        ).one()
        action.owner = people["owner"]
        session.commit()
    engine.dispose()
    return people


def _bodies(house: House) -> dict[str, dict[str, list[str]]]:
    """What somebody who may would send from each form, by its address."""
    house.people["everybody"] = house.world.everybody
    client = house.knock_as("everybody")
    bodies = {}
    for method, address, _permission, _of in house.doors():
        if method == "GET":
            with client.get(address) as answer:
                if answer.mimetype == "text/html" and soup(answer).select("main form[method=post]"):
                    bodies[address] = sent(answer)
    return bodies


def _address(rule: Rule, arguments: dict[str, str]) -> str:
    built = rule.build(arguments)
    if built is None:
        pytest.fail(f"no address for {rule.rule} from {arguments}")
    return built[1]
