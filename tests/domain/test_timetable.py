"""Turns on a fixed grid: whoever asks and whatever the clocks do, the same ones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.timetable import slot_at, slot_name

LONDON = ZoneInfo("Europe/London")
FIVE = timedelta(minutes=5)

FIRST = datetime(2017, 1, 1, tzinfo=UTC)

moments = st.timedeltas(timedelta(0), timedelta(days=5000)).map(lambda ahead: FIRST + ahead)
intervals = st.sampled_from([timedelta(minutes=1), FIVE, 3 * FIVE, timedelta(days=1)])


@given(moments, intervals)
def test_a_turn_has_come_and_the_next_one_has_not(moment: datetime, every: timedelta) -> None:
    slot = slot_at(moment, every)
    assert slot <= moment < slot + every
    assert slot_at(slot, every) == slot
    assert slot_at(slot + every, every) == slot + every


@pytest.mark.parametrize("moment", ["2018-03-12T07:00", "2018-03-12T07:04:59.999"])
def test_everybody_within_it_names_the_same_turn(moment: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert slot_name(slot_at(at, FIVE), LONDON) == "2018-03-12T07:00+00:00"


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_no_turn_is_missed_or_named_twice_when_the_clocks_change(day: str) -> None:
    first = datetime.fromisoformat(f"{day}T00:00+00:00")
    names = [
        slot_name(slot_at(first + timedelta(seconds=30) * ticks, FIVE), LONDON)
        for ticks in range(2 * 60 * 6)
    ]
    assert len(set(names)) == 6 * 60 // 5
    assert all(names.count(name) == 10 for name in names)
