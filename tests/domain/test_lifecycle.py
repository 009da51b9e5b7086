"""The one state machine: every stage with every step."""

from itertools import product

import pytest

from tests.domain.calendars import day
from tracker.domain.errors import Fault, Refused
from tracker.domain.lifecycle import (
    LADDER,
    SET_ASIDE,
    ClosingFacts,
    ProofFacts,
    Stage,
    Step,
    after,
    blocks_claim,
    blocks_closing,
    blocks_evidenced,
    cautions_on_closing,
    next_steps,
)

TODAY = day("12 Mar 2018")

ALLOWED = {
    (Stage.PLANNED, Step.START): Stage.UNDER_WAY,
    (Stage.PLANNED, Step.CLAIM_DELIVERED): Stage.DELIVERED,
    (Stage.PLANNED, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.PLANNED, Step.SUPERSEDE): Stage.SUPERSEDED,
    (Stage.UNDER_WAY, Step.CLAIM_DELIVERED): Stage.DELIVERED,
    (Stage.UNDER_WAY, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.UNDER_WAY, Step.SUPERSEDE): Stage.SUPERSEDED,
    (Stage.DELIVERED, Step.EVIDENCED): Stage.EVIDENCED,
    (Stage.DELIVERED, Step.RETURN): Stage.UNDER_WAY,
    (Stage.DELIVERED, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.DELIVERED, Step.SUPERSEDE): Stage.SUPERSEDED,
    (Stage.EVIDENCED, Step.REOPEN): Stage.UNDER_WAY,
    (Stage.EMBEDDED, Step.REOPEN): Stage.UNDER_WAY,
    (Stage.SUSTAINED, Step.REOPEN): Stage.UNDER_WAY,
    (Stage.WITHDRAWN, Step.REOPEN): Stage.UNDER_WAY,
    (Stage.SUPERSEDED, Step.REOPEN): Stage.UNDER_WAY,
}


@pytest.mark.parametrize(("stage", "step"), list(product(Stage, Step)))
def test_every_stage_with_every_step(stage: Stage, step: Step) -> None:
    expected = ALLOWED.get((stage, step))
    assert (step in next_steps(stage)) == (expected is not None)
    if expected is not None:
        assert after(stage, step) is expected
        return
    with pytest.raises(Refused) as refused:
        after(stage, step)
    assert refused.value.faults == (
        Fault("step_not_allowed", params={"step": step.value, "stage": stage.value}),
    )


def test_there_is_always_a_way_on_until_proved() -> None:
    for stage in Stage:
        assert next_steps(stage)


def test_the_likeliest_step_comes_first() -> None:
    assert [next_steps(stage)[0] for stage in LADDER] == [
        Step.START,
        Step.CLAIM_DELIVERED,
        Step.EVIDENCED,
        Step.REOPEN,
        Step.REOPEN,
        Step.REOPEN,
    ]


def test_nobody_presses_their_way_to_embedded() -> None:
    reached = {leads for stage in Stage for leads in (after(stage, s) for s in next_steps(stage))}
    assert reached.isdisjoint({Stage.EMBEDDED, Stage.SUSTAINED})


def test_every_stage_is_on_the_ladder_or_aside() -> None:
    assert set(LADDER) | SET_ASIDE == set(Stage)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (ProofFacts(), ["delivered_on_missing", "output_missing"]),
        (ProofFacts(delivered_on=TODAY), ["output_missing"]),
        (ProofFacts(delivered_on=TODAY, outputs=1), []),
        (ProofFacts(delivered_on=day("13 Mar 2018"), outputs=1), ["delivered_on_in_future"]),
        (ProofFacts(outputs=2, accepted=2), ["delivered_on_missing"]),
        (ProofFacts(delivered_on=TODAY, outputs=1, expected_open=3), []),
    ],
)
def test_delivered_needs_a_date_and_an_output(facts: ProofFacts, codes: list[str]) -> None:
    assert [fault.code for fault in blocks_claim(facts, TODAY)] == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (ProofFacts(), ["nothing_accepted"]),
        (ProofFacts(accepted=1), []),
        (ProofFacts(accepted=1, expected_open=1), ["expected_open"]),
        (ProofFacts(expected_open=2), ["nothing_accepted", "expected_open"]),
    ],
)
def test_evidenced_needs_acceptance_and_nothing_expected_open(
    facts: ProofFacts, codes: list[str]
) -> None:
    assert [fault.code for fault in blocks_evidenced(facts)] == codes


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        (ClosingFacts([Stage.EVIDENCED, Stage.WITHDRAWN]), []),
        (ClosingFacts([]), [Fault("closing_no_actions")]),
        (ClosingFacts([Stage.WITHDRAWN]), [Fault("closing_no_actions")]),
        (
            ClosingFacts([Stage.DELIVERED, Stage.SUSTAINED, Stage.PLANNED]),
            [Fault("closing_unproved", params={"count": 2, "total": 3})],
        ),
        (
            ClosingFacts([Stage.EVIDENCED], expected_open=1, undecided=2),
            [
                Fault("expected_open", params={"count": 1}),
                Fault("closing_undecided", params={"count": 2}),
            ],
        ),
    ],
)
def test_what_forbids_closing(facts: ClosingFacts, faults: list[Fault]) -> None:
    assert list(blocks_closing(facts)) == faults


def test_proved_is_not_yet_shown_in_practice() -> None:
    facts = ClosingFacts([Stage.EVIDENCED, Stage.EMBEDDED, Stage.SUPERSEDED])
    caution = Fault("closing_not_embedded", params={"count": 1, "total": 2})
    assert cautions_on_closing(facts) == (caution,)
    assert cautions_on_closing(ClosingFacts([Stage.EMBEDDED, Stage.SUSTAINED])) == ()
