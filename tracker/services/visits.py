"""Visits by inspectors: entered, changed while they are to come, cancelled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from tracker.domain import references
from tracker.domain.deadlines import is_far_off
from tracker.domain.errors import Fault, Refused, doubt, refuse
from tracker.domain.permissions import Permission
from tracker.domain.sources import bore_name_on
from tracker.domain.text import LONGEST_NAME, LONGEST_WORDS, clean_line, clean_name, clean_text
from tracker.domain.visits import LONGEST_LINE, MOST_LINES, faults_in_dates
from tracker.models import Inspectorate, LineOfEnquiry, Plan, Recommendation, Visit
from tracker.queries.subjects import of_plan
from tracker.services.naming import several
from tracker.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Enquiry:
    """A line of enquiry as entered: its words and the references it asks about."""

    text: str
    recommendations: tuple[str, ...] = ()


def create(
    uow: UnitOfWork,
    plan_code: str,
    *,
    title: str,
    starts_on: date,
    ends_on: date,
    days: int,
    inspectorates: Iterable[int],
    title_cy: str = "",
    scope: str = "",
    lines: Sequence[Enquiry] = (),
    confirmed: bool = False,
) -> Visit:
    """The plan's next visit. `inspectorates` are ids; lines without words and without
    recommendations are left out. Raises `Refused`."""
    plan = uow.by_reference(Plan, plan_code)
    uow.require(Permission.EDIT_VISITS, of_plan(plan))
    values = _checked(
        uow,
        None,
        title=title,
        title_cy=title_cy,
        starts_on=starts_on,
        ends_on=ends_on,
        days=days,
        inspectorates=inspectorates,
        scope=scope,
        confirmed=confirmed,
    )
    enquiries = _enquiries(uow, plan, lines)
    uow.lock(Plan, plan.id)
    last = uow.session.scalar(select(func.max(Visit.number)).where(Visit.plan_id == plan.id))
    number = (last or 0) + 1
    visit = Visit(
        plan=plan,
        number=number,
        reference=references.visit(plan.code, number),
        lines=_lines(enquiries),
        **values,
    )
    uow.session.add(visit)
    changes = {name: [None, value] for name, value in {**values, **_told(enquiries)}.items()}
    uow.record("visit_created", visit, changes)
    return visit


def edit(
    uow: UnitOfWork,
    reference: str,
    version: int,
    *,
    lines: Sequence[Enquiry],
    **values: Any,
) -> Visit:
    """Everything but the reference; `values` as in `create`, all of them. What was prepared
    before stays as it is. Raises `Refused`, `Stale`."""
    visit = _open(uow, reference)
    checked = _checked(uow, visit, **values)
    enquiries = _enquiries(uow, visit.plan, lines)
    before, after = _told(_present(visit)), _told(enquiries)
    uow.expect(visit, version, {**checked, **after}, before)
    changes = uow.change(visit, checked)
    if before != after:
        visit.lines = _lines(enquiries)
        uow.touch(visit)
        changes["lines"] = [before["lines"], after["lines"]]
    if changes:
        uow.record("visit_changed", visit, changes)
    return visit


def cancel(uow: UnitOfWork, reference: str, reason: str = "") -> Visit:
    """The visit will not come: nothing more is prepared for it. Raises `Refused`."""
    visit = _open(uow, reference)
    words = clean_text(reason, LONGEST_WORDS, "reason")
    if visit.ends_on < uow.today:
        raise refuse("visit_over")
    changes = uow.change(visit, {"cancelled_at": uow.now})
    uow.record("visit_cancelled", visit, changes, reason=words)
    return visit


def _open(uow: UnitOfWork, reference: str) -> Visit:
    """The visit, held against other writers, if it can still change."""
    visit = uow.by_reference(Visit, reference)
    uow.require(Permission.EDIT_VISITS, of_plan(visit.plan))
    visit = uow.lock(Visit, visit.id)
    if visit.cancelled_at is not None:
        raise refuse("visit_cancelled")
    return visit


def _checked(
    uow: UnitOfWork,
    visit: Visit | None,
    *,
    title: str,
    title_cy: str,
    starts_on: date,
    ends_on: date,
    days: int,
    inspectorates: Iterable[int],
    scope: str,
    confirmed: bool,
) -> dict[str, Any]:
    chosen = several(uow, Inspectorate, inspectorates)
    faults = list(faults_in_dates(starts_on, ends_on, days))
    if not chosen:
        faults.append(Fault("visit_inspectorate_missing", "inspectorates"))
    as_it_was = visit and visit.starts_on == starts_on and set(visit.inspectorates) == set(chosen)
    if not faults and not confirmed and not as_it_was:
        faults = _doubts(uow, starts_on, chosen)
    if faults:
        raise Refused(*faults)
    return {
        "title": clean_name(title, "title"),
        "title_cy": clean_line(title_cy, LONGEST_NAME, "title_cy"),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "days": days,
        "inspectorates": chosen,
        "scope": clean_text(scope, LONGEST_WORDS, "scope"),
    }


def _doubts(uow: UnitOfWork, starts_on: date, chosen: list[Inspectorate]) -> list[Fault]:
    """A year that looks wrong, or an inspectorate under a name it did not bear that day."""
    doubts = [
        doubt("named_otherwise_then", "inspectorates", name=one.abbreviation, day=starts_on)
        for one in chosen
        if not bore_name_on(one.named_from, one.named_until, starts_on)
    ]
    if is_far_off(starts_on, uow.today):
        doubts.append(doubt("date_far_off", "starts_on"))
    return doubts


def _enquiries(
    uow: UnitOfWork, plan: Plan, lines: Sequence[Enquiry]
) -> list[tuple[str, list[Recommendation]]]:
    """What was entered, with the recommendations it is about; empty lines left out."""
    given = [(clean_text(line.text, LONGEST_LINE, "lines"), line.recommendations) for line in lines]
    given = [(text, asked) for text, asked in given if text or asked]
    if len(given) > MOST_LINES:
        raise refuse("visit_lines_too_many", "lines", most=MOST_LINES)
    if not all(text for text, _asked in given):
        raise refuse("visit_line_without_words", "lines")
    wanted = {reference for _text, asked in given for reference in asked}
    known = {
        found.reference: found
        for found in uow.session.scalars(
            select(Recommendation).where(
                Recommendation.plan_id == plan.id, Recommendation.reference.in_(wanted)
            )
        )
    }
    if wanted - known.keys():
        raise refuse("visit_line_of_another_plan", "lines")
    return [(text, [known[reference] for reference in sorted(asked)]) for text, asked in given]


def _present(visit: Visit) -> list[tuple[str, list[Recommendation]]]:
    return [(line.text, list(line.recommendations)) for line in visit.lines]


def _told(enquiries: list[tuple[str, list[Recommendation]]]) -> dict[str, list[str]]:
    """Lines of enquiry as the audit trail and the conflict page tell them."""
    return {
        "lines": [
            f"{text} ({', '.join(item.reference for item in asked)})" if asked else text
            for text, asked in enquiries
        ]
    }


def _lines(enquiries: list[tuple[str, list[Recommendation]]]) -> list[LineOfEnquiry]:
    return [
        LineOfEnquiry(position=position, text=text, recommendations=asked)
        for position, (text, asked) in enumerate(enquiries, start=1)
    ]
