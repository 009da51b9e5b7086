"""One story of an action: what was said, shown, decided and changed, newest first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, and_, cast, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.languages import Bilingual, Language
from tracker.domain.readiness_facts import Who
from tracker.domain.updates import UpdateKind
from tracker.models import DateChange, Event, EvidenceLink, ExpectedItem, Person, Update

#: What an update says for itself.
_SAID = "action_updated"
#: What boards decide about the recommendations that an action serves.
_BOARD = (
    "rating_confirmed",
    "rating_challenged",
    "rating_overridden",
    "recommendation_closed",
    "closure_refused",
)
#: What somebody decided about the action itself.
_DECISIONS = (
    "action_evidenced",
    "action_reopened",
    "action_returned",
    "action_superseded",
    "action_withdrawn",
    "date_change_approved",
    "date_change_refused",
    "evidence_accepted",
    "evidence_returned",
    "expected_item_waived",
)


@dataclass(frozen=True)
class Happening:
    """Either an update (`said`) or an event (`what`). `reference` names what it was about
    when that was not the action itself; `language` is that of the words, where it is known."""

    at: datetime
    said: UpdateKind | None
    what: str
    who: Who | None
    words: str
    language: Language | None
    reference: str
    changes: Mapping[str, Any]

    @property
    def is_about_evidence(self) -> bool:
        return self.what.startswith("evidence_")

    @property
    def is_boards(self) -> bool:
        return self.what in _BOARD

    @property
    def is_decision(self) -> bool:
        return self.what in _DECISIONS


def of_action(
    session: Session, action_id: int, reference: str, recommendations: Collection[str]
) -> tuple[Happening, ...]:
    """Everything about the action with that id and reference, and what boards decided
    about `recommendations` (references): one statement."""
    told = select(
        Update.at.label("at"),
        # What follows from an update in the same moment stands above it.
        literal(0).label("follows"),
        Update.id.label("id"),
        cast(Update.kind, String).label("said"),
        literal("").label("what"),
        Person.name.label("name"),
        Person.role_title.label("role"),
        Person.role_title_cy.label("role_cy"),
        Update.words.label("words"),
        cast(Update.language, String).label("language"),
        literal("").label("reference"),
        cast(null(), JSON).label("changes"),
    )
    told = told.join(Person, Person.id == Update.person_id).where(Update.action_id == action_id)
    happened = (
        select(
            Event.at,
            literal(1),
            Event.id,
            literal("").label("said"),
            Event.what,
            Event.actor_name,
            Person.role_title,
            Person.role_title_cy,
            Event.reason,
            literal(""),
            Event.subject_reference,
            Event.changes,
        )
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(
            Event.what != _SAID,
            or_(
                _about("action", [action_id]),
                _about("evidence_link", _ids(EvidenceLink, action_id)),
                _about("date_change", _ids(DateChange, action_id)),
                _about("expected_item", _ids(ExpectedItem, action_id)),
                and_(
                    Event.subject_reference.in_(recommendations),
                    Event.what.in_(_BOARD),
                ),
            ),
        )
    )
    both = union_all(told, happened).subquery()
    rows = session.execute(
        select(both).order_by(both.c.at.desc(), both.c.follows.desc(), both.c.id.desc())
    )
    return tuple(
        Happening(
            at=row.at,
            said=UpdateKind(row.said) if row.said else None,
            what=row.what,
            who=Who(Bilingual(row.role or "", row.role_cy or ""), row.name),
            words=row.words,
            language=Language(row.language) if row.language else None,
            reference="" if row.reference == reference else row.reference,
            changes=row.changes or {},
        )
        for row in rows
    )


def _about(kind: str, ids: Any) -> Any:
    return and_(Event.subject_kind == kind, Event.subject_id.in_(ids))


def _ids(model: type[EvidenceLink | DateChange | ExpectedItem], action_id: int) -> Any:
    return select(model.id).where(model.action_id == action_id)
