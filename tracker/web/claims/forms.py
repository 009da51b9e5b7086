"""Forms of the steps on the ladder."""

from wtforms import TextAreaField

from tracker.domain.lifecycle import Step
from tracker.domain.updates import WORDS_LIMIT
from tracker.web.choice_fields import RadiosField
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import ConfirmedForm, EditForm
from tracker.web.language import lazy_gettext as _l


class ClaimForm(ConfirmedForm):
    delivered_on = DateField(_l("When it was delivered"), [Given()])
    words = TextAreaField(
        _l("What was delivered"),
        [Optional(), Longest(WORDS_LIMIT)],
        description=_l("In a sentence, for whoever checks the proof"),
    )


class SetAsideForm(EditForm):
    step = RadiosField(_l("What becomes of it"), [Given()], kind=Step)
    reason = TextAreaField(
        _l("Why"),
        [Given(), Longest(WORDS_LIMIT)],
        description=_l("If another action replaces it, name that one"),
    )


class ReopenForm(EditForm):
    reason = TextAreaField(
        _l("Why"),
        [Given(), Longest(WORDS_LIMIT)],
        description=_l("What shows that it is not, or no longer, done"),
    )
