"""What changed between two looks at a plan, and the direction of travel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.judging import is_better
from tracker.domain.lifecycle import LADDER, SET_ASIDE, Stage
from tracker.domain.rag import Rating


class Direction(StrEnum):
    """The arrow against the rating the board last confirmed."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"


def direction(confirmed: Rating | None, current: Rating) -> Direction:
    """NEW when the board never confirmed a rating."""
    if confirmed is None:
        return Direction.NEW
    if confirmed is current:
        return Direction.SAME
    return Direction.BETTER if is_better(current, confirmed) else Direction.WORSE


class ChangeKind(StrEnum):
    """In the order in which a board reads them."""

    NEW = "new"
    CLOSED = "closed"
    REOPENED = "reopened"
    SET_ASIDE = "set_aside"
    STAGE_MOVED = "stage_moved"
    RATING_MOVED = "rating_moved"
    DATE_CHANGED = "date_changed"


@dataclass(frozen=True)
class Position:
    """Where one thing stood at one moment. `rating` is None once set aside; a
    recommendation has no stage, an action is never closed by the board."""

    rating: Rating | None
    stage: Stage | None = None
    due_on: date | None = None
    closed: bool = False


@dataclass(frozen=True)
class Standing:
    """One action or recommendation, and where it stood."""

    reference: str
    position: Position


@dataclass(frozen=True)
class Snapshot:
    """A whole plan as one look found it; kept with the meeting that looked."""

    as_at: date
    actions: tuple[Standing, ...] = ()
    recommendations: tuple[Standing, ...] = ()

    @property
    def positions(self) -> dict[str, Position]:
        """Everything by reference, for `changes`."""
        return {item.reference: item.position for item in (*self.recommendations, *self.actions)}


@dataclass(frozen=True)
class Change:
    """One thing that moved; `before` is None for a new one."""

    kind: ChangeKind
    reference: str
    before: Position | None
    after: Position


def changes(before: Mapping[str, Position], after: Mapping[str, Position]) -> tuple[Change, ...]:
    """What differs, by reference: grouped by kind, then by reference.

    One thing can give several changes (its date and its rating). Nothing vanishes: what is
    in `before` only was never deleted, merely not asked about, and is left out.
    """
    found = [
        Change(kind, reference, before.get(reference), now)
        for reference, now in after.items()
        for kind in _kinds(before.get(reference), now)
    ]
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda change: (order.index(change.kind), change.reference)))


def _kinds(before: Position | None, now: Position) -> list[ChangeKind]:
    if before is None:
        return [ChangeKind.NEW]
    if now.stage in SET_ASIDE and before.stage not in SET_ASIDE:
        return [ChangeKind.SET_ASIDE]
    kinds = []
    if now.closed and not before.closed:
        kinds.append(ChangeKind.CLOSED)
    elif _reopened(before, now):
        kinds.append(ChangeKind.REOPENED)
    elif now.stage is not before.stage:
        kinds.append(ChangeKind.STAGE_MOVED)
    if now.rating is not before.rating:
        kinds.append(ChangeKind.RATING_MOVED)
    if now.due_on != before.due_on:
        kinds.append(ChangeKind.DATE_CHANGED)
    return kinds


def _reopened(before: Position, now: Position) -> bool:
    """Closed before and open now, down the ladder from proof, or back from aside."""
    if before.closed and not now.closed:
        return True
    if before.stage is None or now.stage is None or now.stage in SET_ASIDE:
        return False
    if before.stage in SET_ASIDE:
        return True
    proved = LADDER.index(Stage.EVIDENCED)
    return LADDER.index(before.stage) >= proved > LADDER.index(now.stage)
