"""Asking for more time."""

import pytest

from tests.domain.calendars import day
from tracker.domain.date_changes import check_proposal, needs_board, slip_days
from tracker.domain.errors import Refused

TODAY = day("12 Mar 2018")


@pytest.mark.parametrize(
    ("original", "due", "days"),
    [
        ("2 Feb 2018", "2 Feb 2018", 0),
        ("2 Feb 2018", "2 Mar 2018", 28),
        ("2 Feb 2018", "1 Feb 2018", -1),
    ],
)
def test_slip_is_counted_from_the_original_date(original: str, due: str, days: int) -> None:
    assert slip_days(day(original), day(due)) == days


@pytest.mark.parametrize(
    ("proposed", "board"), [("2 Mar 2018", False), ("3 Mar 2018", True), ("1 Feb 2018", False)]
)
def test_beyond_the_tolerance_the_board_decides(proposed: str, board: bool) -> None:
    assert needs_board(day("2 Feb 2018"), day(proposed), tolerance_days=28) is board


def test_many_short_extensions_weigh_as_one_long_one() -> None:
    original = day("1 Feb 2018")
    assert not needs_board(original, day("22 Feb 2018"), 28)
    assert needs_board(original, day("15 Mar 2018"), 28)


@pytest.mark.parametrize(
    ("current", "proposed", "statutory", "codes"),
    [
        ("30 Mar 2018", "30 Apr 2018", None, []),
        ("30 Mar 2018", "30 Apr 2018", "30 Apr 2018", []),
        ("30 Mar 2018", "1 May 2018", "30 Apr 2018", ["proposed_after_statutory"]),
        ("30 Mar 2018", "30 Mar 2018", None, ["proposed_not_later"]),
        ("30 Mar 2018", "29 Mar 2018", None, ["proposed_not_later"]),
        ("2 Feb 2018", "11 Mar 2018", None, ["proposed_in_past"]),
        ("2 Feb 2018", "12 Mar 2018", None, []),
        (
            "2 Feb 2018",
            "2 Feb 2018",
            "1 Feb 2018",
            ["proposed_not_later", "proposed_after_statutory"],
        ),
    ],
)
def test_dates_that_cannot_be_asked_for(
    current: str, proposed: str, statutory: str | None, codes: list[str]
) -> None:
    latest = day(statutory) if statutory else None
    try:
        check_proposal(day(current), day(proposed), latest, TODAY)
    except Refused as refused:
        found = refused.faults
    else:
        found = ()
    assert [fault.code for fault in found] == codes
    assert all(fault.field == "proposed_on" for fault in found)
