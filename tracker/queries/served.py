"""The recommendations an action serves, with the inspectors' own words behind them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.languages import Bilingual, Language
from tracker.models import Finding, Recommendation, Source
from tracker.models.actions import action_recommendation
from tracker.models.recommendations import recommendation_finding


@dataclass(frozen=True)
class InspectorsWords:
    """What was printed, and where. `source` is its reference."""

    text: str
    language: Language
    source: str
    source_title: Bilingual
    printed_number: str
    page: int | None


@dataclass(frozen=True)
class Served:
    reference: str
    title: Bilingual
    text: Bilingual
    findings: tuple[InspectorsWords, ...]


def by_action(session: Session, action_id: int) -> tuple[Served, ...]:
    """By reference, findings in the order they were printed: one statement."""
    rows = session.execute(
        select(Recommendation, Finding, Source)
        .join(
            action_recommendation,
            action_recommendation.c.recommendation_id == Recommendation.id,
        )
        .outerjoin(
            recommendation_finding,
            recommendation_finding.c.recommendation_id == Recommendation.id,
        )
        .outerjoin(Finding, Finding.id == recommendation_finding.c.finding_id)
        .outerjoin(Source, Source.id == Finding.source_id)
        .where(action_recommendation.c.action_id == action_id)
        .order_by(Recommendation.reference, Source.reference, Finding.position)
    ).all()
    words: dict[str, list[InspectorsWords]] = {}
    heads: dict[str, Recommendation] = {}
    for recommendation, finding, source in rows:
        heads[recommendation.reference] = recommendation
        said = words.setdefault(recommendation.reference, [])
        if finding is not None:
            said.append(_words(finding, source))
    return tuple(
        Served(
            reference=reference,
            title=Bilingual(head.title, head.title_cy),
            text=Bilingual(head.text, head.text_cy),
            findings=tuple(words[reference]),
        )
        for reference, head in heads.items()
    )


def _words(finding: Finding, source: Source) -> InspectorsWords:
    return InspectorsWords(
        text=finding.text,
        language=finding.language,
        source=source.reference,
        source_title=Bilingual(source.title, source.title_cy),
        printed_number=finding.printed_number,
        page=finding.page,
    )
