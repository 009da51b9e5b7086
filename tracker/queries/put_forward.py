"""Evidence as put forward for actions: what it claims, its files, and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.evidence import EvidenceKind, LinkState, Staleness, staleness
from tracker.domain.languages import Bilingual
from tracker.domain.permissions import Access, Permission
from tracker.domain.readiness_facts import Who
from tracker.models import Action, Evidence, EvidenceLink, EvidenceVersion
from tracker.queries.subjects import of_evidence
from tracker.queries.whos import who


@dataclass(frozen=True)
class File:
    """`size` is in bytes."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    version: int
    uploaded_by: Who | None
    uploaded_at: datetime


@dataclass(frozen=True)
class Proof:
    """One piece of evidence for one action. `files` are those of the version that was put
    forward; `meets` is the expected item it was put forward for."""

    link_id: int
    link_version: int
    reference: str
    title: str
    proves: str
    kind: EvidenceKind
    dated_on: date
    period: tuple[date, date] | None
    stale_on: date | None
    stale: Staleness | None
    state: LinkState
    meets_id: int | None
    meets: str
    files: tuple[File, ...]
    version: int
    agency: Bilingual | None
    is_shared: bool
    submitted_by: Who | None
    submitted_at: datetime
    decided_by: Who | None
    decided_at: datetime | None
    reason: str
    handed_in_by: frozenset[int | None]


@dataclass(frozen=True)
class Proofs:
    """Newest first. `hidden` counts what other agencies keep to themselves; the other
    counts hold it too: outputs not returned, pieces accepted, items something waits for."""

    shown: tuple[Proof, ...] = ()
    hidden: int = 0
    outputs: int = 0
    accepted: int = 0
    items_shown: frozenset[int | None] = frozenset()

    @property
    def returned(self) -> Proof | None:
        """What came back last."""
        return next((one for one in self.shown if one.state is LinkState.RETURNED), None)


def of_action(
    session: Session,
    access: Access,
    action_id: int,
    named: bool,
    delivered_on: date | None,
    as_at: date,
) -> Proofs:
    """What was put forward for one action: one statement. `named`: this person owns the
    action or is accountable for it, and so sees all of it."""
    links = read(session, EvidenceLink.action_id == action_id)
    seen = [
        link
        for link in links
        if named or access.can(Permission.VIEW_EVIDENCE, of_evidence(link.evidence))
    ]
    shown = sorted(
        (proof(link, delivered_on, as_at) for link in seen),
        key=lambda one: (one.submitted_at, one.link_id),
        reverse=True,
    )
    standing = [link for link in links if link.state is not LinkState.RETURNED]
    return Proofs(
        shown=tuple(shown),
        hidden=len(links) - len(seen),
        outputs=sum(link.evidence.kind is EvidenceKind.OUTPUT for link in standing),
        accepted=sum(link.state is LinkState.ACCEPTED for link in standing),
        items_shown=frozenset(link.expected_item_id for link in standing),
    )


def read(session: Session, *where: ColumnElement[bool]) -> list[EvidenceLink]:
    """Links with everything that `proof` and the action's permissions look at: one
    statement."""
    found = session.scalars(
        select(EvidenceLink)
        .where(*where)
        .options(
            joinedload(EvidenceLink.evidence).options(
                joinedload(Evidence.agency),
                joinedload(Evidence.versions).joinedload(EvidenceVersion.uploaded_by),
            ),
            joinedload(EvidenceLink.action).options(
                joinedload(Action.plan), joinedload(Action.owner), joinedload(Action.agencies)
            ),
            joinedload(EvidenceLink.expected_item),
            joinedload(EvidenceLink.submitted_by),
            joinedload(EvidenceLink.decided_by),
        )
    )
    return list(found.unique())


def proof(link: EvidenceLink, delivered_on: date | None, as_at: date) -> Proof:
    """A loaded link as it stands; `delivered_on` is its action's."""
    evidence = link.evidence
    files = files_of(evidence, link.version_number)
    uploaders = {
        one.uploaded_by_id for one in evidence.versions if one.number == link.version_number
    }
    period = None
    if evidence.period_from is not None and evidence.period_to is not None:
        period = (evidence.period_from, evidence.period_to)
    return Proof(
        link_id=link.id,
        link_version=link.version,
        reference=evidence.reference,
        title=evidence.title,
        proves=evidence.proves,
        kind=evidence.kind,
        dated_on=evidence.dated_on,
        period=period,
        stale_on=evidence.stale_on,
        stale=staleness(evidence.kind, evidence.dated_on, evidence.stale_on, delivered_on, as_at),
        state=link.state,
        meets_id=link.expected_item_id,
        meets=link.expected_item.description if link.expected_item else "",
        files=files,
        version=link.version_number,
        agency=agency_name(evidence),
        is_shared=evidence.is_shared,
        submitted_by=who(link.submitted_by),
        submitted_at=link.submitted_at,
        decided_by=who(link.decided_by),
        decided_at=link.decided_at,
        reason=link.reason,
        handed_in_by=frozenset({evidence.uploaded_by_id, link.submitted_by_id, *uploaders}),
    )


def files_of(evidence: Evidence, version: int) -> tuple[File, ...]:
    """The files of one version, in the order in which they were chosen."""
    return tuple(
        File(
            id=one.id,
            name=one.file_name,
            media_type=one.media_type,
            size=one.size,
            sha256=one.sha256,
            version=one.number,
            uploaded_by=who(one.uploaded_by),
            uploaded_at=one.uploaded_at,
        )
        for one in evidence.versions
        if one.number == version
    )


def agency_name(evidence: Evidence) -> Bilingual | None:
    """Whose working material it is."""
    agency = evidence.agency
    return Bilingual(agency.name, agency.name_cy) if agency else None
