"""The statements behind a readiness summary; `queries.readiness` makes facts of their rows."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    cast,
    func,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from tracker.domain.evidence import ExpectedState, LinkState
from tracker.models import (
    Action,
    Agency,
    Confirmation,
    Evidence,
    EvidenceLink,
    ExpectedItem,
    Finding,
    Meeting,
    Person,
    Recommendation,
    Source,
    Theme,
    Update,
)
from tracker.models.actions import action_agency, action_recommendation
from tracker.models.recommendations import recommendation_finding

Rows = Select[*tuple[Any, ...]]

_WHO = (Person.name, Person.role_title, Person.role_title_cy)


def recommendations(plan_id: int) -> Rows:
    """Every recommendation of a plan in its order, with who speaks to it: a row for each
    time a board spoke of its rating, the earliest first."""
    return (
        select(
            Recommendation.id,
            Recommendation.reference,
            Recommendation.title,
            Recommendation.title_cy,
            Recommendation.text,
            Recommendation.text_cy,
            Recommendation.response,
            Recommendation.closed_at,
            *_WHO,
            Agency.name.label("agency"),
            Confirmation.verdict,
            Confirmation.rating,
            Confirmation.until,
        )
        .join(Theme, Theme.id == Recommendation.theme_id)
        .outerjoin(Person, Person.id == Recommendation.speaker_id)
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .outerjoin(Confirmation, Confirmation.recommendation_id == Recommendation.id)
        .outerjoin(Meeting, Meeting.id == Confirmation.meeting_id)
        .where(Recommendation.plan_id == plan_id)
        .order_by(Theme.number, Recommendation.number, Meeting.held_on, Confirmation.id)
    )


def findings(plan_id: int) -> Rows:
    """Every finding of the sources that the plan answers, as printed: a row for each
    recommendation, of whatever plan, that answers it; one with None when none does."""
    answered = recommendation_finding.c
    of_the_plan = (
        select(Finding.source_id)
        .join(recommendation_finding, answered.finding_id == Finding.id)
        .join(Recommendation, Recommendation.id == answered.recommendation_id)
        .where(Recommendation.plan_id == plan_id)
    )
    return (
        select(
            Finding.kind,
            Finding.text,
            Finding.language,
            Finding.printed_number,
            Finding.page,
            Source.reference.label("source"),
            Source.title.label("source_title"),
            Source.title_cy.label("source_title_cy"),
            answered.recommendation_id,
        )
        .join(Source, Source.id == Finding.source_id)
        .outerjoin(recommendation_finding, answered.finding_id == Finding.id)
        .where(Finding.source_id.in_(of_the_plan))
        .order_by(Source.reference, Finding.position, Finding.id)
    )


def actions(where: ColumnElement[bool]) -> Rows:
    """Each action with its owner and what was last said of it: a row for each
    recommendation it serves and each agency that shares it."""
    said = (
        select(
            Update.action_id,
            Update.words,
            Update.as_at,
            Update.language,
            func.row_number()
            .over(partition_by=Update.action_id, order_by=(Update.as_at.desc(), Update.id.desc()))
            .label("newest"),
        )
        .join(Action, Action.id == Update.action_id)
        .where(where, Update.words != "")
        .subquery()
    )
    owning, sharing = aliased(Agency), aliased(Agency)
    return (
        select(
            Action.id,
            Action.title,
            Action.title_cy,
            Action.delivered_on,
            *_WHO,
            owning.name.label("agency"),
            action_recommendation.c.recommendation_id,
            sharing.name.label("sharing"),
            sharing.name_cy.label("sharing_cy"),
            said.c.words,
            said.c.as_at,
            said.c.language,
        )
        .join(action_recommendation, action_recommendation.c.action_id == Action.id)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(owning, owning.id == Person.agency_id)
        .outerjoin(action_agency, action_agency.c.action_id == Action.id)
        .outerjoin(sharing, sharing.id == action_agency.c.agency_id)
        .outerjoin(said, (said.c.action_id == Action.id) & (said.c.newest == 1))
        .where(where)
        .order_by(Action.reference, action_recommendation.c.recommendation_id, sharing.name)
    )


def proof(where: ColumnElement[bool]) -> Rows:
    """Evidence accepted for each action, with who accepted it, and what is still expected of
    it: the latter with its words as title, and without a reference."""
    accepted = (
        select(
            EvidenceLink.action_id,
            EvidenceLink.id.label("position"),
            Evidence.reference,
            Evidence.title,
            cast(Evidence.kind, String).label("kind"),
            Evidence.dated_on,
            Evidence.stale_on,
            *_WHO,
        )
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .join(Action, Action.id == EvidenceLink.action_id)
        .outerjoin(Person, Person.id == EvidenceLink.decided_by_id)
        .where(where, EvidenceLink.state == LinkState.ACCEPTED)
    )
    nothing, no_day = cast(null(), String), cast(null(), Date)
    expected = (
        select(
            ExpectedItem.action_id,
            ExpectedItem.position,
            nothing,
            ExpectedItem.description,
            cast(ExpectedItem.kind, String),
            no_day,
            no_day,
            nothing,
            nothing,
            nothing,
        )
        .join(Action, Action.id == ExpectedItem.action_id)
        .where(where, ExpectedItem.state == ExpectedState.OPEN)
    )
    both = union_all(accepted, expected).subquery()
    return select(both).order_by(both.c.action_id, both.c.position)
