"""What changed between two looks, and which way things travel."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.calendars import day
from tracker.domain.changes import Change, ChangeKind, Direction, Position, changes, direction
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import Rating

REFERENCE = "CS17-R05.03"
BEFORE = Position(Rating.ON_TRACK, Stage.UNDER_WAY, day("30 Apr 2018"))
PROVED = Position(Rating.DONE, Stage.EVIDENCED, day("30 Apr 2018"))
ASIDE = Position(None, Stage.WITHDRAWN, day("30 Apr 2018"))
CLOSED = Position(Rating.DONE, closed=True)


@pytest.mark.parametrize(
    ("confirmed", "current", "arrow"),
    [
        (None, Rating.OFF_TRACK, Direction.NEW),
        (Rating.AT_RISK, Rating.AT_RISK, Direction.SAME),
        (Rating.AT_RISK, Rating.OFF_TRACK, Direction.WORSE),
        (Rating.AT_RISK, Rating.WAITING, Direction.BETTER),
        (Rating.DONE, Rating.ON_TRACK, Direction.WORSE),
        (Rating.ON_TRACK, Rating.DONE, Direction.BETTER),
    ],
)
def test_direction_of_travel(confirmed: Rating | None, current: Rating, arrow: Direction) -> None:
    assert direction(confirmed, current) is arrow


@pytest.mark.parametrize(
    ("before", "now", "kinds"),
    [
        pytest.param(BEFORE, BEFORE, [], id="nothing"),
        pytest.param(None, BEFORE, [ChangeKind.NEW], id="new"),
        pytest.param(
            BEFORE, replace(BEFORE, rating=Rating.AT_RISK), [ChangeKind.RATING_MOVED], id="rating"
        ),
        pytest.param(
            BEFORE,
            replace(BEFORE, stage=Stage.DELIVERED),
            [ChangeKind.STAGE_MOVED],
            id="stage, forwards",
        ),
        pytest.param(
            BEFORE, PROVED, [ChangeKind.STAGE_MOVED, ChangeKind.RATING_MOVED], id="proved"
        ),
        pytest.param(
            replace(BEFORE, stage=Stage.DELIVERED),
            BEFORE,
            [ChangeKind.STAGE_MOVED],
            id="returned is not reopened",
        ),
        pytest.param(PROVED, BEFORE, [ChangeKind.REOPENED, ChangeKind.RATING_MOVED], id="reopened"),
        pytest.param(BEFORE, ASIDE, [ChangeKind.SET_ASIDE], id="set aside"),
        pytest.param(
            ASIDE, BEFORE, [ChangeKind.REOPENED, ChangeKind.RATING_MOVED], id="taken up again"
        ),
        pytest.param(ASIDE, ASIDE, [], id="still aside"),
        pytest.param(replace(CLOSED, closed=False), CLOSED, [ChangeKind.CLOSED], id="closed"),
        pytest.param(
            CLOSED, replace(CLOSED, closed=False), [ChangeKind.REOPENED], id="closed no more"
        ),
        pytest.param(
            BEFORE,
            replace(BEFORE, due_on=day("31 May 2018"), rating=Rating.AT_RISK),
            [ChangeKind.RATING_MOVED, ChangeKind.DATE_CHANGED],
            id="date and rating",
        ),
    ],
)
def test_what_moved(before: Position | None, now: Position, kinds: list[ChangeKind]) -> None:
    earlier = {} if before is None else {REFERENCE: before}
    found = changes(earlier, {REFERENCE: now})
    assert found == tuple(Change(kind, REFERENCE, before, now) for kind in kinds)


def test_changes_are_read_by_kind_and_then_by_reference() -> None:
    late = replace(BEFORE, rating=Rating.OFF_TRACK)
    before = {"CS17-R02.01": BEFORE, "CS17-R01.01": BEFORE}
    now = {"CS17-R02.01": late, "CS17-R01.01": late, "CS17-R03.01": BEFORE}
    assert [(change.kind, change.reference) for change in changes(before, now)] == [
        (ChangeKind.NEW, "CS17-R03.01"),
        (ChangeKind.RATING_MOVED, "CS17-R01.01"),
        (ChangeKind.RATING_MOVED, "CS17-R02.01"),
    ]


positions = st.builds(
    Position,
    rating=st.none() | st.sampled_from(Rating),
    stage=st.none() | st.sampled_from(Stage),
    due_on=st.none() | st.sampled_from([day("30 Apr 2018"), day("31 May 2018")]),
    closed=st.booleans(),
)
plans = st.dictionaries(st.sampled_from(["A", "B", "C"]), positions)


@given(plans, plans)
def test_what_is_equal_did_not_change_and_the_rest_did(
    before: dict[str, Position], now: dict[str, Position]
) -> None:
    moved = {change.reference for change in changes(before, now)}
    assert moved == {name for name, position in now.items() if before.get(name) != position}
