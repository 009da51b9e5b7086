"""Forms of boards."""

from wtforms import StringField

from tracker.domain.text import LONGEST_NAME
from tracker.web.choice_fields import ChoicesField
from tracker.web.fields import Given, Longest, Optional
from tracker.web.forms import EditForm
from tracker.web.language import lazy_gettext as _l


class BoardForm(EditForm):
    name = StringField(_l("Name in English"), [Given(), Longest(LONGEST_NAME)])
    name_cy = StringField(_l("Name in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    members = ChoicesField(_l("Members"))
