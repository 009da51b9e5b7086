"""The facts behind a readiness summary: the scope of the visit, and no more statements."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.domain.calendars import WALES
from tests.factories import NOW, TODAY
from tests.ground.databases import Save
from tests.ground.statements import questions, recorded
from tests.services.inspected import inspected
from tracker.domain.languages import Bilingual, Language
from tracker.domain.meetings import Verdict
from tracker.domain.plans import ColourScheme
from tracker.domain.rag import Rating
from tracker.domain.readiness import summarise
from tracker.domain.readiness_checks import CheckCode
from tracker.domain.readiness_facts import NotAsked, VisitFacts
from tracker.models import LineOfEnquiry, Visit
from tracker.queries import readiness, visits

ZONE = ZoneInfo("Europe/London")


def facts(session: Session, reference: str = "CS17-V02") -> VisitFacts:
    shown = visits.show(session, reference)
    assert shown is not None
    return readiness.facts(session, shown, TODAY, WALES, ZONE)


def test_what_the_lines_ask_about_is_told_in_full(save: Save, session: Session) -> None:
    inspected(save)
    found = facts(session)
    (told,) = found.recommendations
    assert told.reference == "CS17-R01"
    assert told.speaker is not None
    assert told.speaker.name == "Beth"
    (point,) = told.points
    assert (point.source, point.printed, point.page) == ("CSSIW-2017-10", "4", 12)
    assert point.source_title == Bilingual("Inspection", "Arolygiad")
    assert (told.position, told.position_on) == ("Mae’r polisi ar waith.", date(2018, 2, 21))
    assert told.position_language is Language.WELSH
    assert found.scheme is ColourScheme.BRAG
    assert found.inspectorates == (Bilingual("Care Inspectorate Wales", "Arolygiaeth Gofal Cymru"),)


def test_each_action_comes_with_its_owner_proof_and_agencies(save: Save, session: Session) -> None:
    inspected(save)
    late, proved = facts(session).recommendations[0].actions
    assert (late.reference, late.expected_open) == ("CS17-R01.01", ("Minutes of supervision",))
    assert late.evidence == ()
    assert late.last_update_on == date(2018, 2, 20)
    assert late.agencies == ("Dyfed-Powys Police", "Powys County Council")
    assert proved.owner is not None
    assert (proved.owner.role.cy, proved.owner.agency) == ("Rheolwr tîm", "Powys County Council")
    assert [item.reference for item in proved.evidence] == ["E000001", "E000002"]
    assert [item.decided_by and item.decided_by.name for item in proved.evidence] == ["Beth"] * 2
    assert proved.last_update_on == date(2018, 3, 1)


def test_the_rest_of_the_plan_is_named_and_not_checked(save: Save, session: Session) -> None:
    inspected(save)
    found = facts(session)
    assert found.not_asked == (NotAsked("CS17-R02", Bilingual("Placements", "Lleoliadau")),)
    summary = summarise(found, TODAY)
    failing = {check.code: check.failing for check in summary.not_ready}
    assert failing == {
        CheckCode.FINDINGS_UNMAPPED: ("CSSIW-2017-10",),
        CheckCode.OVERDUE: ("CS17-R01.01",),
        CheckCode.SILENT: ("CS17-R01.01",),
        CheckCode.EVIDENCE_STALE: ("E000002",),
        CheckCode.EXPECTED_OPEN: ("CS17-R01.01",),
        CheckCode.AGENCY_WITHOUT_OWNER: ("Dyfed-Powys Police",),
    }
    assert {agency.cy for agency in found.agencies} == {"Cyngor Sir Powys", "Heddlu Dyfed-Powys"}


def test_without_lines_the_whole_plan_is_asked_about(save: Save, session: Session) -> None:
    world = inspected(save)
    save(factories.visit(plan=world.plan, number=3, reference="CS17-V03"))
    found = facts(session, "CS17-V03")
    assert [told.reference for told in found.recommendations] == ["CS17-R01", "CS17-R02"]
    assert found.not_asked == ()


def test_a_finding_that_another_plan_answers_is_answered(save: Save, session: Session) -> None:
    world = inspected(save)
    (unanswered,) = facts(session).unmapped
    assert unanswered.text == "Placements drift."
    finding = factories.finding(source=world.supervision.findings[0].source)
    save(factories.recommendation(findings=[finding]))
    session.rollback()
    assert [point.text for point in facts(session).unmapped] == ["Placements drift."]


@pytest.mark.parametrize(
    ("verdict", "rating", "shown"),
    [
        (Verdict.OVERRIDDEN, Rating.ON_TRACK, Rating.ON_TRACK),
        (Verdict.CHALLENGED, Rating.OFF_TRACK, Rating.OFF_TRACK),
    ],
)
def test_what_the_board_said_stands_beside_the_facts(
    save: Save, session: Session, verdict: Verdict, rating: Rating, shown: Rating
) -> None:
    world = inspected(save)
    earlier = factories.meeting(plan_id=world.plan.id, held_on=date(2018, 1, 15))
    later = factories.meeting(plan_id=world.plan.id, held_on=date(2018, 2, 12))
    save(earlier, later)
    about = {"recommendation_id": world.supervision.id}
    save(
        factories.confirmation(
            meeting=later, verdict=verdict, rating=rating, until=date(2018, 4, 1), at=NOW, **about
        ),
        factories.confirmation(meeting=earlier, computed=Rating.AT_RISK, at=NOW, **about),
    )
    (told,) = summarise(facts(session), TODAY).recommendations
    assert (told.rating, told.computed.rating) == (shown, Rating.OFF_TRACK)
    assert told.disagreement


@pytest.mark.parametrize("actions", [20, 400])
def test_five_statements_however_large_the_plan(save: Save, session: Session, actions: int) -> None:
    owner = factories.person()
    plan = factories.plan()
    home = [factories.recommendation(plan=plan) for _ in range(actions // 20)]
    save(
        *(
            factories.action(recommendation=home[number % len(home)], owner=owner)
            for number in range(actions)
        )
    )
    visit = factories.visit(plan=plan)
    save(visit)
    shown = visits.show(session, visit.reference)
    assert shown is not None
    with recorded() as said:
        found = readiness.facts(session, shown, TODAY, WALES, ZONE)
    assert sum(len(told.actions) for told in found.recommendations) == actions
    assert len(questions(said)) == 5


def test_a_visit_is_read_in_one_statement(save: Save, session: Session) -> None:
    world = inspected(save)
    more = factories.inspectorate(abbreviation="HIW", name="Healthcare Inspectorate Wales")
    visit = session.get(Visit, world.visit.id)
    assert visit is not None
    visit.inspectorates.append(more)
    visit.lines.append(LineOfEnquiry(position=3, text="And placements?"))
    session.commit()
    with recorded() as said:
        shown = visits.show(session, "CS17-V02")
    assert len(questions(said)) == 1
    assert shown is not None
    assert [one.abbreviation.en for one in shown.inspectorates] == ["CIW", "HIW"]
    assert [line.text for line in shown.lines] == [
        "Is supervision regular?",
        "Who leads?",
        "And placements?",
    ]
