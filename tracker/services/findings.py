"""Findings, in the words that were printed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from tracker.domain.errors import refuse
from tracker.domain.languages import Language
from tracker.domain.sources import FindingKind
from tracker.domain.text import LONGEST_PRINTED, clean_line, clean_words
from tracker.models import Finding, Source
from tracker.queries.source_access import is_frozen
from tracker.services.naming import agencies as named_agencies
from tracker.services.recording import called
from tracker.services.sources import editable
from tracker.services.unit_of_work import UnitOfWork

_LONGEST_NUMBER = 40
_LAST_PAGE = 9_999


def create(
    uow: UnitOfWork,
    source_reference: str,
    *,
    kind: FindingKind,
    text: str,
    language: Language = Language.ENGLISH,
    printed_number: str = "",
    page: int | None = None,
    agencies: Iterable[int] = (),
) -> Finding:
    """A finding after the last one of its source. Raises `Refused`."""
    source = editable(uow, uow.by_reference(Source, source_reference))
    uow.lock(Source, source.id)
    last = select(func.max(Finding.position)).where(Finding.source_id == source.id)
    finding = Finding(
        source=source,
        position=(uow.session.scalar(last) or 0) + 1,
        kind=kind,
        text=clean_words(text, "text", LONGEST_PRINTED),
        language=language,
        printed_number=clean_line(printed_number, _LONGEST_NUMBER, "printed_number"),
        page=_page(page),
        agencies=named_agencies(uow, agencies, "agencies"),
    )
    uow.session.add(finding)
    uow.record(
        "finding_created", finding, {"text": [None, finding.text]}, reference=_called(finding)
    )
    return finding


def edit(
    uow: UnitOfWork,
    finding_id: int,
    version: int,
    *,
    kind: FindingKind,
    text: str,
    language: Language,
    printed_number: str,
    page: int | None,
    agencies: Iterable[int],
) -> None:
    """The text, its kind and language stay once an agreed plan answers it. Raises
    `Refused`, `Stale`."""
    finding = uow.get(Finding, finding_id)
    editable(uow, finding.source)
    values: dict[str, Any] = {
        "kind": kind,
        "text": clean_words(text, "text", LONGEST_PRINTED),
        "language": language,
        "printed_number": clean_line(printed_number, _LONGEST_NUMBER, "printed_number"),
        "page": _page(page),
        "agencies": named_agencies(uow, agencies, "agencies", finding),
    }
    frozen = ("kind", "text", "language")
    if is_frozen(uow.session, finding_id) and any(
        getattr(finding, name) != values[name] for name in frozen
    ):
        raise refuse("finding_frozen", "text")
    if changes := uow.change(finding, values, version):
        uow.record("finding_changed", finding, changes, reference=_called(finding))


def _page(page: int | None) -> int | None:
    if page is not None and not 1 <= page <= _LAST_PAGE:
        raise refuse("page_not_one", "page", last=_LAST_PAGE)
    return page


def _called(finding: Finding) -> str:
    number = finding.printed_number or f"({finding.position})"
    return f"{called(finding.source)} {number}"
