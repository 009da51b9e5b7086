"""What one person owes: their own actions by what hurts, and those they are accountable for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.evidence import ExpectedState, LinkState
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import OPEN_WORK, Stage
from tracker.domain.permissions import Access
from tracker.domain.plans import ColourScheme
from tracker.domain.rag import Rated
from tracker.domain.readiness_facts import Who
from tracker.domain.reminders import DueItem, next_digest_on
from tracker.domain.updates import UpdateKind, on_course_for
from tracker.domain.urgency import Urgency, sort_key, urgency
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Action, Evidence, EvidenceLink, ExpectedItem, Person, Plan, Update
from tracker.queries.ratings import RatedAction, rate_actions
from tracker.queries.whos import who


@dataclass(frozen=True)
class Said:
    """The last words about an action, and for which day."""

    kind: UpdateKind
    words: str
    language: Language
    as_at: date


@dataclass(frozen=True)
class Returned:
    """Evidence that came back, and why."""

    reference: str
    title: str
    reason: str


@dataclass(frozen=True)
class OwnAction:
    """One action as its owner sees it. `expected` is what is still open of what was agreed;
    `on_course_for` is the date of "no change, still on course", where that is true."""

    reference: str
    title: Bilingual
    scheme: ColourScheme
    stage: Stage
    due_on: date
    rated: Rated | None
    urgency: Urgency
    owner: Who | None
    expected: tuple[str, ...] = ()
    returned: tuple[Returned, ...] = ()
    said: Said | None = None
    on_course_for: date | None = None

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_WORK

    @property
    def sort_key(self) -> tuple[int, int, date, str]:
        return sort_key(self.urgency, self.rated, self.due_on, self.reference)


@dataclass(frozen=True)
class Mine:
    """`live` and `led` are sorted by what hurts, `finished` by reference. `next_digest_on`
    is when this person hears from us again if nothing changes."""

    live: tuple[OwnAction, ...]
    finished: tuple[OwnAction, ...]
    led: tuple[OwnAction, ...]
    next_digest_on: date | None

    @property
    def pressing(self) -> int:
        """How many are overdue, due soon, or came back."""
        calm = (Urgency.QUIET, Urgency.UPDATE_OWED)
        return sum(action.urgency not in calm for action in self.live)


def mine(
    session: Session, access: Access, today: date, calendar: WorkingCalendar, zone: ZoneInfo
) -> Mine:
    """Everything this person owns or is accountable for. Four statements, however much."""
    me = access.person_id
    concerned = or_(Action.owner_id == me, Action.accountable_lead_id == me)
    rated = rate_actions(session, today, calendar, zone, concerned)
    expected = _expected(session, concerned)
    returned = _returned(session, concerned)
    owned: list[OwnAction] = []
    led: list[OwnAction] = []
    for action, scheme, owner, said in _details(session, concerned):
        shown = _shown(
            rated[action.id],
            action,
            scheme,
            owner,
            said,
            expected.get(action.id, ()),
            returned.get(action.id, ()),
            today,
        )
        (owned if action.owner_id == me else led).append(shown)
    live = _by_what_hurts(action for action in owned if action.urgency is not Urgency.FINISHED)
    items = [DueItem(action.reference, action.due_on) for action in live if action.is_open]
    return Mine(
        live=live,
        finished=tuple(action for action in owned if action.urgency is Urgency.FINISHED),
        led=_by_what_hurts(action for action in led if action.urgency is not Urgency.FINISHED),
        next_digest_on=next_digest_on(items, today, calendar),
    )


def _by_what_hurts(actions: Iterable[OwnAction]) -> tuple[OwnAction, ...]:
    return tuple(sorted(actions, key=lambda action: action.sort_key))


def _shown(
    known: RatedAction,
    action: Action,
    scheme: ColourScheme,
    owner: Person | None,
    said: Update | None,
    expected: Iterable[str],
    returned: Iterable[Returned],
    today: date,
) -> OwnAction:
    came_back = tuple(returned)
    return OwnAction(
        reference=action.reference,
        title=Bilingual(action.title, action.title_cy),
        scheme=scheme,
        stage=action.stage,
        due_on=action.due_on,
        rated=known.rated,
        urgency=urgency(known.facts, known.rated, bool(came_back), today),
        owner=who(owner),
        expected=tuple(expected),
        returned=came_back,
        said=None if said is None else Said(said.kind, said.words, said.language, said.as_at),
        on_course_for=on_course_for(
            action.stage,
            action.due_on,
            action.forecast_on,
            action.blocked_since,
            action.waiting_on,
            today,
        ),
    )


def _details(
    session: Session, concerned: ColumnElement[bool]
) -> list[tuple[Action, ColourScheme, Person | None, Update | None]]:
    """Each action with its plan's colours, its owner and what was said last."""
    earlier = aliased(Update)
    last = (
        select(func.max(earlier.id))
        .where(earlier.action_id == Action.id)
        .correlate(Action)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Action, Plan.scheme, Person, Update)
        .join(Plan, Plan.id == Action.plan_id)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(Update, Update.id == last)
        .where(concerned)
        .order_by(Action.reference)
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def _expected(session: Session, concerned: ColumnElement[bool]) -> dict[int, list[str]]:
    rows = session.execute(
        select(ExpectedItem.action_id, ExpectedItem.description)
        .join(Action, Action.id == ExpectedItem.action_id)
        .where(concerned, ExpectedItem.state == ExpectedState.OPEN)
        .order_by(ExpectedItem.action_id, ExpectedItem.position)
    )
    found: dict[int, list[str]] = {}
    for action_id, description in rows:
        found.setdefault(action_id, []).append(description)
    return found


def _returned(session: Session, concerned: ColumnElement[bool]) -> dict[int, list[Returned]]:
    rows = session.execute(
        select(EvidenceLink.action_id, Evidence.reference, Evidence.title, EvidenceLink.reason)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .join(Action, Action.id == EvidenceLink.action_id)
        .where(concerned, EvidenceLink.state == LinkState.RETURNED)
        .order_by(EvidenceLink.decided_at.desc(), EvidenceLink.id)
    )
    found: dict[int, list[Returned]] = {}
    for action_id, *facts in rows:
        found.setdefault(action_id, []).append(Returned(*facts))
    return found
