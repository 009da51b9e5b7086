"""Judged ratings: the computed rating is a cap, and a disagreement is never silent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.errors import Fault
from tracker.domain.meetings import Verdict
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


@dataclass(frozen=True)
class Said:
    """What one meeting said about a recommendation's rating."""

    verdict: Verdict
    rating: Rating
    until: date | None = None


@dataclass(frozen=True)
class Judgement:
    """What boards have made of a rating so far. `confirmed` is the one last confirmed or
    set, against which the direction of travel goes; `judged` and `until` stand only while the
    last word was an override; `challenged`: the last word was doubt."""

    confirmed: Rating | None = None
    judged: Rating | None = None
    until: date | None = None
    challenged: bool = False

    def shown(self, computed: Rating, today: date) -> Judged:
        """The rating to show beside the computed one; doubt is a disagreement too."""
        judged = cap(computed, self.judged, self.until, today)
        return replace(judged, disagreement=judged.disagreement or self.challenged)


def judgement(said: Iterable[Said]) -> Judgement:
    """What stands after everything that was `said`, the earliest first."""
    found = Judgement()
    for word in said:
        if word.verdict is Verdict.CHALLENGED:
            found = Judgement(confirmed=found.confirmed, challenged=True)
        elif word.verdict is Verdict.CONFIRMED:
            found = Judgement(confirmed=word.rating)
        else:
            found = Judgement(confirmed=word.rating, judged=word.rating, until=word.until)
    return found


def faults_in(said: Said, reason: str, computed: Rating, today: date) -> tuple[Fault, ...]:
    """What is wrong with a verdict on a rating that computes as `computed`.

    Doubt and override need a reason; an override must differ, can never say done, and
    when it says better than computed must end on a date to come.
    """
    if said.verdict is Verdict.CONFIRMED:
        return ()
    faults = []
    if not reason:
        faults.append(Fault("verdict_reason_missing", "reason"))
    if said.verdict is Verdict.CHALLENGED:
        return tuple(faults)
    if said.rating is computed:
        faults.append(Fault("override_same", "rating"))
    elif said.rating is Rating.DONE:
        faults.append(Fault("override_done", "rating"))
    elif said.until is None and is_better(said.rating, computed):
        faults.append(Fault("override_needs_end", "until"))
    if said.until is not None and said.until <= today:
        faults.append(Fault("override_end_past", "until"))
    return tuple(faults)
