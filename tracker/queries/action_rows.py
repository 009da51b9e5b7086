"""The actions a page shows, once it is known which: titles, people, what is asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.date_changes import ChangeState, needs_board
from tracker.domain.languages import Bilingual
from tracker.domain.readiness_facts import Who
from tracker.models import Action, DateChange, Person, Recommendation


@dataclass(frozen=True)
class Request:
    """More time asked for and not decided."""

    id: int
    proposed_on: date
    asked_by_id: int
    original_due_on: date

    def is_boards(self, tolerance_days: int) -> bool:
        """Beyond what the programme manager may decide."""
        return needs_board(self.original_due_on, self.proposed_on, tolerance_days)


@dataclass(frozen=True)
class ActionRow:
    id: int
    reference: str
    title: Bilingual
    owner: Who | None
    lead: Who | None
    recommendation: str
    recommendation_title: Bilingual
    request: Request | None


def fetch(session: Session, ids: Collection[int]) -> dict[int, ActionRow]:
    """The rows of these actions, by id, in the order of their references: one statement."""
    owner, lead = aliased(Person), aliased(Person)
    rows = session.execute(
        select(
            Action.id,
            Action.reference,
            Action.title,
            Action.title_cy,
            Action.original_due_on,
            owner.role_title.label("owner_role"),
            owner.role_title_cy.label("owner_role_cy"),
            owner.name.label("owner_name"),
            lead.role_title.label("lead_role"),
            lead.role_title_cy.label("lead_role_cy"),
            lead.name.label("lead_name"),
            Recommendation.reference.label("recommendation"),
            Recommendation.title.label("recommendation_title"),
            Recommendation.title_cy.label("recommendation_title_cy"),
            DateChange.id.label("request_id"),
            DateChange.proposed_on,
            DateChange.asked_by_id,
        )
        .join(Recommendation, Recommendation.id == Action.recommendation_id)
        .outerjoin(owner, owner.id == Action.owner_id)
        .outerjoin(lead, lead.id == Action.accountable_lead_id)
        .outerjoin(
            DateChange,
            and_(DateChange.action_id == Action.id, DateChange.state == ChangeState.ASKED),
        )
        .where(Action.id.in_(ids))
        .order_by(Action.reference)
    )
    return {
        row.id: ActionRow(
            id=row.id,
            reference=row.reference,
            title=Bilingual(row.title, row.title_cy),
            owner=_who(row.owner_role, row.owner_role_cy, row.owner_name),
            lead=_who(row.lead_role, row.lead_role_cy, row.lead_name),
            recommendation=row.recommendation,
            recommendation_title=Bilingual(row.recommendation_title, row.recommendation_title_cy),
            request=None
            if row.request_id is None
            else Request(row.request_id, row.proposed_on, row.asked_by_id, row.original_due_on),
        )
        for row in rows
    }


def _who(role: str | None, role_cy: str | None, name: str | None) -> Who | None:
    return None if name is None else Who(Bilingual(role or "", role_cy or ""), name)
