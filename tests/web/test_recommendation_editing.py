"""Recommendations: what they answer and say, and what stays once the plan is agreed."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.web.pages import errors, sent
from tracker.domain.permissions import Role
from tracker.models import (
    Person,
    Plan,
    Recommendation,
)


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
