"""Forms of recommendations."""

from wtforms import StringField, TextAreaField

from tracker.domain.plans import Response
from tracker.domain.text import LONGEST_NAME, LONGEST_PRINTED, LONGEST_WORDS
from tracker.web.choice_fields import ChoiceField, ChoicesField, RadiosField
from tracker.web.fields import Given, Longest, Optional
from tracker.web.forms import EditForm
from tracker.web.language import lazy_gettext as _l


class RecommendationForm(EditForm):
    findings = ChoicesField(_l("Findings that it answers"))
    theme = ChoiceField(_l("Theme"), [Given()])
    title = StringField(
        _l("Short title in English"),
        [Given(), Longest(LONGEST_NAME)],
        description=_l("Shown in lists and in mail."),
    )
    title_cy = StringField(_l("Short title in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    text = TextAreaField(_l("Recommendation in English"), [Given(), Longest(LONGEST_PRINTED)])
    text_cy = TextAreaField(_l("Recommendation in Welsh"), [Optional(), Longest(LONGEST_PRINTED)])
    response = RadiosField(_l("Our response"), [Given()], kind=Response, default=Response.ACCEPTED)
    response_reason = TextAreaField(
        _l("Reason for the response"),
        [Longest(LONGEST_WORDS)],
        description=_l("Needed unless it is accepted in full."),
    )
    outcome = TextAreaField(
        _l("Outcome for children and families"),
        [Optional(), Longest(LONGEST_WORDS)],
        description=_l("What will be different when it is met."),
    )
    speaker = ChoiceField(_l("Who speaks to it when inspectors come"), [Optional()])
