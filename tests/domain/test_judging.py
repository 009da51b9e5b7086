"""The computed rating caps the judged one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.calendars import day
from tracker.domain.judging import Judged, cap, is_better
from tracker.domain.rag import Rating

TODAY = day("12 Mar 2018")
PASSED, LAST_DAY, AHEAD = TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=28)

OFF, RISK, ON, DONE = Rating.OFF_TRACK, Rating.AT_RISK, Rating.ON_TRACK, Rating.DONE


@pytest.mark.parametrize(
    ("computed", "judged", "until", "shown", "disagreement"),
    [
        pytest.param(OFF, None, None, OFF, False, id="nobody judged"),
        pytest.param(OFF, OFF, None, OFF, False, id="confirmed"),
        pytest.param(ON, RISK, None, RISK, False, id="worse needs no end"),
        pytest.param(ON, RISK, AHEAD, RISK, False, id="worse may have an end"),
        pytest.param(ON, RISK, PASSED, ON, False, id="worse has ended"),
        pytest.param(DONE, OFF, None, OFF, False, id="done and doubted"),
        pytest.param(OFF, RISK, AHEAD, RISK, True, id="better, for a while"),
        pytest.param(OFF, RISK, LAST_DAY, RISK, True, id="better, on its last day"),
        pytest.param(OFF, RISK, PASSED, OFF, False, id="better has ended"),
        pytest.param(OFF, RISK, None, OFF, False, id="better without an end"),
        pytest.param(OFF, DONE, AHEAD, OFF, False, id="nobody can judge a thing done"),
        pytest.param(DONE, DONE, AHEAD, DONE, False, id="done is agreed"),
    ],
)
def test_the_cap(
    computed: Rating, judged: Rating | None, until: date | None, shown: Rating, disagreement: bool
) -> None:
    assert cap(computed, judged, until, TODAY) == Judged(shown, disagreement)


ratings = st.sampled_from(Rating)
ends = st.none() | st.dates(date(2018, 1, 1), date(2018, 12, 31))


@given(ratings, st.none() | ratings, ends)
def test_better_than_the_facts_is_always_a_disagreement(
    computed: Rating, judged: Rating | None, until: date | None
) -> None:
    result = cap(computed, judged, until, TODAY)
    assert result.disagreement == is_better(result.rating, computed)
    assert result.rating in (computed, judged)


@given(ratings, ratings)
def test_of_two_ratings_one_is_better(one: Rating, other: Rating) -> None:
    assert is_better(one, other) + is_better(other, one) + (one is other) == 1
