"""Decisions as the minutes of a meeting say them."""

from datetime import date

from tracker.domain.languages import Language
from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.rag import Rated, Rating
from tracker.wording.catalogue import Words
from tracker.wording.dates import long_date
from tracker.wording.ratings import rating_word, why


def verdict_minute(
    verdict: Verdict,
    computed: Rated,
    rating: Rating,
    until: date | None,
    reason: str,
    language: Language,
) -> str:
    """What the board said of a rating. `reason` is in the words in which it was given."""
    w = Words(language)
    facts = {"computed": why(computed, language), "reason": reason}
    match verdict:
        case Verdict.CONFIRMED:
            return w._("The board confirmed the rating. %(computed)s.", computed=facts["computed"])
        case Verdict.CHALLENGED:
            return w._(
                "The board challenged the rating. %(computed)s. Its reason: %(reason)s", **facts
            )
        case Verdict.OVERRIDDEN:
            facts["rating"] = rating_word(rating, language)
            if until is None:
                return w._(
                    "The board set the rating “%(rating)s”. Calculated: %(computed)s. "
                    "Its reason: %(reason)s",
                    **facts,
                )
            return w._(
                "The board set the rating “%(rating)s” until %(day)s. Calculated: %(computed)s. "
                "Its reason: %(reason)s",
                day=long_date(until, language),
                **facts,
            )


def closure_minute(state: ClosureState, words: str, reason: str, language: Language) -> str:
    """What the board said to a closing; what was put to it while it has not decided."""
    w = Words(language)
    match state:
        case ClosureState.ASKED:
            return w._("The board was asked to close the recommendation: %(words)s", words=words)
        case ClosureState.CLOSED:
            return w._("The board closed the recommendation. Its reason: %(reason)s", reason=reason)
        case ClosureState.REFUSED:
            return w._(
                "The board refused to close the recommendation. Its reason: %(reason)s",
                reason=reason,
            )
