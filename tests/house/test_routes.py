"""Every door is declared, and looking never changes anything."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.ground.statements import recorded, writes
from tests.house.world import World
from tracker.domain.permissions import Permission

#: The one address that may write when it is only looked at: the append-only access log.
LOGS_ACCESS: set[str] = set()


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


def test_looking_never_writes(app: Flask, sign_in: SignIn, save: Save) -> None:
    world = World.stored(save)
    client = sign_in(world.everybody)
    wrote: dict[str, list[str]] = {}
    failed: dict[str, int] = {}
    for rule in _rules(app):
        if "GET" not in (rule.methods or ()) or rule.endpoint in LOGS_ACCESS:
            continue
        address = _address(rule, world.arguments(rule, app.view_functions[rule.endpoint]))
        with recorded() as said, client.get(address) as answer:
            status = answer.status_code
        if writes(said):
            wrote[address] = writes(said)
        if status >= 400 and rule.endpoint not in world.NOT_THERE:
            failed[address] = status
    assert wrote == {}
    assert failed == {}


def _address(rule: Rule, arguments: dict[str, str]) -> str:
    built = rule.build(arguments)
    if built is None:
        pytest.fail(f"no address for {rule.rule} from {arguments}")
    return built[1]
