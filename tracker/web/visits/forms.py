"""Forms of visits."""

from wtforms import StringField, TextAreaField

from tracker.domain.text import LONGEST_NAME, LONGEST_WORDS
from tracker.web.choice_fields import ChoicesField, WholeField
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import ConfirmedForm, TrackerForm
from tracker.web.language import lazy_gettext as _l
from tracker.web.visits.lines_field import LinesField


class VisitForm(ConfirmedForm):
    title = StringField(_l("Title in English"), [Given(), Longest(LONGEST_NAME)])
    title_cy = StringField(_l("Title in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    inspectorates = ChoicesField(
        _l("Who comes"), description=_l("Under the name they have by then.")
    )
    starts_on = DateField(_l("First day"), [Given()])
    ends_on = DateField(_l("Last day"), [Given()])
    days = WholeField(
        _l("Days on site"), [Given()], description=_l("Without days in between when nobody comes.")
    )
    scope = TextAreaField(
        _l("Scope"),
        [Optional(), Longest(LONGEST_WORDS)],
        description=_l("What they said they will look at, and how."),
    )
    lines = LinesField(
        _l("Lines of enquiry"),
        description=_l(
            "What they want to know, and the recommendations each is about. While no line is "
            "about a recommendation, the readiness summary covers the whole plan."
        ),
    )


class CancelForm(TrackerForm):
    reason = TextAreaField(_l("Why it is cancelled"), [Optional(), Longest(LONGEST_WORDS)])
