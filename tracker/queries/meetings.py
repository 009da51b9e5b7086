"""Meetings about a plan: the list, and one of them. What they decided: `decisions`."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.changes import Snapshot
from tracker.domain.content import from_content
from tracker.domain.languages import Bilingual
from tracker.models import Board, Confirmation, Meeting
from tracker.queries.subjects import row_number


@dataclass(frozen=True)
class MeetingRow:
    """`decided` counts recommendations it spoke of."""

    id: int
    board: Bilingual
    held_on: date
    place: str
    concluded_at: datetime | None
    decided: int


@dataclass(frozen=True)
class MeetingShown:
    """`snapshot` is the position it froze, None while it can still change."""

    id: int
    version: int
    plan_id: int
    board: Bilingual
    board_id: int
    held_on: date
    place: str
    notes: str
    concluded_at: datetime | None
    snapshot: Snapshot | None


def of_plan(session: Session, plan_id: int) -> list[MeetingRow]:
    """Every meeting about a plan, the latest first."""
    decided = func.count(Confirmation.id)
    rows = session.execute(
        select(
            Meeting.id,
            Board.name,
            Board.name_cy,
            Meeting.held_on,
            Meeting.place,
            Meeting.concluded_at,
            decided,
        )
        .join(Board, Board.id == Meeting.board_id)
        .outerjoin(Confirmation, Confirmation.meeting_id == Meeting.id)
        .where(Meeting.plan_id == plan_id)
        .group_by(Meeting.id, Board.name, Board.name_cy)
        .order_by(Meeting.held_on.desc())
    )
    return [
        MeetingRow(key, Bilingual(name, name_cy), held_on, place, concluded_at, count)
        for key, name, name_cy, held_on, place, concluded_at, count in rows
    ]


def show(session: Session, reference: str) -> MeetingShown | None:
    """One meeting, by its row number in an address."""
    row = session.execute(
        select(Meeting, Board.name, Board.name_cy)
        .join(Board, Board.id == Meeting.board_id)
        .where(Meeting.id == row_number(reference))
    ).one_or_none()
    if row is None:
        return None
    meeting, name, name_cy = row
    snapshot = from_content(Snapshot, meeting.snapshot) if meeting.snapshot else None
    return MeetingShown(
        id=meeting.id,
        version=meeting.version,
        plan_id=meeting.plan_id,
        board=Bilingual(name, name_cy),
        board_id=meeting.board_id,
        held_on=meeting.held_on,
        place=meeting.place,
        notes=meeting.notes,
        concluded_at=meeting.concluded_at,
        snapshot=snapshot,
    )
