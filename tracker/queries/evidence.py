"""One piece of evidence: its versions, the actions it is put forward for, its bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState
from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import SET_ASIDE
from tracker.domain.permissions import Access, Permission
from tracker.domain.readiness_facts import Who
from tracker.models import Action, Evidence, EvidenceLink, EvidenceVersion
from tracker.queries.put_forward import File, agency_name, files_of
from tracker.queries.subjects import can_edit_evidence, of_action, row_number
from tracker.queries.whos import who


@dataclass(frozen=True)
class PutForward:
    """What became of the piece for one action."""

    link_id: int
    action: str
    title: Bilingual
    state: LinkState
    meets: str
    version: int
    submitted_at: datetime
    decided_by: Who | None
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Version:
    """The files that were handed in together."""

    number: int
    uploaded_by: Who | None
    uploaded_at: datetime
    files: tuple[File, ...]


@dataclass(frozen=True)
class EvidenceShown:
    """`versions` newest first. `is_fixed`: accepted somewhere, so only its sharing can
    change."""

    reference: str
    version: int
    plan_id: int
    title: str
    proves: str
    kind: EvidenceKind
    dated_on: date
    period_from: date | None
    period_to: date | None
    stale_on: date | None
    agency: Bilingual | None
    is_shared: bool
    is_fixed: bool
    versions: tuple[Version, ...]
    links: tuple[PutForward, ...]
    may_edit: bool


@dataclass(frozen=True)
class ToSend:
    """A file on its way out. `size` is in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Target:
    """An action that evidence can be put forward for, with what is expected of it."""

    reference: str
    title: Bilingual
    expected: tuple[tuple[int, str], ...]


def show(session: Session, access: Access, reference: str) -> EvidenceShown:
    """The piece with that reference, which this person may see."""
    evidence = (
        session.scalars(
            select(Evidence)
            .where(Evidence.reference == reference)
            .options(
                joinedload(Evidence.agency),
                joinedload(Evidence.versions).joinedload(EvidenceVersion.uploaded_by),
                joinedload(Evidence.links).options(
                    joinedload(EvidenceLink.action),
                    joinedload(EvidenceLink.expected_item),
                    joinedload(EvidenceLink.decided_by),
                ),
            )
        )
        .unique()
        .one()
    )
    return EvidenceShown(
        reference=evidence.reference,
        version=evidence.version,
        plan_id=evidence.plan_id,
        title=evidence.title,
        proves=evidence.proves,
        kind=evidence.kind,
        dated_on=evidence.dated_on,
        period_from=evidence.period_from,
        period_to=evidence.period_to,
        stale_on=evidence.stale_on,
        agency=agency_name(evidence),
        is_shared=evidence.is_shared,
        is_fixed=any(link.state is LinkState.ACCEPTED for link in evidence.links),
        versions=tuple(_versions(evidence)),
        links=tuple(_link(link) for link in evidence.links),
        may_edit=can_edit_evidence(session, access, evidence),
    )


def to_send(session: Session, reference: str, file_id: int) -> ToSend | None:
    """That file of that piece; None when the two do not belong together."""
    row = session.execute(
        select(
            EvidenceVersion.file_name,
            EvidenceVersion.media_type,
            EvidenceVersion.size,
            EvidenceVersion.sha256,
        )
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(Evidence.reference == reference, EvidenceVersion.id == row_number(str(file_id)))
    ).one_or_none()
    return None if row is None else ToSend(*row)


def target(session: Session, reference: str) -> Target:
    """The action with that reference, which must exist, with its open items."""
    action = (
        session.scalars(
            select(Action).where(Action.reference == reference).options(joinedload(Action.expected))
        )
        .unique()
        .one()
    )
    still_open = (item for item in action.expected if item.state is ExpectedState.OPEN)
    return Target(
        reference=action.reference,
        title=Bilingual(action.title, action.title_cy),
        expected=tuple((item.id, item.description) for item in still_open),
    )


def targets(
    session: Session, access: Access, evidence: EvidenceShown
) -> list[tuple[str, Bilingual]]:
    """Live actions of its plan for which this person may put the piece forward, those
    aside that have it already: reference and title, by reference. One statement."""
    taken = {link.action for link in evidence.links if link.state is not LinkState.RETURNED}
    found = session.scalars(
        select(Action)
        .where(Action.plan_id == evidence.plan_id, Action.stage.not_in(SET_ASIDE))
        .options(joinedload(Action.agencies))
        .order_by(Action.reference)
    ).unique()
    return [
        (action.reference, Bilingual(action.title, action.title_cy))
        for action in found
        if action.reference not in taken and access.can(Permission.ADD_EVIDENCE, of_action(action))
    ]


def _versions(evidence: Evidence) -> Iterator[Version]:
    for number in sorted({one.number for one in evidence.versions}, reverse=True):
        files = files_of(evidence, number)
        yield Version(number, files[0].uploaded_by, files[0].uploaded_at, files)


def _link(link: EvidenceLink) -> PutForward:
    return PutForward(
        link_id=link.id,
        action=link.action.reference,
        title=Bilingual(link.action.title, link.action.title_cy),
        state=link.state,
        meets=link.expected_item.description if link.expected_item else "",
        version=link.version_number,
        submitted_at=link.submitted_at,
        decided_by=who(link.decided_by),
        decided_at=link.decided_at,
        reason=link.reason,
    )
