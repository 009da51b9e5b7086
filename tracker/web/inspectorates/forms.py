"""Forms of inspectorates."""

from wtforms import StringField

from tracker.domain.text import LONGEST_NAME
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import EditForm
from tracker.web.language import lazy_gettext as _l


class InspectorateForm(EditForm):
    abbreviation = StringField(
        _l("Abbreviation in English"),
        [Given(), Longest(12)],
        description=_l("It begins the references of its reports: CIW-2018-10."),
    )
    abbreviation_cy = StringField(_l("Abbreviation in Welsh"), [Optional(), Longest(20)])
    name = StringField(_l("Name in English"), [Given(), Longest(LONGEST_NAME)])
    name_cy = StringField(_l("Name in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    named_from = DateField(
        _l("First day of this name"),
        [Optional()],
        description=_l("A new name is a new entry, so that old reports keep the old one."),
    )
    named_until = DateField(_l("Last day of this name"), [Optional()])
