"""Sources: what inspectors and others published, with who issued it under which name."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select

from tracker.domain import references
from tracker.domain.errors import NotFound, NotPermitted, Refused, doubt, refuse
from tracker.domain.permissions import Permission
from tracker.domain.sources import (
    SourceKind,
    bore_name_on,
    code_for,
    doubts_about_dates,
    known_on,
)
from tracker.domain.text import LONGEST_NAME, LONGEST_WORDS, clean_line, clean_name, clean_text
from tracker.models import Inspectorate, Source, SourceInspectorate
from tracker.queries.source_access import standing_of
from tracker.services.naming import agencies as named_agencies
from tracker.services.naming import several
from tracker.services.unit_of_work import UnitOfWork


def create(
    uow: UnitOfWork,
    *,
    kind: SourceKind,
    title: str,
    title_cy: str = "",
    published_on: date | None = None,
    received_on: date | None = None,
    fieldwork_on: date | None = None,
    summary: str = "",
    inspectorates: Iterable[int] = (),
    agencies: Iterable[int] = (),
    code: str = "",
    confirmed: bool = False,
) -> Source:
    """A source whose reference is made of `code`, year and month. Without `code` it is the
    inspectorate's abbreviation when there is one, else a word for the kind. Raises
    `Refused`."""
    if not uow.access.can_in_some_plan(Permission.EDIT_SOURCES):
        raise NotPermitted
    issuers = several(uow, Inspectorate, inspectorates)
    known = known_on(published_on, received_on)
    _confirm(uow, published_on, received_on, fieldwork_on, issuers, confirmed)
    source = Source(
        reference=_reference(uow, code, kind, issuers, known),
        kind=kind,
        title=clean_name(title, "title"),
        title_cy=clean_line(title_cy, LONGEST_NAME, "title_cy"),
        published_on=published_on,
        received_on=received_on,
        fieldwork_on=fieldwork_on,
        summary=clean_text(summary, LONGEST_WORDS, "summary"),
        inspectorates=[_as_printed(issuer) for issuer in issuers],
        agencies=named_agencies(uow, agencies, "agencies"),
    )
    uow.session.add(source)
    printed = [issuer.name for issuer in issuers]
    uow.record(
        "source_created", source, {"title": [None, source.title], "inspectorates": [None, printed]}
    )
    return source


def edit(
    uow: UnitOfWork,
    reference: str,
    version: int,
    *,
    kind: SourceKind,
    title: str,
    title_cy: str,
    published_on: date | None,
    received_on: date | None,
    fieldwork_on: date | None,
    summary: str,
    inspectorates: Iterable[int],
    agencies: Iterable[int],
    confirmed: bool = False,
) -> None:
    """Everything but the reference. Raises `Refused`, `Stale`."""
    source = editable(uow, uow.by_reference(Source, reference))
    issuers = several(uow, Inspectorate, inspectorates)
    known_on(published_on, received_on)
    values: dict[str, Any] = {
        "kind": kind,
        "title": clean_name(title, "title"),
        "title_cy": clean_line(title_cy, LONGEST_NAME, "title_cy"),
        "published_on": published_on,
        "received_on": received_on,
        "fieldwork_on": fieldwork_on,
        "summary": clean_text(summary, LONGEST_WORDS, "summary"),
        "agencies": named_agencies(uow, agencies, "agencies", source),
    }
    printed = {issuer.inspectorate_id: issuer for issuer in source.inspectorates}
    before, after = sorted(printed), [issuer.id for issuer in issuers]
    uow.expect(source, version, {**values, "inspectorates": after}, {"inspectorates": before})
    dates = ("published_on", "received_on", "fieldwork_on")
    if before != after or any(getattr(source, name) != values[name] for name in dates):
        _confirm(uow, published_on, received_on, fieldwork_on, issuers, confirmed)
    changes = uow.change(source, values)
    if before != after:
        names = [issuer.printed_name for issuer in source.inspectorates]
        source.inspectorates = [printed.get(issuer.id) or _as_printed(issuer) for issuer in issuers]
        changes["inspectorates"] = [names, [one.printed_name for one in source.inspectorates]]
        uow.touch(source)
    if changes:
        uow.record("source_changed", source, changes)


def editable(uow: UnitOfWork, source: Source) -> Source:
    """`source`, if the actor may change it. Raises `NotFound`, `NotPermitted`."""
    standing = standing_of(uow.session, uow.access, source.id)
    if not standing.may_see:
        raise NotFound
    if not standing.may_edit:
        raise NotPermitted
    return source


def _as_printed(issuer: Inspectorate) -> SourceInspectorate:
    """Names change; what was printed on the day does not."""
    return SourceInspectorate(inspectorate_id=issuer.id, printed_name=issuer.name)


def _confirm(
    uow: UnitOfWork,
    published_on: date | None,
    received_on: date | None,
    fieldwork_on: date | None,
    issuers: list[Inspectorate],
    confirmed: bool,
) -> None:
    doubts = doubts_about_dates(published_on, received_on, fieldwork_on, uow.today)
    day = known_on(published_on, received_on)
    doubts += [
        doubt("named_otherwise_then", "inspectorates", name=issuer.abbreviation, day=day)
        for issuer in issuers
        if not bore_name_on(issuer.named_from, issuer.named_until, day)
    ]
    if doubts and not confirmed:
        raise Refused(*doubts)


def _reference(
    uow: UnitOfWork, code: str, kind: SourceKind, issuers: list[Inspectorate], known: date
) -> str:
    short = clean_line(code, LONGEST_NAME, "code").upper()
    short = short or code_for(kind, [issuer.abbreviation for issuer in issuers])
    if not references.is_short_code(short):
        raise refuse("bad_short_code", "code")
    begins = f"{short}-{known.year:04d}-{known.month:02d}"
    same_month = Source.reference.like(f"{begins}%")
    earlier = uow.session.scalar(select(func.count(Source.id)).where(same_month)) or 0
    number = references.source_number(known.month, earlier)
    return references.source(short, known.year, number)
