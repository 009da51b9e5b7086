"""What a readiness summary is made from: a visit and its plan, as read on one day."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import Stage
from tracker.domain.plans import Response
from tracker.domain.rag import Rated, Rating


@dataclass(frozen=True)
class Who:
    """A person, role first: the name may be left off. `agency` is their agency's name."""

    role: Bilingual
    name: str
    agency: str = ""


@dataclass(frozen=True)
class EvidenceFacts:
    """One piece of evidence as put forward for one action."""

    reference: str
    title: str
    kind: EvidenceKind
    dated_on: date
    state: LinkState
    stale_on: date | None = None


@dataclass(frozen=True)
class VisitAction:
    """One action. `rated` is None once it is set aside; `expected_open` are the words of
    agreed items neither met nor waived; `agencies` are names."""

    reference: str
    title: Bilingual
    stage: Stage
    due_on: date
    rated: Rated | None
    owner: Who | None = None
    agencies: tuple[str, ...] = ()
    last_update_on: date | None = None
    delivered_on: date | None = None
    expected_open: tuple[str, ...] = ()
    evidence: tuple[EvidenceFacts, ...] = ()


@dataclass(frozen=True)
class Point:
    """A finding in the inspectors' own words. `source` is its reference, `printed` the
    number it bears in the report."""

    source: str
    text: str
    printed: str = ""
    page: int | None = None


@dataclass(frozen=True)
class VisitRecommendation:
    """One recommendation within the visit's scope. `position` are the last words said
    about it and `position_on` their date; `judged` and `judged_until` what the board made
    of its rating; `confirmed` the rating it last confirmed."""

    reference: str
    title: Bilingual
    text: Bilingual
    response: Response = Response.ACCEPTED
    points: tuple[Point, ...] = ()
    position: str = ""
    position_on: date | None = None
    speaker: Who | None = None
    judged: Rating | None = None
    judged_until: date | None = None
    confirmed: Rating | None = None
    closed: bool = False
    actions: tuple[VisitAction, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of enquiry, with the references of the recommendations it is about."""

    text: str
    recommendations: tuple[str, ...] = ()


@dataclass(frozen=True)
class VisitFacts:
    """The visit, everything in its scope, and findings that no recommendation answers."""

    reference: str
    title: Bilingual
    plan: str
    plan_title: Bilingual
    starts_on: date
    ends_on: date
    days: int
    scope: str = ""
    inspectorates: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    recommendations: tuple[VisitRecommendation, ...] = ()
    unmapped: tuple[Point, ...] = ()
