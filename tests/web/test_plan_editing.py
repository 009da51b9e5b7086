"""A plan is drawn up on pages, agreed in one act, and stands from then on."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.web.pages import errors, flashed, sent, soup
from tracker.domain.permissions import Role
from tracker.domain.plans import ColourScheme, Response
from tracker.models import (
    Action,
    Event,
    Finding,
    Person,
    Plan,
    RoleGrant,
    Theme,
)

PLAN = {"code": "cs17", "title": "Children’s services", "scheme": "rag", "tolerance_days": "28"}
DATES = {
    "starts_on-day": "1",
    "starts_on-month": "3",
    "starts_on-year": "2018",
    "due_on-day": "30",
    "due_on-month": "4",
    "due_on-year": "2018",
}


@pytest.fixture
def manager(save: Save) -> Person:
    person = factories.person(Role.PROGRAMME_MANAGER, name="Mair Manager")
    save(person)
    return person


@pytest.fixture
def client(manager: Person, sign_in: SignIn) -> FlaskClient:
    return sign_in(manager)


def test_a_plan_from_first_to_last(client: FlaskClient, session: Session, save: Save) -> None:
    """The whole way: plan, theme, recommendation, action, evidence expected, agreement."""
    finding = factories.finding(text="Supervision was missed.")
    owner, lead = factories.person(), factories.person()
    save(finding, owner, lead)
    answer = client.post("/plans/new", data=PLAN, follow_redirects=True)
    assert flashed(answer) == "The plan is created. Next, give it themes."
    client.post("/plans/CS17/themes/new", data={"title": "Supervision"})
    theme_id = session.scalars(select(Theme.id)).one()
    session.rollback()
    answer = client.post(
        "/plans/CS17/recommendations/new",
        data={
            "findings": [str(finding.id)],
            "theme": str(theme_id),
            "title": "Supervise monthly",
            "text": "Every worker is supervised each month.",
            "response": "accepted",
        },
    )
    assert answer.location == "/recommendations/CS17-R01"
    answer = client.post(
        "/recommendations/CS17-R01/actions/new",
        data={
            "title": "Set a standard",
            "owner": str(owner.id),
            "accountable_lead": str(lead.id),
            **DATES,
        },
    )
    assert answer.location == "/actions/CS17-R01.01/expected"
    client.post(
        "/actions/CS17-R01.01/expected",
        data={
            **sent(client.get("/actions/CS17-R01.01/expected")),
            "items-id": ["", ""],
            "items-words": ["The standard", "Case audit"],
            "items-kind": ["output", "practice"],
        },
    )
    action = session.scalars(select(Action)).one()
    assert (action.due_on, action.original_due_on) == (date(2018, 4, 30), date(2018, 4, 30))
    assert [item.description for item in action.expected] == ["The standard", "Case audit"]
    assert [one.reference for one in action.recommendations] == ["CS17-R01"]
    page = client.get("/plans/CS17/agree")
    assert "Nothing is missing: 1 recommendation" in page.text
    client.post("/plans/CS17/agree", data=sent(page))
    session.rollback()
    plan = session.scalars(select(Plan)).one()
    assert (plan.agreed_on, plan.agreed_at) == (factories.TODAY, factories.NOW)
    assert plan.agreed_by is not None
    assert plan.agreed_by.name == "Mair Manager"
    happened = session.scalars(select(Event.what).order_by(Event.id)).all()
    assert happened == [
        "plan_created",
        "theme_created",
        "recommendation_created",
        "action_created",
        "expected_changed",
        "plan_agreed",
    ]
    assert {event.plan_id for event in session.scalars(select(Event))} == {plan.id}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": ""}, "Short code: fill this in."),
        ({"code": "17CS"}, "Use two to twelve capital letters and digits"),
        ({"code": "E000123"}, "Use two to twelve capital letters and digits"),
        ({"code": "C"}, "Use two to twelve capital letters and digits"),
        ({"code": "ÀB"}, "Use two to twelve capital letters and digits"),
        ({"code": "jc23"}, "There is a plan JC23 already"),
        ({"title": "\x00 \u202e"}, "Fill this in"),
        ({"title": "t" * 201}, "201 characters"),
        ({"scheme": "pink"}, "Colours of the ratings: choose from the list."),
        ({"tolerance_days": "-1"}, "must be a whole number"),
        ({"tolerance_days": "367"}, "Enter a number of days from 0 to 366"),
        ({"board": "4711"}, "Board: choose from the list."),
    ],
)
def test_a_plan_that_cannot_be(
    client: FlaskClient, session: Session, save: Save, given: dict[str, str], said: str
) -> None:
    save(factories.plan(code="JC23"))
    answer = client.post("/plans/new", data={**PLAN, **given})
    assert answer.status_code == 422
    assert any(said in error for error in errors(answer)), errors(answer)
    assert session.scalars(select(Plan.code)).all() == ["JC23"]


def test_emoji_and_markup_are_kept_and_harmless(client: FlaskClient, session: Session) -> None:
    title = "<script>alert(1)</script> 🙂 \u202eevil"
    answer = client.post("/plans/new", data={**PLAN, "title": title}, follow_redirects=True)
    plan = session.scalars(select(Plan)).one()
    assert plan.title == "<script>alert(1)</script> 🙂 evil"
    assert "<script>alert" not in answer.text


def test_a_plan_is_changed_but_for_its_code(
    client: FlaskClient, session: Session, save: Save
) -> None:
    board = factories.board()
    save(board, factories.plan(code="CS17"))
    form = sent(client.get("/plans/CS17/edit"))
    changed = {"title": ["New"], "scheme": ["rayg"], "board": [str(board.id)], "code": ["XX99"]}
    client.post("/plans/CS17/edit", data={**form, **changed})
    plan = session.scalars(select(Plan)).one()
    assert (plan.code, plan.title, plan.scheme) == ("CS17", "New", ColourScheme.RAYG)
    assert plan.board_id == board.id


def test_only_who_looks_after_every_plan_creates_one(sign_in: SignIn, save: Save) -> None:
    plan = factories.plan()
    save(plan)
    limited = factories.person()
    limited.grants.append(RoleGrant(role=Role.PROGRAMME_MANAGER, plan_id=plan.id))
    save(limited)
    assert sign_in(limited).get("/plans/new").status_code == 403
    assert sign_in(limited).get(f"/plans/{plan.code}/edit").status_code == 200


# Agreeing


def test_agreeing_lists_what_is_missing(client: FlaskClient, save: Save, session: Session) -> None:
    plan = factories.plan(code="CS17")
    source = factories.source(reference="CIW-2018-01")
    answered = factories.finding(source=source)
    bare = factories.recommendation(plan=plan, findings=[answered], title="Bare")
    refused = factories.recommendation(
        plan=plan, title="Refused", response=Response.NOT_ACCEPTED, response_reason="No"
    )
    loose = factories.action(plan=plan, title="Loose", owner=None, accountable_lead=None)
    unmapped = factories.finding(source=source, text="Unmapped finding")
    save(bare, refused, loose, unmapped)
    page = client.get("/plans/CS17/agree")
    missing = {
        heading.get_text(strip=True): [
            link.get_text(strip=True) for link in heading.find_next("ul").select("a")
        ]
        for heading in soup(page).select("h3")
    }
    assert missing == {
        "Recommendations without an action": [bare.reference],
        "Actions without an owner": [loose.reference],
        "Actions without an accountable lead": [loose.reference],
        "Actions without expected evidence": [loose.reference],
        "Findings that no recommendation answers": ["CIW-2018-01"],
    }
    form = sent(page)
    doubted = client.post("/plans/CS17/agree", data=form)
    assert errors(doubted) == [
        "Some things are missing: see the list, then confirm or go back",
        "Mend it, or tick that it is right.",
    ]
    assert session.scalars(select(Plan.agreed_on)).all() == [None]
    session.rollback()
    client.post("/plans/CS17/agree", data={**form, "confirmed": ["y"]})
    assert session.scalars(select(Plan.agreed_on)).all() == [factories.TODAY]
    again = client.post("/plans/CS17/agree", data={**form, "confirmed": ["y"]})
    assert errors(again) == ["This plan is agreed already"]


def test_an_empty_plan_cannot_be_agreed(client: FlaskClient, save: Save) -> None:
    save(factories.plan(code="CS17"))
    assert "there is nothing to agree" in client.get("/plans/CS17/agree").text
    day = {"agreed_on-day": "1", "agreed_on-month": "3", "agreed_on-year": "2018"}
    answer = client.post("/plans/CS17/agree", data={**day, "confirmed": "y"})
    assert "Add at least one recommendation" in errors(answer)[0]


def test_a_plan_is_not_agreed_in_the_future(client: FlaskClient, save: Save) -> None:
    save(factories.recommendation(plan=factories.plan(code="CS17")))
    day = {"agreed_on-day": "13", "agreed_on-month": "3", "agreed_on-year": "2018"}
    answer = client.post("/plans/CS17/agree", data={**day, "confirmed": "y"})
    assert errors(answer) == ["The plan cannot have been agreed after today"]


def test_findings_of_a_source_nobody_may_see_are_not_offered(
    sign_in: SignIn, save: Save, session: Session
) -> None:
    """A manager of one agency alone enters no sources and draws no plan up."""
    plan, agency = factories.plan(code="CS17"), factories.agency()
    save(plan, agency)
    person = factories.person()
    person.grants.append(
        RoleGrant(role=Role.PROGRAMME_MANAGER, plan_id=plan.id, agency_id=agency.id)
    )
    save(person, factories.theme(plan=plan))
    client = sign_in(person)
    for address in ("/plans/CS17/edit", "/plans/CS17/recommendations/new", "/plans/CS17/agree"):
        assert client.get(address).status_code == 403
    assert client.post("/sources/new", data={"kind": "audit", "title": "x"}).status_code == 403
    assert session.scalars(select(Finding)).all() == []
