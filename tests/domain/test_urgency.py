"""The order in which an owner sees actions."""

import pytest

from tests.domain.calendars import WALES, day
from tracker.domain.lifecycle import SET_ASIDE, Stage
from tracker.domain.rag import ActionFacts, rate
from tracker.domain.urgency import Urgency, sort_key, urgency

TODAY = day("12 Mar 2018")


def pressing(stage: Stage, due: str, heard: str = "5 Mar 2018", returned: bool = False) -> Urgency:
    facts = ActionFacts(
        stage=stage,
        starts_on=day("1 Nov 2017"),
        original_due_on=day(due),
        due_on=day(due),
        last_update_on=day(heard),
    )
    rated = None if stage in SET_ASIDE else rate(facts, TODAY, WALES)
    return urgency(facts, rated, returned, TODAY)


@pytest.mark.parametrize(
    ("stage", "due", "heard", "returned", "expected"),
    [
        (Stage.UNDER_WAY, "11 Mar 2018", "5 Mar 2018", True, Urgency.OVERDUE),
        (Stage.PLANNED, "11 Mar 2018", "5 Mar 2018", False, Urgency.OVERDUE),
        (Stage.UNDER_WAY, "12 Mar 2018", "5 Mar 2018", False, Urgency.DUE_SOON),
        (Stage.UNDER_WAY, "26 Mar 2018", "5 Mar 2018", True, Urgency.DUE_SOON),
        (Stage.UNDER_WAY, "27 Mar 2018", "5 Mar 2018", True, Urgency.RETURNED),
        (Stage.UNDER_WAY, "27 Mar 2018", "5 Mar 2018", False, Urgency.QUIET),
        (Stage.UNDER_WAY, "30 Apr 2018", "10 Feb 2018", False, Urgency.UPDATE_OWED),
        (Stage.UNDER_WAY, "30 Apr 2018", "10 Feb 2018", True, Urgency.RETURNED),
        (Stage.DELIVERED, "11 Mar 2018", "5 Mar 2018", False, Urgency.QUIET),
        (Stage.DELIVERED, "11 Mar 2018", "5 Mar 2018", True, Urgency.RETURNED),
        (Stage.EVIDENCED, "11 Mar 2018", "5 Mar 2018", True, Urgency.FINISHED),
        (Stage.WITHDRAWN, "11 Mar 2018", "5 Mar 2018", True, Urgency.FINISHED),
    ],
)
def test_how_an_action_presses(
    stage: Stage, due: str, heard: str, returned: bool, expected: Urgency
) -> None:
    assert pressing(stage, due, heard, returned) is expected


def test_what_presses_alike_stands_by_date_then_reference() -> None:
    early, late = day("2 Feb 2018"), day("2 Mar 2018")
    keys = [
        sort_key(Urgency.QUIET, None, early, "A"),
        sort_key(Urgency.OVERDUE, None, late, "C"),
        sort_key(Urgency.OVERDUE, None, late, "B"),
        sort_key(Urgency.OVERDUE, None, early, "D"),
    ]
    assert [key[-1] for key in sorted(keys)] == ["D", "B", "C", "A"]
