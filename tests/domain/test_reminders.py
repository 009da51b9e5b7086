"""Who is owed a digest: every morning of some weeks, and whole histories at random."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.calendars import WALES, day
from tests.domain.strategies import spring_calendars
from tracker.domain.reminders import (
    DueItem,
    Owed,
    Why,
    digest_key,
    due_soon,
    is_time,
    next_digest_on,
    owed,
    quiet_until,
    worst_first,
)
from tracker.domain.working_days import WorkingCalendar

NEW, WEEK = Why.NEWLY_OVERDUE, Why.WEEK_BEGINS


def item(reference: str, due: str) -> DueItem:
    return DueItem(reference, day(due))


OLD = item("CS17-R01.01", "2 Feb 2018")


@pytest.mark.parametrize(
    ("today", "items", "last", "whys"),
    [
        pytest.param("12 Mar 2018", [], None, None, id="nothing is due"),
        pytest.param(
            "12 Mar 2018", [item("A", "12 Mar 2018")], "5 Mar 2018", None, id="due today, in time"
        ),
        pytest.param("12 Mar 2018", [OLD], "5 Mar 2018", (WEEK,), id="Monday, still overdue"),
        pytest.param("12 Mar 2018", [OLD], "12 Mar 2018", None, id="Monday, already told"),
        pytest.param("13 Mar 2018", [OLD], "12 Mar 2018", None, id="Tuesday, nothing new"),
        pytest.param(
            "13 Mar 2018",
            [OLD, item("A", "12 Mar 2018")],
            "12 Mar 2018",
            (NEW,),
            id="Tuesday, overdue since this morning",
        ),
        pytest.param(
            "14 Mar 2018",
            [OLD, item("A", "12 Mar 2018")],
            "13 Mar 2018",
            None,
            id="Wednesday, told yesterday",
        ),
        pytest.param(
            "14 Mar 2018",
            [OLD, item("A", "12 Mar 2018")],
            "12 Mar 2018",
            (NEW,),
            id="Wednesday, Tuesday was missed",
        ),
        pytest.param(
            "14 Mar 2018", [OLD], "9 Mar 2018", (WEEK,), id="Wednesday, Monday was missed"
        ),
        pytest.param(
            "12 Mar 2018",
            [item("A", "9 Mar 2018")],
            "9 Mar 2018",
            (NEW, WEEK),
            id="Monday, due on Friday",
        ),
        pytest.param(
            "12 Mar 2018",
            [item("A", "10 Mar 2018")],
            "9 Mar 2018",
            (NEW, WEEK),
            id="Monday, due on Saturday",
        ),
        pytest.param("17 Mar 2018", [item("A", "16 Mar 2018")], None, None, id="Saturday"),
        pytest.param("30 Mar 2018", [item("A", "29 Mar 2018")], None, None, id="Good Friday"),
        pytest.param("2 Apr 2018", [OLD], "26 Mar 2018", None, id="Easter Monday"),
        pytest.param("3 Apr 2018", [OLD], "26 Mar 2018", (WEEK,), id="the Tuesday after"),
        pytest.param("4 Apr 2018", [OLD], "3 Apr 2018", None, id="the Wednesday after"),
        pytest.param("14 Mar 2018", [OLD], None, (NEW, WEEK), id="never told of anything"),
    ],
)
def test_what_is_owed_on_a_morning(
    today: str, items: list[DueItem], last: str | None, whys: tuple[Why, ...] | None
) -> None:
    found = owed(day(today), WALES, items, day(last) if last else None)
    assert (found.whys if found else None) == whys


def test_a_digest_lists_all_that_is_overdue_worst_first_and_marks_what_is_new() -> None:
    items = [
        item("CS17-R02.01", "12 Mar 2018"),
        item("CS17-R09.09", "13 Mar 2018"),
        item("CS17-R01.02", "2 Feb 2018"),
        OLD,
    ]
    assert owed(day("13 Mar 2018"), WALES, iter(items), day("12 Mar 2018")) == Owed(
        day("13 Mar 2018"),
        (NEW,),
        (OLD, item("CS17-R01.02", "2 Feb 2018"), item("CS17-R02.01", "12 Mar 2018")),
        frozenset({"CS17-R02.01"}),
    )


def test_what_comes_next_reaches_fourteen_days() -> None:
    today = day("12 Mar 2018")
    items = [
        OLD,
        item("D", "27 Mar 2018"),
        item("C", "26 Mar 2018"),
        item("A", "12 Mar 2018"),
        item("E", "1 May 2018"),
    ]
    assert [near.reference for near in due_soon(iter(items), today)] == ["A", "C"]
    assert quiet_until(iter(items), today) == day("27 Mar 2018")
    assert quiet_until([OLD, item("C", "26 Mar 2018")], today) is None


@pytest.mark.parametrize(
    ("now", "hour", "is_now"),
    [
        ("2018-03-12T06:59", 7, False),
        ("2018-03-12T07:00", 7, True),
        ("2018-03-12T23:59", 7, True),
        ("2018-03-12T07:30", 9, False),
    ],
)
def test_the_hour_is_read_from_the_wall(now: str, hour: int, is_now: bool) -> None:
    assert is_time(datetime.fromisoformat(now), hour) is is_now


def test_a_digest_leaves_at_seven_unless_somebody_chose_otherwise() -> None:
    assert not is_time(datetime.fromisoformat("2018-03-12T06:59"))
    assert is_time(datetime.fromisoformat("2018-03-12T07:00"))


def test_a_key_is_one_person_on_one_day() -> None:
    assert digest_key(7, day("12 Mar 2018")) == "overdue-digest:7:2018-03-12"


FIRST = date(2018, 3, 1)
histories = st.lists(st.dates(date(2018, 2, 1), date(2018, 4, 30)), max_size=6)
missed_days = st.frozensets(st.dates(FIRST, date(2018, 4, 30)), max_size=30)


def mornings(
    calendar: WorkingCalendar, dues: list[date], missed: frozenset[date], runs: int = 1
) -> list[Owed]:
    """The digests of two months, the machine being off on `missed` days."""
    items = [DueItem(f"CS17-R01.{number:02d}", due) for number, due in enumerate(dues)]
    sent: list[Owed] = []
    for ahead in range(61):
        today = FIRST + timedelta(days=ahead)
        for _ in range(0 if today in missed else runs):
            last = sent[-1].day if sent else None
            if digest := owed(today, calendar, items, last):
                sent.append(digest)
    return sent


@given(spring_calendars, histories, missed_days)
def test_a_second_run_owes_nothing_more(
    calendar: WorkingCalendar, dues: list[date], missed: frozenset[date]
) -> None:
    once, thrice = (mornings(calendar, dues, missed, runs) for runs in (1, 3))
    assert once == thrice


@given(spring_calendars, histories, missed_days)
def test_everything_overdue_is_told_as_new_once_and_on_the_first_morning_there_is(
    calendar: WorkingCalendar, dues: list[date], missed: frozenset[date]
) -> None:
    sent = mornings(calendar, dues, missed)
    end = FIRST + timedelta(days=60)
    for number, due in enumerate(dues):
        told = [digest.day for digest in sent if f"CS17-R01.{number:02d}" in digest.new]
        start = max(FIRST, due + timedelta(days=1))
        chances = [
            moment
            for ahead in range((end - start).days + 1)
            if calendar.is_working_day(moment := start + timedelta(days=ahead))
            and moment not in missed
        ]
        assert told == chances[:1]


@given(spring_calendars, histories, missed_days)
def test_digests_leave_on_working_days_one_a_day_and_are_never_empty(
    calendar: WorkingCalendar, dues: list[date], missed: frozenset[date]
) -> None:
    sent = mornings(calendar, dues, missed)
    assert len({digest.day for digest in sent}) == len(sent)
    for digest in sent:
        assert calendar.is_working_day(digest.day)
        assert digest.overdue
        assert digest.overdue == worst_first(digest.overdue)
        assert all(overdue.due_on < digest.day for overdue in digest.overdue)


@given(spring_calendars, histories)
def test_without_news_there_is_one_digest_a_week(
    calendar: WorkingCalendar, dues: list[date]
) -> None:
    sent = mornings(calendar, dues, frozenset())
    weekly = [digest for digest in sent if digest.whys == (WEEK,)]
    assert all(digest.day == calendar.week_began(digest.day) for digest in weekly)


@pytest.mark.parametrize(
    ("today", "dues", "expected"),
    [
        pytest.param("12 Mar 2018", [], None, id="nothing is due"),
        pytest.param("12 Mar 2018", ["14 Mar 2018"], "15 Mar 2018", id="the day after it is due"),
        pytest.param("12 Mar 2018", ["16 Mar 2018"], "19 Mar 2018", id="not at the weekend"),
        pytest.param("12 Mar 2018", ["29 Mar 2018"], "3 Apr 2018", id="not at Easter"),
        pytest.param("14 Mar 2018", ["2 Feb 2018"], "19 Mar 2018", id="weekly while overdue"),
        pytest.param("29 Mar 2018", ["2 Feb 2018"], "3 Apr 2018", id="a Monday off"),
        pytest.param(
            "14 Mar 2018", ["2 Feb 2018", "15 Mar 2018"], "16 Mar 2018", id="whichever is first"
        ),
    ],
)
def test_when_somebody_hears_from_us_next(
    today: str, dues: list[str], expected: str | None
) -> None:
    items = [item(f"A{number}", due) for number, due in enumerate(dues)]
    assert next_digest_on(items, day(today), WALES) == (day(expected) if expected else None)


@given(
    st.lists(st.dates(date(2018, 1, 1), date(2018, 6, 30)), max_size=4),
    st.dates(date(2018, 3, 1), date(2018, 5, 31)),
)
def test_the_day_we_promise_is_the_day_we_write(dues: list[date], today: date) -> None:
    """If nothing changes, and the latest digest told of everything overdue by then."""
    items = [DueItem(f"A{number}", due) for number, due in enumerate(dues)]
    told_on = today if WALES.is_working_day(today) else WALES.previous_working_day(today)
    days = (today + timedelta(days=ahead) for ahead in range(1, 150))
    first = next((on for on in days if owed(on, WALES, items, told_on)), None)
    assert next_digest_on(items, today, WALES) == first
