"""What is not ready, in plain lines."""

import pytest

from tests.domain.calendars import day
from tracker.domain.languages import Language
from tracker.domain.readiness_checks import Check, CheckCode
from tracker.domain.readiness_summary import Gap, GapCode
from tracker.wording.readiness import check_words, gap_words, not_ready_line

ENGLISH = Language.ENGLISH
LATE = Check(CheckCode.OVERDUE, ("CS17-R01.01", "CS17-R02.01", "CS17-R04.02"))
SPEAKERLESS = Check(CheckCode.NO_SPEAKER, ("CS17-R01",))
FINE = Check(CheckCode.NO_OWNER, ())


@pytest.mark.parametrize("code", CheckCode)
def test_every_check_is_said_when_all_is_well_and_when_not(code: CheckCode) -> None:
    ready, one, two = (check_words(Check(code, ("A",) * count), ENGLISH) for count in (0, 1, 2))
    assert len({ready, one, two}) == 3
    assert "1 " in one
    assert "2 " in two
    assert "0" not in ready


def test_what_is_not_ready_is_one_line_without_a_percentage() -> None:
    line = not_ready_line((LATE, FINE, SPEAKERLESS), ENGLISH)
    assert line == (
        "Not ready on: 3 actions are overdue; nobody is named to speak to 1 recommendation"
    )


def test_when_nothing_is_wanting_that_is_said() -> None:
    assert not_ready_line((FINE,), ENGLISH) == "No check found anything missing"


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (
            Gap(GapCode.SILENT, "A", {"last_update_on": day("1 Feb 2018")}),
            "No update since 1 February 2018",
        ),
        (Gap(GapCode.SILENT, "A"), "No update yet"),
        (
            Gap(GapCode.EXPECTED_OPEN, "A", {"item": "Minutes at 100%"}),
            "Expected and not there yet: Minutes at 100%",
        ),
        (
            Gap(
                GapCode.STALE,
                "E000001",
                {"title": "Audit", "why": "before_delivery", "dated_on": day("1 Feb 2018")},
            ),
            "Audit, 1 February 2018: dated before the action was delivered",
        ),
    ],
)
def test_gaps(gap: Gap, words: str) -> None:
    assert gap_words(gap, ENGLISH) == words


@pytest.mark.parametrize("code", sorted(set(GapCode) - {GapCode.EXPECTED_OPEN, GapCode.STALE}))
def test_every_gap_has_words(code: GapCode) -> None:
    params = {"last_update_on": day("1 Feb 2018")}
    assert gap_words(Gap(code, "A", params), ENGLISH)
