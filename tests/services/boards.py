"""A plan before its board: one recommendation, an action of Anna's, and a meeting today."""

from dataclasses import dataclass
from typing import Any

from tests import factories
from tests.factories import TODAY
from tests.ground.databases import Save
from tracker.domain.evidence import LinkState
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Role
from tracker.models import Action, Meeting, Person, Plan, Recommendation, RoleGrant


@dataclass(frozen=True)
class Assembly:
    plan: Plan
    recommendation: Recommendation
    action: Action
    owner: Person
    manager: Person
    member: Person
    stranger: Person
    meeting: Meeting


def assembly(save: Save, **of_action: Any) -> Assembly:
    """Everybody around one meeting; `of_action` says how the only action stands."""
    plan = factories.plan(code="CS17", board=factories.board())
    recommendation = factories.recommendation(plan=plan, reference="CS17-R05", number=5)
    owner = factories.person(Role.ACTION_OWNER, Role.BOARD_MEMBER, name="Anna")
    manager = factories.person(Role.PROGRAMME_MANAGER, name="Beth")
    member = factories.person(Role.BOARD_MEMBER, name="Carys")
    elsewhere = factories.plan()
    save(elsewhere)
    stranger = factories.person(name="Dai")
    stranger.grants.append(RoleGrant(role=Role.BOARD_MEMBER, plan_id=elsewhere.id))
    action = factories.action(
        recommendation=recommendation,
        reference="CS17-R05.01",
        sequence=1,
        owner=owner,
        **{"stage": Stage.UNDER_WAY, **of_action},
    )
    save(manager, member, stranger, action)
    meeting = factories.meeting(plan_id=plan.id, board=plan.board, held_on=TODAY)
    save(meeting)
    return Assembly(plan, recommendation, action, owner, manager, member, stranger, meeting)


def proved(save: Save, **of_action: Any) -> Assembly:
    """As `assembly`, with the action evidenced by one accepted piece."""
    found = assembly(save, **{"stage": Stage.EVIDENCED, **of_action})
    proof = factories.evidence(plan_id=found.plan.id)
    save(factories.evidence_link(proof, found.action, state=LinkState.ACCEPTED))
    return found
