"""What has been put together to prove one action."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState
from tracker.domain.lifecycle import ProofFacts
from tracker.models import Action, Evidence, EvidenceLink, ExpectedItem


def proof_facts(session: Session, action: Action) -> ProofFacts:
    """The facts on which "delivered" and "evidenced" rest, as the database holds them."""
    outputs = func.count().filter(Evidence.kind == EvidenceKind.OUTPUT)
    accepted = func.count().filter(EvidenceLink.state == LinkState.ACCEPTED)
    row = session.execute(
        select(outputs, accepted)
        .select_from(EvidenceLink)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(EvidenceLink.action_id == action.id, EvidenceLink.state != LinkState.RETURNED)
    ).one()
    still_open = session.scalar(
        select(func.count(ExpectedItem.id)).where(
            ExpectedItem.action_id == action.id, ExpectedItem.state == ExpectedState.OPEN
        )
    )
    return ProofFacts(
        delivered_on=action.delivered_on,
        outputs=row[0],
        accepted=row[1],
        expected_open=still_open or 0,
    )
