"""The board's overview as both databases give it: position, changes, exceptions, decisions."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import factories
from tests.domain.calendars import WALES
from tests.factories import NOW, TODAY
from tests.ground import large_plans
from tests.ground.databases import Save
from tests.services.boards import Assembly, assembly, proved
from tracker.domain.changes import ChangeKind, Direction
from tracker.domain.date_changes import ChangeReason
from tracker.domain.exceptions import ExceptionKind
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Access, Role
from tracker.domain.rag import Rating
from tracker.models import Person, RoleGrant
from tracker.queries import overview, plan_changes, plan_heads, plan_index, recommendation_page
from tracker.queries.filters import NO_FILTERS, Filters
from tracker.queries.overview import Overview
from tracker.services import closures, confirmations, date_changes, meetings
from tracker.services.unit_of_work import UnitsOfWork, access_of

LONDON = ZoneInfo("Europe/London")
LATE = date(2018, 2, 2)
NEXT_DAY = datetime(2018, 3, 13, 9, tzinfo=UTC)


def read(
    session: Session,
    person: Person,
    filters: Filters = NO_FILTERS,
    today: date = TODAY,
    code: str = "CS17",
) -> Overview:
    session.expire_all()
    standing = access_of(session.get_one(Person, person.id))
    return overview.read(session, standing, code, today, WALES, LONDON, filters)


def test_an_empty_plan(save: Save, session: Session) -> None:
    member = factories.person(Role.BOARD_MEMBER)
    save(member, factories.plan(code="CS17"))
    found = read(session, member)
    assert (found.live, found.late, found.late_before) == (0, 0, None)
    assert (found.meeting, found.visit, found.themes, found.changes) == (None, None, (), ())


def test_position_against_the_last_meeting(uow: UnitsOfWork, save: Save, session: Session) -> None:
    here = assembly(save, due_on=TODAY)
    save(factories.action(recommendation=here.recommendation, stage=Stage.WITHDRAWN))
    with uow(here.member.id) as unit:
        confirmations.confirm(unit, here.meeting.id, "CS17-R05", seen=Rating.AT_RISK)
    with uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    found = read(session, here.member, today=TODAY + timedelta(days=1))
    assert (found.live, found.late, found.late_before) == (1, 1, 0)
    assert [theme.direction for theme in found.themes] == [Direction.WORSE]
    moved = [(line.change.kind, line.change.reference) for line in found.changes]
    assert moved == [
        (ChangeKind.RATING_MOVED, "CS17-R05"),
        (ChangeKind.RATING_MOVED, "CS17-R05.01"),
    ]
    assert all(line.explained is None and line.rated for line in found.changes)


def test_a_change_names_who_and_why(uow: UnitsOfWork, save: Save, session: Session) -> None:
    here = assembly(save)
    with uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    with uow(here.owner.id, now=NEXT_DAY) as unit:
        asked = date_changes.ask(
            unit,
            "CS17-R05.01",
            reason_code=ChangeReason.CAPACITY,
            words="Two posts are vacant.",
            proposed_on=date(2018, 5, 14),
        ).id
    with uow(here.member.id, now=NEXT_DAY) as unit:
        date_changes.approve(unit, asked, version=1, reason="Both posts start in April.")
    found = read(session, here.member, today=NEXT_DAY.date())
    line = next(line for line in found.changes if line.change.kind is ChangeKind.DATE_CHANGED)
    assert line.explained is not None
    assert line.explained.who is not None
    assert (line.explained.who.name, line.explained.reason) == (
        "Carys",
        "Both posts start in April.",
    )


def test_everything_that_changed_is_read_apart(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = assembly(save)
    with uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    save(factories.action(recommendation=here.recommendation, reference="CS17-R05.02"))
    _plan, meeting, lines = plan_changes.read_all(session, "CS17", TODAY, WALES, LONDON)
    assert meeting is not None
    assert [(line.change.kind, line.change.reference) for line in lines] == [
        (ChangeKind.NEW, "CS17-R05.02")
    ]


def test_what_waits_for_whom(uow: UnitsOfWork, save: Save, session: Session) -> None:
    here = proved(save)
    slow = factories.action(
        recommendation=factories.recommendation(
            plan=here.plan, theme=here.recommendation.theme, reference="CS17-R06"
        ),
        reference="CS17-R06.01",
        owner=here.owner,
    )
    save(slow)
    save(factories.date_change(slow, proposed_on=date(2018, 9, 28), asked_by=here.owner))
    with uow(here.manager.id) as unit:
        closures.ask(unit, "CS17-R05", words="All of it is evidenced.")
    waits = {person.name: read(session, person).waiting for person in _everybody(here)}
    assert waits == {"Anna": 0, "Beth": 0, "Carys": 2}, (
        "Beth asked, and five months are the board's"
    )
    assert read(session, here.owner).undecided == 2


def _everybody(here: Assembly) -> tuple[Person, ...]:
    return (here.owner, here.manager, here.member)


def test_disagreements_are_overrides_for_the_better_and_doubts(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    here = assembly(save, due_on=LATE)
    with uow(here.member.id) as unit:
        confirmations.override(
            unit,
            here.meeting.id,
            "CS17-R05",
            seen=Rating.OFF_TRACK,
            rating=Rating.AT_RISK,
            reason="The register opens on Friday.",
            until=date(2018, 4, 9),
        )
    found = read(session, here.member)
    assert [item.head.reference for item in found.disagreements] == ["CS17-R05"]
    over = read(session, here.member, today=date(2018, 4, 10))
    assert over.totals[ExceptionKind.DISAGREEMENT] == 0


def test_filters_narrow_every_part(save: Save, session: Session) -> None:
    plan = factories.plan(code="CS17")
    health = factories.agency(name="Health board")
    source = factories.source(reference="CSSIW-2017-10")
    lead = factories.person()
    one = factories.recommendation(plan=plan, findings=[factories.finding(source=source)])
    other = factories.recommendation(plan=plan)
    late = factories.action(
        recommendation=one, due_on=LATE, agencies=[health], accountable_lead=lead
    )
    calm = factories.action(recommendation=other, stage=Stage.EVIDENCED)
    member = factories.person(Role.BOARD_MEMBER)
    save(late, calm, member)
    asked = [
        Filters(agency=health.id),
        Filters(source="CSSIW-2017-10"),
        Filters(lead=lead.id),
        Filters(theme=one.theme.number),
        Filters(rating=Rating.OFF_TRACK),
        Filters(stage=Stage.PLANNED),
    ]
    for filters in asked:
        found = read(session, member, filters)
        assert [action.id for action in found.actions] == [late.id], filters
    choices = read(session, member).choices
    assert [words.en for _value, words in choices.agencies] == ["Health board"]
    assert [value for value, _words in choices.sources] == ["CSSIW-2017-10"]
    assert str(lead.id) in {value for value, _words in choices.leads}
    assert read(session, member, Filters(agency=999)).actions == ()


def test_unanswered_findings_near_the_plan(save: Save, session: Session) -> None:
    plan, elsewhere = factories.plan(code="CS17"), factories.plan()
    source, other, nobodys = (factories.source() for _ in range(3))
    answered = [factories.finding(source=source), factories.finding(source=other)]
    save(
        factories.recommendation(plan=plan, findings=[answered[0]]),
        factories.recommendation(plan=elsewhere, findings=[answered[1]]),
        factories.finding(source=source, text="near"),
        factories.finding(source=other, text="another plan's"),
        factories.finding(source=nobodys, text="nobody's"),
    )
    member = factories.person(Role.BOARD_MEMBER)
    scoped = factories.person()
    scoped.grants.append(RoleGrant(role=Role.OBSERVER, plan_id=plan.id))
    save(member, scoped)
    assert {item.text for item in read(session, member).unanswered} == {"near", "nobody's"}
    assert {item.text for item in read(session, scoped).unanswered} == {"near"}


def test_the_next_visit_is_the_first_not_over_and_not_cancelled(
    save: Save, session: Session
) -> None:
    member, plan = factories.person(Role.BOARD_MEMBER), factories.plan(code="CS17")
    save(
        member,
        factories.visit(plan=plan, starts_on=date(2018, 1, 8), ends_on=date(2018, 1, 9)),
        factories.visit(
            plan=plan, starts_on=date(2018, 3, 14), ends_on=date(2018, 3, 15), cancelled_at=NOW
        ),
        factories.visit(plan=plan, reference="CS17-V07"),
    )
    visit = read(session, member).visit
    assert visit is not None
    assert (visit.reference, visit.working_days, visit.not_ready) == ("CS17-V07", 6, None)


def test_plans_one_may_see(save: Save, session: Session) -> None:
    ours, theirs = factories.plan(code="CS17"), factories.plan(code="JC23")
    save(theirs, factories.action(plan=ours, due_on=LATE))
    member = factories.person()
    member.grants.append(RoleGrant(role=Role.BOARD_MEMBER, plan_id=ours.id))
    save(member)
    standing = access_of(member)
    found = plan_index.visible(session, standing, TODAY, WALES, LONDON)
    assert [(line.head.code, line.late, len(line.actions)) for line in found] == [("CS17", 1, 1)]
    assert plan_index.visible(session, Access(person_id=0), TODAY, WALES, LONDON) == []


@pytest.mark.parametrize("actions", [40])
def test_a_full_plan_can_be_read(engine: Engine, session: Session, actions: int) -> None:
    member = large_plans.write(engine, actions)
    found = read(session, member, code="BIG")
    assert found.live == actions * 4 // 5
    assert len(found.shown[ExceptionKind.OFF_TRACK]) == overview.CAP
    assert found.totals[ExceptionKind.OFF_TRACK] > overview.CAP
    assert found.changed > len(found.changes)
    page = recommendation_page.read(session, access_of(member), "BIG-R001", TODAY, WALES, LONDON)
    assert page.claimed >= page.proved > 0
    assert [given.verdict for given in page.verdicts] == ["confirmed"]


def test_the_head_of_a_plan_without_meeting_or_visit(save: Save, session: Session) -> None:
    save(factories.plan(code="CS17"))
    head, meeting, visit = plan_heads.with_outlook(session, "CS17", TODAY, WALES)
    assert (head.code, head.board, meeting, visit) == ("CS17", None, None, None)
