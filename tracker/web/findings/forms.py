"""Forms of findings."""

from wtforms import StringField, TextAreaField

from tracker.domain.languages import Language
from tracker.domain.sources import FindingKind
from tracker.domain.text import LONGEST_PRINTED
from tracker.web.choice_fields import ChoicesField, RadiosField, WholeField
from tracker.web.fields import Given, Longest, Optional
from tracker.web.forms import EditForm
from tracker.web.language import lazy_gettext as _l


class FindingForm(EditForm):
    kind = RadiosField(_l("Kind of finding"), [Given()], kind=FindingKind)
    text = TextAreaField(
        _l("In the words that are printed"),
        [Given(), Longest(LONGEST_PRINTED)],
        description=_l("They stay as they are once an agreed plan answers them."),
    )
    language = RadiosField(
        _l("Language of these words"), [Given()], kind=Language, default=Language.ENGLISH
    )
    printed_number = StringField(
        _l("Number that is printed"), [Optional(), Longest(40)], description=_l("Such as 4.12.")
    )
    page = WholeField(_l("Page"), [Optional()])
    agencies = ChoicesField(_l("Agencies it is about"))
