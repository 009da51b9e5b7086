"""Several lines of enquiry in one plain form: words, and ticks for what each asks about."""

import re
from dataclasses import dataclass
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from tracker.domain.text import clean
from tracker.domain.visits import LONGEST_LINE, MOST_LINES
from tracker.services.visits import Enquiry
from tracker.web.language import gettext as _


@dataclass(frozen=True)
class LineRow:
    """One row of the form: names and ids of its two controls, and what is in them."""

    number: int
    text_name: str
    text_id: str
    asks_name: str
    text: str
    asks: frozenset[str]


class LinesField(Field):
    """Rows named `lines-0-text` and `lines-0-asks`. `data` is a tuple of `Enquiry`, empty rows
    left out; `choices` are the references that may be asked about."""

    def __init__(self, label: str = "", validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)
        self.spare = 1

    @property
    def rows(self) -> list[LineRow]:
        """What is filled in, with `spare` empty rows after it."""
        filled = [*self.data, *(Enquiry("") for _spare in range(self.spare))][:MOST_LINES]
        return [self._row(number, line) for number, line in enumerate(filled)]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        sent = None if formdata is None else self._read(formdata)
        stored = tuple(data) if isinstance(data, list | tuple) else ()
        self.data: tuple[Enquiry, ...] = stored if sent is None else sent

    def pre_validate(self, form: Any) -> None:
        longest = max((len(line.text) for line in self.data), default=0)
        if longest > LONGEST_LINE:
            raise ValidationError(
                _(
                    "%(field)s: one is %(length)s characters long; the most is %(most)s. "
                    "Shorten it.",
                    field=str(self.label.text),
                    length=longest,
                    most=LONGEST_LINE,
                )
            )

    def said(self, value: Any) -> str:
        """As the page that compares two versions tells it."""
        return "\n".join(value)

    def _row(self, number: int, line: Enquiry) -> LineRow:
        return LineRow(
            number=number + 1,
            text_name=f"{self.name}-{number}-text",
            text_id=self.id if number == 0 else f"{self.id}-{number}-text",
            asks_name=f"{self.name}-{number}-asks",
            text=line.text,
            asks=frozenset(line.recommendations),
        )

    def _read(self, formdata: Any) -> tuple[Enquiry, ...] | None:
        """What was sent, in order; None when the form has no lines at all."""
        pattern = re.compile(rf"{re.escape(self.name)}-(\d{{1,3}})-(?:text|asks)")
        found = {int(sent.group(1)) for key in formdata if (sent := pattern.fullmatch(key))}
        if not found:
            return None
        lines = (
            Enquiry(
                clean(formdata.get(f"{self.name}-{number}-text", "")),
                tuple(dict.fromkeys(formdata.getlist(f"{self.name}-{number}-asks"))),
            )
            for number in sorted(found)
        )
        return tuple(line for line in lines if line.text or line.recommendations)
