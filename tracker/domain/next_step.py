"""What comes next in the life of an action, for one person: the page's main button."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.lifecycle import PROVED, SET_ASIDE, Stage


class NextStep(StrEnum):
    CHECK_EVIDENCE = "check_evidence"
    DECIDE_DATE_CHANGE = "decide_date_change"
    START = "start"
    MEND_EVIDENCE = "mend_evidence"
    ADD_EVIDENCE = "add_evidence"
    SAY_HOW_IT_GOES = "say_how_it_goes"
    CLAIM_DELIVERED = "claim_delivered"


@dataclass(frozen=True)
class Standing:
    """What one person can do about an action now: `checks` and `decides_date` say that
    something waits which this person may decide."""

    checks: bool = False
    decides_date: bool = False
    does_the_work: bool = False
    may_claim: bool = False


@dataclass(frozen=True)
class Work:
    """How the work stands. `unshown` counts expected items for which nothing is put forward;
    `presses`: it is overdue or due soon; `is_silent`: nothing was said for too long."""

    stage: Stage
    has_begun: bool
    has_returned: bool = False
    can_be_claimed: bool = False
    unshown: int = 0
    presses: bool = False
    is_silent: bool = False


def next_step(standing: Standing, work: Work) -> NextStep | None:
    """The one thing to do next; None when others have the next move."""
    if standing.checks:
        return NextStep.CHECK_EVIDENCE
    if standing.decides_date:
        return NextStep.DECIDE_DATE_CHANGE
    if not standing.does_the_work or work.stage in SET_ASIDE | PROVED:
        return None
    if work.has_returned:
        return NextStep.MEND_EVIDENCE
    if work.stage is Stage.DELIVERED:
        return NextStep.ADD_EVIDENCE if work.unshown else None
    if work.stage is Stage.PLANNED:
        return NextStep.START if work.has_begun else NextStep.SAY_HOW_IT_GOES
    if work.can_be_claimed and not work.unshown and standing.may_claim:
        return NextStep.CLAIM_DELIVERED
    if work.presses and not work.is_silent:
        return NextStep.ADD_EVIDENCE
    return NextStep.SAY_HOW_IT_GOES
