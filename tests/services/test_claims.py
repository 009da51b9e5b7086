"""Steps that people take on the ladder, and what stands in their way."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW, TODAY
from tests.ground.databases import Save
from tests.services.owners import add, scene
from tracker.domain.date_changes import ChangeState
from tracker.domain.errors import NotPermitted, Refused
from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState
from tracker.domain.lifecycle import Stage, Step
from tracker.models import Action, DateChange, Event, EvidenceLink
from tracker.services import checks, claims
from tracker.services.unit_of_work import UnitsOfWork


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


def _action(session: Session) -> Action:
    session.rollback()
    return session.scalars(select(Action)).one()


def test_work_is_started_once(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save, stage=Stage.PLANNED)
    with uow(here.owner.id) as unit:
        claims.start(unit, here.ref)
    with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
        claims.start(unit, here.ref)
    assert _codes(refusal) == ["step_not_allowed"]
    assert _action(session).stage is Stage.UNDER_WAY


def test_everything_that_blocks_a_claim_is_said_at_once(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    add(uow, here, kind=EvidenceKind.VOICE)
    for day, code in (
        (None, "delivered_on_missing"),
        (date(2018, 3, 13), "delivered_on_in_future"),
    ):
        with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
            claims.claim(unit, here.ref, delivered_on=day)
        assert _codes(refusal) == [code, "output_missing"]


def test_a_claim_ends_being_stuck(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save, blocked_since=TODAY, blocked_by="Funding")
    add(uow, here)
    with uow(here.owner.id) as unit:
        claims.claim(unit, here.ref, delivered_on=TODAY - timedelta(days=1), words="All in use.")
    action = _action(session)
    assert (action.stage, action.claimed_at) == (Stage.DELIVERED, NOW)
    assert (action.blocked_since, action.blocked_by) == (None, "")
    event = session.scalars(select(Event).where(Event.what == "action_claimed")).one()
    assert event.reason == "All in use."


def test_a_delivery_ten_years_ago_is_asked_about(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here)
    with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
        claims.claim(unit, here.ref, delivered_on=date(2008, 3, 12))
    assert [fault.is_doubt for fault in refusal.value.faults] == [True]
    with uow(here.owner.id) as unit:
        claims.claim(unit, here.ref, delivered_on=date(2008, 3, 12), confirmed=True)
    assert _action(session).stage is Stage.DELIVERED


def test_a_claim_whose_proof_was_accepted_before_is_evidenced(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here, expected_item_id=here.expected.id)
    _accept_all(uow, session, here.lead.id)
    with uow(here.owner.id) as unit:
        claims.claim(unit, here.ref, delivered_on=TODAY)
    assert _action(session).stage is Stage.EVIDENCED


def test_only_the_owner_claims(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    add(uow, here)
    for person in (here.lead, here.member):
        with pytest.raises(NotPermitted), uow(person.id) as unit:
            claims.claim(unit, here.ref, delivered_on=TODAY)


@pytest.mark.parametrize(
    ("step", "stage", "what"),
    [
        (Step.WITHDRAW, Stage.WITHDRAWN, "action_withdrawn"),
        (Step.SUPERSEDE, Stage.SUPERSEDED, "action_superseded"),
    ],
)
def test_setting_aside_needs_a_reason_and_ends_what_was_asked(
    uow: UnitsOfWork, session: Session, save: Save, step: Step, stage: Stage, what: str
) -> None:
    here = scene(save)
    save(factories.date_change(here.action))
    with pytest.raises(Refused) as refusal, uow(here.manager.id) as unit:
        claims.set_aside(unit, here.ref, step=step, reason=" ", version=1)
    assert _codes(refusal) == ["reason_missing"]
    with uow(here.manager.id) as unit:
        claims.set_aside(unit, here.ref, step=step, reason="Merged with R06.02.", version=1)
    action = _action(session)
    assert (action.stage, action.set_aside_reason) == (stage, "Merged with R06.02.")
    assert action.set_aside_by_id == here.manager.id
    assert session.scalars(select(DateChange.state)).all() == [ChangeState.WITHDRAWN]
    whats = session.scalars(select(Event.what).order_by(Event.id)).all()
    assert whats == [what, "date_change_withdrawn"]


def test_nobody_sets_their_own_aside(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    with pytest.raises(NotPermitted), uow(here.owner.id) as unit:
        claims.set_aside(unit, here.ref, step=Step.WITHDRAW, reason="Too hard.", version=1)
    with uow() as unit:
        unit.lock(Action, here.action.id).owner_id = here.manager.id
    with pytest.raises(Refused) as refusal, uow(here.manager.id) as unit:
        claims.set_aside(unit, here.ref, step=Step.WITHDRAW, reason="Too hard.", version=2)
    assert _codes(refusal) == ["owner_may_not_decide"]


def test_a_decision_about_an_older_action_is_not_taken(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save, version=3)
    with pytest.raises(Refused) as refusal, uow(here.manager.id) as unit:
        claims.set_aside(unit, here.ref, step=Step.WITHDRAW, reason="Done by R06.", version=2)
    assert _codes(refusal) == ["changed_since_read"]


def test_reopening_puts_the_proof_in_doubt(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    add(uow, here, expected_item_id=here.expected.id)
    _accept_all(uow, session, here.lead.id)
    with uow(here.owner.id) as unit:
        claims.claim(unit, here.ref, delivered_on=TODAY)
    reason = "The audit of June shows it is not used."
    version = _action(session).version
    with uow(here.manager.id, now=NOW + timedelta(days=90)) as unit:
        claims.reopen(unit, here.ref, reason=reason, version=version)
    action = _action(session)
    assert (action.stage, action.delivered_on) == (Stage.UNDER_WAY, None)
    assert action.reopened_on == TODAY + timedelta(days=90)
    assert action.expected[0].state is ExpectedState.OPEN
    link = session.scalars(select(EvidenceLink)).one()
    assert (link.state, link.reason) == (LinkState.RETURNED, reason)


def test_what_was_set_aside_comes_back_with_its_proof(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here, expected_item_id=here.expected.id)
    _accept_all(uow, session, here.lead.id)
    with uow(here.manager.id) as unit:
        claims.set_aside(unit, here.ref, step=Step.WITHDRAW, reason="Merged.", version=1)
    with uow(here.manager.id) as unit:
        claims.reopen(unit, here.ref, reason="Not merged after all.", version=2)
    action = _action(session)
    assert (action.stage, action.set_aside_reason) == (Stage.UNDER_WAY, "")
    assert action.expected[0].state is ExpectedState.MET
    assert session.scalars(select(EvidenceLink.state)).all() == [LinkState.ACCEPTED]


def _accept_all(uow: UnitsOfWork, session: Session, person_id: int) -> None:
    session.rollback()
    link = session.scalars(select(EvidenceLink)).one()
    with uow(person_id) as unit:
        checks.accept(unit, link.id, version=link.version)
