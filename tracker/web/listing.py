"""Lists whose state stands in the address: what is asked for, in which order, which page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from flask import request

from tracker.web.paging import PER_PAGE, Pages, asked, offset

Row = TypeVar("Row")

#: Neither says which rows a list shows.
_PASSING = frozenset({"page", "lang"})


def address(**changes: str | int | None) -> str:
    """This list with other filters or another order, from its first page; None takes a
    filter off."""
    kept = {name: value for name, value in request.args.items() if name not in _PASSING}
    wanted = {name: value for name, value in {**kept, **changes}.items() if value not in (None, "")}
    return f"{request.path}?{urlencode(wanted)}" if wanted else request.path


def order(known: Sequence[str]) -> tuple[str, bool]:
    """What the address sorts by, and whether backwards (`sort=-due`); else the first known."""
    text = request.args.get("sort", "")
    name = text.removeprefix("-")
    return (name, text.startswith("-")) if name in known else (known[0], False)


def page_of(rows: Sequence[Row]) -> tuple[Pages, Sequence[Row]]:
    """The page that the address asks for, or the last there is, and its rows."""
    pages = Pages(len(rows), 1)
    pages = Pages(len(rows), min(asked(), pages.last_number))
    start = offset(pages.number)
    return pages, rows[start : start + PER_PAGE]


@dataclass(frozen=True)
class Column:
    """A header that sorts; `order` as `tables.sortable` takes it."""

    words: str
    href: str
    order: str


def columns(words: Mapping[str, str], sorted_by: str, is_backwards: bool) -> list[Column]:
    """The headers of a list: each sorts by its column, the present one the other way."""
    found = []
    for name, said in words.items():
        here = name == sorted_by
        direction = ("descending" if is_backwards else "ascending") if here else ""
        wanted = f"-{name}" if here and not is_backwards else name
        found.append(Column(said, address(sort=wanted), direction))
    return found
