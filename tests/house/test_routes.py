"""Every door is declared, and looking never changes anything."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from config import Config
from tests.fakes import FakeClock
from tests.ground.demonstration import Demonstration
from tests.ground.statements import recorded, writes
from tests.house.world import World
from tracker.app import create_app
from tracker.domain.permissions import Permission
from tracker.extensions import db

#: The one address that may write when it is only looked at: the append-only access log.
LOGS_ACCESS: set[str] = set()


#: Pages of what is not so in the demonstration, or no longer.
REFUSED_HERE = {"sign_in.password"}


@pytest.fixture
def world(demonstration: Demonstration, tmp_path: Path) -> World:
    return World.copied(demonstration, tmp_path)


@pytest.fixture
def world_app(
    config: Config, world: World, demonstration: Demonstration, clock: FakeClock
) -> Iterator[Flask]:
    files = (demonstration.folder / "evidence").as_uri()
    copy = replace(config, database_url=world.database_url, storage_url=files)
    app = create_app(copy, clock=clock)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def world_client(world_app: Flask, world: World) -> FlaskClient:
    client = world_app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = world.everybody.session_key
    return client


def _rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def _permission(app: Flask, rule: Rule) -> object:
    return getattr(app.view_functions[rule.endpoint], "permission", None)


def test_every_route_declares_its_permission(app: Flask) -> None:
    undeclared = {
        rule.endpoint for rule in _rules(app) if not isinstance(_permission(app, rule), Permission)
    }
    assert undeclared == set()


def test_only_these_doors_are_open_to_everybody(app: Flask) -> None:
    open_to_all = {
        rule.endpoint for rule in _rules(app) if _permission(app, rule) is Permission.PUBLIC
    }
    assert open_to_all == {
        "about.accessibility",
        "sign_in.password",
        "sign_in.sign_in",
        "sign_in.sign_out",
        "static",
    }


def test_what_changes_something_asks_for_a_token(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    posts = [rule for rule in _rules(app) if "POST" in (rule.methods or ())]
    assert posts
    answered = {
        rule.endpoint: app.test_client().post(_address(rule, dict.fromkeys(rule.arguments, "1")))
        for rule in posts
    }
    assert {name: got.status_code for name, got in answered.items() if got.status_code != 400} == {}


def test_looking_never_writes(world_app: Flask, world: World, world_client: FlaskClient) -> None:
    wrote: dict[str, list[str]] = {}
    failed: dict[str, int] = {}
    for rule in _rules(world_app):
        if "GET" not in (rule.methods or ()) or rule.endpoint in LOGS_ACCESS:
            continue
        address = _address(rule, world.arguments(rule, world_app.view_functions[rule.endpoint]))
        with recorded() as said, world_client.get(address) as answer:
            status = answer.status_code
        if writes(said):
            wrote[address] = writes(said)
        if status >= 400 and rule.endpoint not in REFUSED_HERE:
            failed[address] = status
    assert wrote == {}
    assert failed == {}


def _address(rule: Rule, arguments: dict[str, str]) -> str:
    built = rule.build(arguments)
    if built is None:
        pytest.fail(f"no address for {rule.rule} from {arguments}")
    return built[1]
