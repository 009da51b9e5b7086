"""Ratings read from both databases: every fact arrives, in one statement."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import false
from sqlalchemy.orm import Session

from tests import factories
from tests.domain.calendars import WALES
from tests.factories import TODAY
from tests.ground.databases import Save
from tests.ground.statements import questions, recorded
from tracker.domain.evidence import ExpectedState, LinkState
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import Rating
from tracker.models import Action
from tracker.queries import ratings

LONDON = ZoneInfo("Europe/London")


def test_every_fact_of_an_action_is_read(save: Save, session: Session) -> None:
    action = factories.action(stage=Stage.UNDER_WAY)
    save(action)
    proofs = [factories.evidence(plan_id=action.plan_id) for _ in range(3)]
    states = [LinkState.ACCEPTED, LinkState.SUBMITTED, LinkState.RETURNED]
    submitted = [
        datetime(2018, 2, 1, 9, tzinfo=UTC),
        datetime(2018, 2, 14, 9, tzinfo=UTC),
        datetime(2018, 3, 1, 9, tzinfo=UTC),
    ]
    save(
        *(
            factories.evidence_link(proof, action, state=state, submitted_at=at)
            for proof, state, at in zip(proofs, states, submitted, strict=True)
        ),
        factories.expected_item(action_id=action.id, state=ExpectedState.MET),
        factories.expected_item(action_id=action.id, state=ExpectedState.WAIVED),
        factories.expected_item(action_id=action.id),
        factories.update(action_id=action.id, as_at=date(2018, 1, 5)),
        factories.update(action_id=action.id, as_at=date(2018, 2, 20)),
        factories.date_change(action, asked_at=datetime(2018, 7, 1, 23, 30, tzinfo=UTC)),
    )
    read = ratings.rate_actions(session, TODAY, WALES, LONDON, Action.id == action.id)
    facts = read[action.id].facts
    assert facts.evidence_accepted == 1
    assert facts.last_evidence_on == date(2018, 2, 14)
    assert (facts.expected_total, facts.expected_met) == (3, 2)
    assert facts.last_update_on == date(2018, 2, 20)
    assert facts.date_change_asked_on == date(2018, 7, 2), "the local day of a summer night"


def test_one_statement_for_however_many(save: Save, session: Session) -> None:
    plan = factories.plan()
    save(*(factories.action(plan=plan) for _ in range(5)))
    with recorded() as said:
        found = ratings.rate_actions(session, TODAY, WALES, LONDON, Action.plan_id == plan.id)
    assert len(found) == 5
    assert len(questions(said)) == 1
    assert [item.reference for item in found.values()] == sorted(
        item.reference for item in found.values()
    )


def test_what_is_not_asked_about_is_left_out(save: Save, session: Session) -> None:
    save(factories.action())
    assert ratings.rate_actions(session, TODAY, WALES, LONDON, false()) == {}


def test_a_recommendation_is_as_bad_as_its_worst_live_action(save: Save, session: Session) -> None:
    home = factories.recommendation()
    late = factories.action(recommendation=home, due_on=date(2018, 2, 2))
    fine = factories.action(recommendation=home, stage=Stage.EVIDENCED)
    gone = factories.action(recommendation=home, stage=Stage.WITHDRAWN, due_on=date(2017, 12, 1))
    save(late, fine, gone)
    rated = ratings.rate_actions(session, TODAY, WALES, LONDON)
    served = {home.id: [late.id, fine.id, gone.id]}
    assert ratings.rate_recommendations(served, rated)[home.id].rating is Rating.OFF_TRACK
    assert rated[gone.id].rating is None
