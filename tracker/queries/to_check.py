"""What waits for one person's decision: evidence to accept, requests for more time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.date_changes import ChangeState, slip_days
from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState
from tracker.domain.independence import may_accept, may_set_aside
from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import SET_ASIDE, Stage
from tracker.domain.permissions import Access, Permission
from tracker.domain.readiness_facts import Who
from tracker.models import Action, DateChange, EvidenceLink, ExpectedItem
from tracker.queries import date_changes, put_forward
from tracker.queries.date_changes import Request
from tracker.queries.put_forward import Proof
from tracker.queries.subjects import of_action, of_evidence
from tracker.queries.whos import who


@dataclass(frozen=True)
class About:
    """The action that a decision is about."""

    reference: str
    title: Bilingual
    plan: str
    stage: Stage
    owner: Who | None
    original_due_on: date
    due_on: date


@dataclass(frozen=True)
class ProofToCheck:
    """`may_decide` is False for the owner, for whoever handed it in, and once decided."""

    action: About
    proof: Proof
    may_decide: bool


@dataclass(frozen=True)
class OwnerRecord:
    """How an owner's dates have held so far, over all their actions, this one included.
    `slipped` counts actions moved later, `days` is how much later in sum."""

    actions: int = 0
    asked: int = 0
    granted: int = 0
    slipped: int = 0
    days: int = 0


@dataclass(frozen=True)
class RequestToDecide:
    action: About
    request: Request
    tolerance_days: int
    record: OwnerRecord
    may_decide: bool


@dataclass(frozen=True)
class ItemToWaive:
    """An expected item; `may_decide` is False for the owner and once it is not open."""

    id: int
    version: int
    words: str
    kind: EvidenceKind
    state: ExpectedState
    action: str
    title: Bilingual
    may_decide: bool


def proofs(session: Session, access: Access, today: date) -> list[ProofToCheck]:
    """Evidence this person may accept or return, the oldest first: one statement."""
    concerned = _concerned(access, Permission.ACCEPT_EVIDENCE)
    found = [
        _proof(access, link, today)
        for link in put_forward.read(
            session, EvidenceLink.state == LinkState.SUBMITTED, EvidenceLink.action.has(concerned)
        )
    ]
    waiting = [one for one in found if one.may_decide]
    return sorted(waiting, key=lambda one: (one.proof.submitted_at, one.proof.link_id))


def proof(session: Session, access: Access, link_id: int, today: date) -> ProofToCheck | None:
    """One piece as put forward for one action; None when it is not there for this person."""
    links = put_forward.read(session, EvidenceLink.id == link_id)
    if not links or not _sees(access, links[0]):
        return None
    return _proof(access, links[0], today)


def requests(session: Session, access: Access) -> list[RequestToDecide]:
    """Requests for more time that are this person's to decide, the oldest first."""
    concerned = _concerned(access, Permission.DECIDE_DATE_CHANGE)
    found = _read_requests(
        session, DateChange.state == ChangeState.ASKED, DateChange.action.has(concerned)
    )
    records = _records(session, {one.action.owner_id for one in found})
    waiting = [_request(access, one, records) for one in found]
    return [one for one in waiting if one.may_decide]


def request(session: Session, access: Access, change_id: int) -> RequestToDecide:
    """One request, which must exist."""
    (found,) = _read_requests(session, DateChange.id == change_id)
    return _request(access, found, _records(session, {found.action.owner_id}))


def item(session: Session, access: Access, item_id: int) -> ItemToWaive:
    """One expected item, which must exist."""
    found = session.scalars(
        select(ExpectedItem)
        .where(ExpectedItem.id == item_id)
        .options(joinedload(ExpectedItem.action))
    ).one()
    return ItemToWaive(
        id=found.id,
        version=found.version,
        words=found.description,
        kind=found.kind,
        state=found.state,
        action=found.action.reference,
        title=Bilingual(found.action.title, found.action.title_cy),
        may_decide=found.state is ExpectedState.OPEN
        and may_set_aside(access.person_id, found.action.owner_id),
    )


def _concerned(access: Access, permission: Permission) -> ColumnElement[bool]:
    """Live actions of somebody else for which this person may hold `permission`."""
    plans = access.plans_where(permission)
    everywhere = Action.id.is_not(None) if plans is None else Action.plan_id.in_(sorted(plans))
    return (
        or_(Action.accountable_lead_id == access.person_id, everywhere)
        & Action.owner_id.is_distinct_from(access.person_id)
        & Action.stage.not_in(SET_ASIDE)
    )


def _sees(access: Access, link: EvidenceLink) -> bool:
    named = access.person_id in (link.action.owner_id, link.action.accountable_lead_id)
    return named or access.can(Permission.VIEW_EVIDENCE, of_evidence(link.evidence))


def _proof(access: Access, link: EvidenceLink, today: date) -> ProofToCheck:
    action = link.action
    shown = put_forward.proof(link, action.delivered_on, today)
    return ProofToCheck(
        action=_about(action),
        proof=shown,
        may_decide=link.state is LinkState.SUBMITTED
        and action.stage not in SET_ASIDE
        and _sees(access, link)
        and access.can(Permission.ACCEPT_EVIDENCE, of_action(action))
        and may_accept(access.person_id, action.owner_id, *shown.handed_in_by),
    )


def _read_requests(session: Session, *where: ColumnElement[bool]) -> list[DateChange]:
    found = session.scalars(
        select(DateChange)
        .where(*where)
        .options(
            joinedload(DateChange.asked_by),
            joinedload(DateChange.decided_by),
            joinedload(DateChange.action).options(
                joinedload(Action.owner), joinedload(Action.plan), joinedload(Action.agencies)
            ),
        )
        .order_by(DateChange.asked_at, DateChange.id)
    )
    return list(found.unique())


def _request(
    access: Access, change: DateChange, records: dict[int, OwnerRecord]
) -> RequestToDecide:
    action = change.action
    tolerance = action.plan.tolerance_days
    asked = date_changes.request(change, action.original_due_on, tolerance)
    return RequestToDecide(
        action=_about(action),
        request=asked,
        tolerance_days=tolerance,
        record=records.get(action.owner_id or 0, OwnerRecord()),
        may_decide=date_changes.may_decide(access, of_action(action), asked),
    )


def _about(action: Action) -> About:
    return About(
        reference=action.reference,
        title=Bilingual(action.title, action.title_cy),
        plan=action.plan.code,
        stage=action.stage,
        owner=who(action.owner),
        original_due_on=action.original_due_on,
        due_on=action.due_on,
    )


def _records(session: Session, owners: Collection[int | None]) -> dict[int, OwnerRecord]:
    """By owner: one statement."""
    granted = func.count(DateChange.id).filter(DateChange.state == ChangeState.APPROVED)
    rows = session.execute(
        select(
            Action.owner_id,
            Action.original_due_on,
            Action.due_on,
            func.count(DateChange.id),
            granted,
        )
        .outerjoin(DateChange, DateChange.action_id == Action.id)
        .where(Action.owner_id.in_([owner for owner in owners if owner is not None]))
        .group_by(Action.id)
    )
    by_owner: dict[int, list[tuple[int, int, int]]] = {}
    for owner_id, original_due_on, due_on, asked, agreed in rows:
        if owner_id is not None:
            slip = max(0, slip_days(original_due_on, due_on))
            by_owner.setdefault(owner_id, []).append((asked, agreed, slip))
    return {owner_id: _record(actions) for owner_id, actions in by_owner.items()}


def _record(actions: Iterable[tuple[int, int, int]]) -> OwnerRecord:
    listed = list(actions)
    return OwnerRecord(
        actions=len(listed),
        asked=sum(asked for asked, _granted, _slip in listed),
        granted=sum(granted for _asked, granted, _slip in listed),
        slipped=sum(slip > 0 for _asked, _granted, slip in listed),
        days=sum(slip for _asked, _granted, slip in listed),
    )
