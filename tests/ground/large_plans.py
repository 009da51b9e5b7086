"""A plan of any size, written in bulk: every table that a page of it reads has rows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW, TODAY
from tracker.domain.changes import Position, Snapshot, Standing
from tracker.domain.content import to_content
from tracker.domain.date_changes import ChangeReason, ChangeState
from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.lifecycle import Stage
from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.permissions import Role
from tracker.domain.plans import Response
from tracker.domain.rag import Rating
from tracker.domain.updates import UpdateKind
from tracker.models import (
    Action,
    Closure,
    Confirmation,
    DateChange,
    Event,
    EvidenceLink,
    ExpectedItem,
    Person,
    Recommendation,
    Update,
)
from tracker.models.actions import action_agency, action_recommendation
from tracker.models.recommendations import recommendation_finding

MET_ON = date(2018, 2, 12)
_STAGES = (Stage.UNDER_WAY, Stage.PLANNED, Stage.DELIVERED, Stage.EVIDENCED, Stage.WITHDRAWN)


def write(engine: Engine, actions: int) -> Person:
    """The plan `BIG`, with `actions` of every stage and rating, four to a recommendation,
    and a board member who sees it. Its board met once; half of it has moved since."""
    with Session(engine, expire_on_commit=False) as session:
        member = factories.person(Role.BOARD_MEMBER)
        owner, asker = factories.person(), factories.person(Role.PROGRAMME_MANAGER)
        plan = factories.plan(code="BIG", board=factories.board(), agreed_on=date(2017, 11, 14))
        themes = [factories.theme(plan=plan, sponsor=owner) for _ in range(5)]
        source = factories.source(reference="INS-2017-10")
        findings = [factories.finding(source=source) for _ in range(10)]
        session.add_all([member, owner, asker, *themes, *findings, factories.visit(plan=plan)])
        session.flush()
        proof = factories.evidence(plan_id=plan.id)
        meeting = factories.meeting(plan_id=plan.id, board=plan.board, held_on=MET_ON)
        session.add_all([proof, meeting])
        session.flush()

        def put(table: Any, rows: list[dict[str, Any]]) -> None:
            if rows:
                session.execute(insert(table), rows)

        homes: list[dict[str, Any]] = [
            {
                "id": number,
                "plan_id": plan.id,
                "theme_id": themes[number % 5].id,
                "number": number,
                "reference": f"BIG-R{number:03}",
                "title": f"Recommendation {number}",
                "text": "What is promised",
                "response": Response.ACCEPTED,
            }
            for number in range(1, actions // 4 + 1)
        ]
        put(Recommendation, homes)
        rows: list[dict[str, Any]] = [
            {
                "id": number + 1,
                "plan_id": plan.id,
                "recommendation_id": number // 4 + 1,
                "sequence": number % 4 + 1,
                "reference": f"BIG-R{number // 4 + 1:03}.{number % 4 + 1:02}",
                "title": f"Action {number}",
                "owner_id": owner.id,
                "accountable_lead_id": asker.id,
                "starts_on": date(2017, 11, 1),
                "original_due_on": date(2018, 1, 1) + timedelta(days=number % 150),
                "due_on": date(2018, 1, 1) + timedelta(days=number % 150),
                "stage": _STAGES[number % 5],
                "claimed_at": NOW if number % 5 == 2 else None,
            }
            for number in range(actions)
        ]
        put(Action, rows)
        put(
            action_recommendation,
            [
                {"action_id": row["id"], "recommendation_id": row["recommendation_id"]}
                for row in rows
            ],
        )
        agency_id = owner.agency_id
        put(action_agency, [{"action_id": row["id"], "agency_id": agency_id} for row in rows])
        put(
            recommendation_finding,
            [
                {"recommendation_id": home["id"], "finding_id": findings[home["id"] % 9].id}
                for home in homes
            ],
        )
        put(
            Update,
            [
                {
                    "action_id": row["id"],
                    "person_id": owner.id,
                    "kind": UpdateKind.PROGRESS,
                    "words": "So far.",
                    "as_at": TODAY - timedelta(days=row["id"] % 60),
                    "at": NOW,
                }
                for row in rows
            ],
        )
        put(
            ExpectedItem,
            [
                {
                    "action_id": row["id"],
                    "position": 1,
                    "description": "Proof",
                    "kind": EvidenceKind.OUTPUT,
                }
                for row in rows
            ],
        )
        put(
            EvidenceLink,
            [
                {
                    "evidence_id": proof.id,
                    "action_id": row["id"],
                    "state": LinkState.ACCEPTED if is_proved else LinkState.SUBMITTED,
                    "version_number": 1,
                    "submitted_by_id": owner.id,
                    "submitted_at": NOW,
                    "decided_by_id": asker.id if is_proved else None,
                }
                for row in rows
                if (is_proved := row["stage"] is Stage.EVIDENCED) or row["stage"] is Stage.DELIVERED
            ],
        )
        put(
            DateChange,
            [
                {
                    "action_id": row["id"],
                    "reason_code": ChangeReason.CAPACITY,
                    "words": "Posts vacant.",
                    "from_on": row["due_on"],
                    "proposed_on": date(2018, 9, 1),
                    "state": ChangeState.ASKED,
                    "asked_by_id": owner.id,
                    "asked_at": NOW,
                }
                for row in rows[::10]
            ],
        )
        put(
            Confirmation,
            [
                {
                    "meeting_id": meeting.id,
                    "recommendation_id": home["id"],
                    "verdict": Verdict.CHALLENGED if home["id"] % 7 == 0 else Verdict.CONFIRMED,
                    "computed": Rating.AT_RISK,
                    "rating": Rating.AT_RISK,
                    "reasons": [],
                    "reason": "Not shown",
                    "person_id": member.id,
                    "at": NOW,
                }
                for home in homes
            ],
        )
        put(
            Closure,
            [
                {
                    "recommendation_id": home["id"],
                    "state": ClosureState.ASKED,
                    "asked_by_id": asker.id,
                    "asked_at": NOW,
                }
                for home in homes[::5]
            ],
        )
        put(
            Event,
            [
                {
                    "at": NOW - timedelta(days=1),
                    "what": "action_updated",
                    "subject_kind": "action",
                    "subject_id": row["id"],
                    "subject_reference": row["reference"],
                    "plan_id": plan.id,
                    "actor_id": owner.id,
                    "actor_name": owner.name,
                    "changes": {"stage": ["planned", row["stage"].value]},
                }
                for row in rows
            ],
        )
        meeting.concluded_at = datetime(2018, 2, 12, 16, tzinfo=UTC)
        meeting.snapshot = to_content(_as_met(rows))
        session.commit()
        return member


def _as_met(rows: list[dict[str, Any]]) -> Snapshot:
    """Every second action was planned then, and due a month earlier."""
    return Snapshot(
        MET_ON,
        actions=tuple(
            Standing(
                row["reference"],
                Position(Rating.ON_TRACK, Stage.PLANNED, row["due_on"] - timedelta(days=30)),
            )
            for row in rows[::2]
        ),
    )
