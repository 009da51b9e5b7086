"""Forms of evidence: adding it, a new version, describing it, putting it forward."""

from collections.abc import Iterable

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import StopValidation

from tracker.domain.errors import Fault
from tracker.domain.evidence import WORDS_LIMIT, EvidenceKind
from tracker.domain.text import LONGEST_NAME
from tracker.web.choice_fields import RadiosField
from tracker.web.fields import DateField, FilesField, Given, Longest, Optional
from tracker.web.forms import ConfirmedForm, TrackerForm
from tracker.web.language import current_language
from tracker.web.language import lazy_gettext as _l
from tracker.wording.evidence import evidence_kind_hint


class FilesForm(TrackerForm):
    """Files with the tick that nobody can be identified from them."""

    files = FilesField(_l("Files"), [Given(_l("Choose at least one file"))])
    attested = BooleanField(
        _l("Nobody can be identified from these files"),
        description=_l(
            "No child, no family and no case: no names, dates of birth, addresses or case numbers"
        ),
    )
    is_too_large = False

    def validate_attested(self, field: BooleanField) -> None:
        if not field.data:
            self.refuse([Fault("attestation_missing", "attested")])
            raise StopValidation

    def refuse(self, faults: Iterable[Fault]) -> None:
        faults = tuple(faults)
        super().refuse(faults)
        self.is_too_large = any(fault.code == "file_too_large" for fault in faults)


class DescriptionForm(ConfirmedForm):
    """What a piece of evidence says of itself."""

    title = StringField(
        _l("Name of the evidence"),
        [Given(), Longest(LONGEST_NAME)],
        description=_l("As others will look for it, such as “Training register, spring 2018”"),
    )
    kind = RadiosField(_l("What kind of proof it is"), [Given()], kind=EvidenceKind)
    dated_on = DateField(
        _l("Date of the evidence"),
        [Given()],
        description=_l("When the thing happened or was signed, not when you send it"),
    )
    proves = TextAreaField(_l("What it shows"), [Optional(), Longest(WORDS_LIMIT)])
    period_from = DateField(_l("First day of the period it covers"), [Optional()])
    period_to = DateField(_l("Last day of the period it covers"), [Optional()])
    stale_on = DateField(
        _l("Last day on which it still holds"),
        [Optional()],
        description=_l("Such as the end of an audit’s year; leave empty if it does not go stale"),
    )
    is_shared = BooleanField(
        _l("Share it with all agencies of the plan"),
        description=_l("Without the tick only your own agency and those in charge see it"),
    )


class AddForm(FilesForm, DescriptionForm):
    expected_item_id = RadiosField(_l("Which agreed proof it is"))


class VersionForm(FilesForm):
    """New files for the same proof."""


class LinkForm(TrackerForm):
    expected_item_id = RadiosField(_l("Which agreed proof it is"))


def kind_hints() -> dict[EvidenceKind, str]:
    """A line under each kind of proof, for the person who chooses."""
    return {kind: evidence_kind_hint(kind, current_language()) for kind in EvidenceKind}
