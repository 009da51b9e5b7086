"""The main button: one step for one person, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.lifecycle import PROVED, SET_ASIDE, Stage
from tracker.domain.next_step import NextStep, Standing, Work, next_step

OWNER = Standing(does_the_work=True, may_claim=True)
UNDER_WAY = Stage.UNDER_WAY


@pytest.mark.parametrize(
    ("work", "step"),
    [
        (Work(Stage.PLANNED, has_begun=False), NextStep.SAY_HOW_IT_GOES),
        (Work(Stage.PLANNED, has_begun=True), NextStep.START),
        (Work(UNDER_WAY, has_begun=True), NextStep.SAY_HOW_IT_GOES),
        (Work(UNDER_WAY, has_begun=True, presses=True, unshown=2), NextStep.ADD_EVIDENCE),
        (
            Work(UNDER_WAY, has_begun=True, presses=True, unshown=2, is_silent=True),
            NextStep.SAY_HOW_IT_GOES,
        ),
        (Work(UNDER_WAY, has_begun=True, can_be_claimed=True), NextStep.CLAIM_DELIVERED),
        (
            Work(UNDER_WAY, has_begun=True, can_be_claimed=True, unshown=1),
            NextStep.SAY_HOW_IT_GOES,
        ),
        (
            Work(UNDER_WAY, has_begun=True, can_be_claimed=True, has_returned=True),
            NextStep.MEND_EVIDENCE,
        ),
        (Work(Stage.DELIVERED, has_begun=True), None),
        (Work(Stage.DELIVERED, has_begun=True, unshown=1), NextStep.ADD_EVIDENCE),
        (Work(Stage.EVIDENCED, has_begun=True, has_returned=True), None),
        (Work(Stage.WITHDRAWN, has_begun=True, has_returned=True), None),
    ],
)
def test_what_an_owner_does_next(work: Work, step: NextStep | None) -> None:
    assert next_step(OWNER, work) is step


def test_what_waits_for_a_decision_comes_first() -> None:
    work = Work(Stage.DELIVERED, has_begun=True, has_returned=True)
    both = Standing(checks=True, decides_date=True, does_the_work=True)
    assert next_step(both, work) is NextStep.CHECK_EVIDENCE
    assert next_step(Standing(decides_date=True), work) is NextStep.DECIDE_DATE_CHANGE


works = st.builds(
    Work,
    stage=st.sampled_from(Stage),
    has_begun=st.booleans(),
    has_returned=st.booleans(),
    can_be_claimed=st.booleans(),
    unshown=st.integers(0, 3),
    presses=st.booleans(),
    is_silent=st.booleans(),
)


@given(works)
def test_whoever_has_nothing_to_do_gets_no_button(work: Work) -> None:
    assert next_step(Standing(may_claim=True), work) is None


@given(works)
def test_nobody_claims_what_they_may_not(work: Work) -> None:
    step = next_step(Standing(does_the_work=True), work)
    assert step is not NextStep.CLAIM_DELIVERED


@given(works)
def test_only_finished_and_claimed_work_leaves_an_owner_without_a_step(work: Work) -> None:
    if next_step(OWNER, work) is None:
        assert work.stage in PROVED | SET_ASIDE | {Stage.DELIVERED}
