"""Closing over HTTP: what blocks it, asking, deciding, and what stays to be read."""

import pytest
from flask.testing import FlaskClient

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.services.boards import Assembly, assembly, proved
from tests.web.pages import errors, flashed, sent
from tests.web.test_board import words


@pytest.fixture
def here(save: Save) -> Assembly:
    return proved(save)


@pytest.fixture
def manager(here: Assembly, sign_in: SignIn) -> FlaskClient:
    return sign_in(here.manager)


@pytest.fixture
def member(here: Assembly, sign_in: SignIn) -> FlaskClient:
    return sign_in(here.member)


def ask(client: FlaskClient) -> None:
    place = "/recommendations/CS17-R05/close"
    form = {**sent(client.get(place)), "words": "All of it is evidenced."}
    answer = client.post(place, data=form, follow_redirects=True)
    assert flashed(answer) == "The board is asked to close it."


def test_what_blocks_closing_is_said_and_no_form_is_offered(save: Save, sign_in: SignIn) -> None:
    here = assembly(save)
    save(factories.expected_item(action=here.action))
    client = sign_in(here.manager)
    page = words(client, "/recommendations/CS17-R05/close")
    assert "1 of its 1 actions is not evidenced yet" in page
    assert "1 expected item is still open" in page
    assert "Why can it be closed?" not in page


def test_asked_for_decided_and_kept(manager: FlaskClient, member: FlaskClient) -> None:
    ask(manager)
    overview = words(member, "/plans/CS17")
    assert "1 request waits for your decision" in overview
    assert "Decide on closing it" in words(member, "/recommendations/CS17-R05")
    assert "Decide on closing it" not in words(manager, "/recommendations/CS17-R05")
    form = {**sent(member.get("/closures/1")), "decision": "closed", "reason": "Shown by audit."}
    answer = member.post("/closures/1", data=form, follow_redirects=True)
    assert flashed(answer) == "What the board decided is kept."
    page = words(member, "/recommendations/CS17-R05")
    assert "closed by the board on 12 March 2018" in page
    assert "The board closed the recommendation. Its reason: Shown by audit." in page
    assert "Closed" in words(member, "/plans/CS17/recommendations")
    assert "Shown by audit." in words(manager, "/closures/1")


def test_a_refusal_stays_to_be_read(manager: FlaskClient, member: FlaskClient) -> None:
    ask(manager)
    form = {**sent(member.get("/closures/1")), "decision": "refused", "reason": "Audit first."}
    member.post("/closures/1", data=form)
    assert "Closing refused" in words(member, "/recommendations/CS17-R05")
    ask(manager)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"reason": "So."}, ["What does the board decide?: fill this in."]),
        ({"decision": "closed"}, ["Reason, for the minutes: fill this in."]),
        (
            {"decision": "asked", "reason": "So."},
            ["What does the board decide?: choose from the list."],
        ),
        (
            {"decision": "closed", "reason": "So.", "meeting_id": "77"},
            ["At which meeting?: choose from the list."],
        ),
    ],
)
def test_what_is_wrong_is_said(
    manager: FlaskClient, member: FlaskClient, given: dict[str, str], wrong: list[str]
) -> None:
    ask(manager)
    answer = member.post("/closures/1", data={**sent(member.get("/closures/1")), **given})
    assert (answer.status_code, errors(answer)) == (422, wrong)


def test_who_asks_and_who_decides(here: Assembly, manager: FlaskClient, sign_in: SignIn) -> None:
    assert sign_in(here.member).get("/recommendations/CS17-R05/close").status_code == 403
    assert sign_in(here.stranger).get("/recommendations/CS17-R05/close").status_code == 404
    ask(manager)
    assert sign_in(here.stranger).get("/closures/1").status_code == 404
    assert manager.get("/closures/77").status_code == 404
    data = {"version": "1", "decision": "closed", "reason": "So."}
    for person, status in ((here.manager, 403), (here.owner, 422)):
        client = sign_in(person)
        assert "The board decides" in words(client, "/closures/1")
        assert client.post("/closures/1", data=data).status_code == status


def test_a_decision_on_an_old_page_is_not_lost(manager: FlaskClient, member: FlaskClient) -> None:
    ask(manager)
    form = {**sent(member.get("/closures/1")), "decision": "closed", "reason": "Shown by audit."}
    answer = member.post("/closures/1", data={**form, "version": "7"})
    assert answer.status_code == 409
    assert "Shown by audit." in answer.get_data(as_text=True)
