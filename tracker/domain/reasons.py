"""Why something is rated as it is: reason codes with numbers, and what would mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Param = date | int | str


class ReasonCode(StrEnum):
    """Why a rating is what it is. Parameters in brackets; days are calendar days."""

    OVERDUE = "overdue"
    """(due_on, days late, original_due_on, slip_days)"""
    STATUTORY_PASSED = "statutory_passed"
    """(statutory_due_on, days)"""
    FORECAST_AFTER_STATUTORY = "forecast_after_statutory"
    """(forecast_on, statutory_due_on, days)"""
    DUE_SOON_NOTHING_SHOWN = "due_soon_nothing_shown"
    """()"""
    FORECAST_LATE = "forecast_late"
    """(forecast_on, days after the due date)"""
    BLOCKED = "blocked"
    """(by, since, days)"""
    DATE_CHANGE_UNDECIDED = "date_change_undecided"
    """(asked_on, days)"""
    SILENT = "silent"
    """(since, days)"""
    CHECK_OVERDUE = "check_overdue"
    """(claimed_on, working_days)"""
    WAITING = "waiting"
    """(on, since, days)"""
    CLAIMED = "claimed"
    """(claimed_on), or without parameters when the day is not known"""
    STARTS_LATER = "starts_later"
    """(starts_on, days until then)"""
    NOT_BEGUN = "not_begun"
    """(starts_on, days since then)"""
    UNDER_WAY = "under_way"
    """()"""
    EVIDENCED = "evidenced"
    """(accepted: pieces of evidence)"""
    EMBEDDED = "embedded"
    """(accepted)"""
    SUSTAINED = "sustained"
    """(accepted)"""
    DUE = "due"
    """(due_on, days left, original_due_on, slip_days)"""
    AGREED_FOR = "agreed_for"
    """(due_on, original_due_on, slip_days): of what is delivered, when it was due"""
    REOPENED = "reopened"
    """(reopened_on)"""
    EXPECTED = "expected"
    """(met, total)"""
    NO_EVIDENCE = "no_evidence"
    """()"""
    WORST_OF = "worst_of"
    """(rating, count, total): `count` of `total` actions are rated so"""
    ALL_DONE = "all_done"
    """(total)"""
    NO_ACTIONS = "no_actions"
    """()"""


class Mend(StrEnum):
    """What would make a rating better."""

    DELIVER = "deliver"
    ASK_MORE_TIME = "ask_more_time"
    SAY_HOW_IT_GOES = "say_how_it_goes"
    SHOW_EVIDENCE = "show_evidence"
    UNBLOCK = "unblock"
    DECIDE_DATE_CHANGE = "decide_date_change"
    CHASE_OTHERS = "chase_others"
    CHECK_PROOF = "check_proof"
    BRING_FORWARD = "bring_forward"
    START = "start"
    PLAN_ACTION = "plan_action"


@dataclass(frozen=True)
class Reason:
    """A code with the numbers and dates of its sentence."""

    code: ReasonCode
    params: Mapping[str, Param] = field(default_factory=dict)


def because(code: ReasonCode, **params: Param) -> Reason:
    """`because(ReasonCode.CLAIMED, claimed_on=day)`."""
    return Reason(code, params)
