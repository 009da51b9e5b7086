"""What must hold for the rating of every action, on every day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.strategies import calendars, live, near_days, undelivered
from tracker.domain.lifecycle import PROVED, Stage
from tracker.domain.rag import SEVERITY, ActionFacts, Rating, rate
from tracker.domain.reasons import ReasonCode
from tracker.domain.working_days import WorkingCalendar


@given(undelivered, near_days, st.integers(0, 400), calendars)
def test_time_alone_never_makes_an_undelivered_action_better(
    action: ActionFacts, today: date, later: int, calendar: WorkingCalendar
) -> None:
    now = rate(action, today, calendar).rating
    then = rate(action, today + timedelta(days=later), calendar).rating
    assert SEVERITY.index(then) >= SEVERITY.index(now)


@given(live, near_days, st.integers(0, 400), calendars)
def test_time_alone_never_makes_a_claim_better(
    action: ActionFacts, today: date, later: int, calendar: WorkingCalendar
) -> None:
    claim = replace(action, stage=Stage.DELIVERED)
    now = rate(claim, today, calendar).rating
    then = rate(claim, today + timedelta(days=later), calendar).rating
    assert SEVERITY.index(then) >= SEVERITY.index(now)


@given(live, near_days, calendars)
def test_done_means_proved_and_nothing_else(
    action: ActionFacts, today: date, calendar: WorkingCalendar
) -> None:
    assert (rate(action, today, calendar).rating is Rating.DONE) == (action.stage in PROVED)


@given(live, near_days, calendars)
def test_the_due_date_and_its_slip_are_always_given_once(
    action: ActionFacts, today: date, calendar: WorkingCalendar
) -> None:
    dates = {ReasonCode.OVERDUE, ReasonCode.DUE, ReasonCode.AGREED_FOR}
    (reason,) = (r for r in rate(action, today, calendar).reasons if r.code in dates)
    assert reason.params["due_on"] == action.due_on
    assert reason.params["original_due_on"] == action.original_due_on
    assert reason.params["slip_days"] == (action.due_on - action.original_due_on).days


@given(undelivered, near_days, calendars)
def test_overdue_dominates_everything(
    action: ActionFacts, today: date, calendar: WorkingCalendar
) -> None:
    if action.due_on < today:
        assert rate(action, today, calendar).rating is Rating.OFF_TRACK


@given(live, near_days, calendars)
def test_a_rating_always_has_reasons_and_a_bad_one_a_cure(
    action: ActionFacts, today: date, calendar: WorkingCalendar
) -> None:
    rated = rate(action, today, calendar)
    assert rated.reasons
    if rated.rating in (Rating.AT_RISK, Rating.OFF_TRACK, Rating.WAITING):
        assert rated.mend


@given(undelivered, near_days, calendars)
def test_returning_the_proof_puts_the_dates_back_in_charge(
    action: ActionFacts, today: date, calendar: WorkingCalendar
) -> None:
    returned = replace(action, stage=Stage.UNDER_WAY)
    before = replace(returned, claimed_on=None)
    assert rate(returned, today, calendar) == rate(before, today, calendar)
