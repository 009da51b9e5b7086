"""The form of an update: a minute on a phone."""

from wtforms import StringField, TextAreaField

from tracker.domain.updates import LINE_LIMIT, WORDS_LIMIT, UpdateKind
from tracker.web.choice_fields import RadiosField
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import ConfirmedForm
from tracker.web.language import lazy_gettext as _l


class UpdateForm(ConfirmedForm):
    kind = RadiosField(_l("How does it go?"), [Given()], kind=UpdateKind)
    words = TextAreaField(
        _l("In a sentence or two"),
        [Longest(WORDS_LIMIT)],
        description=_l("If you are stuck: what you need, and from whom. No names of families."),
    )
    waiting_on = StringField(
        _l("Who has to act first"),
        [Longest(LINE_LIMIT)],
        description=_l("Only if another body has to act, such as the health board"),
    )
    forecast_on = DateField(_l("When you expect it to be done"), [Optional()])
