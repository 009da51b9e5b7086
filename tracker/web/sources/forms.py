"""Forms of sources."""

from wtforms import StringField, TextAreaField

from tracker.domain.sources import SourceKind
from tracker.domain.text import LONGEST_NAME, LONGEST_WORDS
from tracker.web.choice_fields import ChoiceField, ChoicesField
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import ConfirmedForm
from tracker.web.language import lazy_gettext as _l


class SourceForm(ConfirmedForm):
    kind = ChoiceField(_l("Kind of source"), [Given()], kind=SourceKind)
    title = StringField(_l("Title in English"), [Given(), Longest(LONGEST_NAME)])
    title_cy = StringField(_l("Title in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    inspectorates = ChoicesField(
        _l("Inspectorates"),
        description=_l("Under the name that is printed. Several for a joint inspection."),
    )
    agencies = ChoicesField(_l("Agencies inspected"))
    published_on = DateField(_l("Published"), [Optional()])
    received_on = DateField(_l("Received"), [Optional()])
    fieldwork_on = DateField(_l("First day of the fieldwork"), [Optional()])
    summary = TextAreaField(_l("What it is about"), [Optional(), Longest(LONGEST_WORDS)])


class NewSourceForm(SourceForm):
    code = StringField(
        _l("Beginning of its reference"),
        [Optional(), Longest(12)],
        description=_l(
            "Left empty, it is the abbreviation of the inspectorate: CIW gives CIW-2018-10. "
            "Year and month follow by themselves."
        ),
    )
