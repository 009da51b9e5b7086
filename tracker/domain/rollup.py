"""From actions up: what a recommendation is rated, and what a theme counts."""

from collections.abc import Iterable

from tracker.domain.lifecycle import LADDER, SET_ASIDE, Stage
from tracker.domain.rag import SEVERITY, Rated, Rating
from tracker.domain.reasons import Mend, ReasonCode, because

#: The order in which ratings are counted, listed and stacked: worst first, done last.
WORST_FIRST = (*reversed(SEVERITY), Rating.DONE)


def worst(ratings: Iterable[Rating]) -> Rating | None:
    """The worst of `ratings`: done only when all are done, None when there are none."""
    return min(ratings, key=WORST_FIRST.index, default=None)


def tally(ratings: Iterable[Rating]) -> dict[Rating, int]:
    """How many there are of each rating, worst first, with zeros."""
    listed = list(ratings)
    return {rating: listed.count(rating) for rating in WORST_FIRST}


def rate_recommendation(ratings: Iterable[Rating]) -> Rated:
    """As bad as its worst live action, done when all are.

    `ratings` are those of its live actions (not withdrawn, not superseded). With none, work
    has not started and the reason says that no action answers the recommendation.
    """
    counts = tally(ratings)
    total = sum(counts.values())
    bad = next((rating for rating in WORST_FIRST if counts[rating]), None)
    if bad is None:
        return Rated(Rating.NOT_STARTED, (because(ReasonCode.NO_ACTIONS),), (Mend.PLAN_ACTION,))
    if bad is Rating.DONE:
        return Rated(bad, (because(ReasonCode.ALL_DONE, total=total),))
    worst_of = because(ReasonCode.WORST_OF, rating=bad.value, count=counts[bad], total=total)
    return Rated(bad, (worst_of,))


def lowest_stage(stages: Iterable[Stage]) -> Stage | None:
    """How far a whole is proved: as far as its least proved live action; None without one."""
    live = (stage for stage in stages if stage not in SET_ASIDE)
    return min(live, key=LADDER.index, default=None)
