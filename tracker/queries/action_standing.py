"""What one person can do about one action, and what comes next for them."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import Fault
from tracker.domain.evidence import LinkState
from tracker.domain.independence import may_accept, may_set_aside
from tracker.domain.lifecycle import (
    LADDER,
    OPEN_WORK,
    SET_ASIDE,
    ProofFacts,
    Stage,
    Step,
    blocks_claim,
    blocks_evidenced,
    next_steps,
)
from tracker.domain.next_step import NextStep, Standing, Work, next_step
from tracker.domain.permissions import Access, Permission, Subject
from tracker.domain.rag import DUE_SOON_DAYS, Rated
from tracker.domain.reasons import ReasonCode
from tracker.models import Action
from tracker.queries.date_changes import Request, may_decide
from tracker.queries.put_forward import Proofs


@dataclass(frozen=True)
class PersonStanding:
    """`next_step` is the main button; `to_check` the link and `to_decide` the request that
    wait for this person. The rest is offered beside it."""

    next_step: NextStep | None
    to_check: int | None
    to_decide: int | None
    owns: bool
    edits: bool
    updates: bool
    adds_evidence: bool
    claims: bool
    starts: bool
    asks_more_time: bool
    sets_aside: bool
    reopens: bool
    waives: bool


def standing(
    access: Access,
    subject: Subject,
    action: Action,
    rated: Rated | None,
    proofs: Proofs,
    requests: tuple[Request, ...],
    facts: ProofFacts,
    unshown: int,
    today: date,
) -> PersonStanding:
    """`unshown` counts expected items for which nothing is put forward yet."""
    me = access.person_id
    steps = next_steps(action.stage)
    is_live = action.stage not in SET_ASIDE
    updates = is_live and access.can(Permission.UPDATE_ACTION, subject)
    claims = Step.CLAIM_DELIVERED in steps and access.can(Permission.CLAIM_DELIVERED, subject)
    manages = access.can(Permission.EDIT_PLAN, subject) and may_set_aside(me, action.owner_id)
    accepts = is_live and access.can(Permission.ACCEPT_EVIDENCE, subject)
    to_check = _to_check(me, action, proofs) if accepts else None
    to_decide = next((one.id for one in requests if may_decide(access, subject, one)), None)
    silent = rated is not None and any(reason.code is ReasonCode.SILENT for reason in rated.reasons)
    return PersonStanding(
        next_step=next_step(
            Standing(
                checks=to_check is not None,
                decides_date=to_decide is not None,
                does_the_work=me == action.owner_id,
                may_claim=claims,
            ),
            Work(
                stage=action.stage,
                has_begun=action.starts_on <= today,
                has_returned=proofs.returned is not None,
                can_be_claimed=not blocks_claim(_delivered_today(facts, today), today),
                unshown=unshown,
                presses=(action.due_on - today).days <= DUE_SOON_DAYS,
                is_silent=silent,
            ),
        ),
        to_check=to_check,
        to_decide=to_decide,
        owns=me == action.owner_id,
        edits=access.can(Permission.EDIT_PLAN, subject),
        updates=updates,
        adds_evidence=is_live and access.can(Permission.ADD_EVIDENCE, subject),
        claims=claims,
        starts=updates and Step.START in steps,
        asks_more_time=action.stage in OPEN_WORK
        and access.can(Permission.ASK_MORE_TIME, subject)
        and not any(one.is_open for one in requests),
        sets_aside=manages and Step.WITHDRAW in steps,
        reopens=manages and Step.REOPEN in steps,
        waives=accepts and may_set_aside(me, action.owner_id),
    )


def blocks_next_rung(stage: Stage, facts: ProofFacts, today: date) -> tuple[Fault, ...]:
    """What still stands in the way of the next rung that people reach by their own steps."""
    if stage in OPEN_WORK:
        return blocks_claim(_delivered_today(facts, today), today)
    return blocks_evidenced(facts) if stage is Stage.DELIVERED else ()


def next_rung(stage: Stage) -> Stage | None:
    """The rung above `stage`; None at the top and off the ladder."""
    if stage in SET_ASIDE or stage is LADDER[-1]:
        return None
    return LADDER[LADDER.index(stage) + 1]


def _delivered_today(facts: ProofFacts, today: date) -> ProofFacts:
    """As if the owner claimed it now: a date is asked for then, and is no obstacle yet."""
    return ProofFacts(today, facts.outputs, facts.accepted, facts.expected_open)


def _to_check(me: int, action: Action, proofs: Proofs) -> int | None:
    """The oldest piece that waits and that this person did not hand in."""
    waiting = [
        one.link_id
        for one in reversed(proofs.shown)
        if one.state is LinkState.SUBMITTED and may_accept(me, action.owner_id, *one.handed_in_by)
    ]
    return next(iter(waiting), None)
