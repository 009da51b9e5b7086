"""A readiness summary to lay out, with everything in it that one can hold."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.domain.calendars import WALES
from tracker.documents.readiness import Issue, readiness_view
from tracker.documents.readiness_links import PageLinks
from tracker.documents.readiness_view import ReadinessView
from tracker.domain.content import fingerprint, to_content
from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.judging import Judgement
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import ActionFacts, Rating, rate
from tracker.domain.readiness import summarise
from tracker.domain.readiness_facts import (
    EvidenceFacts,
    Line,
    NotAsked,
    Point,
    VisitAction,
    VisitFacts,
    VisitRecommendation,
    Who,
)

AS_AT = date(2018, 3, 12)
COUNCIL, POLICE = "Powys County Council", "Dyfed-Powys Police"
HEAD = Who(Bilingual("Head of service", "Pennaeth gwasanaeth"), "Bob Example", COUNCIL)


def action(reference: str, stage: Stage, due_on: date, title: Bilingual) -> VisitAction:
    facts = ActionFacts(stage, date(2018, 1, 8), due_on, due_on)
    aside = stage in (Stage.WITHDRAWN, Stage.SUPERSEDED)
    return VisitAction(
        reference=reference,
        title=title,
        stage=stage,
        due_on=due_on,
        rated=None if aside else rate(facts, AS_AT, WALES),
        owner=HEAD,
        agencies=(COUNCIL, POLICE),
        delivered_on=date(2018, 2, 1),
        expected_open=("Minutes of supervision",) if stage is Stage.UNDER_WAY else (),
        evidence=(
            EvidenceFacts(
                "E000001",
                "Dip sample",
                EvidenceKind.PRACTICE,
                date(2018, 1, 20),
                LinkState.ACCEPTED,
                decided_by=HEAD,
            ),
        )
        if stage is Stage.EVIDENCED
        else (),
    )


def facts(words: str = "Make supervision regular.", times: int = 2) -> VisitFacts:
    """`words` stand wherever people write freely; `times` recommendations."""
    title = Bilingual("Supervision", "Goruchwyliaeth ŵ ŷ Ŵ Ŷ")
    actions = (
        action("CS17-R01.01", Stage.UNDER_WAY, date(2018, 2, 2), Bilingual(words)),
        action("CS17-R01.02", Stage.EVIDENCED, date(2018, 2, 28), title),
        action("CS17-R01.03", Stage.EMBEDDED, date(2018, 2, 28), title),
        action("CS17-R01.04", Stage.WITHDRAWN, date(2018, 2, 28), title),
        action("CS17-R01.05", Stage.PLANNED, date(2018, 6, 29), title),
    )
    point = Point("CSSIW-2017-10", words, "4", 12, Bilingual("Inspection", "Arolygiad"))
    told = VisitRecommendation(
        reference="CS17-R01",
        title=title,
        text=Bilingual(words),
        points=(point,),
        position=words,
        position_on=date(2018, 3, 5),
        judgement=Judgement(confirmed=Rating.AT_RISK, judged=Rating.ON_TRACK, until=AS_AT),
        actions=actions,
    )
    return VisitFacts(
        reference="CS17-V02",
        title=Bilingual("Monitoring visit", "Ymweliad monitro"),
        plan="CS17",
        plan_title=Bilingual("Improvement plan", "Cynllun gwella"),
        starts_on=date(2018, 3, 20),
        ends_on=date(2018, 3, 22),
        days=3,
        scope=words,
        inspectorates=(Bilingual("Care Inspectorate Wales", "Arolygiaeth Gofal Cymru"),),
        lines=(Line(words, ("CS17-R01",)),),
        recommendations=tuple(
            replace(told, reference=f"CS17-R{number:02}") for number in range(1, times + 1)
        ),
        not_asked=(NotAsked("CS17-R99", Bilingual("Placements", "Lleoliadau")),),
        unmapped=(replace(point, language=Language.WELSH),),
        agencies=(Bilingual(COUNCIL, "Cyngor Sir Powys"), Bilingual(POLICE)),
    )


def view(language: Language = Language.ENGLISH, **given: Any) -> ReadinessView:
    """The summary of `facts(**given)`, made five working days before the visit."""
    summary = summarise(facts(**given), AS_AT)
    issue = Issue(
        ZoneInfo("Europe/London"),
        fingerprint(to_content(summary)),
        datetime(2018, 3, 13, 7, 0, tzinfo=UTC),
        step=5,
    )
    links = PageLinks(lambda page, reference: f"https://tracker.example/{page}/{reference}")
    return readiness_view(summary, issue, language, links)
