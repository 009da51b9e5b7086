"""One recommendation of a readiness summary, in words."""

from tracker.documents.passages import Passage, passage, shortened, who_words
from tracker.documents.readiness_view import (
    ActionView,
    EvidenceView,
    Linked,
    Links,
    Missing,
    PointView,
    RecommendationView,
)
from tracker.domain.languages import Language
from tracker.domain.lifecycle import SHOWN_IN_PRACTICE
from tracker.domain.plans import ColourScheme
from tracker.domain.readiness_facts import Point
from tracker.domain.readiness_summary import (
    ActionLine,
    Gap,
    RecommendationSummary,
    Shown,
)
from tracker.domain.references import ReferenceKind
from tracker.wording.catalogue import Words
from tracker.wording.dates import long_date
from tracker.wording.evidence import evidence_kind_word, staleness_words
from tracker.wording.ratings import direction_word, label, rating_word, why
from tracker.wording.readiness import gap_words
from tracker.wording.stages import stage_word


def recommendation_view(
    item: RecommendationSummary, scheme: ColourScheme, language: Language, links: Links
) -> RecommendationView:
    position = None
    if item.position:
        position = shortened(item.position, item.position_language)
    return RecommendationView(
        anchor=item.reference.lower().replace(".", "-"),
        reference=_linked(ReferenceKind.RECOMMENDATION, item.reference, links),
        title=passage(item.title, language),
        text=passage(item.text, language),
        rating=label(item.rating, scheme, language, embedded=item.stage in SHOWN_IN_PRACTICE),
        reason=why(item.computed, language),
        judged=_judged(item, language),
        stage=stage_word(item.stage, language) if item.stage else "",
        travel=direction_word(item.direction, language),
        direction=item.direction.value,
        closed=Words(language)._("Closed by the board") if item.closed else "",
        points=tuple(point_view(point, language, links) for point in item.points),
        position=position,
        position_on=long_date(item.position_on, language) if item.position_on else "",
        speaker=who_words(item.speaker, language),
        strongest=tuple(_evidence(shown, language, links) for shown in item.strongest),
        gaps=tuple(_gap(gap, language, links) for gap in item.gaps),
        weaknesses=tuple(_weakness(line, language, links) for line in item.weaknesses),
        actions=tuple(_action(line, scheme, language, links) for line in item.actions),
    )


def point_view(point: Point, language: Language, links: Links) -> PointView:
    """What inspectors wrote: "Inspection of 2017, number 4, page 12" stands under it."""
    w = Words(language)
    title = point.source_title.said_in(language) if point.source_title else ""
    printed = [title] if title else []
    if point.printed:
        printed.append(w._("number %(number)s", number=point.printed))
    if point.page is not None:
        printed.append(w._("page %(page)s", page=point.page))
    return PointView(
        text=Passage(point.text, point.language),
        source=_linked(ReferenceKind.SOURCE, point.source, links),
        printed=", ".join(printed),
    )


def _judged(item: RecommendationSummary, language: Language) -> str:
    """What the board made of the rating, where that differs from what the facts say."""
    w = Words(language)
    if item.rating is not item.computed.rating:
        said = w._("The board’s rating is “%(rating)s”.", rating=rating_word(item.rating, language))
    elif item.disagreement:
        said = w._("The board doubts this rating.")
    else:
        said = ""
    return said


def _evidence(shown: Shown, language: Language, links: Links) -> EvidenceView:
    return EvidenceView(
        reference=_linked(ReferenceKind.EVIDENCE, shown.reference, links),
        title=shown.title,
        kind=evidence_kind_word(shown.kind, language),
        dated=long_date(shown.dated_on, language),
        accepted_by=who_words(shown.accepted_by, language),
        weak=staleness_words(shown.stale, language) if shown.stale else "",
    )


def _gap(gap: Gap, language: Language, links: Links) -> Missing:
    href = links.cure(gap.code, gap.reference)
    return Missing(Linked(gap.reference, href), gap_words(gap, language))


def _weakness(line: ActionLine, language: Language, links: Links) -> Missing:
    words = why(line.rated, language) if line.rated else ""
    return Missing(_linked(ReferenceKind.ACTION, line.reference, links), words)


def _action(line: ActionLine, scheme: ColourScheme, language: Language, links: Links) -> ActionView:
    rating = None
    if line.rated is not None:
        embedded = line.stage in SHOWN_IN_PRACTICE
        rating = label(line.rated.rating, scheme, language, embedded=embedded)
    return ActionView(
        reference=_linked(ReferenceKind.ACTION, line.reference, links),
        title=passage(line.title, language),
        owner=who_words(line.owner, language),
        due=long_date(line.due_on, language),
        stage=stage_word(line.stage, language),
        rating=rating,
    )


def _linked(kind: ReferenceKind, reference: str, links: Links) -> Linked:
    return Linked(reference, links.to(kind, reference))
