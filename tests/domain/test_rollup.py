"""From actions to recommendations and themes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.lifecycle import Stage
from tracker.domain.rag import SEVERITY, Rated, Rating
from tracker.domain.reasons import Mend, ReasonCode, because
from tracker.domain.rollup import WORST_FIRST, lowest_stage, rate_recommendation, tally, worst

ratings = st.lists(st.sampled_from(Rating), max_size=12)


@pytest.mark.parametrize(
    ("given_ratings", "expected"),
    [
        ([], None),
        ([Rating.DONE], Rating.DONE),
        ([Rating.DONE, Rating.NOT_STARTED], Rating.NOT_STARTED),
        ([Rating.DONE, Rating.ON_TRACK, Rating.NOT_STARTED], Rating.ON_TRACK),
        ([Rating.ON_TRACK, Rating.WAITING], Rating.WAITING),
        ([Rating.AT_RISK, Rating.WAITING], Rating.AT_RISK),
        ([Rating.AT_RISK, Rating.OFF_TRACK, Rating.DONE], Rating.OFF_TRACK),
    ],
)
def test_as_bad_as_the_worst(given_ratings: list[Rating], expected: Rating | None) -> None:
    assert worst(given_ratings) is expected


def test_a_recommendation_says_how_many_of_its_actions_are_so_bad() -> None:
    rated = rate_recommendation([Rating.OFF_TRACK, Rating.DONE, Rating.OFF_TRACK])
    reason = because(ReasonCode.WORST_OF, rating="off_track", count=2, total=3)
    assert rated == Rated(Rating.OFF_TRACK, (reason,))


def test_a_recommendation_is_done_when_all_its_actions_are() -> None:
    rated = rate_recommendation([Rating.DONE, Rating.DONE])
    assert rated == Rated(Rating.DONE, (because(ReasonCode.ALL_DONE, total=2),))


def test_a_recommendation_nobody_answers_says_so() -> None:
    rated = rate_recommendation([])
    assert rated.rating is Rating.NOT_STARTED
    assert rated.reasons == (because(ReasonCode.NO_ACTIONS),)
    assert rated.mend == (Mend.PLAN_ACTION,)


@given(ratings)
def test_one_more_action_never_hides_a_bad_one(some: list[Rating]) -> None:
    for rating in Rating:
        if rating is Rating.DONE or not some or worst(some) is Rating.DONE:
            continue
        before, after = worst(some), worst([*some, rating])
        assert before is not None
        assert after is not None
        assert SEVERITY.index(after) >= SEVERITY.index(before)


@given(ratings)
def test_a_tally_counts_everything_worst_first(some: list[Rating]) -> None:
    counts = tally(iter(some))
    assert tuple(counts) == WORST_FIRST
    assert sum(counts.values()) == len(some)
    assert all(counts[rating] == some.count(rating) for rating in Rating)


@pytest.mark.parametrize(
    ("stages", "lowest"),
    [
        ([], None),
        ([Stage.WITHDRAWN], None),
        ([Stage.SUSTAINED, Stage.WITHDRAWN], Stage.SUSTAINED),
        ([Stage.EMBEDDED, Stage.UNDER_WAY, Stage.SUPERSEDED], Stage.UNDER_WAY),
    ],
)
def test_a_whole_is_proved_as_far_as_its_least_part(
    stages: list[Stage], lowest: Stage | None
) -> None:
    assert lowest_stage(stages) is lowest
