"""An administrator looks after people, bodies and the calendar, on pages."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tracker.domain.agencies import AgencyKind
from tracker.domain.permissions import Role
from tracker.models import (
    Agency,
    Board,
    ClosedDay,
    Event,
    Inspectorate,
    PasswordLink,
    Person,
    RoleGrant,
)


@pytest.fixture
def admin(save: Save) -> Person:
    person = factories.person(Role.ADMINISTRATOR, name="Alys Admin")
    save(person)
    return person


@pytest.fixture
def client(admin: Person, sign_in: SignIn) -> FlaskClient:
    return sign_in(admin)


def errors(answer: TestResponse) -> list[str]:
    page = BeautifulSoup(answer.data, "html.parser")
    return [item.get_text(strip=True) for item in page.select(".govuk-error-summary__list li")]


def flashed(answer: TestResponse) -> str:
    page = BeautifulSoup(answer.data, "html.parser")
    return " ".join(item.get_text(strip=True) for item in page.select(".app-flash"))


LISTS = ["agencies", "boards", "closed-days", "inspectorates", "people"]


@pytest.mark.parametrize("section", LISTS)
def test_every_section_can_be_read(client: FlaskClient, section: str) -> None:
    assert client.get(f"/administration/{section}").status_code == 200
    assert client.get(f"/administration/{section}?lang=cy").status_code == 200
    assert client.get(f"/administration/{section}/new").status_code == 200


def test_an_agency_is_added_and_changed(client: FlaskClient, session: Session) -> None:
    answer = client.post(
        "/administration/agencies/new",
        data={"name": "  Powys \u202e County\x00 Council 🙂 ", "name_cy": "", "kind": "council"},
        follow_redirects=True,
    )
    assert flashed(answer) == "The agency is added."
    agency = session.scalars(select(Agency).order_by(Agency.id.desc())).first()
    assert agency is not None
    assert (agency.name, agency.kind) == ("Powys County Council 🙂", AgencyKind.COUNCIL)
    client.post(
        f"/administration/agencies/{agency.id}/edit",
        data={"name": "Powys", "kind": "other", "version": "1"},
    )
    session.rollback()
    assert (agency.name, agency.kind, agency.is_active) == ("Powys", AgencyKind.OTHER, False)
    happened = session.scalars(select(Event.what).order_by(Event.id)).all()
    assert happened == ["agency_created", "agency_changed"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "", "kind": "council"}, "Name in English: fill this in."),
        ({"name": "x" * 201, "kind": "council"}, "201 characters"),
        ({"name": "Powys", "kind": "circus"}, "Kind of body: choose from the list."),
        ({"name": "Powys", "kind": ""}, "Kind of body: fill this in."),
        ({"name": "TAKEN", "kind": "police"}, "This name is used already: choose another"),
        ({"name": "\x00\u202e", "kind": "police"}, "Fill this in"),
    ],
)
def test_an_agency_that_cannot_be(
    client: FlaskClient, save: Save, session: Session, given: dict[str, str], said: str
) -> None:
    save(factories.agency(name="Taken"))
    before = len(session.scalars(select(Agency)).all())
    answer = client.post("/administration/agencies/new", data=given)
    assert answer.status_code == 422
    assert any(said in error for error in errors(answer)), errors(answer)
    assert len(session.scalars(select(Agency)).all()) == before


def test_an_inspectorate_has_its_name_for_a_time(client: FlaskClient, session: Session) -> None:
    given = {
        "abbreviation": "cssiw",
        "name": "Care and Social Services Inspectorate Wales",
        "named_until-day": "14",
        "named_until-month": "1",
        "named_until-year": "2018",
    }
    client.post("/administration/inspectorates/new", data=given)
    stored = session.scalars(select(Inspectorate)).one()
    assert (stored.abbreviation, stored.named_until) == ("CSSIW", date(2018, 1, 14))
    first = {"named_from-day": "15", "named_from-month": "1", "named_from-year": "2018"}
    wrong = client.post(
        "/administration/inspectorates/new", data={**given, **first, "abbreviation": "CIW"}
    )
    assert "on or after its first, 15 January 2018" in errors(wrong)[0]
    wrong = client.post("/administration/inspectorates/new", data={**given, "abbreviation": "C-W"})
    assert "capital letters" in errors(wrong)[0]


def test_a_board_has_members(client: FlaskClient, session: Session, save: Save) -> None:
    anna, gone = factories.person(), factories.person(is_active=False)
    save(anna, gone)
    client.post("/administration/boards/new", data={"name": "Board", "members": [str(anna.id)]})
    board = session.scalars(select(Board)).one()
    assert [member.id for member in board.members] == [anna.id]
    wrong = client.post(
        "/administration/boards/new", data={"name": "Other", "members": [str(gone.id)]}
    )
    assert errors(wrong) == ["Members: choose from the list."]


def test_whoever_left_a_board_since_can_stay_on_it(
    client: FlaskClient, session: Session, save: Save
) -> None:
    gone = factories.person(is_active=False)
    board = factories.board(members=[gone], name="Board")
    save(board)
    address = f"/administration/boards/{board.id}/edit"
    assert "no longer active" in client.get(address).text
    data = {"name": "Improvement Board", "members": [str(gone.id)], "version": "1"}
    assert client.post(address, data=data).status_code == 302
    assert session.get_one(Board, board.id).name == "Improvement Board"


def test_a_closed_day_is_entered_moved_and_removed(client: FlaskClient, session: Session) -> None:
    day = {"day-day": "27", "day-month": "12", "day-year": "2018", "name": "Between the years"}
    client.post("/administration/closed-days/new", data=day)
    closed = session.scalars(select(ClosedDay)).one()
    assert (closed.day, closed.is_bank_holiday) == (date(2018, 12, 27), False)
    again = client.post("/administration/closed-days/new", data=day)
    assert errors(again) == ["That day is entered already, as “Between the years”"]
    address = f"/administration/closed-days/{closed.id}"
    client.post(f"{address}/edit", data={**day, "day-day": "28", "version": "1"})
    session.rollback()
    assert closed.day == date(2018, 12, 28)
    client.post(f"{address}/remove")
    session.rollback()
    assert session.scalars(select(ClosedDay)).all() == []
    assert session.scalars(select(Event.what)).all()[-1] == "closed_day_removed"


def test_a_year_that_is_unlikely_has_to_be_confirmed(client: FlaskClient, session: Session) -> None:
    day = {"day-day": "27", "day-month": "12", "day-year": "2081", "name": "Far off"}
    doubted = client.post("/administration/closed-days/new", data=day)
    assert "check the year" in errors(doubted)[0]
    assert BeautifulSoup(doubted.data, "html.parser").find("input", {"name": "confirmed"})
    assert session.scalars(select(ClosedDay)).all() == []
    session.rollback()
    client.post("/administration/closed-days/new", data={**day, "confirmed": "y"})
    assert session.scalars(select(ClosedDay)).one().day == date(2081, 12, 27)


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("31", "2", "2018", "is not a day of the calendar"),
        ("", "2", "2018", "must include a day, a month and a year"),
        ("1", "13", "2018", "is not a day of the calendar"),
        ("1", "March", "2018", "must be numbers"),
        ("1", "3", "18", "write all four figures"),
        ("1", "3", "20188", "must be numbers"),
        ("", "", "", "Day: fill this in."),
    ],
)
def test_a_day_that_is_none(
    client: FlaskClient, day: str, month: str, year: str, said: str
) -> None:
    given = {"day-day": day, "day-month": month, "day-year": year, "name": "Why"}
    answer = client.post("/administration/closed-days/new", data=given)
    assert [said in error for error in errors(answer)] == [True]
    page = BeautifulSoup(answer.data, "html.parser")
    kept = [page.find("input", {"name": f"day-{part}"}) for part in ("day", "month", "year")]
    assert [box and box["value"] for box in kept] == [day, month, year]


def test_a_person_is_added_with_roles(client: FlaskClient, session: Session, save: Save) -> None:
    plan, agency = factories.plan(code="CS17"), factories.agency(name="Powys")
    save(plan, agency)
    answer = client.post(
        "/administration/people/new",
        data={
            "name": "Bron Board",
            "role_title": "Chair",
            "email": "Bron@Council.Example",
            "agency": str(agency.id),
            "language": "cy",
            "roles-role": ["board_member", "observer", ""],
            "roles-plan": ["CS17", "", ""],
            "roles-agency": ["", str(agency.id), ""],
        },
        follow_redirects=True,
    )
    assert flashed(answer) == "Bron Board is added."
    person = session.scalars(select(Person).where(Person.name == "Bron Board")).one()
    assert (person.email, person.agency_id) == ("bron@council.example", agency.id)
    grants = {(grant.role, grant.plan_id, grant.agency_id) for grant in person.grants}
    assert grants == {(Role.BOARD_MEMBER, plan.id, None), (Role.OBSERVER, None, agency.id)}
    event = session.scalars(select(Event).where(Event.what == "person_created")).one()
    assert event.changes["roles"] == [None, ["board_member CS17", "observer Powys"]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "Name: fill this in."),
        ({"email": "nobody"}, "Enter an e-mail address such as name@council.example"),
        ({"email": "ALYS@council.example"}, "Somebody has this e-mail address already"),
        ({"language": "fr"}, "Language: choose from the list."),
        (
            {"roles-role": "administrator", "roles-plan": "CS17", "roles-agency": ""},
            "An administrator looks after everything",
        ),
        (
            {"roles-role": "king", "roles-plan": "", "roles-agency": ""},
            "Roles: choose from the list.",
        ),
    ],
)
def test_a_person_who_cannot_be(
    client: FlaskClient, session: Session, save: Save, given: dict[str, str], said: str
) -> None:
    save(factories.plan(code="CS17"), factories.person(email="alys@council.example"))
    before = len(session.scalars(select(Person)).all())
    answer = client.post(
        "/administration/people/new", data={"name": "Bron", "language": "en", **given}
    )
    assert answer.status_code == 422
    assert any(error.startswith(said) for error in errors(answer)), errors(answer)
    assert len(session.scalars(select(Person)).all()) == before


def test_a_link_is_shown_once_and_ends_the_one_before(
    client: FlaskClient, session: Session, save: Save
) -> None:
    anna = factories.person(name="Anna")
    save(anna)
    links = [_link(client, anna) for _ in range(2)]
    assert links[0] != links[1]
    stored = session.scalars(select(PasswordLink).order_by(PasswordLink.id)).all()
    assert [link.used_at is None for link in stored] == [False, True]
    assert client.get(links[0]).status_code == 410
    assert client.get(links[1]).status_code == 200
    assert links[1] not in client.get(f"/administration/people/{anna.id}/edit").text


def test_a_link_only_for_who_can_sign_in(client: FlaskClient, save: Save) -> None:
    nobody = factories.person(email=None)
    save(nobody)
    answer = client.post(f"/administration/people/{nobody.id}/link")
    assert answer.status_code == 422
    assert "Only somebody active with an e-mail address" in answer.text


def test_an_account_is_ended_and_taken_up_again(
    client: FlaskClient, session: Session, save: Save, sign_in: SignIn
) -> None:
    anna = factories.person(name="Anna", password_hash="kept")
    save(anna)
    theirs = sign_in(anna)
    assert theirs.get("/account").status_code == 200
    client.post(f"/administration/people/{anna.id}/deactivate")
    assert theirs.get("/account").status_code == 302
    client.post(f"/administration/people/{anna.id}/reactivate")
    assert theirs.get("/account").status_code == 302
    stored = session.get_one(Person, anna.id)
    assert (stored.is_active, stored.password_hash) == (True, None)


def test_nobody_locks_themselves_out(client: FlaskClient, admin: Person, session: Session) -> None:
    answer = client.post(f"/administration/people/{admin.id}/deactivate")
    assert "You cannot end your own account" in answer.text
    answer = client.post(
        f"/administration/people/{admin.id}/edit",
        data={
            "name": "Alys Admin",
            "email": admin.email,
            "language": "en",
            "version": "1",
            "roles-role": "observer",
            "roles-plan": "",
            "roles-agency": "",
        },
    )
    assert "You cannot take the administrator’s role from yourself" in errors(answer)[0]
    assert session.get_one(Person, admin.id).is_active


def test_people_are_found_by_what_they_are_called(client: FlaskClient, save: Save) -> None:
    save(
        factories.person(name="Anna 100%", role_title="Head of Service"),
        factories.person(name="Bron", role_title="Nurse"),
    )
    found = client.get("/administration/people?words=100%25").text
    assert "Anna 100%" in found
    assert "Bron" not in found
    assert "Bron" in client.get("/administration/people?words=NURSE").text
    assert "Nobody is called that here." in client.get("/administration/people?words=_____").text


def test_a_long_list_has_pages(client: FlaskClient, save: Save) -> None:
    save(*(factories.person(name=f"Somebody {number:03}") for number in range(60)))
    first = BeautifulSoup(client.get("/administration/people").data, "html.parser")
    assert len(first.select("tbody tr")) == 50
    assert client.get("/administration/people?page=99").status_code == 302
    assert client.get("/administration/people?page=%00").status_code == 200
    second = BeautifulSoup(client.get("/administration/people?page=2").data, "html.parser")
    assert len(second.select("tbody tr")) == 11


def test_who_is_no_administrator_sees_nothing(sign_in: SignIn, save: Save) -> None:
    plan = factories.plan()
    save(plan)
    limited = factories.person()
    limited.grants.append(RoleGrant(role=Role.ADMINISTRATOR, plan_id=plan.id))
    everything_else = factories.person(*(set(Role) - {Role.ADMINISTRATOR}))
    save(limited, everything_else)
    for person in (limited, everything_else):
        for section in LISTS:
            assert sign_in(person).get(f"/administration/{section}").status_code == 403


def _link(client: FlaskClient, person: Person) -> str:
    page = client.post(f"/administration/people/{person.id}/link").text
    found = re.search(r"http://127.0.0.1:8000(/password/[\w-]+)", page)
    assert found, page
    return found[1]
