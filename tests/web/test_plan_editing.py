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
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Role
from tracker.domain.plans import ColourScheme, Response
from tracker.models import (
    Action,
    Event,
    ExpectedItem,
    Finding,
    Milestone,
    Person,
    Plan,
    Recommendation,
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


# Recommendations


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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"findings": []}, "Choose at least one finding that it answers"),
        ({"findings": ["4711"]}, "Findings that it answers: choose from the list."),
        ({"theme": [""]}, "Theme: fill this in."),
        ({"text": [""]}, "Recommendation in English: fill this in."),
        ({"response": ["partly_accepted"]}, "Say why it is not accepted in full"),
        ({"speaker": ["4711"]}, "choose from the list."),
        ({"text": ["x" * 10_001]}, "10001 characters"),
    ],
)
def test_a_recommendation_that_cannot_be(
    client: FlaskClient, recommendation: Recommendation, given: dict[str, list[str]], said: str
) -> None:
    address = f"/recommendations/{recommendation.reference}/edit"
    answer = client.post(address, data={**sent(client.get(address)), **given})
    assert answer.status_code == 422
    assert any(said in error for error in errors(answer)), errors(answer)


def test_a_theme_of_another_plan_is_refused(
    client: FlaskClient, recommendation: Recommendation, save: Save
) -> None:
    foreign = factories.theme()
    save(foreign)
    address = f"/recommendations/{recommendation.reference}/edit"
    form = {**sent(client.get(address)), "theme": [str(foreign.id)]}
    assert "Theme: choose from the list." in errors(client.post(address, data=form))


def test_agreed_words_stay_and_the_rest_can_change(
    client: FlaskClient, recommendation: Recommendation, session: Session
) -> None:
    address = f"/recommendations/{recommendation.reference}/edit"
    agree(session, recommendation.plan_id)
    page = client.get(address)
    assert "The plan is agreed: title and text stay as they are." in page.text
    form = sent(page)
    for frozen in ("title", "title_cy", "text", "text_cy"):
        refused = client.post(address, data={**form, frozen: ["Reworded"]})
        assert errors(refused) == ["The plan is agreed: its title and text cannot be changed"]
    changed = {"outcome": ["Children are safer."], "response": ["accepted"]}
    assert client.post(address, data={**form, **changed}).status_code == 302
    stored = session.get_one(Recommendation, recommendation.id)
    assert (stored.text, stored.outcome) == ("As recommended", "Children are safer.")


def test_which_findings_it_answers_can_change(
    client: FlaskClient, recommendation: Recommendation, session: Session, save: Save
) -> None:
    more = factories.finding()
    save(more)
    address = f"/recommendations/{recommendation.reference}/edit"
    form = sent(client.get(address))
    client.post(address, data={**form, "findings": [*form["findings"], str(more.id)]})
    stored = session.get_one(Recommendation, recommendation.id)
    assert {finding.id for finding in stored.findings} == {recommendation.findings[0].id, more.id}
    assert stored.version == 2


def test_what_is_needed_first_is_said(client: FlaskClient, save: Save) -> None:
    save(factories.plan(code="CS17"), factories.theme(plan=factories.plan(code="JC23")))
    assert "this plan has none yet" in client.get("/plans/CS17/recommendations/new").text
    assert "answers what inspectors found" in client.get("/plans/JC23/recommendations/new").text


# Actions


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
