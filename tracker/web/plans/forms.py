"""Forms of plans."""

from wtforms import StringField

from tracker.domain.plans import ColourScheme
from tracker.domain.text import LONGEST_NAME
from tracker.web.choice_fields import ChoiceField, RadiosField, WholeField
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.forms import ConfirmedForm, EditForm
from tracker.web.language import lazy_gettext as _l


class PlanForm(EditForm):
    title = StringField(_l("Title in English"), [Given(), Longest(LONGEST_NAME)])
    title_cy = StringField(_l("Title in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    board = ChoiceField(_l("Board"), [Optional()])
    starts_on = DateField(_l("First day of the plan"), [Optional()])
    scheme = RadiosField(
        _l("Colours of the ratings"),
        [Given()],
        kind=ColourScheme,
        default=ColourScheme.BRAG,
        description=_l("What a rating means is the same in each; only colours and words differ."),
    )
    tolerance_days = WholeField(
        _l("Days the programme manager may grant"),
        [Given()],
        default=28,
        description=_l("Counted from the original due date; beyond it the board decides."),
    )


class NewPlanForm(PlanForm):
    code = StringField(
        _l("Short code"),
        [Given(), Longest(12)],
        description=_l("It begins every reference, such as CS17-R05, and never changes."),
    )


class AgreeForm(ConfirmedForm):
    agreed_on = DateField(_l("Agreed on"), [Given()])
