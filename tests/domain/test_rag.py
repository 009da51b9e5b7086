"""The computed rating: every rule by a case, and what must hold for all facts."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.calendars import WALES, day
from tracker.domain.lifecycle import SET_ASIDE, Stage
from tracker.domain.rag import ActionFacts, Rated, Rating, rate
from tracker.domain.reasons import Mend, Reason, ReasonCode, because
from tracker.domain.working_days import WorkingCalendar

TODAY = day("12 Mar 2018")

#: Begun in January, due at the end of April, spoken of a week ago: nothing is wrong with it.
WELL = ActionFacts(
    stage=Stage.UNDER_WAY,
    starts_on=day("8 Jan 2018"),
    original_due_on=day("30 Apr 2018"),
    due_on=day("30 Apr 2018"),
    last_update_on=day("5 Mar 2018"),
    evidence_accepted=1,
)
#: As far as a due date can be from trouble.
LATE = replace(WELL, original_due_on=day("2 Feb 2018"), due_on=day("2 Feb 2018"))


def on(today: date = TODAY, facts: ActionFacts = WELL, **changes: object) -> Rated:
    return rate(replace(facts, **changes), today, WALES)  # type: ignore[arg-type]


def codes(rated: Rated) -> list[ReasonCode]:
    return [reason.code for reason in rated.reasons]


def first(rated: Rated) -> Reason:
    return rated.reasons[0]


@pytest.mark.parametrize(
    ("changes", "rating", "reason"),
    [
        pytest.param({}, Rating.ON_TRACK, ReasonCode.UNDER_WAY, id="nothing is wrong"),
        pytest.param(
            {"stage": Stage.PLANNED}, Rating.ON_TRACK, ReasonCode.NOT_BEGUN, id="start has come"
        ),
        pytest.param(
            {"stage": Stage.PLANNED, "starts_on": TODAY},
            Rating.ON_TRACK,
            ReasonCode.NOT_BEGUN,
            id="start is today",
        ),
        pytest.param(
            {"stage": Stage.PLANNED, "starts_on": day("13 Mar 2018")},
            Rating.NOT_STARTED,
            ReasonCode.STARTS_LATER,
            id="start is tomorrow",
        ),
        pytest.param(
            {"starts_on": day("13 Mar 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="begun before its start",
        ),
        pytest.param(
            {"waiting_on": "Health board", "waiting_since": day("1 Mar 2018")},
            Rating.WAITING,
            ReasonCode.WAITING,
            id="another body must act",
        ),
        pytest.param(
            {"blocked_since": day("1 Mar 2018"), "blocked_by": "No licence"},
            Rating.AT_RISK,
            ReasonCode.BLOCKED,
            id="blocked",
        ),
        pytest.param(
            {"date_change_asked_on": day("9 Mar 2018")},
            Rating.AT_RISK,
            ReasonCode.DATE_CHANGE_UNDECIDED,
            id="more time asked for",
        ),
        pytest.param(
            {"forecast_on": day("1 May 2018")},
            Rating.AT_RISK,
            ReasonCode.FORECAST_LATE,
            id="forecast a day late",
        ),
        pytest.param(
            {"forecast_on": day("30 Apr 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="forecast for the day",
        ),
        pytest.param(
            {"last_update_on": day("11 Feb 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="29 days of silence",
        ),
        pytest.param(
            {"last_update_on": day("10 Feb 2018")},
            Rating.AT_RISK,
            ReasonCode.SILENT,
            id="30 days of silence",
        ),
        pytest.param(
            {"last_update_on": None},
            Rating.AT_RISK,
            ReasonCode.SILENT,
            id="silence counts from the start",
        ),
        pytest.param(
            {"last_update_on": None, "agreed_on": day("1 Mar 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="or from the plan's agreement",
        ),
        pytest.param(
            {"last_update_on": None, "stage": Stage.PLANNED},
            Rating.AT_RISK,
            ReasonCode.SILENT,
            id="nobody said that it began",
        ),
        pytest.param(
            {
                "last_update_on": day("1 Dec 2017"),
                "stage": Stage.PLANNED,
                "starts_on": day("1 Mar 2018"),
            },
            Rating.ON_TRACK,
            ReasonCode.NOT_BEGUN,
            id="silence before the start is none",
        ),
        pytest.param(
            {"last_update_on": day("1 Jan 2018"), "reopened_on": day("1 Mar 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="a reopening breaks the silence",
        ),
        pytest.param(
            {"due_on": day("26 Mar 2018"), "last_update_on": day("27 Feb 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="due in 14 days, spoken of 13 days ago",
        ),
        pytest.param(
            {"due_on": day("26 Mar 2018"), "last_update_on": day("26 Feb 2018")},
            Rating.AT_RISK,
            ReasonCode.DUE_SOON_NOTHING_SHOWN,
            id="due in 14 days, spoken of 14 days ago",
        ),
        pytest.param(
            {"due_on": day("27 Mar 2018"), "last_update_on": day("26 Feb 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="due in 15 days",
        ),
        pytest.param(
            {"due_on": TODAY, "last_update_on": day("26 Feb 2018")},
            Rating.AT_RISK,
            ReasonCode.DUE_SOON_NOTHING_SHOWN,
            id="due today",
        ),
        pytest.param(
            {
                "due_on": day("26 Mar 2018"),
                "last_update_on": day("26 Feb 2018"),
                "last_evidence_on": day("20 Feb 2018"),
            },
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="due soon with evidence to show",
        ),
        pytest.param(
            {
                "due_on": day("26 Mar 2018"),
                "last_update_on": None,
                "reopened_on": day("20 Feb 2018"),
                "last_evidence_on": day("19 Feb 2018"),
            },
            Rating.AT_RISK,
            ReasonCode.DUE_SOON_NOTHING_SHOWN,
            id="evidence from before a reopening shows nothing",
        ),
        pytest.param(
            {
                "due_on": day("26 Mar 2018"),
                "last_update_on": None,
                "reopened_on": day("20 Feb 2018"),
                "last_evidence_on": day("20 Feb 2018"),
            },
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="evidence from the day of the reopening does",
        ),
        pytest.param({"due_on": TODAY}, Rating.ON_TRACK, ReasonCode.UNDER_WAY, id="last day"),
        pytest.param(
            {"due_on": day("11 Mar 2018")}, Rating.OFF_TRACK, ReasonCode.OVERDUE, id="a day late"
        ),
        pytest.param(
            {"due_on": day("11 Mar 2018"), "waiting_on": "Police"},
            Rating.OFF_TRACK,
            ReasonCode.OVERDUE,
            id="waiting ends with the due date",
        ),
        pytest.param(
            {"due_on": day("11 Mar 2018"), "original_due_on": day("1 Feb 2018")},
            Rating.OFF_TRACK,
            ReasonCode.OVERDUE,
            id="late by the current date",
        ),
        pytest.param(
            {"original_due_on": day("1 Feb 2018")},
            Rating.ON_TRACK,
            ReasonCode.UNDER_WAY,
            id="the original date has passed, the current has not",
        ),
        pytest.param(
            {"statutory_due_on": TODAY}, Rating.ON_TRACK, ReasonCode.UNDER_WAY, id="lawful today"
        ),
        pytest.param(
            {"statutory_due_on": day("11 Mar 2018")},
            Rating.OFF_TRACK,
            ReasonCode.STATUTORY_PASSED,
            id="the law's date has passed",
        ),
        pytest.param(
            {"statutory_due_on": day("4 May 2018"), "forecast_on": day("4 May 2018")},
            Rating.AT_RISK,
            ReasonCode.FORECAST_LATE,
            id="forecast for the law's date",
        ),
        pytest.param(
            {"statutory_due_on": day("4 May 2018"), "forecast_on": day("5 May 2018")},
            Rating.OFF_TRACK,
            ReasonCode.FORECAST_AFTER_STATUTORY,
            id="forecast after the law's date",
        ),
        pytest.param(
            {"stage": Stage.DELIVERED, "claimed_on": TODAY},
            Rating.ON_TRACK,
            ReasonCode.CLAIMED,
            id="delivered today",
        ),
        pytest.param(
            {"stage": Stage.DELIVERED},
            Rating.ON_TRACK,
            ReasonCode.CLAIMED,
            id="delivered on a day nobody knows",
        ),
        pytest.param(
            {"stage": Stage.DELIVERED, "claimed_on": day("26 Feb 2018")},
            Rating.ON_TRACK,
            ReasonCode.CLAIMED,
            id="10 working days of checking",
        ),
        pytest.param(
            {"stage": Stage.DELIVERED, "claimed_on": day("23 Feb 2018")},
            Rating.AT_RISK,
            ReasonCode.CHECK_OVERDUE,
            id="11 working days of checking",
        ),
        pytest.param(
            {"stage": Stage.DELIVERED, "claimed_on": TODAY, "due_on": day("1 Jan 2018")},
            Rating.ON_TRACK,
            ReasonCode.CLAIMED,
            id="delivered late is delivered",
        ),
        pytest.param({"stage": Stage.EVIDENCED}, Rating.DONE, ReasonCode.EVIDENCED, id="evidenced"),
        pytest.param({"stage": Stage.EMBEDDED}, Rating.DONE, ReasonCode.EMBEDDED, id="embedded"),
        pytest.param(
            {"stage": Stage.SUSTAINED, "due_on": day("1 Jan 2018")},
            Rating.DONE,
            ReasonCode.SUSTAINED,
            id="sustained",
        ),
    ],
)
def test_every_rule(changes: dict[str, object], rating: Rating, reason: ReasonCode) -> None:
    rated = on(**changes)
    assert (rated.rating, first(rated).code) == (rating, reason)


@pytest.mark.parametrize("stage", sorted(SET_ASIDE))
def test_nobody_rates_what_is_set_aside(stage: Stage) -> None:
    with pytest.raises(ValueError, match=stage.value):
        on(stage=stage)


def test_lateness_gives_original_date_and_slip() -> None:
    rated = on(facts=LATE, original_due_on=day("19 Jan 2018"), expected_total=3, expected_met=1)
    assert rated.reasons == (
        because(
            ReasonCode.OVERDUE,
            due_on=day("2 Feb 2018"),
            days=38,
            original_due_on=day("19 Jan 2018"),
            slip_days=14,
        ),
        because(ReasonCode.EXPECTED, met=1, total=3),
    )
    assert rated.mend == (Mend.DELIVER, Mend.ASK_MORE_TIME)


def test_a_date_ahead_is_given_too() -> None:
    assert on(original_due_on=day("2 Apr 2018")).reasons[-1] == because(
        ReasonCode.DUE,
        due_on=day("30 Apr 2018"),
        days=49,
        original_due_on=day("2 Apr 2018"),
        slip_days=28,
    )


def test_what_is_delivered_or_done_still_says_when_it_was_due() -> None:
    slipped = replace(WELL, original_due_on=day("2 Apr 2018"))
    agreed = because(
        ReasonCode.AGREED_FOR,
        due_on=day("30 Apr 2018"),
        original_due_on=day("2 Apr 2018"),
        slip_days=28,
    )
    claimed = because(ReasonCode.CLAIMED, claimed_on=TODAY)
    done = because(ReasonCode.EVIDENCED, accepted=1)
    assert on(facts=slipped, stage=Stage.DELIVERED, claimed_on=TODAY).reasons == (claimed, agreed)
    assert on(facts=slipped, stage=Stage.EVIDENCED) == Rated(Rating.DONE, (done, agreed))


def test_nothing_is_said_that_was_not_asked() -> None:
    bare = ActionFacts(Stage.UNDER_WAY, TODAY, TODAY, TODAY)
    due = because(ReasonCode.DUE, due_on=TODAY, days=0, original_due_on=TODAY, slip_days=0)
    reasons = (because(ReasonCode.UNDER_WAY), due, because(ReasonCode.NO_EVIDENCE))
    assert rate(bare, TODAY, WALES) == Rated(Rating.ON_TRACK, reasons)


def test_lesser_grounds_stay_visible_behind_the_worst() -> None:
    rated = on(
        facts=LATE,
        blocked_since=day("1 Mar 2018"),
        waiting_on="Police",
        last_update_on=None,
        evidence_accepted=0,
        reopened_on=day("2 Jan 2018"),
    )
    assert codes(rated) == [
        ReasonCode.OVERDUE,
        ReasonCode.BLOCKED,
        ReasonCode.SILENT,
        ReasonCode.WAITING,
        ReasonCode.REOPENED,
        ReasonCode.NO_EVIDENCE,
    ]
    assert rated.mend == (
        Mend.DELIVER,
        Mend.ASK_MORE_TIME,
        Mend.UNBLOCK,
        Mend.SAY_HOW_IT_GOES,
        Mend.CHASE_OTHERS,
    )


def test_waiting_says_for_whom_and_since_when() -> None:
    rated = on(waiting_on="Health board", waiting_since=day("1 Mar 2018"))
    since = day("1 Mar 2018")
    assert first(rated) == because(ReasonCode.WAITING, on="Health board", since=since, days=11)


def test_a_late_check_says_how_long_it_waited() -> None:
    rated = on(stage=Stage.DELIVERED, claimed_on=day("23 Feb 2018"))
    claimed_on = day("23 Feb 2018")
    assert first(rated) == because(ReasonCode.CHECK_OVERDUE, claimed_on=claimed_on, working_days=11)
    assert rated.mend == (Mend.CHECK_PROOF,)


def test_bank_holidays_are_no_waiting_for_the_checker() -> None:
    facts = replace(WELL, stage=Stage.DELIVERED, claimed_on=day("26 Mar 2018"))
    tenth = day("11 Apr 2018")
    assert rate(facts, tenth, WALES).rating is Rating.ON_TRACK
    assert rate(facts, tenth, WorkingCalendar()).rating is Rating.AT_RISK
