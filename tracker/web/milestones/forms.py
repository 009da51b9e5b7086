"""Forms of milestones."""

from wtforms import StringField

from tracker.domain.text import LONGEST_NAME
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import ConfirmedForm, EditForm
from tracker.web.language import lazy_gettext as _l


class NewMilestoneForm(ConfirmedForm):
    title = StringField(_l("What is reached"), [Given(), Longest(LONGEST_NAME)])
    due_on = DateField(_l("Due date"), [Given()])


class MilestoneForm(NewMilestoneForm):
    reached_on = DateField(_l("Reached on"), [Optional()])


class ReachForm(EditForm):
    reached_on = DateField(_l("Reached on"), [Given()])
