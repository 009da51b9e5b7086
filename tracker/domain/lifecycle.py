"""Stages of an action: how far a thing is proved, and the steps that are allowed.

One state machine: pages show the steps of `next_steps`, services take them with `after`.
The upper rungs, embedded and sustained, are no steps a person takes: an audit, survey or
measure dated after delivery earns them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import Fault, refuse


class Stage(StrEnum):
    """Dial 2. Side states stand beside the ladder, not on it."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    EVIDENCED = "evidenced"
    EMBEDDED = "embedded"
    SUSTAINED = "sustained"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


#: The ladder, in order; withdrawn and superseded are off it.
LADDER = (
    Stage.PLANNED,
    Stage.UNDER_WAY,
    Stage.DELIVERED,
    Stage.EVIDENCED,
    Stage.EMBEDDED,
    Stage.SUSTAINED,
)

#: Still being worked on: neither said to be delivered nor set aside.
OPEN_WORK = frozenset({Stage.PLANNED, Stage.UNDER_WAY})

#: No longer anybody's work: set aside with a reason and an approver.
SET_ASIDE = frozenset({Stage.WITHDRAWN, Stage.SUPERSEDED})

#: Proof accepted by someone other than the owner, or further.
PROVED = frozenset({Stage.EVIDENCED, Stage.EMBEDDED, Stage.SUSTAINED})

#: Shown in practice by an audit, survey or measure after delivery.
SHOWN_IN_PRACTICE = frozenset({Stage.EMBEDDED, Stage.SUSTAINED})


class Step(StrEnum):
    START = "start"
    CLAIM_DELIVERED = "claim_delivered"
    EVIDENCED = "evidenced"
    RETURN = "return"
    WITHDRAW = "withdraw"
    SUPERSEDE = "supersede"
    REOPEN = "reopen"


_SETTING_ASIDE = {Step.WITHDRAW: Stage.WITHDRAWN, Step.SUPERSEDE: Stage.SUPERSEDED}
_REOPENING = {Step.REOPEN: Stage.UNDER_WAY}

#: From each stage, the steps a person can take (the likeliest first) and where they lead.
TRANSITIONS: dict[Stage, dict[Step, Stage]] = {
    Stage.PLANNED: {
        Step.START: Stage.UNDER_WAY,
        Step.CLAIM_DELIVERED: Stage.DELIVERED,
        **_SETTING_ASIDE,
    },
    Stage.UNDER_WAY: {Step.CLAIM_DELIVERED: Stage.DELIVERED, **_SETTING_ASIDE},
    Stage.DELIVERED: {
        Step.EVIDENCED: Stage.EVIDENCED,
        Step.RETURN: Stage.UNDER_WAY,
        **_SETTING_ASIDE,
    },
    Stage.EVIDENCED: _REOPENING,
    Stage.EMBEDDED: _REOPENING,
    Stage.SUSTAINED: _REOPENING,
    Stage.WITHDRAWN: _REOPENING,
    Stage.SUPERSEDED: _REOPENING,
}


def next_steps(stage: Stage) -> tuple[Step, ...]:
    """The steps allowed from `stage`, the likeliest first."""
    return tuple(TRANSITIONS[stage])


def after(stage: Stage, step: Step) -> Stage:
    """The stage that `step` leads to. Raises `Refused` (`step_not_allowed`)."""
    reached = TRANSITIONS[stage].get(step)
    if reached is None:
        raise refuse("step_not_allowed", step=step.value, stage=stage.value)
    return reached


@dataclass(frozen=True)
class ProofFacts:
    """What has been put together for one action.

    `outputs` counts output items submitted or accepted, returned ones aside; `accepted`
    counts pieces of any kind accepted by someone allowed to. `expected_open` counts agreed
    items neither met nor waived.
    """

    delivered_on: date | None = None
    outputs: int = 0
    accepted: int = 0
    expected_open: int = 0


def blocks_claim(facts: ProofFacts, today: date) -> tuple[Fault, ...]:
    """What still stands in the way of "delivered": a date that has come, and one output."""
    faults = []
    if facts.delivered_on is None:
        faults.append(Fault("delivered_on_missing", "delivered_on"))
    elif facts.delivered_on > today:
        faults.append(Fault("delivered_on_in_future", "delivered_on"))
    if not facts.outputs:
        faults.append(Fault("output_missing"))
    return tuple(faults)


def blocks_evidenced(facts: ProofFacts) -> tuple[Fault, ...]:
    """What still stands in the way of "evidenced": proof accepted, nothing expected open."""
    faults = []
    if not facts.accepted:
        faults.append(Fault("nothing_accepted"))
    if facts.expected_open:
        faults.append(Fault("expected_open", params={"count": facts.expected_open}))
    return tuple(faults)


@dataclass(frozen=True)
class ClosingFacts:
    """A recommendation at the moment the board is asked to close it. `stages` are those of
    all its actions, `expected_open` and `undecided` (date changes) are sums over them."""

    stages: Sequence[Stage]
    expected_open: int = 0
    undecided: int = 0


def blocks_closing(facts: ClosingFacts) -> tuple[Fault, ...]:
    """What forbids closing a recommendation, whoever decides."""
    live = [stage for stage in facts.stages if stage not in SET_ASIDE]
    unproved = sum(stage not in PROVED for stage in live)
    faults = []
    if not live:
        faults.append(Fault("closing_no_actions"))
    if unproved:
        faults.append(Fault("closing_unproved", params={"count": unproved, "total": len(live)}))
    if facts.expected_open:
        faults.append(Fault("expected_open", params={"count": facts.expected_open}))
    if facts.undecided:
        faults.append(Fault("closing_undecided", params={"count": facts.undecided}))
    return tuple(faults)


def cautions_on_closing(facts: ClosingFacts) -> tuple[Fault, ...]:
    """What the board should weigh: proved is not yet shown in practice."""
    live = [stage for stage in facts.stages if stage not in SET_ASIDE]
    early = sum(stage not in SHOWN_IN_PRACTICE for stage in live)
    if not early:
        return ()
    return (Fault("closing_not_embedded", params={"count": early, "total": len(live)}),)
