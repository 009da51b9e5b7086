"""Forms of asking for more time and deciding on it."""

from wtforms import TextAreaField

from tracker.domain.date_changes import ChangeReason
from tracker.domain.updates import WORDS_LIMIT
from tracker.web.choice_fields import RadiosField
from tracker.web.fields import DateField, Given, Longest
from tracker.web.forms import ConfirmedForm, EditForm
from tracker.web.language import lazy_gettext as _l


class AskForm(ConfirmedForm):
    proposed_on = DateField(_l("New date"), [Given()])
    reason_code = RadiosField(_l("Reason"), [Given()], kind=ChangeReason)
    words = TextAreaField(
        _l("In your words"),
        [Given(), Longest(WORDS_LIMIT)],
        description=_l("What happened, and what will be different this time"),
    )


class DecideForm(EditForm):
    decision_reason = TextAreaField(
        _l("Why"),
        [Longest(WORDS_LIMIT)],
        description=_l("Needed when you refuse; the owner reads it"),
    )
