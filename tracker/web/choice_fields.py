"""Form fields that take one or several of what is offered, or a whole number.

The view sets `choices` as (value, words) before the form is shown or checked; only what is
offered is taken, and what is wrong is said in our own words.
"""

from collections.abc import Callable
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField, widgets
from wtforms.validators import StopValidation

from tracker.web.language import gettext as _


def _chosen(kind: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A value as `kind`; None for the empty choice."""
    return lambda value: None if value is None or value == "" else kind(value)


class ChoiceField(SelectField):
    """A drop-down list. `data` is a `kind` (a code, or the number of a record), or None."""

    def __init__(
        self, label: str = "", validators: Any = None, kind: Callable[[Any], Any] = int, **more: Any
    ) -> None:
        super().__init__(label, validators, coerce=_chosen(kind), choices=[], **more)
        self._is_foreign = False

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        try:
            self.data = self.coerce(valuelist[0])
        except ValueError:
            self.data, self._is_foreign = None, True

    def pre_validate(self, form: Any) -> None:
        offered = {self.coerce(value) for value, *_words in self.choices}
        if self._is_foreign or (self.data is not None and self.data not in offered):
            raise StopValidation(_("%(field)s: choose from the list.", field=str(self.label.text)))


class RadiosField(ChoiceField):
    """As `ChoiceField`, all choices in sight."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.RadioInput()


class ChoicesField(SelectMultipleField):
    """Ticks. `data` is a list, empty when nothing is ticked."""

    option_widget = widgets.CheckboxInput()

    def __init__(
        self, label: str = "", validators: Any = None, kind: Callable[[Any], Any] = int, **more: Any
    ) -> None:
        super().__init__(label, validators, coerce=_chosen(kind), choices=[], **more)
        self._is_foreign = False

    def process_data(self, value: Any) -> None:
        self.data = [self.coerce(item) for item in value or ()]

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = [self.coerce(item) for item in valuelist]
        except ValueError:
            self.data, self._is_foreign = [], True

    def pre_validate(self, form: Any) -> None:
        offered = {self.coerce(value) for value, *_words in self.choices}
        if self._is_foreign or not offered.issuperset(self.data):
            raise StopValidation(_("%(field)s: choose from the list.", field=str(self.label.text)))


class WholeField(Field):
    """A whole number typed in figures. `data` is an `int`, or None when left empty."""

    widget = widgets.NumberInput()

    def __init__(self, label: str = "", validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)
        self.typed: str | None = None

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        self.typed = valuelist[0].strip()[:20]
        is_whole = self.typed.isascii() and self.typed.isdigit() and len(self.typed) < 10
        self.data = int(self.typed) if is_whole else None

    def pre_validate(self, form: Any) -> None:
        if self.typed and self.data is None:
            raise StopValidation(
                _("%(field)s must be a whole number, such as 28.", field=str(self.label.text))
            )
