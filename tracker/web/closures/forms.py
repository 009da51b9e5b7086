"""Forms of closing."""

from wtforms import TextAreaField

from tracker.domain.meetings import ClosureState
from tracker.services.closures import LONGEST_WORDS
from tracker.web.choice_fields import ChoiceField, RadiosField
from tracker.web.fields import Given, Longest, Optional
from tracker.web.forms import EditForm, TrackerForm
from tracker.web.language import lazy_gettext as _l


class AskForm(TrackerForm):
    words = TextAreaField(
        _l("Why can it be closed?"),
        [Given(), Longest(LONGEST_WORDS)],
        description=_l("What the board should know: what was done, and what shows that it works."),
    )


class DecideForm(EditForm):
    decision = RadiosField(_l("What does the board decide?"), [Given()], kind=ClosureState)
    meeting_id = ChoiceField(_l("At which meeting?"), [Optional()])
    reason = TextAreaField(_l("Reason, for the minutes"), [Given(), Longest(LONGEST_WORDS)])
