"""Readiness summaries: made once for each step before a visit, or when somebody asks.

A summary is stored as content and never changed afterwards.
"""

from datetime import datetime

from sqlalchemy import or_, select

from tracker.domain.content import fingerprint, to_content
from tracker.domain.countdown import step_due, step_on, working_days_left
from tracker.domain.errors import NotFound, refuse
from tracker.domain.languages import Bilingual
from tracker.domain.notices import ReadinessNotice
from tracker.domain.permissions import Permission, Role
from tracker.domain.readiness import summarise
from tracker.domain.readiness_facts import VisitFacts, Who
from tracker.domain.readiness_summary import Summary
from tracker.emails.readiness_summary import KIND
from tracker.models import Person, ReadinessSummary, RoleGrant, Visit
from tracker.models.boards import board_member
from tracker.queries import readiness, visits
from tracker.queries.subjects import of_plan
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork


def prepare(uow: UnitOfWork, visit: Visit, step: int | None = None) -> ReadinessSummary:
    """Make and keep the summary of a visit as things stand today, and tell programme
    managers and the board. `step` is that of the timetable, for which it is made once; None
    when somebody asks. Raises `Refused` (`visit_cancelled`)."""
    visit = uow.lock(Visit, visit.id)
    uow.require(Permission.PREPARE_READINESS, of_plan(visit.plan))
    if visit.cancelled_at is not None:
        raise refuse("visit_cancelled")
    stored, _notices = _keep(uow, visit, step)
    return stored


def prepare_due(units: UnitsOfWork, *, now: datetime | None = None) -> dict[str, int]:
    """Make every summary that the timetable owes, each in a unit of its own: the visit is
    held while it is asked what it lacks, so that it is made once whoever asks at the same
    time. Answers how many summaries were made and how many notices are owed for them."""
    with units(now=now) as uow:
        to_come = (Visit.cancelled_at.is_(None), Visit.starts_on > uow.today)
        wanted = select(Visit.id).where(*to_come).order_by(Visit.starts_on, Visit.id)
        visit_ids = list(uow.session.scalars(wanted))
    found = {"made": 0, "notices": 0}
    for visit_id in visit_ids:
        with units(now=now) as uow:
            visit = uow.lock(Visit, visit_id)
            step = _step_owed(uow, visit)
            if step is not None:
                _stored, notices = _keep(uow, visit, step)
                found["made"] += 1
                found["notices"] += notices
    return found


def _step_owed(uow: UnitOfWork, visit: Visit) -> int | None:
    """The step whose summary the visit lacks today, if any."""
    if visit.cancelled_at is not None:
        return None
    made = select(ReadinessSummary.step, ReadinessSummary.as_at).where(
        ReadinessSummary.visit_id == visit.id, ReadinessSummary.step.is_not(None)
    )
    # What was made for an earlier date of a visit that was put off is not this one's step.
    done = [
        step
        for step, as_at in uow.session.execute(made)
        if step is not None and as_at >= step_on(visit.starts_on, step, uow.calendar)
    ]
    return step_due(visit.starts_on, uow.today, uow.calendar, done)


def _keep(uow: UnitOfWork, visit: Visit, step: int | None) -> tuple[ReadinessSummary, int]:
    """The summary, and how many are told of it."""
    made = summarise(_facts(uow, visit), uow.today, _actor(uow))
    content = to_content(made)
    stored = ReadinessSummary(
        visit_id=visit.id,
        step=step,
        as_at=made.as_at,
        made_at=uow.now,
        made_by_id=None if uow.access.is_system else uow.actor_id,
        content=content,
        sha256=fingerprint(content),
    )
    uow.session.add(stored)
    changes = {"as_at": [None, made.as_at], "step": [None, step], "sha256": [None, stored.sha256]}
    uow.record(
        "readiness_prepared", stored, changes, plan_id=visit.plan_id, reference=visit.reference
    )
    return stored, _tell(uow, visit, stored, made)


def _facts(uow: UnitOfWork, visit: Visit) -> VisitFacts:
    shown = visits.show(uow.session, visit.reference)
    if shown is None:
        raise NotFound
    return readiness.facts(uow.session, shown, uow.today, uow.calendar, uow.zone)


def _actor(uow: UnitOfWork) -> Who | None:
    if uow.access.is_system:
        return None
    person = uow.get(Person, uow.actor_id)
    return Who(Bilingual(person.role_title, person.role_title_cy), person.name)


def _tell(uow: UnitOfWork, visit: Visit, stored: ReadinessSummary, made: Summary) -> int:
    """One notice to each reader, once for this summary; answers how many."""
    notice = ReadinessNotice(
        summary_id=stored.id,
        reference=visit.reference,
        title=made.title,
        starts_on=visit.starts_on,
        working_days=working_days_left(visit.starts_on, uow.today, uow.calendar),
        recommendations=len(made.recommendations),
        checks=made.checks,
    )
    return sum(
        uow.notify(KIND, person_id, f"{KIND}:{stored.id}:{person_id}", to_content(notice))
        for person_id in _readers(uow, visit)
    )


def _readers(uow: UnitOfWork, visit: Visit) -> list[int]:
    """The programme managers of the plan, and its board: members by name or by role."""
    by_role = select(RoleGrant.person_id).where(
        RoleGrant.role.in_((Role.PROGRAMME_MANAGER, Role.BOARD_MEMBER)),
        or_(RoleGrant.plan_id.is_(None), RoleGrant.plan_id == visit.plan_id),
        RoleGrant.agency_id.is_(None),
    )
    by_name = select(board_member.c.person_id).where(board_member.c.board_id == visit.plan.board_id)
    return list(
        uow.session.scalars(
            select(Person.id)
            .where(
                or_(Person.id.in_(by_role), Person.id.in_(by_name)),
                Person.is_active,
                Person.email.is_not(None),
            )
            .order_by(Person.id)
        )
    )
