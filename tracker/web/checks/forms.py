"""Forms of checking."""

from wtforms import TextAreaField

from tracker.domain.evidence import WORDS_LIMIT
from tracker.web.fields import Given, Longest
from tracker.web.forms import EditForm
from tracker.web.language import lazy_gettext as _l


class CheckForm(EditForm):
    reason = TextAreaField(
        _l("Why it is returned"),
        [Longest(WORDS_LIMIT)],
        description=_l("Only when you return it: what is missing, and what would do"),
    )


class WaiveForm(EditForm):
    waived_reason = TextAreaField(
        _l("Why it is no longer expected"), [Given(), Longest(WORDS_LIMIT)]
    )
