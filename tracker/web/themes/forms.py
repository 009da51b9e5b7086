"""Forms of themes."""

from wtforms import StringField

from tracker.domain.text import LONGEST_NAME
from tracker.web.choice_fields import ChoiceField
from tracker.web.fields import Given, Longest, Optional
from tracker.web.forms import EditForm
from tracker.web.language import lazy_gettext as _l


class ThemeForm(EditForm):
    title = StringField(_l("Title in English"), [Given(), Longest(LONGEST_NAME)])
    title_cy = StringField(_l("Title in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    sponsor = ChoiceField(
        _l("Sponsor on the board"),
        [Optional()],
        description=_l("The board member who watches over this theme."),
    )
    executive_lead = ChoiceField(
        _l("Executive lead"),
        [Optional()],
        description=_l("Told when actions of this theme stay overdue."),
    )
