"""Form fields of our own: a date in three boxes, and several files at once."""

from datetime import date
from typing import Any, ClassVar

from werkzeug.datastructures import FileStorage
from wtforms import Field, MultipleFileField
from wtforms.validators import StopValidation, ValidationError

from tracker.web.language import gettext as _

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_PARTS = ("day", "month", "year")


class DateField(Field):
    """A date typed as day, month and year. `data` is a `date`, or None when left empty."""

    def __init__(self, label: str = "", validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.typed = dict.fromkeys(_PARTS, "")
        self.wrong: frozenset[str] = frozenset()
        self._fault = ""

    @property
    def parts(self) -> list[tuple[str, str, str, str, bool]]:
        """Each box: name, id, what was typed, which part, whether it is the wrong one."""
        everything = bool(self.errors) and not self.wrong
        return [
            (
                f"{self.name}-{part}",
                f"{self.id}-{part}",
                self.typed[part],
                part,
                part in self.wrong or everything,
            )
            for part in _PARTS
        ]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.data = self.default if data is None or not isinstance(data, date) else data
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in _PARTS):
            self.typed = {
                part: str(formdata.get(f"{self.name}-{part}", "")).strip()[:20] for part in _PARTS
            }
            self.data = self._read()
        elif self.data is not None:
            self.typed = {
                "day": str(self.data.day),
                "month": str(self.data.month),
                "year": str(self.data.year),
            }

    def pre_validate(self, form: Any) -> None:
        if self._fault:
            raise StopValidation(self._fault)

    def _read(self) -> date | None:
        if not any(self.typed.values()):
            return None
        missing = frozenset(part for part in _PARTS if not self.typed[part])
        if missing:
            self.wrong = missing
            self._fault = _("%(field)s must include a day, a month and a year.", field=self._words)
            return None
        numbers = {part: _number(self.typed[part]) for part in _PARTS}
        self.wrong = frozenset(part for part, number in numbers.items() if number is None)
        if self.wrong:
            self._fault = _("%(field)s must be numbers, such as 27 3 2018.", field=self._words)
            return None
        day, month, year = (numbers[part] or 0 for part in _PARTS)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            self.wrong = frozenset({"year"})
            self._fault = _(
                "%(field)s has the year %(year)s; write all four figures, such as 2018.",
                field=self._words,
                year=self.typed["year"],
            )
            return None
        try:
            return date(year, month, day)
        except ValueError:
            self.wrong = frozenset({"day", "month"} if 1 <= month <= 12 else {"month"})
            self._fault = _(
                "%(field)s is not a day of the calendar: check the day and the month.",
                field=self._words,
            )
            return None

    @property
    def _words(self) -> str:
        return str(self.label.text)


class Given:
    """Something was given. Names the field in the sentence, unlike WTForms' own."""

    field_flags: ClassVar[dict[str, bool]] = {}

    def __init__(self, message: str = "") -> None:
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        data = field.data
        if (
            data is None
            or (isinstance(data, str | list) and not data)
            or (isinstance(data, str) and not data.strip())
        ):
            words = self.message or _("%(field)s: fill this in.", field=str(field.label.text))
            raise StopValidation(words)


class Optional:
    """May be left empty; the label says so."""

    field_flags: ClassVar[dict[str, bool]] = {"optional": True}

    def __call__(self, form: Any, field: Field) -> None:
        if not field.data and not field.errors:
            raise StopValidation()


class Longest:
    """At most so many characters, counted as typed."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def __call__(self, form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > self.characters:
            raise ValidationError(
                _(
                    "%(field)s is %(length)s characters long; the most is %(most)s. Shorten it.",
                    field=str(field.label.text),
                    length=length,
                    most=self.characters,
                )
            )


class FilesField(MultipleFileField):
    """Files that were really chosen; an empty file input counts as none."""

    def process_formdata(self, valuelist: Any) -> None:
        self.data = [item for item in valuelist if isinstance(item, FileStorage) and item.filename]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
