"""One recommendation as its page shows it: seven statements, however much there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from tracker.domain.changes import Direction, direction
from tracker.domain.judging import Judged, Said, judgement
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import LADDER, PROVED, ClosingFacts, Stage
from tracker.domain.permissions import Access, Subject
from tracker.domain.plans import ColourScheme, Response
from tracker.domain.rag import Rated
from tracker.domain.readiness_facts import Who
from tracker.domain.rollup import lowest_stage, rate_recommendation
from tracker.domain.sources import FindingKind
from tracker.domain.working_days import WorkingCalendar
from tracker.models import (
    Finding,
    Meeting,
    Person,
    Plan,
    Recommendation,
    Source,
    SourceInspectorate,
    Theme,
)
from tracker.models.recommendations import recommendation_finding
from tracker.queries import action_rows, decisions, proofs
from tracker.queries.action_rows import ActionRow
from tracker.queries.decisions import ClosureSpoken, VerdictGiven
from tracker.queries.proofs import Proof
from tracker.queries.ratings import RatedAction, closing_facts, serving

_DELIVERED = LADDER.index(Stage.DELIVERED)


@dataclass(frozen=True)
class Quoted:
    """A finding in the inspectors' words; `inspectorates` are their names as printed."""

    text: str
    language: Language
    kind: FindingKind
    printed_number: str
    page: int | None
    source: str
    source_title: Bilingual
    published_on: date | None
    inspectorates: tuple[str, ...]


@dataclass(frozen=True)
class Core:
    """What the recommendation itself says, and its plan. `open_meeting` is one held
    already and not concluded."""

    id: int
    plan_id: int
    plan: str
    plan_title: Bilingual
    scheme: ColourScheme
    reference: str
    title: Bilingual
    text: Bilingual
    response: Response
    response_reason: str
    outcome: str
    theme: Bilingual
    speaker: Who | None
    closed_at: datetime | None
    open_meeting: int | None

    @property
    def subject(self) -> Subject:
        return Subject(self.plan_id)


@dataclass(frozen=True)
class ActionLine:
    rated: RatedAction
    row: ActionRow


@dataclass(frozen=True)
class RecommendationShown:
    """`proofs` are those the reader may see, the strongest first; `hidden` counts the
    others. `closures` and `verdicts` have the latest first."""

    core: Core
    findings: tuple[Quoted, ...]
    actions: tuple[ActionLine, ...]
    computed: Rated
    shown: Judged
    direction: Direction
    stage: Stage | None
    proofs: tuple[Proof, ...]
    hidden: int
    verdicts: tuple[VerdictGiven, ...]
    closures: tuple[ClosureSpoken, ...]
    closing: ClosingFacts

    @property
    def live(self) -> int:
        """Actions that are not set aside."""
        return sum(line.rated.rated is not None for line in self.actions)

    @property
    def claimed(self) -> int:
        """Live actions that their owners say are delivered, or further."""
        stages = [line.rated.stage for line in self.actions if line.rated.rated]
        return sum(LADDER.index(stage) >= _DELIVERED for stage in stages)

    @property
    def proved(self) -> int:
        """Live actions whose proof somebody else accepted."""
        return sum(line.rated.stage in PROVED for line in self.actions)

    @property
    def owners(self) -> frozenset[int]:
        owners = (line.rated.owner_id for line in self.actions)
        return frozenset(owner for owner in owners if owner is not None)


def read(
    session: Session,
    access: Access,
    reference: str,
    today: date,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
) -> RecommendationShown:
    """The recommendation with that reference, which must exist."""
    core = _core(session, reference, today)
    rated = serving(session, today, calendar, zone, core.id)
    rows = action_rows.fetch(session, [action.id for action in rated])
    seen, hidden = proofs.of_recommendation(session, access, core.id, today)
    verdicts = decisions.verdicts_on(session, core.id)
    computed = rate_recommendation(action.rating for action in rated if action.rating)
    standing = judgement(
        Said(given.verdict, given.rating, given.until) for given in reversed(verdicts)
    )
    shown = standing.shown(computed.rating, today)
    return RecommendationShown(
        core=core,
        findings=tuple(_findings(session, core.id)),
        actions=tuple(ActionLine(action, rows[action.id]) for action in rated),
        computed=computed,
        shown=shown,
        direction=direction(standing.confirmed, shown.rating),
        stage=lowest_stage(action.stage for action in rated),
        proofs=tuple(seen),
        hidden=hidden,
        verdicts=tuple(verdicts),
        closures=tuple(decisions.closures_of(session, core.id)),
        closing=closing_facts(rated),
    )


def _core(session: Session, reference: str, today: date) -> Core:
    under_way = (
        select(Meeting.id)
        .where(
            Meeting.plan_id == Recommendation.plan_id,
            Meeting.concluded_at.is_(None),
            Meeting.held_on <= today,
        )
        .order_by(Meeting.held_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    row = session.execute(
        select(
            Recommendation,
            Plan.code,
            Plan.title,
            Plan.title_cy,
            Plan.scheme,
            Theme.title.label("theme"),
            Theme.title_cy.label("theme_cy"),
            Person.role_title,
            Person.role_title_cy,
            Person.name,
            under_way.label("open_meeting"),
        )
        .join(Plan, Plan.id == Recommendation.plan_id)
        .join(Theme, Theme.id == Recommendation.theme_id)
        .outerjoin(Person, Person.id == Recommendation.speaker_id)
        .where(Recommendation.reference == reference)
    ).one()
    it: Recommendation = row.Recommendation
    speaker = None
    if row.name is not None:
        speaker = Who(Bilingual(row.role_title, row.role_title_cy), row.name)
    return Core(
        id=it.id,
        plan_id=it.plan_id,
        plan=row.code,
        plan_title=Bilingual(row.title, row.title_cy),
        scheme=row.scheme,
        reference=it.reference,
        title=Bilingual(it.title, it.title_cy),
        text=Bilingual(it.text, it.text_cy),
        response=it.response,
        response_reason=it.response_reason,
        outcome=it.outcome,
        theme=Bilingual(row.theme, row.theme_cy),
        speaker=speaker,
        closed_at=it.closed_at,
        open_meeting=row.open_meeting,
    )


def _findings(session: Session, recommendation_id: int) -> Iterable[Quoted]:
    """The findings it answers: a row for each and each of its source's inspectorates."""
    rows = session.execute(
        select(
            Finding.id,
            Finding.text,
            Finding.language,
            Finding.kind,
            Finding.printed_number,
            Finding.page,
            Source.reference,
            Source.title,
            Source.title_cy,
            Source.published_on,
            SourceInspectorate.printed_name,
        )
        .join(
            recommendation_finding,
            and_(
                recommendation_finding.c.finding_id == Finding.id,
                recommendation_finding.c.recommendation_id == recommendation_id,
            ),
        )
        .join(Source, Source.id == Finding.source_id)
        .outerjoin(SourceInspectorate, SourceInspectorate.source_id == Source.id)
        .order_by(
            Source.published_on,
            Source.reference,
            Finding.position,
            Finding.id,
            SourceInspectorate.inspectorate_id,
        )
    ).all()
    names: dict[int, list[str]] = {}
    for row in rows:
        names.setdefault(row.id, []).extend([row.printed_name] if row.printed_name else [])
    for row in {row.id: row for row in rows}.values():
        yield Quoted(
            text=row.text,
            language=row.language,
            kind=row.kind,
            printed_number=row.printed_number,
            page=row.page,
            source=row.reference,
            source_title=Bilingual(row.title, row.title_cy),
            published_on=row.published_on,
            inspectorates=tuple(names[row.id]),
        )
