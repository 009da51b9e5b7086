"""How far off a due date is, in words."""

from datetime import date

from tracker.domain.deadlines import DueCode, DueIn, due_in
from tracker.domain.languages import Language
from tracker.wording.catalogue import Words
from tracker.wording.dates import weekday_date


def due_words(due_on: date, today: date, language: Language) -> str:
    """ "was due 3 days ago, Friday 9 March 2018"; as within a sentence."""
    return _said(due_in(due_on, today), Words(language))


def _said(due: DueIn, w: Words) -> str:
    day = weekday_date(due.due_on, w.language)
    match due.code:
        case DueCode.WAS_DUE_YESTERDAY:
            return w._("was due yesterday, %(date)s", date=day)
        case DueCode.DUE_TODAY:
            return w._("due today, %(date)s", date=day)
        case DueCode.DUE_TOMORROW:
            return w._("due tomorrow, %(date)s", date=day)
        case DueCode.WAS_DUE:
            return w.ngettext(
                "was due %(num)s day ago, %(date)s",
                "was due %(num)s days ago, %(date)s",
                due.days,
                date=day,
            )
        case DueCode.DUE_IN:
            return w.ngettext(
                "due in %(num)s day, %(date)s", "due in %(num)s days, %(date)s", due.days, date=day
            )
