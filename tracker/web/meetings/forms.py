"""Forms of meetings and of what they say."""

from wtforms import HiddenField, StringField, TextAreaField

from tracker.domain.meetings import Verdict
from tracker.domain.rag import Rating
from tracker.services.confirmations import LONGEST_REASON
from tracker.services.meetings import LONGEST_NOTES, LONGEST_PLACE
from tracker.web.choice_fields import ChoiceField, RadiosField
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import EditForm, TrackerForm
from tracker.web.language import lazy_gettext as _l


class MeetingForm(EditForm):
    board_id = ChoiceField(_l("Board"), [Given()])
    held_on = DateField(_l("Date"), [Given()])
    place = StringField(_l("Place"), [Optional(), Longest(LONGEST_PLACE)])
    notes = TextAreaField(_l("Notes"), [Optional(), Longest(LONGEST_NOTES)])


class VerdictForm(TrackerForm):
    #: The computed rating the board looked at.
    seen = HiddenField()
    verdict = RadiosField(_l("What does the board say?"), [Given()], kind=Verdict)
    rating = ChoiceField(
        _l("Rating the board sets"),
        [Optional()],
        kind=Rating,
        description=_l("Only when the board sets another rating than the computed one."),
    )
    until = DateField(
        _l("Until"),
        [Optional()],
        description=_l("A rating better than the computed one holds until this date, no longer."),
    )
    reason = TextAreaField(
        _l("Reason, for the minutes"),
        [Optional(), Longest(LONGEST_REASON)],
        description=_l("Not needed to confirm; always needed otherwise."),
    )
