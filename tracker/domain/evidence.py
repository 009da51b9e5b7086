"""Evidence: kinds, decisions about it, what is strongest, and when it has gone stale."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import Fault, Refused

#: Most characters of what a piece of evidence proves, and of the reason for returning it.
WORDS_LIMIT = 2000


class EvidenceKind(StrEnum):
    """An output exists; practice, outcome and voice show that it works."""

    OUTPUT = "output"
    PRACTICE = "practice"
    OUTCOME = "outcome"
    VOICE = "voice"


class LinkState(StrEnum):
    """One piece of evidence, judged separately for each action it supports."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class ExpectedState(StrEnum):
    """An item of the evidence agreed beforehand."""

    OPEN = "open"
    MET = "met"
    WAIVED = "waived"


#: Strongest first: what changed for children, what they say, what workers do, what exists.
KINDS_BY_STRENGTH = (
    EvidenceKind.OUTCOME,
    EvidenceKind.VOICE,
    EvidenceKind.PRACTICE,
    EvidenceKind.OUTPUT,
)


def check_evidence_dates(
    dated_on: date,
    period_from: date | None,
    period_to: date | None,
    stale_on: date | None,
    today: date,
) -> None:
    """Raises `Refused` for dates that cannot belong to the thing proved: still to come,
    a period that ends before it begins, no longer valid before it happened."""
    faults = []
    if dated_on > today:
        faults.append(Fault("evidence_in_future", "dated_on"))
    if period_from is not None and period_to is None:
        faults.append(Fault("period_open", "period_to"))
    if period_to is not None and period_from is None:
        faults.append(Fault("period_open", "period_from"))
    if period_from is not None and period_to is not None and period_to < period_from:
        faults.append(Fault("period_reversed", "period_to", {"period_from": period_from}))
    if period_to is not None and period_to > today:
        faults.append(Fault("evidence_in_future", "period_to"))
    if stale_on is not None and stale_on < dated_on:
        faults.append(Fault("stale_before_dated", "stale_on", {"dated_on": dated_on}))
    if faults:
        raise Refused(*faults)


class Staleness(StrEnum):
    """Why a piece of evidence no longer proves the present."""

    EXPIRED = "expired"
    BEFORE_DELIVERY = "before_delivery"


def staleness(
    kind: EvidenceKind,
    dated_on: date,
    stale_on: date | None,
    delivered_on: date | None,
    as_at: date,
) -> Staleness | None:
    """Why evidence is stale on `as_at`, or None while it is fresh.

    `dated_on` is the day of the thing proved, `stale_on` the last day on which it speaks
    for the present. Practice, outcome and voice dated before the action was delivered cannot
    show that what was delivered works; an output may well be older than the claim.
    """
    if stale_on is not None and as_at > stale_on:
        return Staleness.EXPIRED
    works = kind is not EvidenceKind.OUTPUT
    if works and delivered_on is not None and dated_on < delivered_on:
        return Staleness.BEFORE_DELIVERY
    return None


def is_stale(
    kind: EvidenceKind,
    dated_on: date,
    stale_on: date | None,
    delivered_on: date | None,
    as_at: date,
) -> bool:
    """Whether evidence no longer proves the present on `as_at` (see `staleness`)."""
    return staleness(kind, dated_on, stale_on, delivered_on, as_at) is not None


@dataclass(frozen=True, order=True)
class Strength:
    """Sorts the strongest first; fields in order of weight, smaller is stronger."""

    unaccepted: bool
    stale: bool
    kind: int
    age: int
    reference: str


def strength_key(
    state: LinkState, stale: bool, kind: EvidenceKind, dated_on: date, reference: str
) -> Strength:
    """Accepted before submitted, fresh before stale, then kind, then the newest."""
    return Strength(
        unaccepted=state is not LinkState.ACCEPTED,
        stale=stale,
        kind=KINDS_BY_STRENGTH.index(kind),
        age=-dated_on.toordinal(),
        reference=reference,
    )
