"""A readiness summary: what a body can show inspectors, and what it is not ready on.

Stored as `content.to_content(summary)` and never changed; page, PDF and Word are views of
`content.from_content(Summary, stored)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.changes import Direction
from tracker.domain.evidence import EvidenceKind, Staleness
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage
from tracker.domain.plans import ColourScheme
from tracker.domain.rag import Rated, Rating
from tracker.domain.readiness_checks import Check, CheckCode
from tracker.domain.readiness_facts import Line, NotAsked, Point, Who
from tracker.domain.reasons import Param
from tracker.domain.rollup import WORST_FIRST

_GOING_BADLY = (Rating.OFF_TRACK, Rating.AT_RISK, Rating.WAITING)


class GapCode(StrEnum):
    """What is missing for one recommendation. Parameters in brackets."""

    NO_ACTIONS = "no_actions"
    """()"""
    NOTHING_ACCEPTED = "nothing_accepted"
    """(): no evidence at all has been accepted for it"""
    UNPROVED = "unproved"
    """(): an action said to be delivered has no accepted evidence"""
    EXPECTED_OPEN = "expected_open"
    """(item): an agreed item of evidence is still open"""
    STALE = "stale"
    """(title, why, dated_on): evidence stale on the visit's first day"""
    SILENT = "silent"
    """(last_update_on), or nothing when there never was one"""
    NO_OWNER = "no_owner"
    """()"""
    NO_SPEAKER = "no_speaker"
    """()"""


@dataclass(frozen=True)
class Gap:
    """`reference` is that of the action or evidence concerned, or the recommendation's."""

    code: GapCode
    reference: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """Accepted evidence to show; `stale` says why it is weak on the visit's first day."""

    reference: str
    title: str
    kind: EvidenceKind
    dated_on: date
    action: str
    accepted_by: Who | None
    stale: Staleness | None


@dataclass(frozen=True)
class ActionLine:
    """One action in a line: where it stands and who owns it."""

    reference: str
    title: Bilingual
    stage: Stage
    due_on: date
    rated: Rated | None
    owner: Who | None


@dataclass(frozen=True)
class RecommendationSummary:
    """One recommendation as the inspectors will find it. `rating` is what the board made
    of `computed`; `stage` is that of its least proved action."""

    reference: str
    title: Bilingual
    text: Bilingual
    points: tuple[Point, ...]
    position: str
    position_on: date | None
    position_language: Language
    rating: Rating
    computed: Rated
    disagreement: bool
    direction: Direction
    stage: Stage | None
    closed: bool
    speaker: Who | None
    strongest: tuple[Shown, ...]
    gaps: tuple[Gap, ...]
    actions: tuple[ActionLine, ...]

    @property
    def weaknesses(self) -> tuple[ActionLine, ...]:
        """What the body had better say itself: actions that go badly, the worst first."""
        bad = [item for item in self.actions if item.rated and item.rated.rating in _GOING_BADLY]
        return tuple(sorted(bad, key=_severity))


@dataclass(frozen=True)
class Summary:
    """The whole summary; every list in a stable order."""

    reference: str
    title: Bilingual
    plan: str
    plan_title: Bilingual
    starts_on: date
    ends_on: date
    days: int
    scope: str
    scheme: ColourScheme
    inspectorates: tuple[Bilingual, ...]
    lines: tuple[Line, ...]
    as_at: date
    recommendations: tuple[RecommendationSummary, ...]
    not_asked: tuple[NotAsked, ...]
    unmapped: tuple[Point, ...]
    agencies: tuple[Bilingual, ...]
    checks: tuple[Check, ...]
    prepared_by: Who | None

    @property
    def not_ready(self) -> tuple[Check, ...]:
        """What the body is not ready on, in the order of `CheckCode`."""
        return tuple(check for check in self.checks if not check.is_ready)

    @property
    def counts(self) -> dict[CheckCode, int]:
        """How many things each check found, zeros included."""
        return {check.code: len(check.failing) for check in self.checks}


def _severity(line: ActionLine) -> int:
    return WORST_FIRST.index(line.rated.rating) if line.rated else len(WORST_FIRST)
