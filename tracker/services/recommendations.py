"""Recommendations of a plan: what it promises in answer to findings."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from tracker.domain import references
from tracker.domain.errors import refuse
from tracker.domain.permissions import Permission
from tracker.domain.plans import Response
from tracker.domain.text import (
    LONGEST_NAME,
    LONGEST_PRINTED,
    LONGEST_WORDS,
    clean_line,
    clean_name,
    clean_text,
    clean_words,
)
from tracker.models import Finding, Plan, Recommendation, Theme
from tracker.queries.source_access import standing_of
from tracker.queries.subjects import of_plan
from tracker.services.naming import person, several
from tracker.services.unit_of_work import UnitOfWork

#: What no longer changes once the plan is agreed.
_FROZEN = ("title", "title_cy", "text", "text_cy")


def create(
    uow: UnitOfWork,
    plan_code: str,
    *,
    theme: int,
    title: str,
    text: str,
    findings: Iterable[int],
    title_cy: str = "",
    text_cy: str = "",
    response: Response = Response.ACCEPTED,
    response_reason: str = "",
    outcome: str = "",
    speaker: int | None = None,
) -> Recommendation:
    """The plan's next recommendation, which answers `findings`. Raises `Refused`."""
    plan = uow.by_reference(Plan, plan_code)
    uow.require(Permission.EDIT_PLAN, of_plan(plan))
    values = _checked(
        uow,
        plan,
        None,
        theme=theme,
        title=title,
        title_cy=title_cy,
        text=text,
        text_cy=text_cy,
        findings=findings,
        response=response,
        response_reason=response_reason,
        outcome=outcome,
        speaker=speaker,
    )
    uow.lock(Plan, plan.id)
    of_this = Recommendation.plan_id == plan.id
    last = uow.session.scalar(select(func.max(Recommendation.number)).where(of_this))
    number = (last or 0) + 1
    recommendation = Recommendation(
        plan=plan,
        number=number,
        reference=references.recommendation(plan.code, number),
        **values,
    )
    uow.session.add(recommendation)
    uow.record(
        "recommendation_created",
        recommendation,
        {"title": [None, recommendation.title], "text": [None, recommendation.text]},
    )
    return recommendation


def edit(uow: UnitOfWork, reference: str, version: int, **values: Any) -> None:
    """`values` as in `create`, all of them. Title and text stay once the plan is agreed.
    Raises `Refused`, `Stale`."""
    recommendation = uow.by_reference(Recommendation, reference)
    plan = recommendation.plan
    uow.require(Permission.EDIT_PLAN, of_plan(plan))
    checked = _checked(uow, plan, recommendation, **values)
    if plan.agreed_at is not None:
        for name in _FROZEN:
            if getattr(recommendation, name) != checked[name]:
                raise refuse("recommendation_frozen", name)
    if changes := uow.change(recommendation, checked, version):
        uow.record("recommendation_changed", recommendation, changes)


def _checked(
    uow: UnitOfWork,
    plan: Plan,
    recommendation: Recommendation | None,
    *,
    theme: int,
    title: str,
    title_cy: str,
    text: str,
    text_cy: str,
    findings: Iterable[int],
    response: Response,
    response_reason: str,
    outcome: str,
    speaker: int | None,
) -> dict[str, Any]:
    home = uow.get(Theme, theme)
    if home.plan_id != plan.id:
        raise refuse("theme_of_another_plan", "theme")
    reason = clean_text(response_reason, LONGEST_WORDS, "response_reason")
    if response is not Response.ACCEPTED and not reason:
        raise refuse("response_without_reason", "response_reason")
    return {
        "theme": home,
        "title": clean_name(title, "title"),
        "title_cy": clean_line(title_cy, LONGEST_NAME, "title_cy"),
        "text": clean_words(text, "text", LONGEST_PRINTED),
        "text_cy": clean_text(text_cy, LONGEST_PRINTED, "text_cy"),
        "findings": _answered(uow, findings, recommendation),
        "response": response,
        "response_reason": reason,
        "outcome": clean_text(outcome, LONGEST_WORDS, "outcome"),
        "speaker": person(uow, speaker, "speaker", recommendation),
    }


def _answered(
    uow: UnitOfWork, findings: Iterable[int], recommendation: Recommendation | None
) -> list[Finding]:
    """The findings to be answered, each of a source the actor may see."""
    found = several(uow, Finding, findings)
    if not found:
        raise refuse("finding_missing", "findings")
    before = set(recommendation.findings) if recommendation else set()
    for source_id in sorted({finding.source_id for finding in found if finding not in before}):
        if not standing_of(uow.session, uow.access, source_id).may_see:
            raise refuse("finding_missing", "findings")
    return found
