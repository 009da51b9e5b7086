"""Facts at random, for what must hold for all of them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tracker.domain.lifecycle import SET_ASIDE, Stage
from tracker.domain.rag import ActionFacts
from tracker.domain.working_days import WorkingCalendar

days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
calendars = st.builds(
    WorkingCalendar,
    bank_holidays=st.frozensets(days, max_size=40),
    closed_days=st.frozensets(days, max_size=20),
)
#: Close enough together that the dates of an action meet.
near_days = st.dates(date(2017, 6, 1), date(2019, 6, 30))
maybe = st.none() | near_days
#: Two months in which every other week has a day off.
_SPRING = st.dates(date(2018, 2, 26), date(2018, 5, 6))
spring_calendars = st.builds(
    WorkingCalendar,
    bank_holidays=st.frozensets(_SPRING, max_size=8),
    closed_days=st.frozensets(_SPRING, max_size=8),
)


@st.composite
def facts(draw: st.DrawFn, stages: st.SearchStrategy[Stage]) -> ActionFacts:
    starts_on = draw(near_days)
    original = starts_on + timedelta(days=draw(st.integers(0, 300)))
    total = draw(st.integers(0, 5))
    return ActionFacts(
        stage=draw(stages),
        starts_on=starts_on,
        original_due_on=original,
        due_on=original + timedelta(days=draw(st.integers(0, 200))),
        statutory_due_on=draw(maybe),
        forecast_on=draw(maybe),
        blocked_since=draw(maybe),
        blocked_by=draw(st.sampled_from(["", "No licence"])),
        waiting_on=draw(st.sampled_from(["", "Police"])),
        waiting_since=draw(maybe),
        date_change_asked_on=draw(maybe),
        last_update_on=draw(maybe),
        last_evidence_on=draw(maybe),
        evidence_accepted=draw(st.integers(0, 3)),
        expected_total=total,
        expected_met=draw(st.integers(0, total)),
        claimed_on=draw(maybe),
        reopened_on=draw(maybe),
        agreed_on=draw(maybe),
    )


undelivered = facts(st.sampled_from([Stage.PLANNED, Stage.UNDER_WAY]))
live = facts(st.sampled_from([stage for stage in Stage if stage not in SET_ASIDE]))
