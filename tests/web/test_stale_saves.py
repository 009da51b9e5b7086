"""Two people change the same thing: the second is shown both values, and nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.web.pages import sent, soup
from tracker.domain.permissions import Role
from tracker.models import Agency, Base, Event

Form = dict[str, list[str]]


@dataclass(frozen=True)
class Case:
    """`made` answers what to store; `address` says where the last of it is edited.
    `theirs` and `mine` are what the two change, `row` is what the second one is shown."""

    made: Callable[[], list[Base]]
    address: Callable[[Any], str]
    theirs: Form
    mine: Form
    row: tuple[str, str, str]


def _day(name: str, day: str, month: str, year: str = "2018") -> Form:
    return {f"{name}-day": [day], f"{name}-month": [month], f"{name}-year": [year]}


def _roles(role: str) -> Form:
    return {"roles-role": [role], "roles-plan": [""], "roles-agency": [""]}


def _people() -> list[Base]:
    """Anna and Bron, who can be chosen: persons 3 and 4, after the two who save."""
    return [
        factories.person(id=13, name="Anna", role_title="Chair", agency=None),
        factories.person(id=14, name="Bron", role_title="Nurse", agency=None),
    ]


def _action() -> list[Base]:
    return [*_people(), factories.action(owner=None, accountable_lead=None)]


CASES = {
    "agency": Case(
        lambda: [factories.agency(name="Powys")],
        lambda one: f"/administration/agencies/{one.id}/edit",
        {"kind": ["police"]},
        {"kind": ["health_board"]},
        ("Kind of body", "Police", "Health board"),
    ),
    "inspectorate": Case(
        lambda: [factories.inspectorate()],
        lambda one: f"/administration/inspectorates/{one.id}/edit",
        _day("named_until", "14", "1"),
        _day("named_until", "15", "1"),
        ("Last day of this name", "14 January 2018", "15 January 2018"),
    ),
    "board": Case(
        lambda: [*_people(), factories.board()],
        lambda one: f"/administration/boards/{one.id}/edit",
        {"members": ["13"]},
        {"members": ["13", "14"]},
        ("Members", "Chair, Anna", "Chair, Anna, Nurse, Bron"),
    ),
    "closed day": Case(
        lambda: [factories.closed_day()],
        lambda one: f"/administration/closed-days/{one.id}/edit",
        {"is_bank_holiday": ["y"]} | _day("day", "19", "3"),
        _day("day", "20", "3"),
        ("Day", "19 March 2018", "20 March 2018"),
    ),
    "person": Case(
        lambda: [factories.person()],
        lambda one: f"/administration/people/{one.id}/edit",
        _roles("board_member"),
        _roles("observer"),
        ("Roles", "Board member", "Observer"),
    ),
    "source": Case(
        lambda: [factories.source()],
        lambda one: f"/sources/{one.reference}/edit",
        {"title": ["Letter 🙂"]},
        {"title": ["<b>Notice</b>"]},
        ("Title in English", "Letter 🙂", "<b>Notice</b>"),
    ),
    "finding": Case(
        lambda: [factories.finding()],
        lambda one: f"/findings/{one.id}/edit",
        {"page": ["7"]},
        {"page": ["8"]},
        ("Page", "7", "8"),
    ),
    "plan": Case(
        lambda: [factories.plan()],
        lambda one: f"/plans/{one.code}/edit",
        {"scheme": ["rag"]},
        {"scheme": ["rayg"]},
        ("Colours of the ratings", "Red, amber, green", "Red, amber, yellow, green"),
    ),
    "theme": Case(
        lambda: [*_people(), factories.theme()],
        lambda one: f"/themes/{one.id}/edit",
        {"sponsor": ["13"]},
        {"sponsor": ["14"]},
        ("Sponsor on the board", "Chair, Anna", "Nurse, Bron"),
    ),
    "recommendation": Case(
        lambda: [factories.recommendation(findings=[factories.finding()])],
        lambda one: f"/recommendations/{one.reference}/edit",
        {"outcome": ["Safer children"]},
        {"outcome": ["Calmer\r\nfamilies"]},
        ("Outcome for children and families", "Safer children", "Calmer\nfamilies"),
    ),
    "action": Case(
        _action,
        lambda one: f"/actions/{one.reference}/edit",
        {"owner": ["13"]},
        {"owner": ["14"]},
        ("Owner", "Chair, Anna", "Nurse, Bron"),
    ),
    "dates of an action": Case(
        _action,
        lambda one: f"/actions/{one.reference}/edit",
        _day("due_on", "16", "5"),
        _day("due_on", "17", "5"),
        ("Due date", "16 May 2018", "17 May 2018"),
    ),
    "milestone": Case(
        lambda: [factories.milestone(action=factories.action(), due_on=date(2018, 4, 3))],
        lambda one: f"/milestones/{one.id}/edit",
        _day("due_on", "4", "4"),
        _day("due_on", "5", "4"),
        ("Due date", "4 April 2018", "5 April 2018"),
    ),
    "evidence expected": Case(
        _action,
        lambda one: f"/actions/{one.reference}/expected",
        {"items-id": [""], "items-words": ["Minutes"], "items-kind": ["output"]},
        {"items-id": [""], "items-words": ["Audit"], "items-kind": ["practice"]},
        ("Evidence expected", "Minutes", "Audit"),
    ),
}


@pytest.fixture
def two(save: Save, sign_in: SignIn) -> tuple[FlaskClient, FlaskClient]:
    """Two people in two browsers who may both do everything."""
    roles = (Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER)
    people = factories.person(*roles), factories.person(*roles)
    save(*people)
    return sign_in(people[0]), sign_in(people[1])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_second_is_shown_both_and_may_save_theirs(
    case: Case, two: tuple[FlaskClient, FlaskClient], save: Save, session: Session
) -> None:
    first, second = two
    records = case.made()
    save(*records)
    address = case.address(records[-1])
    opened = sent(first.get(address)), sent(second.get(address))
    assert first.post(address, data={**opened[0], **case.theirs}).status_code == 302
    events = len(session.scalars(select(Event.id)).all())
    session.rollback()

    conflict = second.post(address, data={**opened[1], **case.mine})
    assert conflict.status_code == 409
    assert case.row in _rows(conflict)
    assert len(session.scalars(select(Event.id)).all()) == events, "something was saved"
    session.rollback()

    keep = soup(conflict).select_one("main form a")
    assert keep is not None
    stored = sent(second.get(str(keep["href"])))
    assert {name: stored[name] for name in case.theirs if name in stored} != {
        name: opened[1].get(name) for name in case.theirs if name in stored
    }, "keeping what it says now leads back to it"

    again = second.post(address, data=sent(conflict))
    assert again.status_code == 302, soup(again).select_one("main")
    after = sent(second.get(address))
    for name, value in case.mine.items():
        if not name.startswith(("items", "roles")):
            assert [_newlines(text) for text in after[name]] == [_newlines(one) for one in value]
    assert _said_last(session) > events


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_who_saves_the_same_is_told_nothing(
    case: Case, two: tuple[FlaskClient, FlaskClient], save: Save
) -> None:
    first, second = two
    records = case.made()
    save(*records)
    address = case.address(records[-1])
    opened = sent(first.get(address)), sent(second.get(address))
    for client, form in zip(two, opened, strict=True):
        assert client.post(address, data={**form, **case.theirs}).status_code == 302


def test_both_values_are_said_in_the_readers_language(
    two: tuple[FlaskClient, FlaskClient], save: Save
) -> None:
    first, second = two
    case = CASES["dates of an action"]
    records = case.made()
    save(*records)
    address = case.address(records[-1])
    opened = sent(first.get(address)), sent(second.get(f"{address}?lang=cy"))
    first.post(address, data={**opened[0], **case.theirs})
    conflict = second.post(address, data={**opened[1], **case.mine})
    assert ("16 Mai 2018", "17 Mai 2018") in [row[1:] for row in _rows(conflict)]


def test_a_third_save_in_between_is_a_conflict_again(
    two: tuple[FlaskClient, FlaskClient], save: Save, session: Session
) -> None:
    first, second = two
    agency = factories.agency(name="Powys")
    save(agency)
    address = f"/administration/agencies/{agency.id}/edit"
    opened = sent(second.get(address))
    for name in ("One", "Two"):
        form = sent(first.get(address))
        first.post(address, data={**form, "name": [name]})
        opened = sent(second.post(address, data={**opened, "name": ["Mine"]}))
    session.rollback()
    assert session.get_one(Agency, agency.id).name == "Two"
    assert second.post(address, data=opened).status_code == 302
    session.rollback()
    assert session.get_one(Agency, agency.id).name == "Mine"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "١"])
def test_a_version_that_is_none_is_stale(
    two: tuple[FlaskClient, FlaskClient], save: Save, version: str
) -> None:
    agency = factories.agency(name="Powys")
    save(agency)
    address = f"/administration/agencies/{agency.id}/edit"
    form = {**sent(two[0].get(address)), "name": ["Mine"], "version": [version]}
    assert two[0].post(address, data=form).status_code == 409


def _rows(answer: TestResponse) -> list[tuple[str, ...]]:
    rows = soup(answer).select("tbody tr")
    return [tuple(cell.get_text() for cell in row.select("th, td")) for row in rows]


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _said_last(session: Session) -> int:
    session.rollback()
    return len(session.scalars(select(Event.id)).all())
