"""Checking on pages: what waits, the decision, and the next one at once."""

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
from tests.services.owners import add, scene, stored
from tests.web.pages import errors, flashed, soup
from tracker.domain.date_changes import ChangeState
from tracker.domain.evidence import ExpectedState, LinkState, Staleness
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage
from tracker.models import Action, DateChange, EvidenceLink, ExpectedItem
from tracker.services import evidence
from tracker.services.unit_of_work import UnitsOfWork
from tracker.web.formatting import capital
from tracker.wording.evidence import staleness_words


def _link(session: Session, number: int = 0) -> EvidenceLink:
    session.rollback()
    return session.scalars(select(EvidenceLink).order_by(EvidenceLink.id)).all()[number]


def _action(session: Session) -> Action:
    session.rollback()
    return session.scalars(select(Action).order_by(Action.id)).first()  # type: ignore[return-value]


def _decide(client: FlaskClient, address: str, **given: Any) -> TestResponse:
    """Open the page, press a button."""
    version = soup(client.get(address)).select_one("main input[name=version]")
    assert version is not None, "there is nothing to decide"
    return client.post(address, data={"version": version["value"], **given})


def _titles(client: FlaskClient) -> list[str]:
    found = soup(client.get("/to-check")).select("main h3")
    return [title.get_text(strip=True) for title in found]


# Evidence


def test_the_oldest_comes_first_and_the_next_at_once(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    add(uow, here, title="First")
    add(uow, here, title="Second", words="Second")
    client = sign_in(here.lead)
    assert _titles(client) == ["First", "Second"]
    first, second = _link(session).id, _link(session, 1).id
    answer = _decide(client, f"/to-check/evidence/{first}", decision="accept")
    assert answer.location == f"/to-check/evidence/{second}"
    page = client.get(answer.location)
    assert flashed(page).endswith(f"is accepted for {here.ref}.")
    answer = _decide(
        client, f"/to-check/evidence/{second}", decision="return", reason="It is not signed."
    )
    assert answer.location == "/to-check"
    assert "Nothing waits for you." in client.get("/to-check").text
    assert [_link(session).state, _link(session, 1).state] == [
        LinkState.ACCEPTED,
        LinkState.RETURNED,
    ]


def test_whoever_checks_sees_what_matters(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save, title="Write the policy")
    add(
        uow,
        here,
        proves="Signed by the cabinet.",
        expected_item_id=here.expected.id,
        stale_on=date(2018, 3, 1),
    )
    page = soup(sign_in(here.lead).get(f"/to-check/evidence/{_link(session).id}"))
    text = page.get_text(" ", strip=True)
    file = _link(session).evidence.versions[0]
    for words in (
        "Does this prove “The signed policy”?",
        "Write the policy",
        "Signed by the cabinet.",
        f"PDF · {file.size} bytes",
        f"SHA-256 {file.sha256}",
        "Date of the evidence 28 February 2018",
        f"Look closely {capital(staleness_words(Staleness.EXPIRED, Language.ENGLISH))}",
        "Put forward by",
    ):
        assert words in text, words


def test_returning_without_a_reason_asks_for_one(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    add(uow, here)
    address = f"/to-check/evidence/{_link(session).id}"
    answer = _decide(sign_in(here.lead), address, decision="return")
    assert (answer.status_code, errors(answer)) == (422, ["Give a reason"])
    assert _link(session).state is LinkState.SUBMITTED


def test_neither_owner_nor_uploader_is_asked(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    add(uow, here, by=here.lead)
    address = f"/to-check/evidence/{_link(session).id}"
    assert _titles(sign_in(here.lead)) == []
    page = sign_in(here.lead).get(address)
    assert "Somebody else has to check this" in page.text
    assert soup(page).select("main form") == []
    assert sign_in(here.owner).get(address).status_code == 403
    assert sign_in(here.stranger).get(address).status_code == 404
    assert _titles(sign_in(here.manager)) == ["Policy"]


def test_the_second_of_two_checkers_is_told(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    add(uow, here)
    lead, manager = sign_in(here.lead), sign_in(here.manager)
    address = f"/to-check/evidence/{_link(session).id}"
    version = soup(manager.get(address)).select_one("main input[name=version]")
    assert version is not None
    _decide(lead, address, decision="accept")
    answer = manager.post(
        address, data={"version": version["value"], "decision": "return", "reason": "No."}
    )
    assert answer.status_code == 422
    assert errors(answer) == [
        "This was changed after you opened it, and nothing was decided: look again, then decide"
    ]
    assert _link(session).state is LinkState.ACCEPTED


def test_a_version_that_came_meanwhile_is_shown_before_it_is_accepted(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    reference = add(uow, here)
    client = sign_in(here.lead)
    address = f"/to-check/evidence/{_link(session).id}"
    version = soup(client.get(address)).select_one("main input[name=version]")
    assert version is not None
    with uow(here.owner.id) as unit:
        evidence.add_version(unit, reference, files=stored(uow, "Signed"), attested=True)
    answer = client.post(address, data={"version": version["value"], "decision": "accept"})
    assert answer.status_code == 422
    assert "Version 2" in soup(answer).get_text(" ", strip=True)
    fresh = soup(answer).select_one("main input[name=version]")
    assert fresh is not None
    data = {"version": fresh["value"], "decision": "accept"}
    assert client.post(address, data=data).status_code == 302


def test_an_item_is_waived(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    address = f"/to-check/expected/{here.expected.id}"
    client = sign_in(here.lead)
    assert "Waive" in client.get(f"/actions/{here.ref}").text
    assert _decide(client, address, waived_reason=" ").status_code == 422
    assert _decide(client, address, waived_reason="A national policy.").status_code == 302
    item = session.scalars(select(ExpectedItem)).one()
    assert (item.state, item.waived_reason) == (ExpectedState.WAIVED, "A national policy.")
    assert "A national policy." in client.get(f"/actions/{here.ref}").text
    assert sign_in(here.owner).get(address).status_code == 403


# Claims


def test_a_claim_names_what_blocks_it_then_goes_through(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    client, address = sign_in(here.owner), f"/actions/{here.ref}/delivered"
    blocked = soup(client.get(address))
    assert "Add at least one output as evidence" in blocked.get_text()
    assert blocked.select("main form") == []
    today = {"delivered_on-day": "12", "delivered_on-month": "3", "delivered_on-year": "2018"}
    answer = client.post(address, data=today)
    assert answer.status_code == 422
    add(uow, here, expected_item_id=here.expected.id)
    tomorrow = {**today, "delivered_on-day": "13"}
    assert errors(client.post(address, data=tomorrow)) == [
        "The delivery date must be today or in the past"
    ]
    assert client.post(address, data={**today, "words": "In use."}).status_code == 302
    assert _action(session).stage is Stage.DELIVERED
    assert "waits to be checked" in client.get(f"/actions/{here.ref}").text


@pytest.mark.parametrize(
    ("step", "stage"), [("withdraw", "withdrawn"), ("supersede", "superseded")]
)
def test_an_action_is_set_aside_and_reopened(
    session: Session, save: Save, sign_in: SignIn, step: str, stage: str
) -> None:
    here = scene(save)
    client, address = sign_in(here.manager), f"/actions/{here.ref}/set-aside"
    assert _decide(client, address, step=step, reason="").status_code == 422
    assert _decide(client, address, step=step, reason="Merged.").status_code == 302
    assert _action(session).stage is Stage(stage)
    assert "Merged." in client.get(f"/actions/{here.ref}").text
    assert "Nothing is due from you." in sign_in(here.owner).get("/my-actions").text
    assert soup(client.get(address)).select("main form") == []
    answer = _decide(client, f"/actions/{here.ref}/reopen", reason="Not merged after all.")
    assert answer.status_code == 302
    assert _action(session).stage is Stage.UNDER_WAY


# More time


ASKED = {
    "proposed_on-day": "25",
    "proposed_on-month": "5",
    "proposed_on-year": "2018",
    "reason_code": "capacity",
    "words": "Two posts are vacant.",
}


def test_more_time_is_asked_for_and_granted(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    owner, lead = sign_in(here.owner), sign_in(here.lead)
    assert owner.post(f"/actions/{here.ref}/more-time", data=ASKED).status_code == 302
    again = owner.get(f"/actions/{here.ref}/more-time")
    assert "is not decided yet" in again.text
    assert len(soup(again).select("main form")) == 0
    request = session.scalars(select(DateChange)).one()
    text = soup(lead.get("/to-check")).get_text(" ", strip=True)
    assert "1 request for more time" in text
    page = " ".join(soup(lead.get(f"/date-changes/{request.id}")).get_text(" ").split())
    assert "25 May 2018 (25 days later than first agreed, 30 April 2018)" in page
    assert "asked for more time 1 time; 0 requests granted; no date moved later" in page
    answer = _decide(lead, f"/date-changes/{request.id}", decision="approve")
    assert answer.location == "/to-check"
    action = _action(session)
    assert (action.original_due_on, action.due_on) == (date(2018, 4, 30), date(2018, 5, 25))
    text = soup(owner.get(f"/actions/{here.ref}")).get_text(" ", strip=True)
    assert "25 May 2018 (25 days later than first agreed, 30 April 2018)" in text


def test_beyond_tolerance_only_the_board_has_the_buttons(
    session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    asked = factories.date_change(here.action)
    save(asked)
    address = f"/date-changes/{asked.id}"
    for person in (here.lead, here.manager):
        page = sign_in(person).get(address)
        assert "The board: the total slip is more than 28 days" in page.text
        assert soup(page).select("main form") == []
        answer = sign_in(person).post(address, data={"version": "1", "decision": "approve"})
        assert answer.status_code == 422
    assert sign_in(here.stranger).get(address).status_code == 404
    answer = _decide(sign_in(here.member), address, decision="refuse", decision_reason="Enough.")
    assert answer.status_code == 302
    session.rollback()
    assert session.scalars(select(DateChange.state)).all() == [ChangeState.REFUSED]
    assert "Enough." in sign_in(here.owner).get(address).text


def test_whoever_asked_takes_it_back(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    asked = factories.date_change(here.action)
    save(asked)
    client, address = sign_in(here.owner), f"/date-changes/{asked.id}"
    assert "Grant until" not in client.get(address).text
    assert _decide(client, address, decision="withdraw").status_code == 302
    session.rollback()
    assert session.scalars(select(DateChange.state)).all() == [ChangeState.WITHDRAWN]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"proposed_on-day": "30", "proposed_on-month": "4"},
            "The new date must be after the present due date, 30 April 2018",
        ),
        (
            {"proposed_on-day": "31", "proposed_on-month": "2"},
            "New date is not a day of the calendar: check the day and the month.",
        ),
        ({"words": ""}, "In your words: fill this in."),
        ({"reason_code": "laziness"}, "Reason: choose from the list."),
    ],
)
def test_what_cannot_be_asked_is_said(
    session: Session, save: Save, sign_in: SignIn, given: dict[str, str], said: str
) -> None:
    here = scene(save)
    answer = sign_in(here.owner).post(f"/actions/{here.ref}/more-time", data={**ASKED, **given})
    assert (answer.status_code, errors(answer)) == (422, [said])
    assert session.scalars(select(DateChange)).all() == []


def test_a_wrong_year_is_warned_of(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    client, address = sign_in(here.owner), f"/actions/{here.ref}/more-time"
    far = {**ASKED, "proposed_on-year": "2028"}
    answer = client.post(address, data=far)
    assert answer.status_code == 422
    assert soup(answer).select_one("input[name=confirmed]")
    assert client.post(address, data={**far, "confirmed": "y"}).status_code == 302
