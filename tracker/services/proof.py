"""What proof does to an action: it becomes evidenced once nothing is missing any more, and
goes back under way when proof is returned.
"""

from tracker.domain.lifecycle import Stage, Step, after, blocks_evidenced
from tracker.models import Action
from tracker.queries.proof import proof_facts
from tracker.services.unit_of_work import UnitOfWork


def settle(uow: UnitOfWork, action: Action) -> bool:
    """Make a claimed action evidenced if nothing stands in the way; whether it became so."""
    if action.stage is not Stage.DELIVERED:
        return False
    uow.session.flush()
    if blocks_evidenced(proof_facts(uow.session, action)):
        return False
    values = {"stage": after(action.stage, Step.EVIDENCED), "claimed_at": None}
    uow.record("action_evidenced", action, uow.change(action, values))
    return True


def send_back(uow: UnitOfWork, action: Action, reason: str) -> bool:
    """Put a claimed action back under way; whether it was claimed."""
    if action.stage is not Stage.DELIVERED:
        return False
    values = {
        "stage": after(action.stage, Step.RETURN),
        "claimed_at": None,
        "delivered_on": None,
    }
    uow.record("action_returned", action, uow.change(action, values), reason=reason)
    return True
