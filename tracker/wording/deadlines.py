"""How far off a due date is, and what is odd about a date."""

from datetime import date

from tracker.domain.deadlines import DateWarning, DueCode, DueIn, due_in
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words
from tracker.wording.dates import weekday_date

_WARNINGS = {
    DateWarning.DUE_IN_PAST: N_("The due date has already passed. Check the year."),
    DateWarning.DUE_FAR_OFF: N_("The due date is more than four years off. Check the year."),
    DateWarning.START_FAR_OFF: N_("The start date is more than four years off. Check the year."),
    DateWarning.DUE_AFTER_STATUTORY: N_("The due date is after the latest date the law allows."),
    DateWarning.DUE_ON_DAY_OFF: N_("The due date is a weekend, a bank holiday or a closed day."),
}


def due_words(due_on: date, today: date, language: Language) -> str:
    """ "was due 3 days ago, Friday 9 March 2018"; as within a sentence."""
    return _said(due_in(due_on, today), Words(language))


def date_warning(warning: DateWarning, language: Language) -> str:
    """One full sentence."""
    return Words(language)._(_WARNINGS[warning])


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
