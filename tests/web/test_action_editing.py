"""Actions, the evidence expected of them and their milestones, as they are agreed."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.web.pages import errors, sent
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Role
from tracker.models import (
    Action,
    Event,
    ExpectedItem,
    Milestone,
    Person,
    Plan,
    Recommendation,
)

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


@pytest.fixture
def recommendation(save: Save) -> Recommendation:
    made = factories.recommendation(
        plan=factories.plan(code="CS17"), findings=[factories.finding()], text="As recommended"
    )
    save(made)
    return made


def agree(session: Session, plan_id: int) -> None:
    plan = session.get_one(Plan, plan_id)
    plan.agreed_on, plan.agreed_at = factories.TODAY, factories.NOW
    session.commit()


def _new_action(client: FlaskClient, home: Recommendation, **given: object) -> list[str]:
    data = {"title": "Set a standard", **DATES, **given}
    return errors(client.post(f"/recommendations/{home.reference}/actions/new", data=data))


def test_due_before_start(
    client: FlaskClient, recommendation: Recommendation, session: Session
) -> None:
    said = _new_action(client, recommendation, **{"due_on-month": "2", "due_on-day": "28"})
    assert said == ["The due date must be on or after the start date, 1 March 2018"]
    assert session.scalars(select(Action)).all() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"due_on-year": "2081"}, "The due date is more than four years off"),
        ({"starts_on-year": "1998"}, "The start date is more than four years off"),
        ({"due_on-day": "9", "due_on-month": "3"}, "The due date has already passed"),
        ({"due_on-day": "2", "due_on-month": "4"}, "weekend, a bank holiday or a closed day"),
        (
            {
                "statutory_due_on-day": "20",
                "statutory_due_on-month": "4",
                "statutory_due_on-year": "2018",
            },
            "after the latest date the law allows",
        ),
    ],
)
def test_an_unlikely_date_has_to_be_confirmed(
    client: FlaskClient,
    recommendation: Recommendation,
    session: Session,
    given: dict[str, str],
    said: str,
) -> None:
    assert any(said in error for error in _new_action(client, recommendation, **given))
    assert session.scalars(select(Action)).all() == []
    session.rollback()
    assert _new_action(client, recommendation, **given, confirmed="y") == []
    action = session.scalars(select(Action)).one()
    address = f"/actions/{action.reference}/edit"
    form = {**sent(client.get(address)), "title": ["Dates stand as they were"]}
    assert client.post(address, data=form).status_code == 302, "asked again about old dates"


def test_the_owner_is_not_the_lead(
    client: FlaskClient, recommendation: Recommendation, save: Save
) -> None:
    anna = factories.person()
    save(anna)
    said = _new_action(client, recommendation, owner=str(anna.id), accountable_lead=str(anna.id))
    assert "choose two different people" in said[0]


def test_who_has_left_cannot_be_chosen_but_may_stay(
    client: FlaskClient, recommendation: Recommendation, save: Save, session: Session
) -> None:
    gone = factories.person(is_active=False)
    save(gone)
    assert "Owner: choose from the list." in _new_action(client, recommendation, owner=str(gone.id))
    action = factories.action(recommendation=recommendation, owner=gone)
    save(action)
    address = f"/actions/{action.reference}/edit"
    form = sent(client.get(address))
    assert client.post(address, data={**form, "title": ["Changed"]}).status_code == 302
    stored = session.get_one(Action, action.id)
    assert (stored.title, stored.owner_id) == ("Changed", gone.id)


def test_the_original_due_date_is_that_of_the_agreed_plan(
    client: FlaskClient, recommendation: Recommendation, save: Save, session: Session
) -> None:
    action = factories.action(recommendation=recommendation)
    save(action)
    address = f"/actions/{action.reference}/edit"
    form = sent(client.get(address))
    client.post(address, data={**form, "due_on-day": ["16"], "due_on-month": ["5"]})
    stored = session.get_one(Action, action.id)
    assert (stored.due_on, stored.original_due_on) == (date(2018, 5, 16), date(2018, 5, 16))
    agree(session, recommendation.plan_id)
    page = client.get(address)
    assert "moves only when more time is asked for and granted" in page.text
    late = {"due_on-day": ["1"], "due_on-month": ["6"], "due_on-year": ["2018"]}
    client.post(address, data={**sent(page), **late, "title": ["Still changed"]})
    session.rollback()
    assert (stored.title, stored.due_on) == ("Still changed", date(2018, 5, 16))
    assert stored.original_due_on == date(2018, 5, 16)


def test_an_action_serves_several_recommendations(
    client: FlaskClient, recommendation: Recommendation, save: Save, session: Session
) -> None:
    other = factories.recommendation(plan=recommendation.plan)
    save(other)
    _new_action(client, recommendation, recommendations=[str(other.id)])
    action = session.scalars(select(Action)).one()
    assert action.recommendation_id == recommendation.id
    assert {one.id for one in action.recommendations} == {recommendation.id, other.id}


# Evidence expected


def test_a_checklist_is_changed_until_delivery(
    client: FlaskClient, save: Save, session: Session
) -> None:
    action = factories.action()
    kept, dropped = factories.expected_item(action=action), factories.expected_item(action=action)
    save(kept, dropped)
    address = f"/actions/{action.reference}/expected"
    form = sent(client.get(address))
    assert form["items-words"][:2] == [kept.description, dropped.description]
    form["items-words"] = ["Reworded", "", "Added", "", ""]
    assert client.post(address, data=form).status_code == 302
    items = session.scalars(select(ExpectedItem).order_by(ExpectedItem.position)).all()
    assert [(item.id == kept.id, item.description) for item in items] == [
        (True, "Reworded"),
        (False, "Added"),
    ]
    session.get_one(Action, action.id).stage = Stage.DELIVERED
    session.commit()
    assert "what was expected of it stays as agreed" in client.get(address).text
    refused = client.post(address, data=form)
    assert errors(refused) == ["It has been delivered: what was expected of it stays as agreed"]


def test_a_line_with_evidence_stays(client: FlaskClient, save: Save, session: Session) -> None:
    action = factories.action()
    item = factories.expected_item(action=action, description="Minutes")
    save(item)
    proof = factories.evidence(plan_id=action.plan_id)
    save(factories.evidence_link(proof, action, expected_item=item))
    address = f"/actions/{action.reference}/expected"
    form = sent(client.get(address))
    form["items-words"][0] = ""
    assert "it has to stay on the list" in errors(client.post(address, data=form))[0]
    assert session.scalars(select(ExpectedItem.description)).all() == ["Minutes"]


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [("x" * 301, "output", "Use 300 characters or fewer"), ("a", "magic", "choose from the list")],
)
def test_a_line_that_cannot_be(
    client: FlaskClient, save: Save, words: str, kind: str, said: str
) -> None:
    action = factories.action()
    save(action)
    given = {"items-id": [""], "items-words": [words], "items-kind": [kind]}
    answer = client.post(f"/actions/{action.reference}/expected", data=given)
    assert said in errors(answer)[0]
    assert words in answer.text


# Milestones


def test_a_milestone_is_set_moved_and_reached_by_the_owner(
    client: FlaskClient, save: Save, session: Session, sign_in: SignIn
) -> None:
    owner = factories.person()
    action = factories.action(owner=owner)
    save(action)
    day = {"due_on-day": "2", "due_on-month": "4", "due_on-year": "2018"}
    address = f"/actions/{action.reference}/milestones/new"
    assert client.post(address, data={"title": "Half way", **day}).status_code == 302
    milestone = session.scalars(select(Milestone)).one()
    edit, reach = f"/milestones/{milestone.id}/edit", f"/milestones/{milestone.id}/reach"
    doubted = client.post(edit, data={**sent(client.get(edit)), "due_on-month": ["6"]})
    assert "The action itself is due earlier, on 30 April 2018" in errors(doubted)[0]
    theirs = sign_in(owner)
    assert theirs.get(edit).status_code == 403
    form = sent(theirs.get(reach))
    assert form["reached_on-day"] == ["12"]
    late = theirs.post(reach, data={**form, "reached_on-day": ["13"]})
    assert errors(late) == ["The day it was reached must be today or in the past"]
    assert theirs.post(reach, data=form).status_code == 302
    session.rollback()
    assert milestone.reached_on == factories.TODAY
    told = session.scalars(select(Event).where(Event.what == "milestone_reached")).one()
    assert (told.subject_kind, told.subject_reference) == ("action", action.reference)
