"""What every form shares: cleaned text, messages in the reader's language, the version
that was read, and what happens when saving is refused or somebody saved in between."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import abort, flash, make_response, render_template, request
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, PasswordField, StringField
from wtforms.meta import DefaultMeta

from tracker.domain.errors import Fault, Refused, Stale
from tracker.domain.text import clean
from tracker.services.unit_of_work import UnitOfWork
from tracker.web.language import current_language
from tracker.web.language import gettext as _
from tracker.web.language import lazy_gettext as _l
from tracker.web.reading import writing
from tracker.wording.catalogue import catalogue
from tracker.wording.dates import long_date
from tracker.wording.faults import sentence


class TrackerForm(FlaskForm):
    """The base of every form that changes something."""

    class Meta(FlaskForm.Meta, DefaultMeta):
        def get_translations(self, form: Any) -> Any:
            return catalogue(current_language())

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            filters = list(unbound_field.kwargs.get("filters", ()))
            if issubclass(unbound_field.field_class, Field) and _is_text(unbound_field):
                unbound_field.kwargs["filters"] = [clean, *[f for f in filters if f is not clean]]
            return unbound_field.bind(form=form, **options)

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Show each fault beside its field, or above the form when it has none."""
        for fault in faults:
            words = sentence(fault, current_language())
            if fault.field is not None and fault.field in self:
                field = self[fault.field]
                field.errors = [*field.errors, words]
            else:
                self.form_errors.append(words)

    def values(self, *names: str) -> dict[str, Any]:
        """What was given for these fields, by name."""
        return {name: self[name].data for name in names}


class EditForm(TrackerForm):
    """A form that edits a stored record and knows which version was read."""

    version = HiddenField()

    @property
    def version_read(self) -> int:
        """The version the person looked at; 0, which is always stale, when tampered with."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class ConfirmedForm(EditForm):
    """A form that asks to confirm what is unlikely, such as a wrong year, before saving."""

    confirmed = BooleanField(_l("I have checked this: save it as it is"))
    is_doubted = False

    def refuse(self, faults: Iterable[Fault]) -> None:
        """As every form; a doubt brings up the tick that confirms it."""
        faults = tuple(faults)
        super().refuse(faults)
        self.is_doubted = any(fault.is_doubt for fault in faults)
        if self.is_doubted:
            self.confirmed.errors = [_("Mend it, or tick that it is right.")]

    def __iter__(self) -> Iterator[Field]:
        """The fields as a page shows them: what confirms comes after what is doubted."""
        return iter(sorted(super().__iter__(), key=lambda field: field.name == "confirmed"))

    @property
    def asks_confirmation(self) -> bool:
        return self.is_doubted or bool(self.confirmed.data)


@contextmanager
def saving(form: TrackerForm, done: str = "") -> Iterator[UnitOfWork]:
    """A unit of work for what `form` says; once it is committed, the next page says `done`.

    When the product refuses, the sentences land on the form and the block is left, so
    that the view goes on to show the form again with all that was typed. When somebody
    saved the same record in between, the conflict page shows both values.
    """
    try:
        with writing() as uow:
            yield uow
        if done:
            flash(done, "success")
    except Refused as refusal:
        form.refuse(refusal.faults)
    except Stale as stale:
        abort(make_response(_conflict(form, stale), 409))


def _conflict(form: TrackerForm, stale: Stale) -> str:
    shown = [
        (form[name].label.text, _shown(form[name], stale.theirs[name]), _shown(form[name], value))
        for name, value in stale.yours.items()
        if name in form
    ]
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in {"csrf_token", "version"}
    ]
    return render_template(
        "errors/conflict.html",
        rows=[row for row in shown if row[1] != row[2]],
        kept=kept,
        version=stale.version,
        back=request.path,
    )


def _shown(field: Field, value: Any) -> str:
    """A stored value in the words of the form: the label of a choice, a date in full."""
    if hasattr(field, "said"):
        return str(field.said(value))
    if value is None:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(_shown(field, item) for item in value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return long_date(value, current_language())
    labels = {str(key): str(label) for key, label, *_rest in getattr(field, "choices", None) or ()}
    return labels.get(str(getattr(value, "value", value)), str(value))


def _is_text(unbound_field: Any) -> bool:
    kind = unbound_field.field_class
    return issubclass(kind, StringField) and not issubclass(kind, PasswordField | HiddenField)
