"""What the charts of delivery and stage are drawn from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.changes import Direction
from tracker.domain.languages import Language
from tracker.domain.lifecycle import LADDER, SHOWN_IN_PRACTICE
from tracker.domain.plans import ColourScheme
from tracker.domain.rag import Rating
from tracker.domain.rollup import WORST_FIRST
from tracker.queries.ratings import RatedAction
from tracker.wording.ratings import label
from tracker.wording.stages import stage_word


@dataclass(frozen=True)
class Segment:
    """One part of the bar of delivery, or one entry of its legend."""

    word: str
    shape: str
    colour: str
    count: int


@dataclass(frozen=True)
class Step:
    """How many actions stand at one stage now."""

    word: str
    count: int


@dataclass(frozen=True)
class ThemeRow:
    """One theme as `components/theme.html` draws it."""

    name: str
    href: str
    sponsor: str
    segments: list[Segment]
    stages: list[Step]
    direction: Direction
    travel: str
    total: int


def segments(
    actions: Iterable[RatedAction], scheme: ColourScheme, language: Language
) -> list[Segment]:
    """Worst first; what is done is told apart where it is shown in practice too."""
    counted = Counter(
        (action.rating, action.rating is Rating.DONE and action.stage in SHOWN_IN_PRACTICE)
        for action in actions
        if action.rating is not None
    )
    kinds = [*((rating, False) for rating in WORST_FIRST), (Rating.DONE, True)]
    parts = []
    for rating, embedded in kinds:
        shown = label(rating, scheme, language, embedded=embedded)
        parts.append(Segment(shown.word, shown.shape, shown.colour, counted[rating, embedded]))
    return parts


def steps(actions: Iterable[RatedAction], language: Language) -> list[Step]:
    """The ladder in order; what is set aside stands beside it."""
    counted = Counter(action.stage for action in actions)
    return [Step(stage_word(stage, language), counted[stage]) for stage in LADDER]
