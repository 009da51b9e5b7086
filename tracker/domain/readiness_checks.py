"""Checks of the whole visit: each names what is not ready, never a percentage."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.deadlines import is_overdue
from tracker.domain.evidence import LinkState, Staleness, staleness
from tracker.domain.judging import Judged
from tracker.domain.lifecycle import LADDER, PROVED, SET_ASIDE, Stage
from tracker.domain.plans import Response
from tracker.domain.rag import Rated
from tracker.domain.readiness_facts import (
    EvidenceFacts,
    VisitAction,
    VisitFacts,
    VisitRecommendation,
)
from tracker.domain.rollup import rate_recommendation

#: Calendar days within which actions due before a visit must have been spoken of.
UPDATE_DAYS = 14


class CheckCode(StrEnum):
    """In the order in which they are read. What is counted stands behind each."""

    FINDINGS_UNMAPPED = "findings_unmapped"
    """Findings that ask for an answer and have none (of each, its source's reference)."""
    NO_ACTIONS = "no_actions"
    """Accepted recommendations without a live action."""
    OVERDUE = "overdue"
    """Actions whose due date has passed and which are not delivered."""
    SILENT = "silent"
    """Actions due before the visit without an update in the last 14 days."""
    CLAIMED_UNPROVED = "claimed_unproved"
    """Actions delivered or further without accepted evidence."""
    EVIDENCE_STALE = "evidence_stale"
    """Accepted evidence that will be stale on the visit's first day."""
    EXPECTED_OPEN = "expected_open"
    """Actions due before the visit, or delivered, with expected evidence still open."""
    DISAGREEMENT = "disagreement"
    """Recommendations judged better than the facts allow, or doubted by the board."""
    NO_SPEAKER = "no_speaker"
    """Recommendations without somebody to speak to them."""
    NO_OWNER = "no_owner"
    """Actions without an owner."""
    AGENCY_WITHOUT_OWNER = "agency_without_owner"
    """Agencies that share actions but own none (names)."""


@dataclass(frozen=True)
class Check:
    """`failing`: references (for agencies, names) of what is not ready, in order."""

    code: CheckCode
    failing: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return not self.failing


def checks(facts: VisitFacts, as_at: date) -> tuple[Check, ...]:
    """Every check, ready or not, as things stood on `as_at`. Staleness is judged on the
    visit's first day, because that is when the inspectors look."""
    return tuple(Check(code, tuple(sorted(find(facts, as_at)))) for code, find in _CHECKS.items())


def live(actions: Iterable[VisitAction]) -> tuple[VisitAction, ...]:
    """Actions that are still somebody's work, or were finished."""
    return tuple(action for action in actions if action.stage not in SET_ASIDE)


def accepted(action: VisitAction) -> tuple[EvidenceFacts, ...]:
    """Evidence accepted for this action."""
    return tuple(item for item in action.evidence if item.state is LinkState.ACCEPTED)


def staleness_of(item: EvidenceFacts, action: VisitAction, day: date) -> Staleness | None:
    """Why a piece of this action's evidence will be stale on `day`, or None."""
    return staleness(item.kind, item.dated_on, item.stale_on, action.delivered_on, day)


def computed(recommendation: VisitRecommendation) -> Rated:
    """Its rating from its actions."""
    return rate_recommendation(
        action.rated.rating for action in recommendation.actions if action.rated
    )


def shown(recommendation: VisitRecommendation, as_at: date) -> Judged:
    """Its rating as the board judged it, capped by the computed one."""
    return recommendation.judgement.shown(computed(recommendation).rating, as_at)


def is_unanswered(recommendation: VisitRecommendation) -> bool:
    """Accepted, not closed, and nobody is doing anything about it."""
    settled = recommendation.response is Response.NOT_ACCEPTED or recommendation.closed
    return not settled and not live(recommendation.actions)


def _actions(facts: VisitFacts) -> Iterable[VisitAction]:
    """Each live action once, however many recommendations it serves."""
    served = (action for item in facts.recommendations for action in live(item.actions))
    return {action.reference: action for action in served}.values()


def is_claimed(action: VisitAction) -> bool:
    """Delivered, as the owner says, or further."""
    return action.stage not in SET_ASIDE and LADDER.index(action.stage) >= _DELIVERED


def is_silent_before(action: VisitAction, visit_on: date, as_at: date) -> bool:
    """Due before the visit, not proved, and without an update in the last `UPDATE_DAYS`."""
    if action.stage in PROVED or action.due_on >= visit_on:
        return False
    said = action.last_update_on
    return said is None or (as_at - said).days > UPDATE_DAYS


def _unmapped(facts: VisitFacts, as_at: date) -> Iterator[str]:
    return (point.source for point in facts.unmapped)


def _no_actions(facts: VisitFacts, as_at: date) -> Iterator[str]:
    return (item.reference for item in facts.recommendations if is_unanswered(item))


def _overdue(facts: VisitFacts, as_at: date) -> Iterator[str]:
    for action in _actions(facts):
        if not is_claimed(action) and is_overdue(action.due_on, as_at):
            yield action.reference


def _silent(facts: VisitFacts, as_at: date) -> Iterator[str]:
    for action in _actions(facts):
        if is_silent_before(action, facts.starts_on, as_at):
            yield action.reference


def _claimed_unproved(facts: VisitFacts, as_at: date) -> Iterator[str]:
    for action in _actions(facts):
        if is_claimed(action) and not accepted(action):
            yield action.reference


def _evidence_stale(facts: VisitFacts, as_at: date) -> Iterator[str]:
    pieces = ((item, action) for action in _actions(facts) for item in accepted(action))
    visit = facts.starts_on
    return iter({item.reference for item, action in pieces if staleness_of(item, action, visit)})


def _expected_open(facts: VisitFacts, as_at: date) -> Iterator[str]:
    for action in _actions(facts):
        if action.expected_open and (is_claimed(action) or action.due_on < facts.starts_on):
            yield action.reference


def _disagreement(facts: VisitFacts, as_at: date) -> Iterator[str]:
    return (item.reference for item in facts.recommendations if shown(item, as_at).disagreement)


def _no_speaker(facts: VisitFacts, as_at: date) -> Iterator[str]:
    return (item.reference for item in facts.recommendations if item.speaker is None)


def _no_owner(facts: VisitFacts, as_at: date) -> Iterator[str]:
    return (action.reference for action in _actions(facts) if action.owner is None)


def _agency_without_owner(facts: VisitFacts, as_at: date) -> Iterator[str]:
    sharing = {agency for action in _actions(facts) for agency in action.agencies}
    owning = {action.owner.agency for action in _actions(facts) if action.owner is not None}
    return iter(sharing - owning)


_DELIVERED = LADDER.index(Stage.DELIVERED)

_CHECKS: dict[CheckCode, Callable[[VisitFacts, date], Iterator[str]]] = {
    CheckCode.FINDINGS_UNMAPPED: _unmapped,
    CheckCode.NO_ACTIONS: _no_actions,
    CheckCode.OVERDUE: _overdue,
    CheckCode.SILENT: _silent,
    CheckCode.CLAIMED_UNPROVED: _claimed_unproved,
    CheckCode.EVIDENCE_STALE: _evidence_stale,
    CheckCode.EXPECTED_OPEN: _expected_open,
    CheckCode.DISAGREEMENT: _disagreement,
    CheckCode.NO_SPEAKER: _no_speaker,
    CheckCode.NO_OWNER: _no_owner,
    CheckCode.AGENCY_WITHOUT_OWNER: _agency_without_owner,
}
