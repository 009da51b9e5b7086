"""What changed, one line each."""

from dataclasses import replace

import pytest

from tests.domain.calendars import day
from tests.domain.test_changes import ASIDE, BEFORE, CLOSED, PROVED
from tracker.domain.changes import Change, ChangeKind, Position
from tracker.domain.languages import Language
from tracker.domain.rag import Rating
from tracker.wording.changes import change_words
from tracker.wording.date_changes import changes_counted, slip_words

ENGLISH = Language.ENGLISH
LATE = replace(BEFORE, rating=Rating.OFF_TRACK)


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        (ChangeKind.NEW, None, BEFORE, "New"),
        (ChangeKind.CLOSED, replace(CLOSED, closed=False), CLOSED, "Closed"),
        (ChangeKind.REOPENED, PROVED, BEFORE, "Reopened"),
        (ChangeKind.RATING_MOVED, BEFORE, LATE, "from On track to Off track"),
        (ChangeKind.STAGE_MOVED, BEFORE, PROVED, "from Under way to Evidenced"),
        (ChangeKind.SET_ASIDE, BEFORE, ASIDE, "from Under way to Withdrawn"),
        (
            ChangeKind.DATE_CHANGED,
            BEFORE,
            replace(BEFORE, due_on=day("31 May 2018")),
            "from 30 April 2018 to 31 May 2018",
        ),
        (ChangeKind.RATING_MOVED, ASIDE, BEFORE, "On track"),
    ],
)
def test_what_moved_from_what_to_what(
    kind: ChangeKind, before: Position | None, after: Position, words: str
) -> None:
    assert change_words(Change(kind, "CS17-R05.03", before, after), ENGLISH) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("19 Jan 2018", "as first agreed"),
        ("20 Jan 2018", "1 day later than first agreed, 19 January 2018"),
        ("2 Feb 2018", "14 days later than first agreed, 19 January 2018"),
        ("17 Jan 2018", "2 days earlier than first agreed, 19 January 2018"),
    ],
)
def test_slip_is_said_from_the_original_date(due: str, words: str) -> None:
    assert slip_words(day("19 Jan 2018"), day(due), ENGLISH) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "never moved"), (1, "moved 1 time"), (3, "moved 3 times")]
)
def test_how_often_a_date_was_moved(count: int, words: str) -> None:
    assert changes_counted(count, ENGLISH) == words
