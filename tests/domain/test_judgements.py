"""What stands after everything that boards have said of one rating."""

import pytest

from tests.domain.calendars import day
from tracker.domain.judging import Judgement, Said, faults_in, judgement
from tracker.domain.meetings import Verdict
from tracker.domain.rag import Rating

TODAY = day("12 Mar 2018")
LATER = day("30 Apr 2018")
CONFIRMED = Said(Verdict.CONFIRMED, Rating.AT_RISK)
CHALLENGED = Said(Verdict.CHALLENGED, Rating.ON_TRACK)
OVERRIDDEN = Said(Verdict.OVERRIDDEN, Rating.ON_TRACK, LATER)


def test_nothing_said_leaves_the_computed_rating() -> None:
    shown = judgement([]).shown(Rating.OFF_TRACK, TODAY)
    assert (shown.rating, shown.disagreement) == (Rating.OFF_TRACK, False)


def test_a_confirmed_rating_is_a_measure_and_no_cap() -> None:
    found = judgement([CONFIRMED])
    assert found == Judgement(confirmed=Rating.AT_RISK)
    assert found.shown(Rating.ON_TRACK, TODAY).rating is Rating.ON_TRACK


def test_doubt_leaves_what_was_confirmed_before_and_is_a_disagreement() -> None:
    found = judgement([CONFIRMED, CHALLENGED])
    assert found == Judgement(confirmed=Rating.AT_RISK, challenged=True)
    shown = found.shown(Rating.ON_TRACK, TODAY)
    assert (shown.rating, shown.disagreement) == (Rating.ON_TRACK, True)


def test_an_override_stands_until_its_end_and_then_is_gone() -> None:
    found = judgement([OVERRIDDEN])
    assert found.shown(Rating.OFF_TRACK, LATER).rating is Rating.ON_TRACK
    assert found.shown(Rating.OFF_TRACK, LATER).disagreement
    assert found.shown(Rating.OFF_TRACK, day("1 May 2018")).rating is Rating.OFF_TRACK


@pytest.mark.parametrize("ending", [CONFIRMED, CHALLENGED])
def test_a_later_word_ends_an_override(ending: Said) -> None:
    found = judgement([OVERRIDDEN, ending])
    assert found.judged is None
    assert found.shown(Rating.OFF_TRACK, TODAY).rating is Rating.OFF_TRACK


@pytest.mark.parametrize(
    ("said", "reason", "computed", "codes"),
    [
        (CONFIRMED, "", Rating.AT_RISK, []),
        (CHALLENGED, "The audit says otherwise", Rating.ON_TRACK, []),
        (CHALLENGED, "", Rating.ON_TRACK, ["verdict_reason_missing"]),
        (OVERRIDDEN, "Agreed with the Minister", Rating.OFF_TRACK, []),
        (OVERRIDDEN, "", Rating.OFF_TRACK, ["verdict_reason_missing"]),
        (OVERRIDDEN, "Why", Rating.ON_TRACK, ["override_same"]),
        (Said(Verdict.OVERRIDDEN, Rating.DONE, LATER), "Why", Rating.AT_RISK, ["override_done"]),
        (Said(Verdict.OVERRIDDEN, Rating.ON_TRACK), "Why", Rating.AT_RISK, ["override_needs_end"]),
        (Said(Verdict.OVERRIDDEN, Rating.OFF_TRACK), "Why", Rating.AT_RISK, []),
        (
            Said(Verdict.OVERRIDDEN, Rating.ON_TRACK, TODAY),
            "Why",
            Rating.AT_RISK,
            ["override_end_past"],
        ),
    ],
)
def test_what_is_wrong_with_a_verdict(
    said: Said, reason: str, computed: Rating, codes: list[str]
) -> None:
    assert [fault.code for fault in faults_in(said, reason, computed, TODAY)] == codes
