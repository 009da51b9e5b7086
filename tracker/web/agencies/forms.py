"""Forms of agencies."""

from wtforms import BooleanField, StringField

from tracker.domain.agencies import AgencyKind
from tracker.domain.text import LONGEST_NAME
from tracker.web.choice_fields import ChoiceField
from tracker.web.fields import Given, Longest, Optional
from tracker.web.forms import EditForm
from tracker.web.language import lazy_gettext as _l


class AgencyForm(EditForm):
    name = StringField(_l("Name in English"), [Given(), Longest(LONGEST_NAME)])
    name_cy = StringField(_l("Name in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    kind = ChoiceField(_l("Kind of body"), [Given()], kind=AgencyKind)
    is_active = BooleanField(
        _l("It takes part"),
        description=_l("Without the tick it can no longer be chosen; what it did stays."),
        default=True,
    )
