"""What a board should look at in a plan too long to read through."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.calendars import WALES, day
from tracker.domain.exceptions import ExceptionKind, exceptions_of
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import ActionFacts, rate

TODAY = day("12 Mar 2018")
CALM = ActionFacts(
    stage=Stage.UNDER_WAY,
    starts_on=day("1 Nov 2017"),
    original_due_on=day("30 Jun 2018"),
    due_on=day("30 Jun 2018"),
    last_update_on=day("9 Mar 2018"),
)


def found(facts: ActionFacts) -> set[ExceptionKind]:
    return set(exceptions_of(facts, rate(facts, TODAY, WALES), TODAY))


def test_a_calm_action_is_no_exception() -> None:
    assert found(CALM) == set()


def test_an_action_past_its_date() -> None:
    assert found(replace(CALM, due_on=day("2 Feb 2018"))) == {ExceptionKind.OFF_TRACK}


@pytest.mark.parametrize(("days", "soon"), [(0, True), (30, True), (31, False)])
def test_due_within_thirty_days(days: int, soon: bool) -> None:
    facts = replace(CALM, due_on=TODAY + timedelta(days=days))
    assert (ExceptionKind.DUE_SOON in found(facts)) is soon


def test_what_is_delivered_is_not_due_any_more() -> None:
    facts = replace(CALM, stage=Stage.DELIVERED, due_on=TODAY, claimed_on=TODAY)
    assert found(facts) == set()


def test_thirty_days_of_silence() -> None:
    facts = replace(CALM, last_update_on=TODAY - timedelta(days=30))
    assert found(facts) == {ExceptionKind.SILENT}


def test_more_time_asked_for() -> None:
    facts = replace(CALM, date_change_asked_on=day("8 Mar 2018"))
    assert found(facts) == {ExceptionKind.MORE_TIME}


def test_what_is_set_aside_is_no_exception() -> None:
    facts = replace(CALM, stage=Stage.WITHDRAWN, due_on=day("2 Feb 2018"))
    assert exceptions_of(facts, None, TODAY) == frozenset()
