"""Every factory makes a noun that both databases take, constraints and all."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.databases import Save
from tracker.domain.permissions import Role
from tracker.models import Action, Base, Person


def test_every_noun_can_be_stored(save: Save, session: Session) -> None:
    action = factories.action()
    save(
        action,
        factories.person(Role.BOARD_MEMBER),
        factories.inspectorate(),
        factories.finding(),
        factories.milestone(action=action),
        factories.expected_item(action=action),
        factories.date_change(action),
        factories.line_of_enquiry(visit=factories.visit(plan=action.plan)),
        factories.closed_day(),
        factories.message(),
    )
    meeting = factories.meeting(plan_id=action.plan_id)
    proof = factories.evidence(plan_id=action.plan_id)
    save(
        meeting,
        factories.confirmation(meeting=meeting, recommendation_id=action.recommendation_id),
        factories.closure(recommendation_id=action.recommendation_id),
        factories.update(action_id=action.id),
        proof,
        factories.evidence_link(proof, action),
    )
    stored = {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }
    assert {name for name, rows in stored.items() if not rows} <= {
        "action_agency",
        "board_member",
        "event",
        "failed_sign_in",
        "finding_agency",
        "job_run",
        "line_recommendation",
        "password_link",
        "readiness_summary",
        "recommendation_finding",
        "setting",
        "source_agency",
        "source_inspectorate",
        "visit_inspectorate",
    }


def test_a_noun_takes_what_it_is_given(save: Save) -> None:
    anna = factories.person()
    plan = factories.plan(code="CS17")
    action = factories.action(plan=plan, owner=anna)
    save(action)
    assert (action.owner_id, action.plan_id) == (anna.id, plan.id)
    assert action.reference.startswith("CS17-R")


def test_each_test_begins_with_an_empty_database(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(Action)) == 0
    assert session.scalar(select(func.count()).select_from(Person)) == 0
