"""How a plan is built: its themes, their recommendations, the actions that serve them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, case, select
from sqlalchemy.orm import Session

from tracker.domain.languages import Bilingual
from tracker.domain.meetings import ClosureState
from tracker.domain.plans import Response
from tracker.domain.readiness_facts import Who
from tracker.models import Action, Closure, Person, Recommendation, Theme
from tracker.models.actions import action_recommendation
from tracker.queries.filters import NO_FILTERS, Filters


@dataclass(frozen=True)
class ThemeHead:
    id: int
    number: int
    title: Bilingual
    sponsor: Who | None


@dataclass(frozen=True)
class Closing:
    """A closing the board was asked for and has not decided."""

    id: int
    asked_by_id: int
    asked_at: datetime


@dataclass(frozen=True)
class RecommendationHead:
    """`is_chosen`: the filters, as far as the database knows, leave it in."""

    id: int
    plan_id: int
    number: int
    reference: str
    title: Bilingual
    theme_id: int
    response: Response
    is_closed: bool
    closing: Closing | None
    action_ids: tuple[int, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Structure:
    """Themes by number, recommendations by number within their theme, and the ids of the
    actions that the filters, as far as the database knows, leave in."""

    themes: tuple[ThemeHead, ...]
    recommendations: dict[int, RecommendationHead]
    chosen_actions: frozenset[int]

    def in_theme(self, number: int | None, recommendation_id: int) -> bool:
        """Whether a recommendation lies in the theme of that number; in any for None."""
        theme_id = self.recommendations[recommendation_id].theme_id
        return number is None or any(
            theme.number == number for theme in self.themes if theme.id == theme_id
        )


def of_plan(session: Session, plan_id: int, filters: Filters = NO_FILTERS) -> Structure:
    """The whole structure in one statement: a row for each recommendation and action."""
    themes: dict[int, ThemeHead] = {}
    rows_of: dict[int, list[Row[Any]]] = {}
    for row in session.execute(_rows(plan_id, filters)):
        if row.theme_id not in themes:
            themes[row.theme_id] = _theme(row)
        if row.id is not None:
            rows_of.setdefault(row.id, []).append(row)
    return Structure(
        themes=tuple(themes.values()),
        recommendations={key: _head(rows, filters) for key, rows in rows_of.items()},
        chosen_actions=frozenset(
            row.action_id
            for rows in rows_of.values()
            for row in rows
            if row.is_chosen and row.has_chosen_action
        ),
    )


def _theme(row: Row[Any]) -> ThemeHead:
    sponsor = None
    if row.sponsor_name is not None:
        sponsor = Who(Bilingual(row.sponsor_role, row.sponsor_role_cy), row.sponsor_name)
    title = Bilingual(row.theme_title, row.theme_title_cy)
    return ThemeHead(row.theme_id, row.theme_number, title, sponsor)


def _head(rows: list[Row[Any]], filters: Filters) -> RecommendationHead:
    """One recommendation, from a row for each of its actions."""
    row = rows[0]
    closing = None
    if row.closing_id is not None:
        closing = Closing(row.closing_id, row.asked_by_id, row.asked_at)
    has_chosen_action = any(each.has_chosen_action for each in rows)
    return RecommendationHead(
        id=row.id,
        plan_id=row.plan_id,
        number=row.number,
        reference=row.reference,
        title=Bilingual(row.title, row.title_cy),
        theme_id=row.theme_id,
        response=row.response,
        is_closed=row.closed_at is not None,
        closing=closing,
        action_ids=tuple(each.action_id for each in rows if each.action_id is not None),
        is_chosen=bool(row.is_chosen) and (has_chosen_action or not filters.narrows_actions),
    )


def _rows(plan_id: int, filters: Filters) -> Select[*tuple[Any, ...]]:
    chosen = select(Action.id).where(Action.plan_id == plan_id, filters.on_actions())
    serving = action_recommendation.c
    return (
        select(
            Theme.id.label("theme_id"),
            Theme.number.label("theme_number"),
            Theme.title.label("theme_title"),
            Theme.title_cy.label("theme_title_cy"),
            Person.role_title.label("sponsor_role"),
            Person.role_title_cy.label("sponsor_role_cy"),
            Person.name.label("sponsor_name"),
            Recommendation.id,
            Recommendation.plan_id,
            Recommendation.number,
            Recommendation.reference,
            Recommendation.title,
            Recommendation.title_cy,
            Recommendation.response,
            Recommendation.closed_at,
            Closure.id.label("closing_id"),
            Closure.asked_by_id,
            Closure.asked_at,
            serving.action_id,
            case((filters.on_recommendations(), 1), else_=0).label("is_chosen"),
            case((serving.action_id.in_(chosen), 1), else_=0).label("has_chosen_action"),
        )
        .outerjoin(Person, Person.id == Theme.sponsor_id)
        .outerjoin(Recommendation, Recommendation.theme_id == Theme.id)
        .outerjoin(
            Closure,
            and_(
                Closure.recommendation_id == Recommendation.id,
                Closure.state == ClosureState.ASKED,
            ),
        )
        .outerjoin(action_recommendation, serving.recommendation_id == Recommendation.id)
        .where(Theme.plan_id == plan_id)
        .order_by(Theme.number, Recommendation.number, serving.action_id)
    )
