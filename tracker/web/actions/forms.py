"""Forms of actions: what is agreed, and the evidence expected."""

from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import StopValidation

from tracker.domain.evidence import EvidenceKind
from tracker.domain.text import LONGEST_NAME, LONGEST_WORDS, clean
from tracker.services.expected_items import LONGEST_LINE, MOST_LINES, Line
from tracker.web.choice_fields import ChoiceField, ChoicesField
from tracker.web.fields import DateField, Given, Longest, Optional
from tracker.web.formatting import word
from tracker.web.forms import ConfirmedForm, EditForm
from tracker.web.language import gettext as _
from tracker.web.language import lazy_gettext as _l

#: Empty lines offered below the checklist.
_SPARE_LINES = 3


class AgreedActionForm(ConfirmedForm):
    """Once the plan is agreed the due date moves by a date change only."""

    title = StringField(
        _l("Short title in English"),
        [Given(), Longest(LONGEST_NAME)],
        description=_l("Shown in lists and in mail."),
    )
    title_cy = StringField(_l("Short title in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    description = TextAreaField(_l("What is to be done"), [Optional(), Longest(LONGEST_WORDS)])
    owner = ChoiceField(_l("Owner"), [Optional()], description=_l("Does it, and says how it goes."))
    accountable_lead = ChoiceField(
        _l("Accountable lead"),
        [Optional()],
        description=_l("Answers for it and checks the evidence, so somebody else than the owner."),
    )
    agencies = ChoicesField(_l("Agencies that take part"))
    recommendations = ChoicesField(
        _l("Recommendations that it serves"),
        description=_l("Always the one from which its reference is made, and others it helps."),
    )
    starts_on = DateField(_l("Start date"), [Given()])
    statutory_due_on = DateField(
        _l("Latest date the law allows"), [Optional()], description=_l("Only if there is one.")
    )


class ActionForm(AgreedActionForm):
    due_on = DateField(_l("Due date"), [Given()])


class LinesField(Field):
    """The lines of a checklist: words and a kind of evidence each. `data` is a list of
    `Line`, given as they are stored. A line somebody else took off meanwhile is a new one."""

    def __init__(self, label: str = "", validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)
        self.typed: list[tuple[str, str, str]] | None = None

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, word(kind)) for kind in EvidenceKind]

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Number, words and kind of each line to show; spare ones have no number."""
        lines = self.typed
        if lines is None:
            lines = [(str(line.id or ""), line.description, line.kind.value) for line in self.data]
        kept = [line for line in lines if line[0] or line[1]]
        return [*kept, *[("", "", EvidenceKind.OUTPUT.value)] * _SPARE_LINES]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.data: list[Line] = list(data) if isinstance(data, list | tuple) else []
        if formdata is not None and f"{self.name}-words" in formdata:
            columns = [formdata.getlist(f"{self.name}-{part}") for part in ("id", "words", "kind")]
            lines = zip(*columns, strict=False)
            self.typed = [(number, clean(words), kind) for number, words, kind in lines]

    def pre_validate(self, form: Any) -> None:
        if self.typed is None:
            return
        known = {str(line.id) for line in self.data}
        kinds = {kind.value for kind in EvidenceKind}
        for _number, words, kind in self.typed:
            if kind not in kinds:
                raise StopValidation(
                    _("%(field)s: choose from the list.", field=str(self.label.text))
                )
            if len(words) > LONGEST_LINE:
                raise StopValidation(
                    _("Use %(most)s characters or fewer in a line.", most=LONGEST_LINE)
                )
        if len(self.typed) > MOST_LINES + _SPARE_LINES:
            raise StopValidation(_("Use %(most)s lines or fewer.", most=MOST_LINES))
        self.data = [
            Line(words, EvidenceKind(kind), int(number) if number in known else None)
            for number, words, kind in self.typed
        ]


class ExpectedForm(EditForm):
    items = LinesField(_l("Evidence expected"))
