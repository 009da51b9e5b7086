"""The demonstration with somebody in it who may do everything, and a name for each noun."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Select, create_engine, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import factories
from tests.ground.demonstration import Demonstration
from tracker.adapters.database import prepare
from tracker.domain.permissions import Role
from tracker.models import (
    Action,
    Agency,
    Board,
    ClosedDay,
    Closure,
    DateChange,
    Evidence,
    EvidenceLink,
    EvidenceVersion,
    ExpectedItem,
    Finding,
    Inspectorate,
    Meeting,
    Message,
    Milestone,
    Person,
    Plan,
    ReadinessSummary,
    Recommendation,
    Source,
    Theme,
    Visit,
)

#: What an item is called in an address, by the kind that its route names.
NAMES: dict[str, Select[Any]] = {
    "action": select(Action.reference).order_by(Action.id),
    "agency": select(Agency.id),
    "board": select(Board.id),
    "closed_day": select(ClosedDay.id),
    "closure": select(Closure.id),
    "date_change": select(DateChange.id),
    "evidence": select(Evidence.reference).order_by(Evidence.id),
    "evidence_link": select(EvidenceLink.id),
    "evidence_version": select(EvidenceVersion.id),
    "expected_item": select(ExpectedItem.id),
    "finding": select(Finding.id),
    "inspectorate": select(Inspectorate.id),
    "meeting": select(Meeting.id),
    "message": select(Message.id),
    "milestone": select(Milestone.id),
    "person": select(Person.id),
    "plan": select(Plan.code).order_by(Plan.id),
    "recommendation": select(Recommendation.reference).order_by(Recommendation.id),
    "source": select(Source.reference).order_by(Source.id),
    "summary": select(ReadinessSummary.id),
    "theme": select(Theme.id),
    "visit": select(Visit.reference).order_by(Visit.id),
}

#: Routes and arguments whose kind their view does not name.
KINDS = {"file_id": "evidence_version", "outbox": "message", "rec": "recommendation"}


@dataclass(frozen=True)
class World:
    """`everybody` holds every role, owns and leads the first action, and signs in with the
    one password of the demonstration."""

    database_url: str
    everybody: Person
    names: dict[str, str]

    @classmethod
    def copied(cls, demonstration: Demonstration, folder: Path) -> "World":
        path = shutil.copy(demonstration.folder / "tracker.sqlite3", folder)
        url = f"sqlite:///{path}"
        everybody = factories.person(*Role, name="Everybody")
        engine = create_engine(url)
        prepare(engine)
        with Session(engine, expire_on_commit=False) as session:
            session.add_all([everybody, factories.closed_day()])
            session.flush()
            action = session.scalars(select(Action).order_by(Action.id)).first()
            assert action is not None
            everybody.password_hash = action.owner.password_hash if action.owner else None
            action.owner = action.accountable_lead = everybody
            session.add(factories.milestone(action=action))
            session.flush()
            found = {kind: session.scalar(names.limit(1)) for kind, names in NAMES.items()}
            session.commit()
        engine.dispose()
        return cls(url, everybody, {kind: str(name) for kind, name in found.items() if name})

    def arguments(self, rule: Rule, view: Any) -> dict[str, str]:
        """What to put into an address so that it names something of this world."""
        return {name: self._named(name, rule.endpoint, view) for name in rule.arguments}

    def _named(self, argument: str, endpoint: str, view: Any) -> str:
        if argument in {"filename", "token"}:
            return "app.css"
        of: str = KINDS.get(argument) or getattr(view, "of", "") or endpoint.split(".")[0]
        return self.names[KINDS.get(of, of)]
