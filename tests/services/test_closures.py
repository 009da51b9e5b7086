"""A recommendation is closed by the board alone, on proof, and never by whoever asked."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.databases import Save
from tests.services.boards import Assembly, assembly, proved
from tests.services.test_meetings import refusal
from tracker.domain.errors import NotFound, NotPermitted, Refused, Stale
from tracker.domain.lifecycle import Stage
from tracker.domain.meetings import ClosureState
from tracker.domain.permissions import Role
from tracker.models import Action, Closure, Event, Person, Recommendation, RoleGrant
from tracker.services import actions, claims, closures
from tracker.services.unit_of_work import UnitsOfWork


def asked(uow: UnitsOfWork, here: Assembly) -> int:
    with uow(here.manager.id) as unit:
        return closures.ask(unit, "CS17-R05", words="All of it is evidenced.").id


def test_asked_for_and_closed(uow: UnitsOfWork, save: Save, session: Session) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    with uow(here.member.id) as unit:
        closures.close(
            unit, closure_id, 1, reason="Shown by the audit.", meeting_id=here.meeting.id
        )
    kept = session.get_one(Closure, closure_id)
    assert (kept.state, kept.decided_by_id, kept.meeting_id) == (
        ClosureState.CLOSED,
        here.member.id,
        here.meeting.id,
    )
    assert session.get_one(Recommendation, here.recommendation.id).closed_at is not None
    events = session.scalars(select(Event).order_by(Event.id)).all()
    assert [(event.what, event.subject_reference) for event in events] == [
        ("closure_asked", "CS17-R05"),
        ("recommendation_closed", "CS17-R05"),
    ]
    assert "closed_at" in events[1].changes


def test_a_refusal_is_kept_and_may_be_followed_by_another_request(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = proved(save)
    first = asked(uow, here)
    with uow(here.member.id) as unit:
        closures.decline(unit, first, 1, reason="Wait for the second audit.")
    second = asked(uow, here)
    states = session.scalars(select(Closure.state).order_by(Closure.id)).all()
    assert (first != second, list(states)) == (True, [ClosureState.REFUSED, ClosureState.ASKED])
    assert session.get_one(Recommendation, here.recommendation.id).closed_at is None


def test_what_is_not_proved_cannot_be_put_forward(uow: UnitsOfWork, save: Save) -> None:
    here = assembly(save)
    save(factories.date_change(here.action), factories.expected_item(action=here.action))
    with pytest.raises(Refused) as caught, uow(here.manager.id) as unit:
        closures.ask(unit, "CS17-R05", words="Nearly there.")
    assert refusal(caught) == ["closing_unproved", "expected_open", "closing_undecided"]


def test_proof_returned_since_the_asking_stops_the_closing(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    with uow() as unit:
        unit.get(Action, here.action.id).stage = Stage.UNDER_WAY
    with pytest.raises(Refused) as caught, uow(here.member.id) as unit:
        closures.close(unit, closure_id, 1, reason="Done.")
    assert refusal(caught) == ["closing_unproved"]
    assert session.get_one(Closure, closure_id).state is ClosureState.ASKED
    with uow(here.member.id) as unit:
        closures.decline(unit, closure_id, 1, reason="The proof was returned.")


def test_neither_the_asker_nor_an_owner_decides(uow: UnitsOfWork, save: Save) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    with uow() as unit:
        manager = unit.get(Person, here.manager.id)
        manager.grants.append(RoleGrant(role=Role.BOARD_MEMBER))
    for person in (here.manager, here.owner):
        with pytest.raises(Refused) as caught, uow(person.id) as unit:
            closures.close(unit, closure_id, 1, reason="Done.")
        assert refusal(caught) == ["closing_own_work"]


def test_who_may_ask_and_who_may_decide(uow: UnitsOfWork, save: Save) -> None:
    here = proved(save)
    with pytest.raises(NotPermitted), uow(here.member.id) as unit:
        closures.ask(unit, "CS17-R05", words="Close it.")
    closure_id = asked(uow, here)
    with pytest.raises(NotPermitted), uow(here.manager.id) as unit:
        closures.close(unit, closure_id, 1, reason="Done.")
    with pytest.raises(NotFound), uow(here.stranger.id) as unit:
        closures.close(unit, closure_id, 1, reason="Done.")


def test_once_is_enough(uow: UnitsOfWork, save: Save) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    with pytest.raises(Refused) as again, uow(here.manager.id) as unit:
        closures.ask(unit, "CS17-R05", words="Again.")
    with uow(here.member.id) as unit:
        closures.close(unit, closure_id, 1, reason="Done.")
    with pytest.raises(Refused) as decided, uow(here.member.id) as unit:
        closures.decline(unit, closure_id, 2, reason="No.")
    with pytest.raises(Refused) as closed, uow(here.manager.id) as unit:
        closures.ask(unit, "CS17-R05", words="Again.")
    assert [refusal(caught) for caught in (again, decided, closed)] == [
        ["closing_asked_already"],
        ["closing_decided_already"],
        ["recommendation_closed"],
    ]


def test_reasons_and_versions(uow: UnitsOfWork, save: Save) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    with pytest.raises(Refused) as caught, uow(here.member.id) as unit:
        closures.close(unit, closure_id, 1, reason="  ")
    assert refusal(caught) == ["closing_reason_missing"]
    with pytest.raises(Stale), uow(here.member.id) as unit:
        closures.close(unit, closure_id, 7, reason="Done.")


def test_a_reopened_action_opens_its_closed_recommendation(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    with uow(here.member.id) as unit:
        closures.close(unit, closure_id, 1, reason="Shown by the audit.")
    with uow(here.manager.id) as unit:
        claims.reopen(unit, here.action.reference, reason="The audit of June fails.", version=1)
    assert session.get_one(Recommendation, here.recommendation.id).closed_at is None
    assert session.get_one(Closure, closure_id).state is ClosureState.CLOSED, "history stays"
    last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (last.what, last.subject_reference, last.reason) == (
        "recommendation_reopened",
        "CS17-R05",
        "The audit of June fails.",
    )
    with uow(here.manager.id) as unit, pytest.raises(Refused):
        closures.ask(unit, "CS17-R05", words="Again.")


def test_a_closed_recommendation_gets_no_new_work(uow: UnitsOfWork, save: Save) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    with uow(here.member.id) as unit:
        closures.close(unit, closure_id, 1, reason="Shown by the audit.")
    open_one = factories.recommendation(theme=here.recommendation.theme, reference="CS17-R06")
    save(open_one)
    dates = {"starts_on": date(2018, 3, 12), "due_on": date(2018, 4, 30)}
    with pytest.raises(Refused) as at_home, uow(here.manager.id) as unit:
        actions.create(unit, "CS17-R05", title="Audit again", **dates)
    closed = [here.recommendation.id]
    with pytest.raises(Refused) as beside, uow(here.manager.id) as unit:
        actions.create(unit, "CS17-R06", title="Audit", recommendations=closed, **dates)
    assert refusal(at_home) == refusal(beside) == ["recommendation_closed"]


def test_nothing_is_closed_at_a_meeting_to_come(uow: UnitsOfWork, save: Save) -> None:
    here = proved(save)
    closure_id = asked(uow, here)
    later = factories.meeting(plan_id=here.plan.id, board=here.plan.board, held_on=date(2018, 4, 9))
    save(later)
    with pytest.raises(Refused) as caught, uow(here.member.id) as unit:
        closures.close(unit, closure_id, 1, reason="Shown by the audit.", meeting_id=later.id)
    assert refusal(caught) == ["meeting_not_held"]
