"""Judged ratings: the computed rating is a cap, and a disagreement is never silent."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.rag import Rating
from tracker.domain.rollup import WORST_FIRST

_GOOD_TO_BAD = tuple(reversed(WORST_FIRST))


@dataclass(frozen=True)
class Judged:
    """The rating to show. `disagreement`: somebody judges better than the facts allow, for
    a while; the board lists such cases."""

    rating: Rating
    disagreement: bool = False


def is_better(one: Rating, other: Rating) -> bool:
    """Whether `one` says better than `other`; done is the best."""
    order = _GOOD_TO_BAD.index
    return order(one) < order(other)


def cap(computed: Rating, judged: Rating | None, until: date | None, today: date) -> Judged:
    """What to show when a person has judged.

    Worse than computed holds until withdrawn, or until its end date if it has one. Better
    holds only with an end date and up to and including it, as a disagreement. Nobody can
    judge a thing done: that takes accepted proof.
    """
    if judged is None or judged is computed or (until is not None and until < today):
        return Judged(computed)
    if not is_better(judged, computed):
        return Judged(judged)
    if until is None or judged is Rating.DONE:
        return Judged(computed)
    return Judged(judged, disagreement=True)
