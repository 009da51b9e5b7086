"""Due dates in words: yesterday, today and tomorrow exactly."""

import pytest

from tests.domain.calendars import day
from tracker.domain.languages import Language
from tracker.wording.deadlines import due_words

FRIDAY = day("9 Mar 2018")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("6 Mar 2018", "due in 3 days, Friday 9 March 2018"),
        ("7 Mar 2018", "due in 2 days, Friday 9 March 2018"),
        ("8 Mar 2018", "due tomorrow, Friday 9 March 2018"),
        ("9 Mar 2018", "due today, Friday 9 March 2018"),
        ("10 Mar 2018", "was due yesterday, Friday 9 March 2018"),
        ("11 Mar 2018", "was due 2 days ago, Friday 9 March 2018"),
        ("12 Mar 2018", "was due 3 days ago, Friday 9 March 2018"),
    ],
)
def test_due_in_words(today: str, words: str) -> None:
    assert due_words(FRIDAY, day(today), Language.ENGLISH) == words


def test_the_date_is_said_in_the_readers_language() -> None:
    said = due_words(FRIDAY, day("12 Mar 2018"), Language.WELSH)
    assert "dydd Gwener 9 Mawrth 2018" in said
