"""Long lists, fifty rows a page; which page stands in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

PER_PAGE = 50
#: Pages named beside the present one.
_NEAR = 1


@dataclass(frozen=True)
class PageLink:
    """`number` is None for a gap."""

    number: int | None
    href: str
    current: bool


@dataclass(frozen=True)
class Pages:
    """What `tables.extent` and `tables.pagination` show; rows are counted from one."""

    total: int
    number: int

    @property
    def last_number(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def first(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return min(self.total, self.number * PER_PAGE)

    @property
    def previous(self) -> str | None:
        return _address(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        return _address(self.number + 1) if self.number < self.last_number else None

    @property
    def items(self) -> list[PageLink]:
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        shown = sorted({1, self.last_number, *near} & set(range(1, self.last_number + 1)))
        links: list[PageLink] = []
        for number in shown:
            if links and number != (links[-1].number or 0) + 1:
                links.append(PageLink(None, "", False))
            links.append(PageLink(number, _address(number), number == self.number))
        return links


def asked() -> int:
    """The page that the address asks for, the first when it asks for none that can be."""
    text = request.args.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return max(1, number)


def offset(number: int) -> int:
    """How many rows come before that page."""
    return (number - 1) * PER_PAGE


def _address(number: int) -> str:
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    return f"{request.path}?{urlencode([*kept, ('page', number)])}"
