"""What a readiness summary is made from: a visit and its plan, as read on one day."""

from dataclasses import dataclass, field
from datetime import date

from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.judging import Judgement
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage
from tracker.domain.plans import ColourScheme, Response
from tracker.domain.rag import Rated


@dataclass(frozen=True)
class Who:
    """A person, role first: the name may be left off. `agency` is their agency's name."""

    role: Bilingual
    name: str
    agency: str = ""


@dataclass(frozen=True)
class EvidenceFacts:
    """One piece of evidence as put forward for one action; `decided_by` accepted it, or
    returned it."""

    reference: str
    title: str
    kind: EvidenceKind
    dated_on: date
    state: LinkState
    stale_on: date | None = None
    decided_by: Who | None = None


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
    """A finding in the inspectors' own words. `source` is the reference of where it is
    printed, `printed` the number it bears there."""

    source: str
    text: str
    printed: str = ""
    page: int | None = None
    source_title: Bilingual | None = None
    language: Language = Language.ENGLISH


@dataclass(frozen=True)
class VisitRecommendation:
    """One recommendation within the visit's scope. `position` are the last words said
    about it, in their own language, and `position_on` the date for which they are true;
    `judgement` is what the board made of its rating."""

    reference: str
    title: Bilingual
    text: Bilingual
    response: Response = Response.ACCEPTED
    points: tuple[Point, ...] = ()
    position: str = ""
    position_on: date | None = None
    position_language: Language = Language.ENGLISH
    speaker: Who | None = None
    judgement: Judgement = field(default_factory=Judgement)
    closed: bool = False
    actions: tuple[VisitAction, ...] = ()


@dataclass(frozen=True)
class NotAsked:
    """A recommendation of the plan that no line of enquiry asks about."""

    reference: str
    title: Bilingual


@dataclass(frozen=True)
class Line:
    """A line of enquiry, with the references of the recommendations it is about."""

    text: str
    recommendations: tuple[str, ...] = ()


@dataclass(frozen=True)
class VisitFacts:
    """The visit, everything in its scope, and findings that no recommendation answers.
    `agencies` are those named by `VisitAction.agencies`, in both languages."""

    reference: str
    title: Bilingual
    plan: str
    plan_title: Bilingual
    starts_on: date
    ends_on: date
    days: int
    scope: str = ""
    scheme: ColourScheme = ColourScheme.BRAG
    inspectorates: tuple[Bilingual, ...] = ()
    lines: tuple[Line, ...] = ()
    recommendations: tuple[VisitRecommendation, ...] = ()
    not_asked: tuple[NotAsked, ...] = ()
    unmapped: tuple[Point, ...] = ()
    agencies: tuple[Bilingual, ...] = ()
