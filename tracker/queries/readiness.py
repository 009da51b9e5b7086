"""The facts of a readiness summary, in five statements however large the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.judging import Said, judgement
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import SET_ASIDE
from tracker.domain.readiness_facts import (
    EvidenceFacts,
    Line,
    NotAsked,
    Point,
    VisitAction,
    VisitFacts,
    VisitRecommendation,
    Who,
)
from tracker.domain.sources import ANSWERABLE
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Action
from tracker.models.actions import action_recommendation
from tracker.queries import readiness_rows
from tracker.queries.ratings import RatedAction, rate_actions
from tracker.queries.visits import VisitShown


@dataclass(frozen=True)
class _Words:
    """What was last said of an action."""

    as_at: date
    reference: str
    text: str
    language: Language


@dataclass(frozen=True)
class _Found:
    """An action, the recommendations it serves, and what was last said of it."""

    action: VisitAction
    serves: frozenset[int]
    words: _Words | None


def facts(
    session: Session, visit: VisitShown, as_at: date, calendar: WorkingCalendar, zone: ZoneInfo
) -> VisitFacts:
    """All that is known of a visit's scope, rated on `as_at`. The scope is what its lines of
    enquiry ask about, or the whole plan while they ask about nothing in particular."""
    headings = _grouped(session.execute(readiness_rows.recommendations(visit.plan.id)))
    asked = {item.reference for line in visit.lines for item in line.recommendations}
    scope = {key: rows for key, rows in headings.items() if not asked or rows[0].reference in asked}
    where = _serving(scope)
    rated = rate_actions(session, as_at, calendar, zone, where)
    found, agencies = _actions(session, where, rated)
    points, unmapped = _points(session, visit.plan.id)
    return VisitFacts(
        reference=visit.reference,
        title=visit.title,
        plan=visit.plan.code,
        plan_title=visit.plan.title,
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        days=visit.days,
        scope=visit.scope,
        scheme=visit.plan.scheme,
        inspectorates=tuple(one.name for one in visit.inspectorates),
        lines=tuple(
            Line(line.text, tuple(item.reference for item in line.recommendations))
            for line in visit.lines
        ),
        recommendations=tuple(
            _recommendation(rows, points.get(key, ()), [one for one in found if key in one.serves])
            for key, rows in scope.items()
        ),
        not_asked=tuple(
            NotAsked(rows[0].reference, Bilingual(rows[0].title, rows[0].title_cy))
            for key, rows in headings.items()
            if key not in scope
        ),
        unmapped=unmapped,
        agencies=agencies,
    )


def _serving(recommendation_ids: Iterable[int]) -> ColumnElement[bool]:
    """The actions that serve one of these recommendations."""
    serving = action_recommendation.c
    wanted = serving.recommendation_id.in_(list(recommendation_ids))
    return Action.id.in_(select(serving.action_id).where(wanted))


def _actions(
    session: Session, where: ColumnElement[bool], rated: Mapping[int, RatedAction]
) -> tuple[list[_Found], tuple[Bilingual, ...]]:
    """Actions in the order of their references, and the agencies that share them."""
    evidence, expected = _proof(session, where)
    agencies: dict[str, Bilingual] = {}
    found = []
    for key, rows in _grouped(session.execute(readiness_rows.actions(where))).items():
        row, narrow = rows[0], rated[key]
        sharing = {each.sharing: each.sharing_cy for each in rows if each.sharing is not None}
        agencies.update({name: Bilingual(name, name_cy) for name, name_cy in sharing.items()})
        action = VisitAction(
            reference=narrow.reference,
            title=Bilingual(row.title, row.title_cy),
            stage=narrow.stage,
            due_on=narrow.facts.due_on,
            rated=narrow.rated,
            owner=_who(row, row.agency),
            agencies=tuple(sharing),
            last_update_on=narrow.facts.last_update_on,
            delivered_on=row.delivered_on,
            expected_open=tuple(expected.get(key, ())),
            evidence=tuple(evidence.get(key, ())),
        )
        words = None
        if row.as_at is not None:
            words = _Words(row.as_at, narrow.reference, row.words, row.language)
        found.append(_Found(action, frozenset(each.recommendation_id for each in rows), words))
    return found, tuple(agencies[name] for name in sorted(agencies))


def _proof(
    session: Session, where: ColumnElement[bool]
) -> tuple[dict[int, list[EvidenceFacts]], dict[int, list[str]]]:
    """By action: the evidence accepted for it, and what is still expected of it."""
    evidence: dict[int, list[EvidenceFacts]] = {}
    expected: dict[int, list[str]] = {}
    for row in session.execute(readiness_rows.proof(where)):
        if row.reference is None:
            expected.setdefault(row.action_id, []).append(row.title)
            continue
        evidence.setdefault(row.action_id, []).append(
            EvidenceFacts(
                reference=row.reference,
                title=row.title,
                kind=EvidenceKind(row.kind),
                dated_on=row.dated_on,
                state=LinkState.ACCEPTED,
                stale_on=row.stale_on,
                decided_by=_who(row),
            )
        )
    return evidence, expected


def _points(session: Session, plan_id: int) -> tuple[dict[int, list[Point]], tuple[Point, ...]]:
    """What inspectors wrote, by the recommendation that answers it; and what none does."""
    points: dict[int, list[Point]] = {}
    unmapped = []
    for row in session.execute(readiness_rows.findings(plan_id)):
        point = Point(
            source=row.source,
            text=row.text,
            printed=row.printed_number,
            page=row.page,
            source_title=Bilingual(row.source_title, row.source_title_cy),
            language=row.language,
        )
        if row.recommendation_id is not None:
            points.setdefault(row.recommendation_id, []).append(point)
        elif row.kind in ANSWERABLE:
            unmapped.append(point)
    return points, tuple(unmapped)


def _recommendation(
    rows: list[Row[Any]], points: Iterable[Point], found: list[_Found]
) -> VisitRecommendation:
    """One recommendation, from a row for each time a board spoke of it."""
    row = rows[0]
    spoken = [one.words for one in found if one.words and one.action.stage not in SET_ASIDE]
    latest = max(spoken, key=lambda words: (words.as_at, words.reference), default=None)
    said = [Said(each.verdict, each.rating, each.until) for each in rows if each.verdict]
    return VisitRecommendation(
        reference=row.reference,
        title=Bilingual(row.title, row.title_cy),
        text=Bilingual(row.text, row.text_cy),
        response=row.response,
        points=tuple(points),
        position=latest.text if latest else "",
        position_on=latest.as_at if latest else None,
        position_language=latest.language if latest else Language.ENGLISH,
        speaker=_who(row, row.agency),
        judgement=judgement(said),
        closed=row.closed_at is not None,
        actions=tuple(one.action for one in found),
    )


def _who(row: Row[Any], agency: str | None = None) -> Who | None:
    if row.name is None:
        return None
    return Who(Bilingual(row.role_title, row.role_title_cy or ""), row.name, agency or "")


def _grouped(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """Rows by their `id`, in the order in which each id first came."""
    groups: dict[int, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(row.id, []).append(row)
    return groups
