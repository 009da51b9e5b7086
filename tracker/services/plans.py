"""Plans: drawn up, changed, and agreed once."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.errors import Refused, doubt, refuse
from tracker.domain.permissions import EVERYTHING, Permission
from tracker.domain.plans import ColourScheme
from tracker.domain.references import is_plan_code
from tracker.domain.text import LONGEST_NAME, clean_line, clean_name
from tracker.models import Board, Plan
from tracker.queries.agreement import missing
from tracker.queries.subjects import of_plan
from tracker.services.unit_of_work import UnitOfWork

_MOST_TOLERANCE = 366


def create(
    uow: UnitOfWork,
    *,
    code: str,
    title: str,
    title_cy: str = "",
    scheme: ColourScheme = ColourScheme.BRAG,
    board: int | None = None,
    starts_on: date | None = None,
    tolerance_days: int = 28,
) -> Plan:
    """A draft. Its code begins every reference in it and is never changed. Raises
    `Refused`."""
    uow.require(Permission.EDIT_PLAN, EVERYTHING)
    short = code.strip().upper()
    if not is_plan_code(short):
        raise refuse("bad_plan_code", "code")
    if uow.session.scalar(select(Plan.id).where(Plan.code == short)) is not None:
        raise refuse("plan_code_taken", "code", taken=short)
    values = _checked(uow, title, title_cy, scheme, board, starts_on, tolerance_days)
    plan = Plan(code=short, **values)
    uow.session.add(plan)
    uow.record("plan_created", plan, {"title": [None, plan.title]})
    return plan


def edit(
    uow: UnitOfWork,
    code: str,
    version: int,
    *,
    title: str,
    title_cy: str,
    scheme: ColourScheme,
    board: int | None,
    starts_on: date | None,
    tolerance_days: int,
) -> None:
    """Raises `Refused`, `Stale`."""
    plan = uow.by_reference(Plan, code)
    uow.require(Permission.EDIT_PLAN, of_plan(plan))
    values = _checked(uow, title, title_cy, scheme, board, starts_on, tolerance_days)
    if changes := uow.change(plan, values, version):
        uow.record("plan_changed", plan, changes)


def agree(
    uow: UnitOfWork, code: str, *, agreed_on: date | None = None, confirmed: bool = False
) -> None:
    """Agree the plan as of a day, today unless said: from now on the titles and texts of
    its recommendations and the due dates of its actions stand. Raises `Refused`; what is
    missing has to be confirmed."""
    plan = uow.by_reference(Plan, code)
    uow.require(Permission.AGREE_PLAN, of_plan(plan))
    plan = uow.lock(Plan, plan.id)
    if plan.agreed_at is not None:
        raise refuse("plan_agreed_already")
    day = agreed_on or uow.today
    if day > uow.today:
        raise refuse("agreed_in_future", "agreed_on")
    found = missing(uow.session, plan.id)
    if not found.recommendations:
        raise refuse("plan_without_recommendations")
    if not found.is_complete and not confirmed:
        raise Refused(doubt("plan_incomplete"))
    changes = uow.change(
        plan, {"agreed_on": day, "agreed_at": uow.now, "agreed_by_id": _agreed_by(uow)}
    )
    uow.record("plan_agreed", plan, {"agreed_on": changes["agreed_on"]})


def _agreed_by(uow: UnitOfWork) -> int | None:
    return None if uow.access.is_system else uow.actor_id


def _checked(
    uow: UnitOfWork,
    title: str,
    title_cy: str,
    scheme: ColourScheme,
    board: int | None,
    starts_on: date | None,
    tolerance_days: int,
) -> dict[str, Any]:
    if not 0 <= tolerance_days <= _MOST_TOLERANCE:
        raise refuse("tolerance_out_of_range", "tolerance_days", most=_MOST_TOLERANCE)
    return {
        "title": clean_name(title, "title"),
        "title_cy": clean_line(title_cy, LONGEST_NAME, "title_cy"),
        "scheme": scheme,
        "board": uow.get(Board, board) if board is not None else None,
        "starts_on": starts_on,
        "tolerance_days": tolerance_days,
    }
