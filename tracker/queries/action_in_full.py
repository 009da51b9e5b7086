"""One action as its page shows it: what was agreed, what proves it, who decides, what next."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.date_changes import ChangeState
from tracker.domain.errors import Fault
from tracker.domain.evidence import EvidenceKind, ExpectedState
from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import ProofFacts, Stage
from tracker.domain.permissions import Access
from tracker.domain.plans import ColourScheme
from tracker.domain.rag import Rated
from tracker.domain.readiness_facts import Who
from tracker.domain.updates import on_course_for
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Action, ExpectedItem
from tracker.queries import date_changes, put_forward, served, timeline
from tracker.queries.action_standing import PersonStanding, blocks_next_rung, next_rung, standing
from tracker.queries.date_changes import Request
from tracker.queries.put_forward import Proofs
from tracker.queries.ratings import rate_actions
from tracker.queries.served import Served
from tracker.queries.subjects import of_action
from tracker.queries.timeline import Happening
from tracker.queries.whos import who


@dataclass(frozen=True)
class Expected:
    """One agreed item. `is_shown`: something is put forward for it."""

    id: int
    words: str
    kind: EvidenceKind
    state: ExpectedState
    is_shown: bool
    reason: str
    decided_by: Who | None
    decided_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state is ExpectedState.OPEN


@dataclass(frozen=True)
class MilestoneRow:
    id: int
    title: str
    due_on: date
    reached_on: date | None


@dataclass(frozen=True)
class Dates:
    """`times_moved` counts requests for more time that were granted."""

    starts_on: date
    original_due_on: date
    due_on: date
    statutory_due_on: date | None
    forecast_on: date | None
    delivered_on: date | None
    times_moved: int


@dataclass(frozen=True)
class ActionInFull:
    """`rated` is None once it is set aside. `blocks` is what still stands in the way of
    `next_rung`; `on_course_for` the date of "no change, still on course"."""

    reference: str
    version: int
    title: Bilingual
    description: str
    plan: str
    plan_title: Bilingual
    scheme: ColourScheme
    recommendation: str
    stage: Stage
    rated: Rated | None
    set_aside_reason: str
    set_aside_by: Who | None
    dates: Dates
    owner: Who | None
    lead: Who | None
    agencies: tuple[Bilingual, ...]
    expected: tuple[Expected, ...]
    milestones: tuple[MilestoneRow, ...]
    served: tuple[Served, ...]
    proofs: Proofs
    requests: tuple[Request, ...]
    happened: tuple[Happening, ...]
    next_rung: Stage | None
    blocks: tuple[Fault, ...]
    on_course_for: date | None
    standing: PersonStanding


def in_full(
    session: Session,
    access: Access,
    reference: str,
    today: date,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
) -> ActionInFull:
    """The action with that reference, which this person may see. Six statements."""
    action = _read(session, reference)
    plan = action.plan
    named = access.person_id in (action.owner_id, action.accountable_lead_id)
    rated = rate_actions(session, today, calendar, zone, Action.id == action.id)[action.id].rated
    serves = served.by_action(session, action.id)
    proofs = put_forward.of_action(session, access, action.id, named, action.delivered_on, today)
    requests = date_changes.of_action(
        session, action.id, action.original_due_on, plan.tolerance_days
    )
    expected = tuple(_expected(item, proofs) for item in action.expected)
    still_open = [item for item in expected if item.is_open]
    unshown = sum(not item.is_shown for item in still_open)
    facts = ProofFacts(action.delivered_on, proofs.outputs, proofs.accepted, len(still_open))
    return ActionInFull(
        reference=action.reference,
        version=action.version,
        title=Bilingual(action.title, action.title_cy),
        description=action.description,
        plan=plan.code,
        plan_title=Bilingual(plan.title, plan.title_cy),
        scheme=plan.scheme,
        recommendation=action.recommendation.reference,
        stage=action.stage,
        rated=rated,
        set_aside_reason=action.set_aside_reason,
        set_aside_by=who(action.set_aside_by),
        dates=_dates(action, requests),
        owner=who(action.owner),
        lead=who(action.accountable_lead),
        agencies=tuple(Bilingual(one.name, one.name_cy) for one in action.agencies),
        expected=expected,
        milestones=tuple(
            MilestoneRow(one.id, one.title, one.due_on, one.reached_on) for one in action.milestones
        ),
        served=serves,
        proofs=proofs,
        requests=requests,
        happened=_told(session, action, serves, proofs),
        next_rung=next_rung(action.stage),
        blocks=blocks_next_rung(action.stage, facts, today),
        on_course_for=on_course_for(
            action.stage,
            action.due_on,
            action.forecast_on,
            action.blocked_since,
            action.waiting_on,
            today,
        ),
        standing=standing(
            access, of_action(action), action, rated, proofs, requests, facts, unshown, today
        ),
    )


def _read(session: Session, reference: str) -> Action:
    found = session.scalars(
        select(Action)
        .where(Action.reference == reference)
        .options(
            joinedload(Action.plan),
            joinedload(Action.recommendation),
            joinedload(Action.owner),
            joinedload(Action.accountable_lead),
            joinedload(Action.set_aside_by),
            joinedload(Action.agencies),
            joinedload(Action.milestones),
            joinedload(Action.expected).joinedload(ExpectedItem.decided_by),
        )
    )
    return found.unique().one()


def _told(
    session: Session, action: Action, serves: tuple[Served, ...], proofs: Proofs
) -> tuple[Happening, ...]:
    """The story, without what concerns evidence that this person may not see."""
    told = timeline.of_action(
        session, action.id, action.reference, [one.reference for one in serves]
    )
    seen = {proof.reference for proof in proofs.shown}
    return tuple(one for one in told if not one.is_about_evidence or one.reference in seen)


def _expected(item: ExpectedItem, proofs: Proofs) -> Expected:
    return Expected(
        id=item.id,
        words=item.description,
        kind=item.kind,
        state=item.state,
        is_shown=item.id in proofs.items_shown,
        reason=item.waived_reason,
        decided_by=who(item.decided_by),
        decided_at=item.decided_at,
    )


def _dates(action: Action, requests: tuple[Request, ...]) -> Dates:
    return Dates(
        starts_on=action.starts_on,
        original_due_on=action.original_due_on,
        due_on=action.due_on,
        statutory_due_on=action.statutory_due_on,
        forecast_on=action.forecast_on,
        delivered_on=action.delivered_on,
        times_moved=sum(one.state is ChangeState.APPROVED for one in requests),
    )
