"""The machine's time, and a moment that stands still."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.adapters.clock import FixedClock, SystemClock


def test_the_machines_time_is_aware_and_in_utc() -> None:
    earlier = SystemClock().now()
    assert earlier.tzinfo is UTC
    assert earlier <= SystemClock().now()


def test_a_fixed_clock_stands_still_and_answers_in_utc() -> None:
    moment = datetime(2018, 7, 2, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    clock = FixedClock(moment)
    assert clock.now() == clock.now() == datetime(2018, 7, 2, 8, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_a_moment_without_an_offset_is_no_moment() -> None:
    with pytest.raises(ValueError, match="offset"):
        FixedClock(datetime(2018, 7, 2, 9, 30))  # noqa: DTZ001
