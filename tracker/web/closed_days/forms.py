"""Forms of closed days."""

from wtforms import BooleanField, StringField

from tracker.domain.text import LONGEST_NAME
from tracker.web.fields import DateField, Given, Longest
from tracker.web.forms import ConfirmedForm
from tracker.web.language import lazy_gettext as _l


class ClosedDayForm(ConfirmedForm):
    day = DateField(_l("Day"), [Given()])
    name = StringField(_l("Why nobody works"), [Given(), Longest(LONGEST_NAME)])
    is_bank_holiday = BooleanField(
        _l("It was proclaimed a bank holiday"),
        description=_l("Then it moves legal deadlines too; otherwise reminders only."),
    )
