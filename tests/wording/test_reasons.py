"""Every reason has its clause; the answer to "why?" is one sentence with numbers."""

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.domain.calendars import WALES, day
from tests.domain.strategies import live, near_days
from tests.domain.test_rag import LATE, TODAY, WELL, on
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import ActionFacts, Rating, rate
from tracker.domain.reasons import Mend, Reason, ReasonCode, because
from tracker.domain.rollup import rate_recommendation
from tracker.wording.ratings import why
from tracker.wording.reasons import clause, mend_words

ENGLISH, WELSH = Language.ENGLISH, Language.WELSH


def test_the_example_of_the_board() -> None:
    late = replace(LATE, expected_total=3, expected_met=1, evidence_accepted=0)
    assert why(rate(late, TODAY, WALES), ENGLISH) == (
        "Off track: due 2 February 2018, 38 days ago; 1 of 3 expected items met; "
        "no evidence accepted"
    )


def test_the_original_date_and_the_slip_are_said() -> None:
    slipped = replace(LATE, original_due_on=day("19 Jan 2018"))
    assert why(rate(slipped, TODAY, WALES), ENGLISH) == (
        "Off track: due 2 February 2018, 38 days ago "
        "(first due 19 January 2018, moved back by 14 days)"
    )
    earlier = replace(WELL, original_due_on=day("1 May 2018"))
    assert why(rate(earlier, TODAY, WALES), ENGLISH) == (
        "On track: under way; due 30 April 2018, in 49 days "
        "(first due 1 May 2018, brought forward by 1 day)"
    )


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("10 Mar 2018", "due 10 March 2018, 2 days ago"),
        ("11 Mar 2018", "due 11 March 2018, yesterday"),
        ("12 Mar 2018", "due 12 March 2018, today"),
        ("13 Mar 2018", "due 13 March 2018, tomorrow"),
        ("14 Mar 2018", "due 14 March 2018, in 2 days"),
    ],
)
def test_around_the_due_date(due: str, words: str) -> None:
    rated = on(due_on=day(due), original_due_on=day(due))
    assert words in [clause(reason, ENGLISH) for reason in rated.reasons]


SINCE = day("1 Mar 2018")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            because(ReasonCode.BLOCKED, by="no licence", since=SINCE, days=11),
            "blocked since 1 March 2018: no licence",
        ),
        (because(ReasonCode.BLOCKED, by="", since=SINCE, days=11), "blocked since 1 March 2018"),
        (
            because(ReasonCode.WAITING, on="Health board", since=SINCE, days=11),
            "waiting for Health board since 1 March 2018",
        ),
        (because(ReasonCode.SILENT, since=SINCE, days=31), "no update for 31 days"),
        (
            because(ReasonCode.FORECAST_LATE, forecast_on=SINCE, days=1),
            "forecast for 1 March 2018, 1 day after the due date",
        ),
        (
            because(ReasonCode.CLAIMED, claimed_on=SINCE),
            "delivered, as the owner says, on 1 March 2018; the proof waits to be checked",
        ),
        (
            because(ReasonCode.CLAIMED),
            "delivered, as the owner says; the proof waits to be checked",
        ),
        (
            because(ReasonCode.CHECK_OVERDUE, claimed_on=SINCE, working_days=11),
            "delivered, as the owner says, on 1 March 2018; the proof has waited 11 working days "
            "to be checked",
        ),
        (
            because(
                ReasonCode.AGREED_FOR,
                due_on=SINCE,
                original_due_on=day("1 Feb 2018"),
                slip_days=28,
            ),
            "agreed for 1 March 2018 (first due 1 February 2018, moved back by 28 days)",
        ),
        (because(ReasonCode.EVIDENCED, accepted=1), "1 piece of evidence accepted"),
        (
            because(ReasonCode.EMBEDDED, accepted=2),
            "2 pieces of evidence accepted; shown in practice after delivery",
        ),
        (because(ReasonCode.EXPECTED, met=1, total=1), "1 of 1 expected item met"),
    ],
)
def test_clauses(reason: Reason, words: str) -> None:
    assert clause(reason, ENGLISH) == words


def test_a_recommendation_says_how_many() -> None:
    rated = rate_recommendation([Rating.OFF_TRACK, Rating.DONE, Rating.OFF_TRACK])
    assert why(rated, ENGLISH) == "Off track: 2 of 3 actions"
    assert why(rate_recommendation([Rating.DONE]), ENGLISH) == "Done: its only action is done"
    assert why(rate_recommendation([]), ENGLISH) == "Not started: no action answers it yet"


@given(live, near_days)
def test_every_rating_can_be_said_in_both_languages(action: ActionFacts, today: date) -> None:
    rated = rate(action, today, WALES)
    for language in Language:
        said = why(rated, language)
        assert "%(" not in said
        assert "None" not in said
        assert not said.endswith(tuple(string.whitespace + ";:,"))


@pytest.mark.parametrize("stage", [Stage.EVIDENCED, Stage.EMBEDDED, Stage.SUSTAINED])
def test_proved_stages_are_said(stage: Stage) -> None:
    assert why(on(stage=stage), ENGLISH).startswith("Done: 1 piece of evidence accepted")


@pytest.mark.parametrize("mend", Mend)
def test_every_cure_has_words(mend: Mend) -> None:
    assert mend_words(mend, ENGLISH)
