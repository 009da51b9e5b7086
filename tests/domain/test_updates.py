"""What an owner can say, and when "no change" would be true."""

import pytest

from tests.domain.calendars import day
from tracker.domain.errors import Refused
from tracker.domain.lifecycle import OPEN_WORK, SET_ASIDE, Stage
from tracker.domain.updates import LINE_LIMIT, UpdateKind, check_update, in_one_line, on_course_for

TODAY = day("12 Mar 2018")
PROGRESS, NO_CHANGE = UpdateKind.PROGRESS, UpdateKind.NO_CHANGE
STUCK, WAITING = UpdateKind.STUCK, UpdateKind.WAITING


def faults(
    stage: Stage, kind: UpdateKind, words: str = "", body: str = "", forecast: str = ""
) -> list[tuple[str, str | None]]:
    """Code and field of everything wrong with an update."""
    try:
        check_update(stage, kind, words, body, day(forecast) if forecast else None, TODAY)
    except Refused as refused:
        return [(fault.code, fault.field) for fault in refused.faults]
    return []


@pytest.mark.parametrize("stage", sorted(OPEN_WORK))
@pytest.mark.parametrize(
    ("kind", "words", "body", "forecast", "expected"),
    [
        (PROGRESS, "Half of the team is trained", "", "", []),
        (PROGRESS, "", "", "", [("update_words_missing", "words")]),
        (NO_CHANGE, "", "", "", []),
        (NO_CHANGE, "", "", "12 Mar 2018", []),
        (NO_CHANGE, "", "", "11 Mar 2018", [("forecast_in_past", "forecast_on")]),
        (STUCK, "", "", "", [("update_need_missing", "words")]),
        (STUCK, "A licence", "", "", []),
        (WAITING, "", "", "", [("update_body_missing", "waiting_on")]),
        (WAITING, "", "Health board", "", []),
        (
            STUCK,
            "",
            "",
            "11 Mar 2018",
            [("update_need_missing", "words"), ("forecast_in_past", "forecast_on")],
        ),
    ],
)
def test_what_an_update_must_say(
    stage: Stage,
    kind: UpdateKind,
    words: str,
    body: str,
    forecast: str,
    expected: list[tuple[str, str | None]],
) -> None:
    assert faults(stage, kind, words, body, forecast) == expected


@pytest.mark.parametrize("kind", UpdateKind)
@pytest.mark.parametrize("stage", sorted(set(Stage) - OPEN_WORK))
def test_what_is_delivered_or_set_aside_is_no_longer_on_course(
    stage: Stage, kind: UpdateKind
) -> None:
    found = faults(stage, kind, "New figures", "Health board")
    if stage in SET_ASIDE:
        assert found == [("update_set_aside", None)]
    else:
        assert found == ([] if kind is PROGRESS else [("update_delivered", "kind")])


@pytest.mark.parametrize(
    ("due", "forecast", "blocked", "waiting", "course"),
    [
        ("30 Apr 2018", "", "", "", "30 Apr 2018"),
        ("30 Apr 2018", "23 Apr 2018", "", "", "23 Apr 2018"),
        ("30 Apr 2018", "1 May 2018", "", "", None),
        ("30 Apr 2018", "11 Mar 2018", "", "", None),
        ("12 Mar 2018", "", "", "", "12 Mar 2018"),
        ("11 Mar 2018", "", "", "", None),
        ("11 Mar 2018", "12 Mar 2018", "", "", None),
        ("30 Apr 2018", "", "1 Mar 2018", "", None),
        ("30 Apr 2018", "", "", "Police", None),
    ],
)
def test_no_change_is_offered_only_where_it_is_true(
    due: str, forecast: str, blocked: str, waiting: str, course: str | None
) -> None:
    found = on_course_for(
        Stage.UNDER_WAY,
        day(due),
        day(forecast) if forecast else None,
        day(blocked) if blocked else None,
        waiting,
        TODAY,
    )
    assert found == (day(course) if course else None)


@pytest.mark.parametrize("stage", Stage)
def test_no_change_belongs_to_open_work(stage: Stage) -> None:
    course = on_course_for(stage, day("30 Apr 2018"), None, None, "", TODAY)
    assert (course is not None) == (stage in OPEN_WORK)


def test_what_somebody_needs_fits_on_a_line() -> None:
    assert in_one_line("A licence\nfor ten people") == "A licence for ten people"
    long = in_one_line("word " * 100)
    assert len(long) <= LINE_LIMIT
    assert long.endswith("word …")
