"""What a board says of a rating is kept with what it looked at, and nobody judges oneself."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import TODAY
from tests.ground.databases import Save
from tests.services.boards import Assembly, assembly
from tests.services.test_meetings import refusal
from tracker.domain.errors import NotFound, NotPermitted, Refused
from tracker.domain.meetings import Verdict
from tracker.domain.rag import Rating
from tracker.models import Action, Confirmation, Event, Meeting, Person, Recommendation
from tracker.queries import positions
from tracker.services import confirmations, meetings
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork

LATE = date(2018, 2, 2)


def confirm(unit: UnitOfWork, here: Assembly, seen: Rating = Rating.OFF_TRACK) -> Confirmation:
    return confirmations.confirm(unit, here.meeting.id, "CS17-R05", seen=seen)


def test_a_confirmed_rating_is_kept_with_its_reasons(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = assembly(save, due_on=LATE)
    with uow(here.member.id) as unit:
        confirm(unit, here)
    kept = session.scalars(select(Confirmation)).one()
    assert (kept.verdict, kept.computed, kept.rating) == (
        Verdict.CONFIRMED,
        Rating.OFF_TRACK,
        Rating.OFF_TRACK,
    )
    assert kept.reasons == [
        {"code": "worst_of", "params": {"count": 1, "rating": "off_track", "total": 1}}
    ]
    assert kept.person_id == here.member.id
    event = session.scalars(select(Event)).one()
    assert (event.what, event.subject_reference, event.plan_id) == (
        "rating_confirmed",
        "CS17-R05",
        here.plan.id,
    )


def test_an_override_for_the_better_is_shown_until_its_end(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save, due_on=LATE)
    with uow(here.member.id) as unit:
        confirmations.override(
            unit,
            here.meeting.id,
            "CS17-R05",
            seen=Rating.OFF_TRACK,
            rating=Rating.AT_RISK,
            reason="The register opens on Friday",
            until=date(2018, 4, 9),
        )
    with uow(here.member.id) as unit:
        found = positions.of_plan(unit.session, here.plan.id, unit.today, unit.calendar, unit.zone)
        later = positions.of_plan(
            unit.session, here.plan.id, date(2018, 4, 10), unit.calendar, unit.zone
        )
    shown = found.recommendations[here.recommendation.id]
    assert (shown.computed.rating, shown.shown.rating) == (Rating.OFF_TRACK, Rating.AT_RISK)
    assert shown.shown.disagreement
    assert shown.last is not None
    assert shown.last.who.name == "Carys"
    assert later.recommendations[here.recommendation.id].shown.rating is Rating.OFF_TRACK


def test_doubt_leaves_the_rating_and_is_a_disagreement(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save)
    with uow(here.member.id) as unit:
        confirmations.challenge(
            unit, here.meeting.id, "CS17-R05", seen=Rating.AT_RISK, reason="The audit says less"
        )
        found = positions.of_plan(unit.session, here.plan.id, unit.today, unit.calendar, unit.zone)
    shown = found.recommendations[here.recommendation.id]
    assert (shown.shown.rating, shown.shown.disagreement) == (Rating.AT_RISK, True)


def test_better_without_an_end_is_refused_and_nothing_kept(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = assembly(save, due_on=LATE)
    with pytest.raises(Refused) as caught, uow(here.member.id) as unit:
        confirmations.override(
            unit,
            here.meeting.id,
            "CS17-R05",
            seen=Rating.OFF_TRACK,
            rating=Rating.ON_TRACK,
            reason="",
        )
    assert refusal(caught) == ["verdict_reason_missing", "override_needs_end"]
    assert session.scalars(select(Confirmation)).all() == []
    assert session.scalars(select(Event)).all() == []


def test_nobody_judges_what_they_own(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save, due_on=LATE)
    with pytest.raises(Refused) as caught, uow(here.owner.id) as unit:
        confirm(unit, here)
    assert refusal(caught) == ["verdict_own_work"]


def test_only_the_board_judges(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save, due_on=LATE)
    with pytest.raises(NotPermitted), uow(here.manager.id) as unit:
        confirm(unit, here)
    with pytest.raises(NotFound), uow(here.stranger.id) as unit:
        confirm(unit, here)


def test_a_recommendation_of_another_plan_is_not_found(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save)
    other = factories.recommendation()
    save(other)
    with pytest.raises(NotFound), uow(here.member.id) as unit:
        confirmations.confirm(unit, here.meeting.id, other.reference, seen=Rating.NOT_STARTED)


def test_what_moved_meanwhile_is_looked_at_again(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save, due_on=LATE)
    with pytest.raises(Refused) as caught, uow(here.member.id) as unit:
        confirm(unit, here, seen=Rating.ON_TRACK)
    assert refusal(caught) == ["rating_moved"]


def test_a_meeting_decides_once(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save, due_on=LATE)
    with uow(here.member.id) as unit:
        confirm(unit, here)
    with pytest.raises(Refused) as caught, uow(here.member.id) as unit:
        confirm(unit, here)
    assert refusal(caught) == ["verdict_given"]


def test_not_before_the_day_and_not_after_the_end(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save, due_on=LATE)
    with uow() as unit:
        unit.get(Meeting, here.meeting.id).held_on = date(2018, 3, 13)
    with pytest.raises(Refused) as early, uow(here.member.id) as unit:
        confirm(unit, here)
    with uow() as unit:
        unit.get(Meeting, here.meeting.id).held_on = TODAY
    with uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    with pytest.raises(Refused) as late, uow(here.member.id) as unit:
        confirm(unit, here)
    assert (refusal(early), refusal(late)) == (["meeting_not_held"], ["meeting_concluded"])


def test_a_closed_recommendation_is_judged_no_more(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = assembly(save)
    with uow() as unit:
        unit.get(Recommendation, here.recommendation.id).closed_at = unit.now
        unit.get(Action, here.action.id).owner = unit.get(Person, here.manager.id)
    with pytest.raises(Refused) as caught, uow(here.member.id) as unit:
        confirm(unit, here, seen=Rating.AT_RISK)
    assert refusal(caught) == ["recommendation_closed"]
