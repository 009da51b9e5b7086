"""Delivery rating (dial 1): is it being done? A rating always comes with its reasons.

`rate` is the computed rating of one action; it is worked out, never stored. What a board
judges is capped by it (`domain.judging`), and what it says over a recommendation or
a theme lies in `domain.rollup`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.lifecycle import PROVED, SET_ASIDE, Stage
from tracker.domain.reasons import Mend, Param, Reason, ReasonCode, because
from tracker.domain.working_days import WorkingCalendar

#: Calendar days before the due date from which something must be there to see.
DUE_SOON_DAYS = 14
#: Calendar days of silence after which an action under way is at risk.
SILENT_DAYS = 30
#: Working days a claim may wait for whoever checks the proof.
CHECKING_DAYS = 10


class Rating(StrEnum):
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    WAITING = "waiting"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    DONE = "done"


#: From best to worst; `done` stands apart, because proof is not a matter of dates.
SEVERITY = (
    Rating.NOT_STARTED,
    Rating.ON_TRACK,
    Rating.WAITING,
    Rating.AT_RISK,
    Rating.OFF_TRACK,
)


@dataclass(frozen=True)
class Rated:
    """A rating, why (the weightiest reason first, then the plain facts), and what would
    mend it."""

    rating: Rating
    reasons: tuple[Reason, ...]
    mend: tuple[Mend, ...] = ()


@dataclass(frozen=True)
class ActionFacts:
    """All that the rating of an action looks at.

    `due_on` is the current date; `original_due_on` never changes. `statutory_due_on` is the
    latest the law allows. `blocked_by` and `waiting_on` are names, empty when nothing
    blocks and nobody is waited for. `last_evidence_on` is the day of the last submission,
    `evidence_accepted` counts pieces accepted for this action. `expected_met` includes
    waived items. `claimed_on` is the day the owner said "delivered".
    """

    stage: Stage
    starts_on: date
    original_due_on: date
    due_on: date
    statutory_due_on: date | None = None
    forecast_on: date | None = None
    blocked_since: date | None = None
    blocked_by: str = ""
    waiting_on: str = ""
    waiting_since: date | None = None
    date_change_asked_on: date | None = None
    last_update_on: date | None = None
    last_evidence_on: date | None = None
    evidence_accepted: int = 0
    expected_total: int = 0
    expected_met: int = 0
    claimed_on: date | None = None
    reopened_on: date | None = None
    agreed_on: date | None = None


@dataclass(frozen=True)
class _Ground:
    """One rule that applies: the rating it asks for, its reason and its cure."""

    rating: Rating
    reason: Reason
    mend: tuple[Mend, ...] = ()


def rate(facts: ActionFacts, today: date, calendar: WorkingCalendar) -> Rated:
    """The computed rating of a live action on `today`.

    The worst ground wins; the lesser ones stay among the reasons. Raises ValueError for a
    withdrawn or superseded action: it is nobody's work any more, so nobody rates it. Leave
    such actions out beforehand (`lifecycle.SET_ASIDE`).
    """
    if facts.stage in SET_ASIDE:
        raise ValueError(f"{facts.stage} actions are not rated")
    if facts.stage in PROVED:
        reason = because(ReasonCode(facts.stage.value), accepted=facts.evidence_accepted)
        return Rated(Rating.DONE, (reason, _agreed_for(facts), *_proof(facts)))
    if facts.stage is Stage.DELIVERED:
        ground = _claim(facts, today, calendar)
        reasons = (ground.reason, _agreed_for(facts), *_proof(facts))
        return Rated(ground.rating, reasons, ground.mend)
    grounds = sorted(_grounds(facts, today), key=lambda ground: -SEVERITY.index(ground.rating))
    mend = dict.fromkeys(step for ground in grounds for step in ground.mend)
    reasons = (*(ground.reason for ground in grounds), *_due(facts, today), *_proof(facts))
    return Rated(grounds[0].rating, reasons, tuple(mend))


def _claim(facts: ActionFacts, today: date, calendar: WorkingCalendar) -> _Ground:
    """Delivered, as the owner says: on track until the checker is late."""
    rating, reason = Rating.ON_TRACK, because(ReasonCode.CLAIMED)
    if facts.claimed_on is not None:
        waited = calendar.working_days_between(facts.claimed_on, today)
        reason = because(ReasonCode.CLAIMED, claimed_on=facts.claimed_on)
        if waited > CHECKING_DAYS:
            rating = Rating.AT_RISK
            reason = because(
                ReasonCode.CHECK_OVERDUE, claimed_on=facts.claimed_on, working_days=waited
            )
    return _Ground(rating, reason, (Mend.CHECK_PROOF,))


def _grounds(facts: ActionFacts, today: date) -> list[_Ground]:
    """Every rule that applies to an action not yet delivered; never empty.

    An action whose start has been reached counts as under way, whether or not anybody
    said that it had begun: forgotten work must not look calmer than reported work.
    """
    begun = facts.stage is Stage.UNDER_WAY or facts.starts_on <= today
    grounds = [*_off_track(facts, today), *_at_risk(facts, today, begun)]
    if facts.waiting_on:
        since = facts.waiting_since or facts.starts_on
        days = (today - since).days
        reason = because(ReasonCode.WAITING, on=facts.waiting_on, since=since, days=days)
        grounds.append(_Ground(Rating.WAITING, reason, (Mend.CHASE_OTHERS,)))
    start = facts.starts_on
    if not begun:
        reason = because(ReasonCode.STARTS_LATER, starts_on=start, days=(start - today).days)
        grounds.append(_Ground(Rating.NOT_STARTED, reason))
    elif facts.stage is Stage.PLANNED:
        reason = because(ReasonCode.NOT_BEGUN, starts_on=start, days=(today - start).days)
        grounds.append(_Ground(Rating.ON_TRACK, reason, (Mend.START,)))
    elif not grounds:
        grounds.append(_Ground(Rating.ON_TRACK, because(ReasonCode.UNDER_WAY)))
    return grounds


def _off_track(facts: ActionFacts, today: date) -> list[_Ground]:
    """Lateness counts against the current date; the law's own date stands beside it."""
    found: list[tuple[Reason, tuple[Mend, ...]]] = []
    due, latest, forecast = facts.due_on, facts.statutory_due_on, facts.forecast_on
    if due < today:
        days = (today - due).days
        overdue = because(ReasonCode.OVERDUE, due_on=due, days=days, **_slip(facts))
        found.append((overdue, (Mend.DELIVER, Mend.ASK_MORE_TIME)))
    if latest is not None and latest < today:
        passed = because(
            ReasonCode.STATUTORY_PASSED, statutory_due_on=latest, days=(today - latest).days
        )
        found.append((passed, (Mend.DELIVER,)))
    if latest is not None and forecast is not None and forecast > latest:
        beyond = because(
            ReasonCode.FORECAST_AFTER_STATUTORY,
            forecast_on=forecast,
            statutory_due_on=latest,
            days=(forecast - latest).days,
        )
        found.append((beyond, (Mend.BRING_FORWARD,)))
    return [_Ground(Rating.OFF_TRACK, reason, cure) for reason, cure in found]


def _at_risk(facts: ActionFacts, today: date, begun: bool) -> list[_Ground]:
    """Things that will make the action late unless somebody acts."""
    found: list[tuple[Reason, tuple[Mend, ...]]] = []
    silent = (today - _last_heard(facts)).days
    due_soon = today <= facts.due_on <= today + timedelta(days=DUE_SOON_DAYS)
    if due_soon and silent >= DUE_SOON_DAYS and not _shown(facts):
        nothing = because(ReasonCode.DUE_SOON_NOTHING_SHOWN)
        found.append((nothing, (Mend.SAY_HOW_IT_GOES, Mend.SHOW_EVIDENCE)))
    if facts.forecast_on is not None and facts.forecast_on > facts.due_on:
        days = (facts.forecast_on - facts.due_on).days
        late = because(ReasonCode.FORECAST_LATE, forecast_on=facts.forecast_on, days=days)
        found.append((late, (Mend.BRING_FORWARD, Mend.ASK_MORE_TIME)))
    if (since := facts.blocked_since) is not None:
        days = (today - since).days
        blocked = because(ReasonCode.BLOCKED, by=facts.blocked_by, since=since, days=days)
        found.append((blocked, (Mend.UNBLOCK,)))
    if (asked := facts.date_change_asked_on) is not None:
        days = (today - asked).days
        undecided = because(ReasonCode.DATE_CHANGE_UNDECIDED, asked_on=asked, days=days)
        found.append((undecided, (Mend.DECIDE_DATE_CHANGE,)))
    if begun and silent >= SILENT_DAYS:
        quiet = because(ReasonCode.SILENT, since=_last_heard(facts), days=silent)
        found.append((quiet, (Mend.SAY_HOW_IT_GOES,)))
    return [_Ground(Rating.AT_RISK, reason, cure) for reason, cure in found]


def _last_heard(facts: ActionFacts) -> date:
    """The day silence is counted from: the last update or reopening, or else the day
    there was first something to say. Work not yet begun owes no word before its start."""
    spoken = [day for day in (facts.last_update_on, facts.reopened_on) if day is not None]
    if spoken and facts.stage is Stage.UNDER_WAY:
        return max(spoken)
    return max(facts.starts_on, facts.agreed_on or facts.starts_on, *spoken)


def _shown(facts: ActionFacts) -> bool:
    """Whether evidence was submitted; what came before a reopening no longer counts."""
    if facts.last_evidence_on is None:
        return False
    return facts.reopened_on is None or facts.last_evidence_on >= facts.reopened_on


def _slip(facts: ActionFacts) -> dict[str, Param]:
    slip = (facts.due_on - facts.original_due_on).days
    return {"original_due_on": facts.original_due_on, "slip_days": slip}


def _due(facts: ActionFacts, today: date) -> tuple[Reason, ...]:
    """The due date, when lateness has not given it already."""
    if facts.due_on < today:
        return ()
    days = (facts.due_on - today).days
    return (because(ReasonCode.DUE, due_on=facts.due_on, days=days, **_slip(facts)),)


def _agreed_for(facts: ActionFacts) -> Reason:
    """When a thing that is delivered was due, so that slip stays visible to the end."""
    return because(ReasonCode.AGREED_FOR, due_on=facts.due_on, **_slip(facts))


def _proof(facts: ActionFacts) -> tuple[Reason, ...]:
    """What has been shown so far, for every rating alike."""
    proof = []
    if facts.reopened_on is not None:
        proof.append(because(ReasonCode.REOPENED, reopened_on=facts.reopened_on))
    if facts.expected_total:
        met, total = facts.expected_met, facts.expected_total
        proof.append(because(ReasonCode.EXPECTED, met=met, total=total))
    if not facts.evidence_accepted:
        proof.append(because(ReasonCode.NO_EVIDENCE))
    return tuple(proof)
