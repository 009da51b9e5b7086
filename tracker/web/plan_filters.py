"""The strip of filters over the pages of one plan, read from the address."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import request

from tracker.domain.exceptions import ExceptionKind
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import Rating
from tracker.domain.rollup import WORST_FIRST
from tracker.queries.filters import Choice, Choices, Filters
from tracker.queries.structure import ThemeHead
from tracker.web.language import gettext as _
from tracker.web.listing import address
from tracker.wording.exceptions import exception_heading
from tracker.wording.ratings import rating_word
from tracker.wording.stages import stage_word

Code = TypeVar("Code", bound=StrEnum)

#: Those of the board's overview; lists can also be narrowed to one kind of exception.
OF_OVERVIEW = ("theme", "agency", "lead", "rating", "stage", "source")
OF_LISTS = (*OF_OVERVIEW, "exception")


@dataclass(frozen=True)
class Strip:
    """One filter as the form shows it."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True)
class InUse:
    """A filter that is on; `href` is the same page without it."""

    words: str
    href: str


def asked() -> Filters:
    """What the address asks for; what makes no sense asks for nothing."""
    return Filters(
        theme=_number("theme"),
        agency=_number("agency"),
        lead=_number("lead"),
        rating=_code("rating", Rating),
        stage=_code("stage", Stage),
        source=request.args.get("source", "").replace("\0", "")[:40],
        exception=_code("exception", ExceptionKind),
    )


def in_address(filters: Filters) -> dict[str, str]:
    """The filters as they stand in the address, for links that keep them."""
    values = {name: getattr(filters, name) for name in OF_LISTS}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def strip(
    themes: Iterable[ThemeHead],
    choices: Choices,
    filters: Filters,
    language: Language,
    names: Collection[str] = OF_LISTS,
) -> list[Strip]:
    """The filters called `names`, with what each offers."""
    known = in_address(filters)
    offered = {
        "theme": (
            _("Theme"),
            [
                (str(item.number), f"{item.number} {item.title.said_in(language)}")
                for item in themes
            ],
        ),
        "agency": (_("Agency"), _said(choices.agencies, language)),
        "lead": (_("Accountable lead"), _said(choices.leads, language)),
        "rating": (
            _("Rating"),
            [(code.value, rating_word(code, language)) for code in WORST_FIRST],
        ),
        "stage": (_("Stage"), [(code.value, stage_word(code, language)) for code in Stage]),
        "source": (_("Source"), _said(choices.sources, language)),
        "exception": (
            _("Exceptions"),
            [(code.value, exception_heading(code, language)) for code in ExceptionKind],
        ),
    }
    return [
        Strip(name, label, tuple(options), known.get(name, ""))
        for name, (label, options) in offered.items()
        if name in names
    ]


def in_use(strips: Iterable[Strip]) -> list[InUse]:
    """The filters that are on, in words."""
    return [
        InUse(
            f"{item.label}: {dict(item.options).get(item.value, item.value)}",
            address(**{item.name: None}),
        )
        for item in strips
        if item.value
    ]


def _said(choices: Iterable[Choice], language: Language) -> list[tuple[str, str]]:
    return [(value, words.said_in(language)) for value, words in choices]


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _code(name: str, kind: type[Code]) -> Code | None:
    text = request.args.get(name, "")
    return kind(text) if text in set(kind) else None
