"""What narrows the pages of a plan: the strip of filters, as conditions and as choices."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast, exists, literal, select, true, union_all
from sqlalchemy.orm import Session

from tracker.domain.exceptions import ExceptionKind
from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import Rating
from tracker.models import Action, Agency, Finding, Person, Recommendation, Source
from tracker.models.actions import action_agency
from tracker.models.recommendations import recommendation_finding


@dataclass(frozen=True)
class Filters:
    """What is asked for; None and "" ask for everything. `theme` is the theme's number,
    `agency` and `lead` are ids, `source` a reference."""

    theme: int | None = None
    agency: int | None = None
    lead: int | None = None
    rating: Rating | None = None
    stage: Stage | None = None
    source: str = ""
    exception: ExceptionKind | None = None

    @property
    def narrows_actions(self) -> bool:
        """Whether `on_actions` leaves anything out."""
        return self.agency is not None or self.lead is not None

    def on_actions(self) -> ColumnElement[bool]:
        """What the database knows of an action itself."""
        condition: ColumnElement[bool] = true()
        if self.agency is not None:
            shares = select(action_agency.c.action_id).where(
                action_agency.c.agency_id == self.agency
            )
            condition = condition & Action.id.in_(shares)
        if self.lead is not None:
            condition = condition & (Action.accountable_lead_id == self.lead)
        return condition

    def on_recommendations(self) -> ColumnElement[bool]:
        """What the database knows of a recommendation itself."""
        if not self.source:
            return true()
        return exists(
            select(recommendation_finding.c.finding_id)
            .join(Finding, Finding.id == recommendation_finding.c.finding_id)
            .join(Source, Source.id == Finding.source_id)
            .where(
                recommendation_finding.c.recommendation_id == Recommendation.id,
                Source.reference == self.source,
            )
        )


NO_FILTERS = Filters()

Choice = tuple[str, Bilingual]


@dataclass(frozen=True)
class Choices:
    """What the strip of filters offers in one plan, beside its themes: value and words."""

    agencies: tuple[Choice, ...] = ()
    leads: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()


def choices(session: Session, plan_id: int) -> Choices:
    """Agencies, accountable leads and sources one can narrow a plan by: one statement."""
    actions = select(Action.id).where(Action.plan_id == plan_id)
    sharing = select(action_agency.c.agency_id).where(action_agency.c.action_id.in_(actions))
    leading = select(Action.accountable_lead_id).where(Action.plan_id == plan_id)
    answered = (
        select(Finding.source_id)
        .join(recommendation_finding, recommendation_finding.c.finding_id == Finding.id)
        .join(Recommendation, Recommendation.id == recommendation_finding.c.recommendation_id)
        .where(Recommendation.plan_id == plan_id)
    )
    nothing = literal("")
    offered = union_all(
        select(
            literal("agency").label("kind"),
            cast(Agency.id, String).label("value"),
            Agency.name.label("en"),
            Agency.name_cy.label("cy"),
            nothing.label("name"),
        ).where(Agency.id.in_(sharing)),
        select(
            literal("lead"),
            cast(Person.id, String),
            Person.role_title,
            Person.role_title_cy,
            Person.name,
        ).where(Person.id.in_(leading)),
        select(literal("source"), Source.reference, Source.title, Source.title_cy, nothing).where(
            Source.id.in_(answered)
        ),
    ).subquery()
    found: dict[str, list[Choice]] = {"agency": [], "lead": [], "source": []}
    for kind, value, en, cy, name in session.execute(
        select(offered).order_by(offered.c.kind, offered.c.en, offered.c.name, offered.c.value)
    ):
        found[kind].append((value, Bilingual(_named(en, name), _named(cy, name) if cy else "")))
    return Choices(tuple(found["agency"]), tuple(found["lead"]), tuple(found["source"]))


def _named(role: str, name: str) -> str:
    """Role first, then the name where there is one."""
    return ", ".join(part for part in (role, name) if part)
