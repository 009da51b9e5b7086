"""How far off a visit is, and when the next summary of it is made, in sentences."""

from datetime import date

from tracker.domain.languages import Language
from tracker.wording.catalogue import Words
from tracker.wording.dates import long_date, weekday_date


def countdown_words(
    starts_on: date, ends_on: date, today: date, working_days: int, language: Language
) -> str:
    """ "The inspectors come in 6 working days, on Tuesday 20 March 2018." `working_days` are
    those left until the first day."""
    w = Words(language)
    if today > ends_on:
        return w._("The visit ended on %(day)s.", day=long_date(ends_on, language))
    if today >= starts_on:
        return w._("The inspectors are here until %(day)s.", day=weekday_date(ends_on, language))
    day = weekday_date(starts_on, language)
    if not working_days:
        return w._("The inspectors come on %(day)s.", day=day)
    return w.ngettext(
        "The inspectors come in %(num)s working day, on %(day)s.",
        "The inspectors come in %(num)s working days, on %(day)s.",
        working_days,
        day=day,
    )


def next_summary_words(step: int, on: date, language: Language) -> str:
    """When the timetable next makes a summary, `step` working days before the visit."""
    return Words(language).ngettext(
        "The next summary is made by itself on %(day)s, %(num)s working day before the visit.",
        "The next summary is made by itself on %(day)s, %(num)s working days before the visit.",
        step,
        day=weekday_date(on, language),
    )


def state_words(
    starts_on: date, ends_on: date, today: date, working_days: int, language: Language
) -> str:
    """As in a list: "in 6 working days", "ended"."""
    w = Words(language)
    if today > ends_on:
        return w._("ended")
    if today >= starts_on:
        return w._("under way")
    if not working_days:
        return w._("within days")
    return w.ngettext("in %(num)s working day", "in %(num)s working days", working_days)


def summary_words(step: int | None, language: Language) -> str:
    """Why a summary was made."""
    w = Words(language)
    if step is None:
        return w._("When somebody asked")
    return w.ngettext(
        "%(num)s working day before the visit", "%(num)s working days before the visit", step
    )
