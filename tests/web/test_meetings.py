"""Meetings over HTTP: set up, judged at, concluded, and then as they were."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import TODAY
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.services.boards import Assembly, assembly
from tests.web.pages import errors, flashed, sent, soup
from tests.web.test_board import LATE, words
from tracker.domain.meetings import Verdict
from tracker.models import Confirmation, Meeting


@pytest.fixture
def here(save: Save) -> Assembly:
    return assembly(save, due_on=LATE)


@pytest.fixture
def manager(here: Assembly, sign_in: SignIn) -> FlaskClient:
    return sign_in(here.manager)


@pytest.fixture
def member(here: Assembly, sign_in: SignIn) -> FlaskClient:
    return sign_in(here.member)


def test_a_meeting_is_added(manager: FlaskClient, here: Assembly, session: Session) -> None:
    form = sent(manager.get("/plans/CS17/meetings/new"))
    assert form["board_id"] == [str(here.plan.board_id)], "the plan's own board is proposed"
    given = {"held_on-day": "9", "held_on-month": "4", "held_on-year": "2018", "place": "Room 4"}
    answer = manager.post("/plans/CS17/meetings/new", data={**form, **given}, follow_redirects=True)
    assert flashed(answer) == "The meeting is added."
    assert "Meeting of 9 April 2018" in soup(answer).get_text()
    assert session.scalars(select(Meeting.place).where(Meeting.place != "")).all() == ["Room 4"]


def test_what_is_wrong_with_a_meeting_is_said(manager: FlaskClient) -> None:
    given = {"board_id": "", "held_on-day": "31", "held_on-month": "2", "held_on-year": "2018"}
    answer = manager.post("/plans/CS17/meetings/new", data={**given, "place": "x" * 300})
    assert answer.status_code == 422
    assert len(errors(answer)) == 3
    day = {"board_id": "1", "held_on-day": "12", "held_on-month": "3", "held_on-year": "2018"}
    answer = manager.post("/plans/CS17/meetings/new", data=day)
    assert errors(answer) == ["There is a meeting about this plan on that day already"]


def test_a_stale_change_shows_both(manager: FlaskClient, here: Assembly) -> None:
    place = f"/meetings/{here.meeting.id}/edit"
    form = sent(manager.get(place))
    manager.post(place, data={**form, "place": "County Hall"})
    answer = manager.post(place, data={**form, "place": "Town Hall"})
    assert answer.status_code == 409
    assert {"County Hall", "Town Hall"} <= {
        cell.get_text(strip=True) for cell in soup(answer).select("td")
    }


def judge(client: FlaskClient, here: Assembly, **given: str) -> tuple[int, list[str]]:
    place = f"/meetings/{here.meeting.id}/confirm/CS17-R05"
    answer = client.post(place, data={**sent(client.get(place)), **given})
    return answer.status_code, errors(answer)


def test_a_rating_is_confirmed(member: FlaskClient, here: Assembly, session: Session) -> None:
    assert judge(member, here, verdict="confirmed") == (302, [])
    kept = session.scalars(select(Confirmation)).one()
    assert (kept.verdict, kept.rating) == (Verdict.CONFIRMED, "off_track")
    page = words(member, f"/meetings/{here.meeting.id}")
    assert "Confirmed : Off track" in page
    assert "The board confirmed the rating. Off track: 1 of 1 action." in page
    assert "Open: 1 of 1 rating is judged." in page


def test_an_override_is_listed_as_a_disagreement(member: FlaskClient, here: Assembly) -> None:
    given = {"verdict": "overridden", "rating": "at_risk", "reason": "It opens on Friday."}
    assert judge(member, here, **given) == (
        422,
        ["A rating better than the calculated one needs an end date: until when does it hold?"],
    )
    until = {"until-day": "9", "until-month": "4", "until-year": "2018"}
    assert judge(member, here, **given, **until)[0] == 302
    sentence = "the board says “At risk” until 9 April 2018: It opens on Friday."
    assert sentence in words(member, "/plans/CS17", '[aria-labelledby="disagreements"]')
    assert sentence in words(member, "/recommendations/CS17-R05")
    assert "calculated: Off track" in words(member, "/plans/CS17/recommendations")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, "What does the board say?: fill this in."),
        ({"verdict": "challenged"}, "Say why, for the minutes"),
        ({"verdict": "praised"}, "What does the board say?: choose from the list."),
        (
            {"verdict": "overridden", "rating": "done", "reason": "So."},
            "Rating the board sets: choose from the list.",
        ),
        (
            {"verdict": "confirmed", "seen": "on_track"},
            "The calculated rating has changed since you opened this page: look at it again",
        ),
        (
            {"verdict": "confirmed", "seen": "<script>"},
            "The calculated rating has changed since you opened this page: look at it again",
        ),
    ],
)
def test_what_is_wrong_with_a_verdict_is_said(
    member: FlaskClient, here: Assembly, session: Session, given: dict[str, str], wrong: str
) -> None:
    assert judge(member, here, **given) == (422, [wrong])
    assert session.scalars(select(Confirmation)).all() == []


def test_who_judges(here: Assembly, sign_in: SignIn) -> None:
    place = f"/meetings/{here.meeting.id}/confirm/CS17-R05"
    assert sign_in(here.manager).get(place).status_code == 403
    assert sign_in(here.stranger).get(place).status_code == 404
    assert sign_in(here.member).get(place.replace("R05", "R77")).status_code == 404
    owner = sign_in(here.owner)
    assert "you own one of its actions" in words(owner, f"/meetings/{here.meeting.id}")
    assert judge(owner, here, verdict="confirmed") == (
        422,
        ["You own one of its actions, so somebody else has to judge its rating"],
    )


def test_concluding_freezes_the_page(
    manager: FlaskClient, member: FlaskClient, here: Assembly, session: Session
) -> None:
    judge(member, here, verdict="confirmed")
    place = f"/meetings/{here.meeting.id}"
    answer = manager.post(f"{place}/conclude", follow_redirects=True)
    assert "Concluded on 12 March 2018" in soup(answer).get_text()
    assert manager.post(f"{place}/conclude").status_code == 422
    assert manager.post(f"{place}/edit", data=sent(manager.get(f"{place}/edit"))).status_code == 422
    assert judge(member, here, verdict="confirmed")[0] == 422
    assert session.get_one(Meeting, here.meeting.id).held_on == TODAY
    assert "What changed since the board met on 12 March 2018" in words(member, "/plans/CS17")


def test_only_the_programme_manager_concludes(member: FlaskClient, here: Assembly) -> None:
    assert member.post(f"/meetings/{here.meeting.id}/conclude").status_code == 403
    assert "Conclude" not in words(member, f"/meetings/{here.meeting.id}")
