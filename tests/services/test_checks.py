"""Proof is accepted or returned by somebody else, once, and moves a claimed action."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY
from tests.ground.databases import Save
from tests.services.owners import DATED, Scene, add, scene, stored
from tracker.domain.errors import NotFound, NotPermitted, Refused
from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState
from tracker.domain.lifecycle import Stage
from tracker.models import Action, Event, EvidenceLink, ExpectedItem, Person
from tracker.services import checks, claims, evidence
from tracker.services.unit_of_work import UnitsOfWork


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


def _link(session: Session) -> EvidenceLink:
    session.rollback()
    return session.scalars(select(EvidenceLink)).one()


def _action(session: Session) -> Action:
    session.rollback()
    return session.scalars(select(Action)).one()


def _accept(uow: UnitsOfWork, by: Person, link: EvidenceLink) -> None:
    link_id, version = link.id, link.version
    with uow(by.id) as unit:
        checks.accept(unit, link_id, version=version)


def _claim(uow: UnitsOfWork, here: Scene) -> None:
    with uow(here.owner.id) as unit:
        claims.claim(unit, here.ref, delivered_on=TODAY)


def test_accepting_meets_the_item_and_evidences_a_claim(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here, expected_item_id=here.expected.id)
    _claim(uow, here)
    _accept(uow, here.lead, _link(session))
    link, action = _link(session), _action(session)
    assert (link.state, link.decided_by_id, link.decided_at) == (
        LinkState.ACCEPTED,
        here.lead.id,
        NOW,
    )
    assert action.expected[0].state is ExpectedState.MET
    assert (action.stage, action.claimed_at, action.delivered_on) == (Stage.EVIDENCED, None, TODAY)
    whats = session.scalars(select(Event.what).order_by(Event.id)).all()
    assert whats[-3:] == ["action_claimed", "evidence_accepted", "action_evidenced"]


def test_an_open_item_keeps_a_claim_from_being_evidenced(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here)
    _claim(uow, here)
    _accept(uow, here.lead, _link(session))
    assert _action(session).stage is Stage.DELIVERED
    with uow(here.lead.id) as unit:
        checks.waive(unit, here.expected.id, version=1, reason="The policy is a national one.")
    action = _action(session)
    assert (action.stage, action.expected[0].state) == (Stage.EVIDENCED, ExpectedState.WAIVED)


def test_returning_puts_a_claim_back_under_way(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here)
    _claim(uow, here)
    with uow(here.lead.id) as unit:
        checks.return_evidence(unit, _link(session).id, version=1, reason="It is not signed.")
    link, action = _link(session), _action(session)
    assert (link.state, link.reason) == (LinkState.RETURNED, "It is not signed.")
    assert (action.stage, action.claimed_at, action.delivered_on) == (Stage.UNDER_WAY, None, None)


def test_returning_needs_a_reason(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    add(uow, here)
    with pytest.raises(Refused) as refusal, uow(here.lead.id) as unit:
        checks.return_evidence(unit, _link(session).id, version=1, reason=" \n ")
    assert _codes(refusal) == ["reason_missing"]


def test_nobody_judges_their_own(uow: UnitsOfWork, session: Session, save: Save) -> None:
    """Not even with the right to accept: the lead who uploads, the owner who manages."""
    here = scene(save)
    add(uow, here, by=here.lead)
    with pytest.raises(Refused) as refusal:
        _accept(uow, here.lead, _link(session))
    assert _codes(refusal) == ["own_evidence"]
    with pytest.raises(NotPermitted):
        _accept(uow, here.owner, _link(session))
    _accept(uow, here.manager, _link(session))


def test_whoever_uploads_the_new_version_does_not_judge_it(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    proof = add(uow, here)
    with uow(here.lead.id) as unit:
        evidence.add_version(unit, proof, files=stored(uow, "Signed"), attested=True)
    with pytest.raises(Refused) as refusal:
        _accept(uow, here.lead, _link(session))
    assert _codes(refusal) == ["own_evidence"]


def test_a_version_nobody_looked_at_is_not_accepted(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    proof = add(uow, here)
    link_id, looked_at = _link(session).id, _link(session).version
    with uow(here.owner.id) as unit:
        evidence.add_version(unit, proof, files=stored(uow, "Signed"), attested=True)
    with pytest.raises(Refused) as refusal, uow(here.lead.id) as unit:
        checks.accept(unit, link_id, version=looked_at)
    assert _codes(refusal) == ["changed_since_read"]


def test_a_description_nobody_looked_at_is_not_accepted(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    proof = add(uow, here)
    link_id, looked_at = _link(session).id, _link(session).version
    with uow(here.owner.id) as unit:
        evidence.edit(
            unit,
            proof,
            2,
            title="Policy",
            proves="That every worker uses it.",
            kind=EvidenceKind.OUTCOME,
            dated_on=DATED,
            period_from=None,
            period_to=None,
            stale_on=None,
            is_shared=False,
        )
    with pytest.raises(Refused) as refusal, uow(here.lead.id) as unit:
        checks.accept(unit, link_id, version=looked_at)
    assert _codes(refusal) == ["changed_since_read"]


def test_who_may_not_see_it_finds_nothing(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    add(uow, here)
    with pytest.raises(NotFound):
        _accept(uow, here.stranger, _link(session))
    with pytest.raises(NotPermitted):
        _accept(uow, here.member, _link(session))
    with pytest.raises(NotFound), uow(here.lead.id) as unit:
        checks.accept(unit, 999_999, version=1)
    with pytest.raises(NotFound), uow(here.lead.id) as unit:
        checks.waive(unit, 999_999, version=1, reason="None")


def test_the_owner_waives_nothing(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    with uow() as unit:
        unit.lock(Action, here.action.id).owner_id = here.manager.id
    with pytest.raises(Refused) as refusal, uow(here.manager.id) as unit:
        checks.waive(unit, here.expected.id, version=1, reason="Not needed.")
    assert _codes(refusal) == ["owner_may_not_decide"]
    assert session.scalars(select(ExpectedItem)).one().state is ExpectedState.OPEN


def test_evidence_for_what_was_set_aside_is_not_judged(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here)
    with uow() as unit:
        unit.lock(Action, here.action.id).stage = Stage.WITHDRAWN
    with pytest.raises(Refused) as refusal:
        _accept(uow, here.lead, _link(session))
    assert _codes(refusal) == ["evidence_set_aside"]


def test_two_people_decide_once(uow: UnitsOfWork, session: Session, save: Save) -> None:
    """The lead accepts and the manager returns in the same moment: one of them wins."""
    here = scene(save)
    add(uow, here)
    link = _link(session)
    link_id, version = link.id, link.version
    session.rollback()
    barrier, refused = Barrier(2), []

    def decide(person: Person, is_good: bool) -> None:
        barrier.wait()
        try:
            with uow(person.id) as unit:
                if is_good:
                    checks.accept(unit, link_id, version=version)
                else:
                    checks.return_evidence(unit, link_id, version=version, reason="Unsigned.")
        except Refused as refusal:
            refused.append(refusal.faults[0].code)

    threads = [
        Thread(target=decide, args=(here.lead, True)),
        Thread(target=decide, args=(here.manager, False)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["changed_since_read"]
    decisions = ("evidence_accepted", "evidence_returned")
    events = session.scalars(select(Event.what).where(Event.what.in_(decisions))).all()
    assert len(events) == 1
    assert _link(session).state in (LinkState.ACCEPTED, LinkState.RETURNED)


def test_the_day_of_a_decision_is_when_it_was_taken(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here)
    link_id = _link(session).id
    with uow(here.lead.id, now=NOW + timedelta(days=3)) as unit:
        checks.accept(unit, link_id, version=1)
    assert _link(session).decided_at == NOW + timedelta(days=3)
