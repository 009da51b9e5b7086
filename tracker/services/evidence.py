"""Evidence: added, given new versions, described and shared."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from tracker.domain import references
from tracker.domain.deadlines import is_far_off
from tracker.domain.errors import NotFound, NotPermitted, Refused, doubt, refuse
from tracker.domain.evidence import (
    WORDS_LIMIT,
    EvidenceKind,
    LinkState,
    check_evidence_dates,
)
from tracker.domain.lifecycle import SET_ASIDE
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_line, clean_text
from tracker.models import (
    Action,
    Evidence,
    EvidenceLink,
    EvidenceVersion,
    Person,
)
from tracker.queries.subjects import can_edit_evidence, can_see_evidence
from tracker.services.evidence_links import check_live, link, submit
from tracker.services.held_actions import take
from tracker.services.unit_of_work import UnitOfWork
from tracker.services.uploads import StoredFile

TITLE_LIMIT = 200


def add(
    uow: UnitOfWork,
    action_reference: str,
    *,
    files: Sequence[StoredFile],
    title: str,
    kind: EvidenceKind,
    dated_on: date,
    proves: str = "",
    period_from: date | None = None,
    period_to: date | None = None,
    stale_on: date | None = None,
    expected_item_id: int | None = None,
    is_shared: bool = False,
    attested: bool = False,
    confirmed: bool = False,
) -> Evidence:
    """New evidence, put forward for one action. Raises `Refused`.

    The same file again for the same action is refused, so that a form sent twice adds once.
    """
    action = take(uow, action_reference, Permission.ADD_EVIDENCE)
    check_live(action)
    _check_attested(attested)
    check_evidence_dates(dated_on, period_from, period_to, stale_on, uow.today)
    _confirm(uow, dated_on, confirmed)
    _check_new(uow, action, files)
    actor = uow.get(Person, uow.actor_id)
    evidence = Evidence(
        # Its number is only known once the database has given it one.
        reference=f"new-{secrets.token_hex(4)}",
        plan_id=action.plan_id,
        title=_title(title),
        proves=clean_text(proves, WORDS_LIMIT, "proves"),
        kind=kind,
        dated_on=dated_on,
        period_from=period_from,
        period_to=period_to,
        stale_on=stale_on,
        uploaded_by_id=actor.id,
        agency_id=actor.agency_id,
        is_shared=is_shared,
    )
    uow.session.add(evidence)
    uow.session.flush()
    evidence.reference = references.evidence(evidence.id)
    _add_files(uow, evidence, 1, files)
    uow.record("evidence_added", evidence, _described(evidence, files))
    link(uow, evidence, action, 1, expected_item_id)
    return evidence


def add_version(
    uow: UnitOfWork, reference: str, *, files: Sequence[StoredFile], attested: bool = False
) -> Evidence:
    """New files for the same proof. Where it was returned or not yet checked, the new
    version is put forward instead; what was accepted stays accepted as it was."""
    evidence = _editable(uow, reference)
    _check_attested(attested)
    known = uow.session.scalar(
        select(EvidenceVersion.file_name).where(
            EvidenceVersion.evidence_id == evidence.id,
            EvidenceVersion.sha256.in_([file.sha256 for file in files]),
        )
    )
    if known is not None:
        raise refuse("version_same_file", "files", name=known)
    number = 1 + (
        uow.session.scalar(
            select(func.max(EvidenceVersion.number)).where(
                EvidenceVersion.evidence_id == evidence.id
            )
        )
        or 0
    )
    _add_files(uow, evidence, number, files)
    uow.record(
        "evidence_version_added",
        evidence,
        {"version": [number - 1, number], "files": [None, [file.name for file in files]]},
    )
    for before in evidence.links:
        if before.state is not LinkState.ACCEPTED and before.action.stage not in SET_ASIDE:
            submit(uow, before, number, before.expected_item_id)
    return evidence


def edit(
    uow: UnitOfWork,
    reference: str,
    version: int,
    *,
    title: str,
    proves: str,
    kind: EvidenceKind,
    dated_on: date,
    period_from: date | None,
    period_to: date | None,
    stale_on: date | None,
    is_shared: bool,
    confirmed: bool = False,
) -> Evidence:
    """Describe evidence anew. Once it is accepted anywhere, only its sharing can change:
    the decision was about what it said. Whoever was about to decide looks again. Raises
    `Refused`, `Stale`."""
    evidence = _editable(uow, reference)
    check_evidence_dates(dated_on, period_from, period_to, stale_on, uow.today)
    if dated_on != evidence.dated_on:
        _confirm(uow, dated_on, confirmed)
    values = {
        "title": _title(title),
        "proves": clean_text(proves, WORDS_LIMIT, "proves"),
        "kind": kind,
        "dated_on": dated_on,
        "period_from": period_from,
        "period_to": period_to,
        "stale_on": stale_on,
    }
    uow.expect(evidence, version, {**values, "is_shared": is_shared})
    accepted = any(link.state is LinkState.ACCEPTED for link in evidence.links)
    if accepted and any(getattr(evidence, name) != value for name, value in values.items()):
        raise refuse("evidence_accepted_fixed")
    changes = uow.change(evidence, {**values, "is_shared": is_shared})
    if changes:
        uow.record("evidence_changed", evidence, changes)
    if changes.keys() & values.keys():
        for link in evidence.links:
            uow.touch(link)
    return evidence


def _editable(uow: UnitOfWork, reference: str) -> Evidence:
    evidence = uow.session.scalar(
        select(Evidence).where(Evidence.reference == reference).with_for_update()
    )
    if evidence is None or not can_see_evidence(uow.session, uow.access, evidence):
        raise NotFound
    if not can_edit_evidence(uow.session, uow.access, evidence):
        raise NotPermitted
    return evidence


def _check_attested(attested: bool) -> None:
    if not attested:
        raise refuse("attestation_missing", "attested")


def _confirm(uow: UnitOfWork, dated_on: date, confirmed: bool) -> None:
    if is_far_off(dated_on, uow.today) and not confirmed:
        raise Refused(doubt("date_far_off", "dated_on"))


def _check_new(uow: UnitOfWork, action: Action, files: Sequence[StoredFile]) -> None:
    known = uow.session.execute(
        select(Evidence.reference, EvidenceVersion.file_name)
        .join(EvidenceVersion, EvidenceVersion.evidence_id == Evidence.id)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(
            EvidenceLink.action_id == action.id,
            EvidenceVersion.sha256.in_([file.sha256 for file in files]),
        )
        .order_by(Evidence.id)
    ).first()
    if known is not None:
        raise refuse("file_already_there", "files", reference=known[0], name=known[1])


def _title(title: str) -> str:
    line = clean_line(title, TITLE_LIMIT, "title")
    if not line:
        raise refuse("title_missing", "title")
    return line


def _add_files(
    uow: UnitOfWork, evidence: Evidence, number: int, files: Sequence[StoredFile]
) -> None:
    for position, file in enumerate(files, start=1):
        evidence.versions.append(
            EvidenceVersion(
                number=number,
                position=position,
                file_name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                uploaded_by_id=uow.actor_id,
                uploaded_at=uow.now,
                attested_at=uow.now,
            )
        )


def _described(evidence: Evidence, files: Sequence[StoredFile]) -> dict[str, Any]:
    fields = ("title", "kind", "dated_on", "period_from", "period_to", "stale_on", "is_shared")
    described: dict[str, Any] = {name: [None, getattr(evidence, name)] for name in fields}
    described["files"] = [None, [f"{file.name} {file.sha256}" for file in files]]
    return described
