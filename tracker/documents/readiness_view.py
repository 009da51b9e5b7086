"""A readiness summary in the words of one language, ready to be laid out.

The page, the printed PDF and the file of the command line are all made from this, so that
they never differ. Everything is a string, or a tuple of these shapes.
"""

from dataclasses import dataclass
from typing import Protocol

from tracker.documents.passages import Passage
from tracker.domain.readiness_checks import CheckCode
from tracker.domain.readiness_summary import GapCode
from tracker.domain.references import ReferenceKind
from tracker.wording.ratings import Label


class Links(Protocol):
    """Where things are, as addresses; "" leaves them without a link."""

    def to(self, kind: ReferenceKind, reference: str) -> str:
        """The page of a thing."""

    def cure(self, missing: CheckCode | GapCode, reference: str) -> str:
        """Where what is missing can be mended, for whoever may, or else its page."""


@dataclass(frozen=True)
class Linked:
    """A reference or name, with its address."""

    text: str
    href: str


@dataclass(frozen=True)
class Fact:
    label: str
    value: Passage


@dataclass(frozen=True)
class NotReady:
    """What a check found, the things it found, and how many more there are."""

    words: str
    items: tuple[Linked, ...]
    more: str


@dataclass(frozen=True)
class Titled:
    """A thing by reference and title."""

    reference: Linked
    title: Passage


@dataclass(frozen=True)
class LineView:
    text: str
    asks_about: tuple[Titled, ...]


@dataclass(frozen=True)
class PointView:
    """What inspectors wrote, and where it is printed."""

    text: Passage
    source: Linked
    printed: str


@dataclass(frozen=True)
class ActionView:
    reference: Linked
    title: Passage
    owner: str
    due: str
    stage: str
    rating: Label | None


@dataclass(frozen=True)
class EvidenceView:
    """`weak` says why it will not prove the present on the visit's first day."""

    reference: Linked
    title: str
    kind: str
    dated: str
    accepted_by: str
    weak: str


@dataclass(frozen=True)
class Missing:
    reference: Linked
    words: str


@dataclass(frozen=True)
class RecommendationView:
    anchor: str
    reference: Linked
    title: Passage
    text: Passage
    rating: Label
    reason: str
    judged: str
    stage: str
    travel: str
    direction: str
    closed: str
    points: tuple[PointView, ...]
    position: Passage | None
    position_on: str
    speaker: str
    strongest: tuple[EvidenceView, ...]
    gaps: tuple[Missing, ...]
    weaknesses: tuple[Missing, ...]
    actions: tuple[ActionView, ...]


@dataclass(frozen=True)
class ReadinessView:
    """`labels` are the headings and words of the layout by name; `warning` is said before
    all else, when there is one."""

    language: str
    labels: dict[str, str]
    title: str
    reference: str
    heading: Passage
    warning: str
    facts: tuple[Fact, ...]
    scope: str
    not_ready: tuple[NotReady, ...]
    ready: tuple[str, ...]
    lines: tuple[LineView, ...]
    recommendations: tuple[RecommendationView, ...]
    not_asked: tuple[Titled, ...]
    unmapped: tuple[PointView, ...]
    sha256: str
    foot: str
