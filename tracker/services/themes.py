"""Themes: what a plan's recommendations are gathered under."""

from typing import Any

from sqlalchemy import func, select

from tracker.domain.permissions import Permission
from tracker.domain.text import LONGEST_NAME, clean_line, clean_name
from tracker.models import Plan, Theme
from tracker.queries.subjects import of_plan
from tracker.services.naming import person
from tracker.services.unit_of_work import UnitOfWork


def create(
    uow: UnitOfWork,
    plan_code: str,
    *,
    title: str,
    title_cy: str = "",
    sponsor: int | None = None,
    executive_lead: int | None = None,
) -> Theme:
    """A theme after the plan's last one. Raises `Refused`."""
    plan = uow.by_reference(Plan, plan_code)
    uow.require(Permission.EDIT_PLAN, of_plan(plan))
    values = _checked(uow, None, title, title_cy, sponsor, executive_lead)
    uow.lock(Plan, plan.id)
    last = uow.session.scalar(select(func.max(Theme.number)).where(Theme.plan_id == plan.id))
    theme = Theme(plan=plan, number=(last or 0) + 1, **values)
    uow.session.add(theme)
    uow.record("theme_created", theme, {"title": [None, theme.title]})
    return theme


def edit(
    uow: UnitOfWork,
    theme_id: int,
    version: int,
    *,
    title: str,
    title_cy: str,
    sponsor: int | None,
    executive_lead: int | None,
) -> None:
    """Raises `Refused`, `Stale`."""
    theme = uow.get(Theme, theme_id)
    uow.require(Permission.EDIT_PLAN, of_plan(theme.plan))
    values = _checked(uow, theme, title, title_cy, sponsor, executive_lead)
    if changes := uow.change(theme, values, version):
        uow.record("theme_changed", theme, changes)


def _checked(
    uow: UnitOfWork,
    theme: Theme | None,
    title: str,
    title_cy: str,
    sponsor: int | None,
    executive_lead: int | None,
) -> dict[str, Any]:
    return {
        "title": clean_name(title, "title"),
        "title_cy": clean_line(title_cy, LONGEST_NAME, "title_cy"),
        "sponsor": person(uow, sponsor, "sponsor", theme),
        "executive_lead": person(uow, executive_lead, "executive_lead", theme),
    }
