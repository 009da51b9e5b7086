"""Back-off: ever longer waits, and an end."""

from datetime import timedelta

from tracker.domain.delivery import FIRST_WAIT, LEASE, LONGEST_WAIT, MOST_ATTEMPTS, wait_after


def test_waits_double_up_to_the_longest() -> None:
    waits = [wait_after(attempts) for attempts in range(1, 9)]
    minutes = [5, 10, 20, 40, 80, 120, 120, 120]
    assert waits == [timedelta(minutes=number) for number in minutes]


def test_it_outlasts_a_long_weekend_and_then_ends() -> None:
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    assert timedelta(days=2.5) < sum(filter(None, waits), timedelta()) < timedelta(days=3.5)
    assert None not in waits
    assert wait_after(MOST_ATTEMPTS) is None
    assert wait_after(MOST_ATTEMPTS + 1) is None


def test_a_lease_outlives_what_one_message_can_take() -> None:
    """Ten answers of a mail server, half a minute each."""
    assert timedelta(minutes=5) < LEASE
    assert FIRST_WAIT < LEASE < LONGEST_WAIT
