"""What moved since a meeting: each change with who did it and why, as far as anybody did."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from tracker.domain.changes import Change, ChangeKind, changes
from tracker.domain.languages import Bilingual
from tracker.domain.rag import Rated
from tracker.domain.readiness_facts import Who
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Event, Person
from tracker.queries import action_rows, positions
from tracker.queries.plan_heads import LastMeeting, PlanHead, with_outlook
from tracker.queries.positions import PlanPosition

#: Of what an event must have changed one to explain a change of that kind. A rating that moved
#: explains itself by its reasons, unless the board moved it.
_EXPLAINED_BY = {
    ChangeKind.CLOSED: {"closed_at"},
    ChangeKind.REOPENED: {"stage", "closed_at"},
    ChangeKind.SET_ASIDE: {"stage"},
    ChangeKind.STAGE_MOVED: {"stage"},
    ChangeKind.DATE_CHANGED: {"due_on"},
    ChangeKind.RATING_MOVED: {"rating"},
}


@dataclass(frozen=True)
class Explained:
    """The event behind a change; `who` is None when the timetable or a command did it."""

    at: datetime
    who: Who | None
    reason: str


@dataclass(frozen=True)
class ChangeLine:
    """One change in one line; `rated` gives the reasons of a rating that moved by itself."""

    change: Change
    title: Bilingual
    explained: Explained | None
    rated: Rated | None


def since(position: PlanPosition, meeting: LastMeeting) -> tuple[Change, ...]:
    """Everything that differs from what the meeting froze, in the order boards read it."""
    return changes(meeting.snapshot.positions, position.snapshot().positions)


def explain(
    session: Session,
    position: PlanPosition,
    meeting: LastMeeting,
    found: Collection[Change],
    titles: dict[str, Bilingual],
) -> list[ChangeLine]:
    """`found` with the events since the meeting behind them: one statement. `titles` are
    those of the actions concerned, by reference."""
    happened = _events(session, position, meeting, {change.reference for change in found})
    heads = {item.head.reference: item for item in position.recommendations.values()}
    rated = {item.reference: item.rated for item in position.actions.values()}
    lines = []
    for change in found:
        head = heads.get(change.reference)
        lines.append(
            ChangeLine(
                change=change,
                title=head.head.title if head else titles[change.reference],
                explained=_explanation(change.kind, happened.get(change.reference, ())),
                rated=head.computed if head else rated[change.reference],
            )
        )
    return lines


def by_kind(lines: Iterable[ChangeLine]) -> list[tuple[ChangeKind, list[ChangeLine]]]:
    """The lines under their headings, which they are in the order of."""
    return [(kind, list(found)) for kind, found in groupby(lines, lambda line: line.change.kind)]


def read_all(
    session: Session, code: str, today: date, calendar: WorkingCalendar, zone: ZoneInfo
) -> tuple[PlanHead, LastMeeting | None, list[ChangeLine]]:
    """Everything that moved in a plan, which must exist, since its last meeting."""
    plan, meeting, _visit = with_outlook(session, code, today, calendar)
    if meeting is None:
        return plan, None, []
    position = positions.of_plan(session, plan.id, today, calendar, zone)
    found = since(position, meeting)
    references = {change.reference for change in found}
    concerned = {item.id for item in position.actions.values() if item.reference in references}
    rows = action_rows.fetch(session, concerned)
    titles = {row.reference: row.title for row in rows.values()}
    return plan, meeting, explain(session, position, meeting, found, titles)


def _events(
    session: Session, position: PlanPosition, meeting: LastMeeting, references: Collection[str]
) -> dict[str, list[Row[*tuple[Any, ...]]]]:
    """Events about these references since the meeting, the latest first."""
    rows = session.execute(
        select(
            Event.subject_reference,
            Event.what,
            Event.at,
            Event.changes,
            Event.reason,
            Event.actor_id,
            Event.actor_name,
            Person.role_title,
            Person.role_title_cy,
        )
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(
            Event.plan_id == position.plan_id,
            Event.at > meeting.concluded_at,
            Event.subject_reference.in_(references),
        )
        .order_by(Event.at.desc(), Event.id.desc())
    )
    found: dict[str, list[Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        found.setdefault(row.subject_reference, []).append(row)
    return found


def _explanation(kind: ChangeKind, happened: Iterable[Row[*tuple[Any, ...]]]) -> Explained | None:
    if kind is ChangeKind.NEW:
        behind = [row for row in happened if row.what.endswith("_created")]
    else:
        behind = [row for row in happened if _EXPLAINED_BY[kind] & row.changes.keys()]
    if not behind:
        return None
    row = behind[0]
    role = Bilingual(row.role_title or "", row.role_title_cy or "")
    who = None if row.actor_id is None else Who(role, row.actor_name)
    return Explained(row.at, who, row.reason)
