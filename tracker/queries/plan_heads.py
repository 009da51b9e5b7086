"""What stands at the head of a plan's pages: its board, its last meeting, the next visit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, true
from sqlalchemy.orm import Session, aliased

from tracker.domain.changes import Snapshot
from tracker.domain.content import from_content
from tracker.domain.countdown import working_days_left
from tracker.domain.languages import Bilingual
from tracker.domain.permissions import Access, Permission
from tracker.domain.plans import ColourScheme
from tracker.domain.readiness_checks import Check
from tracker.domain.readiness_summary import Summary
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Board, Meeting, Plan, ReadinessSummary, Visit


@dataclass(frozen=True)
class PlanHead:
    id: int
    code: str
    title: Bilingual
    scheme: ColourScheme
    board_id: int | None
    board: Bilingual | None
    agreed_on: date | None
    tolerance_days: int


@dataclass(frozen=True)
class LastMeeting:
    """The last one concluded, with the position it froze."""

    id: int
    held_on: date
    concluded_at: datetime
    snapshot: Snapshot


@dataclass(frozen=True)
class NextVisit:
    """`working_days` until it begins, 0 once it has. `not_ready` are the failing checks of
    the latest summary made, of `as_at`; None when none was made yet."""

    reference: str
    title: Bilingual
    starts_on: date
    ends_on: date
    working_days: int
    not_ready: tuple[Check, ...] | None
    as_at: date | None


def by_code(session: Session, code: str) -> PlanHead:
    """The plan's head alone; its code must exist."""
    return _head(session.execute(_heads().where(Plan.code == code)).one())


def of_meeting(session: Session, meeting_id: int) -> PlanHead:
    """The head of the plan a meeting is about; the meeting must exist."""
    rows = _heads().join(Meeting, Meeting.plan_id == Plan.id).where(Meeting.id == meeting_id)
    return _head(session.execute(rows).one())


def with_outlook(
    session: Session, code: str, today: date, calendar: WorkingCalendar
) -> tuple[PlanHead, LastMeeting | None, NextVisit | None]:
    """The head with what lies behind and ahead, in one statement; its code must exist."""
    latest = aliased(Meeting)
    last = (
        select(latest.id)
        .where(latest.plan_id == Plan.id, latest.concluded_at.is_not(None))
        .order_by(latest.held_on.desc())
        .limit(1)
        .correlate(Plan)
        .scalar_subquery()
    )
    made = select(func.max(ReadinessSummary.id)).where(ReadinessSummary.visit_id == Visit.id)
    row = session.execute(
        _heads()
        .add_columns(
            Meeting.id.label("meeting_id"),
            Meeting.held_on,
            Meeting.concluded_at,
            Meeting.snapshot,
            *_visit_columns(),
            ReadinessSummary.as_at,
            ReadinessSummary.content,
        )
        .outerjoin(Meeting, Meeting.id == last)
        .outerjoin(Visit, _is_next(today))
        .outerjoin(
            ReadinessSummary,
            ReadinessSummary.id == made.correlate(Visit).scalar_subquery(),
        )
        .where(Plan.code == code)
    ).one()
    meeting = None
    if row.meeting_id is not None and row.snapshot is not None:
        snapshot = from_content(Snapshot, row.snapshot)
        meeting = LastMeeting(row.meeting_id, row.held_on, row.concluded_at, snapshot)
    summary = None if row.content is None else from_content(Summary, row.content)
    visit = _visit(row, today, calendar, summary.not_ready if summary else None, row.as_at)
    return _head(row), meeting, visit


def visible(
    session: Session, access: Access, today: date, calendar: WorkingCalendar
) -> list[tuple[PlanHead, NextVisit | None]]:
    """Every plan this person may see, the newest first, with its next visit."""
    rows = session.execute(
        _heads()
        .add_columns(*_visit_columns())
        .outerjoin(Visit, _is_next(today))
        .where(is_visible(access))
        .order_by(Plan.starts_on.desc(), Plan.code)
    )
    return [(_head(row), _visit(row, today, calendar, None, None)) for row in rows]


def is_visible(access: Access) -> ColumnElement[bool]:
    """Plans this person may see."""
    plans = access.plans_where(Permission.VIEW_PLAN)
    return true() if plans is None else Plan.id.in_(sorted(plans))


def _heads() -> Select[*tuple[Any, ...]]:
    return select(
        Plan.id,
        Plan.code,
        Plan.title,
        Plan.title_cy,
        Plan.scheme,
        Plan.agreed_on,
        Plan.tolerance_days,
        Plan.board_id,
        Board.name.label("board"),
        Board.name_cy.label("board_cy"),
    ).outerjoin(Board, Board.id == Plan.board_id)


def _visit_columns() -> tuple[Any, ...]:
    return (
        Visit.reference.label("visit"),
        Visit.title.label("visit_title"),
        Visit.title_cy.label("visit_title_cy"),
        Visit.starts_on,
        Visit.ends_on,
    )


def _is_next(today: date) -> ColumnElement[bool]:
    """The first visit of the plan that is not over, if any."""
    coming = aliased(Visit)
    first = (
        select(coming.id)
        .where(
            and_(coming.plan_id == Plan.id, coming.cancelled_at.is_(None), coming.ends_on >= today)
        )
        .order_by(coming.starts_on, coming.id)
        .limit(1)
        .correlate(Plan)
        .scalar_subquery()
    )
    return Visit.id == first


def _head(row: Row[*tuple[Any, ...]]) -> PlanHead:
    board = None if row.board is None else Bilingual(row.board, row.board_cy)
    return PlanHead(
        id=row.id,
        code=row.code,
        title=Bilingual(row.title, row.title_cy),
        scheme=row.scheme,
        board_id=row.board_id,
        board=board,
        agreed_on=row.agreed_on,
        tolerance_days=row.tolerance_days,
    )


def _visit(
    row: Row[*tuple[Any, ...]],
    today: date,
    calendar: WorkingCalendar,
    not_ready: tuple[Check, ...] | None,
    as_at: date | None,
) -> NextVisit | None:
    if row.visit is None:
        return None
    return NextVisit(
        reference=row.visit,
        title=Bilingual(row.visit_title, row.visit_title_cy),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        working_days=working_days_left(row.starts_on, today, calendar),
        not_ready=not_ready,
        as_at=as_at,
    )
