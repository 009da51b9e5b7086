"""Actions: the work agreed to meet recommendations. How it goes, what proves it and when
it is due instead are written in `updates`, `evidence`, `claims` and `date_changes`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select

from tracker.domain import references
from tracker.domain.deadlines import DateWarning, check_dates
from tracker.domain.errors import Refused, doubt, refuse
from tracker.domain.permissions import Permission
from tracker.domain.text import LONGEST_NAME, LONGEST_WORDS, clean_line, clean_name, clean_text
from tracker.models import Action, Plan, Recommendation
from tracker.queries.subjects import of_action, of_plan
from tracker.services.naming import agencies as named_agencies
from tracker.services.naming import person, several
from tracker.services.unit_of_work import UnitOfWork


def create(
    uow: UnitOfWork,
    recommendation_reference: str,
    *,
    title: str,
    starts_on: date,
    due_on: date,
    title_cy: str = "",
    description: str = "",
    owner: int | None = None,
    accountable_lead: int | None = None,
    agencies: Iterable[int] = (),
    recommendations: Iterable[int] = (),
    statutory_due_on: date | None = None,
    confirmed: bool = False,
) -> Action:
    """The next action of its home recommendation, which it serves with the other
    `recommendations`. `due_on` is its original due date too. Raises `Refused`."""
    home = uow.by_reference(Recommendation, recommendation_reference)
    uow.require(Permission.EDIT_PLAN, of_plan(home.plan))
    values = _checked(
        uow,
        home,
        None,
        title=title,
        title_cy=title_cy,
        description=description,
        owner=owner,
        accountable_lead=accountable_lead,
        agencies=agencies,
        recommendations=recommendations,
        starts_on=starts_on,
        due_on=due_on,
        statutory_due_on=statutory_due_on,
        confirmed=confirmed,
    )
    uow.lock(Recommendation, home.id)
    of_home = Action.recommendation_id == home.id
    sequence = (uow.session.scalar(select(func.max(Action.sequence)).where(of_home)) or 0) + 1
    action = Action(
        plan_id=home.plan_id,
        recommendation=home,
        sequence=sequence,
        reference=references.action(home.reference, sequence),
        original_due_on=due_on,
        **values,
    )
    uow.session.add(action)
    uow.record("action_created", action, {"title": [None, action.title], "due_on": [None, due_on]})
    return action


def edit(uow: UnitOfWork, reference: str, version: int, **values: Any) -> None:
    """`values` as in `create`, all of them. While the plan is a draft the original due date
    follows `due_on`; once it is agreed `due_on` moves by a date change only. Raises
    `Refused`, `Stale`."""
    action = uow.by_reference(Action, reference)
    uow.require(Permission.EDIT_PLAN, of_action(action))
    is_draft = uow.get(Plan, action.plan_id).agreed_at is None
    if not is_draft and values["due_on"] not in (None, action.due_on):
        raise refuse("due_date_agreed", "due_on")
    values["due_on"] = values["due_on"] or action.due_on
    checked = _checked(uow, action.recommendation, action, **values)
    uow.expect(action, version, checked)
    if is_draft:
        checked["original_due_on"] = checked["due_on"]
    if changes := uow.change(action, checked):
        uow.record("action_changed", action, changes)


def _checked(
    uow: UnitOfWork,
    home: Recommendation,
    action: Action | None,
    *,
    title: str,
    title_cy: str,
    description: str,
    owner: int | None,
    accountable_lead: int | None,
    agencies: Iterable[int],
    recommendations: Iterable[int],
    starts_on: date,
    due_on: date,
    statutory_due_on: date | None,
    confirmed: bool = False,
) -> dict[str, Any]:
    if owner is not None and owner == accountable_lead:
        raise refuse("owner_is_lead", "accountable_lead")
    values = {
        "title": clean_name(title, "title"),
        "title_cy": clean_line(title_cy, LONGEST_NAME, "title_cy"),
        "description": clean_text(description, LONGEST_WORDS, "description"),
        "owner": person(uow, owner, "owner", action),
        "accountable_lead": person(uow, accountable_lead, "accountable_lead", action),
        "agencies": named_agencies(uow, agencies, "agencies", action),
        "recommendations": _served(uow, home, recommendations, action),
    }
    dates = {"starts_on": starts_on, "due_on": due_on, "statutory_due_on": statutory_due_on}
    if action is None or any(getattr(action, name) != day for name, day in dates.items()):
        _confirm(uow, starts_on, due_on, statutory_due_on, confirmed)
    return {**values, **dates}


def _served(
    uow: UnitOfWork, home: Recommendation, recommendations: Iterable[int], action: Action | None
) -> list[Recommendation]:
    """Of the same plan, and none of them newly that the board has closed."""
    served = several(uow, Recommendation, {home.id, *recommendations})
    before = action.recommendations if action else ()
    if any(one.closed_at is not None and one not in before for one in served):
        raise refuse("recommendation_closed", "recommendations")
    if any(one.plan_id != home.plan_id for one in served):
        raise refuse("recommendation_of_another_plan", "recommendations")
    return served


def _confirm(
    uow: UnitOfWork,
    starts_on: date,
    due_on: date,
    statutory_due_on: date | None,
    confirmed: bool,
) -> None:
    warnings = check_dates(starts_on, due_on, uow.today, uow.calendar, statutory_due_on)
    if warnings and not confirmed:
        at_start = {DateWarning.START_FAR_OFF}
        raise Refused(
            *(
                doubt(warning.value, "starts_on" if warning in at_start else "due_on")
                for warning in warnings
            )
        )
