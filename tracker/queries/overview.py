"""The board's overview of one plan: everything on it in eight statements."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.domain.changes import Change, ChangeKind, Direction
from tracker.domain.exceptions import OF_ACTIONS, ExceptionKind
from tracker.domain.independence import may_decide_closure, may_decide_date_change
from tracker.domain.permissions import Access, Permission, Subject
from tracker.domain.rag import Rating
from tracker.domain.working_days import WorkingCalendar
from tracker.queries import action_rows, plan_changes, plan_heads, positions, unanswered
from tracker.queries.action_rows import ActionRow
from tracker.queries.filters import Choices, Filters, choices
from tracker.queries.plan_changes import ChangeLine
from tracker.queries.plan_heads import LastMeeting, NextVisit, PlanHead
from tracker.queries.positions import PlanPosition, RecommendationPosition
from tracker.queries.ratings import RatedAction
from tracker.queries.structure import ThemeHead
from tracker.queries.unanswered import UnansweredFinding

#: Lines of an exception list before "all of them" is a link; print is to be two pages.
CAP = 6
#: Lines of one kind of change.
CHANGES_CAP = 5


@dataclass(frozen=True)
class ActionException:
    action: RatedAction
    row: ActionRow


@dataclass(frozen=True)
class ThemePosition:
    """One theme with the actions and recommendations that the filters leave in."""

    head: ThemeHead
    actions: tuple[RatedAction, ...]
    recommendations: tuple[RecommendationPosition, ...]
    direction: Direction


@dataclass(frozen=True)
class Overview:
    """`shown` are the lines of each exception list of actions, `totals` how many there are
    of every kind; `changes` the lines shown out of `changed`. `late_before` counts which of
    `actions` were off track when the last meeting froze its position, `waiting` what waits
    for the reader's own decision."""

    plan: PlanHead
    today: date
    meeting: LastMeeting | None
    visit: NextVisit | None
    actions: tuple[RatedAction, ...]
    late_before: int | None
    themes: tuple[ThemePosition, ...]
    shown: dict[ExceptionKind, tuple[ActionException, ...]]
    disagreements: tuple[RecommendationPosition, ...]
    closings: tuple[RecommendationPosition, ...]
    totals: dict[ExceptionKind, int]
    waiting: int
    changed: int
    changes: tuple[ChangeLine, ...]
    unanswered: tuple[UnansweredFinding, ...]
    choices: Choices

    @property
    def live(self) -> int:
        """How many actions there are, those set aside left out."""
        return sum(action.rating is not None for action in self.actions)

    @property
    def late(self) -> int:
        return self.totals[ExceptionKind.OFF_TRACK]

    @property
    def undecided(self) -> int:
        """What waits for somebody's decision."""
        return self.totals[ExceptionKind.MORE_TIME] + self.totals[ExceptionKind.CLOSING]


def read(
    session: Session,
    access: Access,
    code: str,
    today: date,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    filters: Filters,
) -> Overview:
    """The overview of the plan `code`, which must exist, narrowed by `filters`."""
    plan, meeting, visit = plan_heads.with_outlook(session, code, today, calendar)
    position = positions.of_plan(session, plan.id, today, calendar, zone, filters)
    actions = position.actions_for(filters)
    recommendations = position.recommendations_for(filters)
    kinds = {action.id: position.exceptions(action) for action in actions}
    exceptional = {
        kind: sorted((one for one in actions if kind in kinds[one.id]), key=_URGENCY[kind])
        for kind in OF_ACTIONS
    }
    disagreements = [item for item in recommendations if item.shown.disagreement]
    closings = [item for item in recommendations if item.head.closing]
    changed = _changes(position, meeting, actions, recommendations)
    changes_shown = _capped(changed)
    undecided = exceptional[ExceptionKind.MORE_TIME]
    rows = action_rows.fetch(
        session,
        {action.id for found in exceptional.values() for action in found[:CAP]}
        | {action.id for action in undecided}
        | _concerned(position, changes_shown),
    )
    totals = {kind: len(found) for kind, found in exceptional.items()}
    titles = {row.reference: row.title for row in rows.values()}
    return Overview(
        plan=plan,
        today=today,
        meeting=meeting,
        visit=visit,
        actions=tuple(actions),
        late_before=_late_before(meeting, actions),
        themes=tuple(_themes(position, actions, recommendations)),
        shown={
            kind: tuple(ActionException(action, rows[action.id]) for action in found[:CAP])
            for kind, found in exceptional.items()
        },
        disagreements=tuple(disagreements[:CAP]),
        closings=tuple(closings[:CAP]),
        totals={
            **totals,
            ExceptionKind.DISAGREEMENT: len(disagreements),
            ExceptionKind.CLOSING: len(closings),
        },
        waiting=sum(_may_close(access, plan, item) for item in closings)
        + sum(_may_grant(access, plan, action, rows[action.id]) for action in undecided),
        changed=len(changed),
        changes=tuple(
            plan_changes.explain(session, position, meeting, changes_shown, titles)
            if meeting
            else ()
        ),
        unanswered=tuple(unanswered.near_plan(session, access, plan.id)),
        choices=choices(session, plan.id),
    )


#: What a board reads first in each list: the oldest date.
_URGENCY: dict[ExceptionKind, Callable[[RatedAction], tuple[date, str]]] = {
    ExceptionKind.OFF_TRACK: lambda action: (action.facts.due_on, action.reference),
    ExceptionKind.DUE_SOON: lambda action: (action.facts.due_on, action.reference),
    ExceptionKind.SILENT: lambda action: (
        action.facts.last_update_on or action.facts.starts_on,
        action.reference,
    ),
    ExceptionKind.MORE_TIME: lambda action: (
        action.facts.date_change_asked_on or action.facts.due_on,
        action.reference,
    ),
}


def _late_before(meeting: LastMeeting | None, actions: Iterable[RatedAction]) -> int | None:
    if meeting is None:
        return None
    before = meeting.snapshot.positions
    known = (before[action.reference] for action in actions if action.reference in before)
    return sum(position.rating is Rating.OFF_TRACK for position in known)


def _changes(
    position: PlanPosition,
    meeting: LastMeeting | None,
    actions: Iterable[RatedAction],
    recommendations: Iterable[RecommendationPosition],
) -> list[Change]:
    """What changed since the last meeting, of what the filters leave in."""
    if meeting is None:
        return []
    left_in = {action.reference for action in actions}
    left_in.update(item.head.reference for item in recommendations)
    found = plan_changes.since(position, meeting)
    return [change for change in found if change.reference in left_in]


def _capped(changes: Iterable[Change]) -> list[Change]:
    """The first of each kind."""
    counted: Counter[ChangeKind] = Counter()
    kept = []
    for change in changes:
        counted[change.kind] += 1
        if counted[change.kind] <= CHANGES_CAP:
            kept.append(change)
    return kept


def _concerned(position: PlanPosition, changes: Iterable[Change]) -> set[int]:
    references = {change.reference for change in changes}
    return {action.id for action in position.actions.values() if action.reference in references}


def _themes(
    position: PlanPosition,
    actions: Iterable[RatedAction],
    recommendations: Iterable[RecommendationPosition],
) -> Iterator[ThemePosition]:
    """Each theme with what the filters leave of it; an action counts where it is at home."""
    home = {key: item.head.theme_id for key, item in position.recommendations.items()}
    for theme in position.structure.themes:
        own = [item for item in recommendations if item.head.theme_id == theme.id]
        at_home = tuple(item for item in actions if home[item.recommendation_id] == theme.id)
        yield ThemePosition(theme, at_home, tuple(own), positions.travel(own))


def _may_close(access: Access, plan: PlanHead, item: RecommendationPosition) -> bool:
    """Whether the reader is one who may decide on this closing."""
    closing = item.head.closing
    return (
        closing is not None
        and access.can(Permission.DECIDE_CLOSURE, Subject(plan.id))
        and may_decide_closure(access.person_id, closing.asked_by_id, item.owners)
    )


def _may_grant(access: Access, plan: PlanHead, action: RatedAction, row: ActionRow) -> bool:
    """Whether the reader is one who may decide on this request for more time."""
    request = row.request
    if request is None:
        return False
    subject = Subject(plan.id, owner_id=action.owner_id, lead_id=action.lead_id)
    beyond = request.is_boards(plan.tolerance_days)
    return (
        access.can(Permission.DECIDE_DATE_CHANGE, subject)
        and (not beyond or access.can(Permission.DECIDE_BEYOND_TOLERANCE, subject))
        and may_decide_date_change(access.person_id, request.asked_by_id, action.owner_id)
    )
