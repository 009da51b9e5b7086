"""Where a whole plan stands: every action and recommendation rated, and what boards made
of it. Three statements, however large the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.domain import judging
from tracker.domain.changes import Direction, Position, Snapshot, Standing, direction
from tracker.domain.exceptions import ExceptionKind, exceptions_of
from tracker.domain.judging import Judgement
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import Rated, Rating
from tracker.domain.rollup import lowest_stage, worst
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Action
from tracker.queries import judgements, structure
from tracker.queries.filters import NO_FILTERS, Filters
from tracker.queries.judgements import LastWord
from tracker.queries.ratings import RatedAction, rate_actions, rate_recommendations
from tracker.queries.structure import RecommendationHead, Structure

NOTHING_SAID = Judgement()


@dataclass(frozen=True)
class RecommendationPosition:
    """`computed` follows from its actions, `shown` is what the board made of it."""

    head: RecommendationHead
    actions: tuple[RatedAction, ...]
    computed: Rated
    shown: judging.Judged
    direction: Direction
    confirmed: Rating | None
    last: LastWord | None

    @property
    def stage(self) -> Stage | None:
        """How far it is proved: as far as its least proved action."""
        return lowest_stage(action.stage for action in self.actions)

    @property
    def owners(self) -> frozenset[int]:
        """Who owns an action that serves it: they never judge it."""
        return frozenset(action.owner_id for action in self.actions if action.owner_id is not None)

    @property
    def is_overridden(self) -> bool:
        """The board shows another rating than the computed one."""
        return self.shown.rating is not self.computed.rating


@dataclass(frozen=True)
class PlanPosition:
    """Actions in the order of their references, recommendations in that of the plan."""

    plan_id: int
    today: date
    structure: Structure
    actions: dict[int, RatedAction]
    recommendations: dict[int, RecommendationPosition]

    def snapshot(self) -> Snapshot:
        """This very position, to be kept."""
        return Snapshot(
            as_at=self.today,
            actions=tuple(
                Standing(item.reference, Position(item.rating, item.stage, item.facts.due_on))
                for item in self.actions.values()
            ),
            recommendations=tuple(
                Standing(
                    item.head.reference, Position(item.shown.rating, closed=item.head.is_closed)
                )
                for item in self.recommendations.values()
            ),
        )

    def actions_for(self, filters: Filters) -> list[RatedAction]:
        """The actions that `filters`, with which this was read, leave in; without a rating
        asked for, those set aside too."""
        return [
            item
            for item in self.actions.values()
            if item.id in self.structure.chosen_actions
            and self.structure.in_theme(filters.theme, item.recommendation_id)
            and filters.rating in (None, item.rating)
            and filters.stage in (None, item.stage)
            and (filters.exception is None or filters.exception in self.exceptions(item))
        ]

    def recommendations_for(self, filters: Filters) -> list[RecommendationPosition]:
        """The recommendations that `filters`, with which this was read, leave in."""
        return [
            item
            for item in self.recommendations.values()
            if item.head.is_chosen
            and self.structure.in_theme(filters.theme, item.head.id)
            and filters.rating in (None, item.shown.rating)
            and filters.stage in (None, item.stage)
            and (filters.exception is None or self._is_exception(item, filters.exception))
        ]

    def by_reference(self, reference: str) -> RecommendationPosition | None:
        found = self.recommendations.values()
        return next((item for item in found if item.head.reference == reference), None)

    def exceptions(self, item: RatedAction) -> frozenset[ExceptionKind]:
        return exceptions_of(item.facts, item.rated, self.today)

    def _is_exception(self, item: RecommendationPosition, kind: ExceptionKind) -> bool:
        if kind is ExceptionKind.DISAGREEMENT:
            return item.shown.disagreement
        if kind is ExceptionKind.CLOSING:
            return item.head.closing is not None
        return any(kind in self.exceptions(action) for action in item.actions)


def of_plan(
    session: Session,
    plan_id: int,
    today: date,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    filters: Filters = NO_FILTERS,
) -> PlanPosition:
    """The position of the whole plan on `today`; `filters` only mark what is asked for."""
    built = structure.of_plan(session, plan_id, filters)
    actions = rate_actions(session, today, calendar, zone, Action.plan_id == plan_id)
    said = judgements.of_plan(session, plan_id)
    served = {key: head.action_ids for key, head in built.recommendations.items()}
    rated = rate_recommendations(served, actions)
    recommendations = {}
    for key, head in built.recommendations.items():
        spoken = said.get(key)
        standing = spoken.judgement if spoken else NOTHING_SAID
        shown = standing.shown(rated[key].rating, today)
        recommendations[key] = RecommendationPosition(
            head=head,
            actions=tuple(actions[item] for item in head.action_ids if item in actions),
            computed=rated[key],
            shown=shown,
            direction=direction(standing.confirmed, shown.rating),
            confirmed=standing.confirmed,
            last=spoken.last if spoken else None,
        )
    return PlanPosition(plan_id, today, built, actions, recommendations)


def travel(items: Iterable[RecommendationPosition]) -> Direction:
    """Which way several recommendations go together: the worst of those once confirmed,
    then and now. NEW when none of them was."""
    known = [item for item in items if item.confirmed is not None]
    now = worst(item.shown.rating for item in known)
    before = worst(item.confirmed for item in known if item.confirmed is not None)
    return Direction.NEW if now is None else direction(before, now)
