"""What owners and checkers are shown, read from both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.domain.calendars import WALES
from tests.factories import NOW, TODAY
from tests.ground.databases import Save
from tests.services.owners import Scene, add, scene
from tracker.domain.date_changes import ChangeState
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage, Step
from tracker.domain.permissions import Access, Grant, Role
from tracker.domain.updates import UpdateKind
from tracker.models import EvidenceLink, Person, RoleGrant
from tracker.queries import my_actions, to_check
from tracker.queries.action_in_full import ActionInFull, in_full
from tracker.services import checks, claims, date_changes, updates
from tracker.services.unit_of_work import UnitsOfWork

LONDON = ZoneInfo("Europe/London")


def _access(person: Person, role: Role | None = None, plan_id: int | None = None) -> Access:
    return Access(person.id, (Grant(role, plan_id),) if role else ())


def _read(session: Session, here: Scene, person: Person) -> ActionInFull:
    session.rollback()
    return in_full(session, _access(person), here.ref, TODAY, WALES, LONDON)


def test_the_story_of_an_action_is_told_once_and_in_order(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save, stage=Stage.PLANNED)
    when = [NOW + timedelta(minutes=minute) for minute in range(6)]
    with uow(here.owner.id, now=when[0]) as unit:
        updates.say(
            unit,
            here.ref,
            kind=UpdateKind.PROGRESS,
            words="Dechreuwyd.",
            language=Language.WELSH,
        )
    reference = add(uow, here)
    link = session.scalars(select(EvidenceLink)).one()
    with uow(here.lead.id, now=when[2]) as unit:
        checks.return_evidence(unit, link.id, version=1, reason="It is not signed.")
    with uow(here.manager.id, now=when[3]) as unit:
        checks.waive(unit, here.expected.id, version=1, reason="A national policy.")
    with uow(here.manager.id, now=when[4]) as unit:
        claims.set_aside(unit, here.ref, step=Step.WITHDRAW, reason="Merged.", version=2)
    told = _read(session, here, here.owner).happened
    assert [(one.said or one.what, one.words, one.reference) for one in told] == [
        ("action_withdrawn", "Merged.", ""),
        ("expected_item_waived", "A national policy.", ""),
        ("evidence_returned", "It is not signed.", reference),
        ("evidence_submitted", "", reference),
        ("action_started", "", ""),
        (UpdateKind.PROGRESS, "Dechreuwyd.", ""),
    ]
    assert told[-1].language is Language.WELSH
    assert told[0].who is not None
    assert told[0].who.role == Bilingual(here.manager.role_title)


def test_boards_decisions_about_its_recommendations_belong_to_the_story(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    with uow(here.member.id) as unit:
        for what in ("rating_confirmed", "closure_asked"):
            unit.record(
                what,
                here.action.recommendation,
                reference=here.action.recommendation.reference,
                plan_id=here.action.plan_id,
            )
    told = _read(session, here, here.owner).happened
    assert [(one.what, one.is_boards) for one in told] == [("rating_confirmed", True)]


def test_last_words_and_returned_evidence_stand_on_the_card(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here)
    link = session.scalars(select(EvidenceLink)).one()
    with uow(here.lead.id) as unit:
        checks.return_evidence(unit, link.id, version=1, reason="It is not signed.")
    for words in ("First.", "Second."):
        with uow(here.owner.id) as unit:
            updates.say(unit, here.ref, kind=UpdateKind.PROGRESS, words=words)
    session.rollback()
    found = my_actions.mine(session, _access(here.owner), TODAY, WALES, LONDON)
    (card,) = found.live
    assert card.said is not None
    assert card.said.words == "Second."
    assert [one.reason for one in card.returned] == ["It is not signed."]
    assert card.expected == ("The signed policy",)
    assert (found.led, found.finished) == ((), ())


def test_what_waits_is_for_those_who_may_decide(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    add(uow, here)
    save(factories.date_change(here.action))
    session.rollback()
    plan_id = here.action.plan_id
    manager = _access(here.manager, Role.PROGRAMME_MANAGER, plan_id)
    member = _access(here.member, Role.BOARD_MEMBER, plan_id)
    elsewhere = _access(here.stranger, Role.PROGRAMME_MANAGER, plan_id + 1)

    def waiting(access: Access) -> tuple[int, int]:
        proofs = to_check.proofs(session, access, TODAY)
        return len(proofs), len(to_check.requests(session, access))

    assert waiting(_access(here.lead)) == (1, 0), "beyond tolerance it is the board's"
    assert waiting(manager) == (1, 0)
    assert waiting(member) == (0, 1)
    assert waiting(elsewhere) == (0, 0)
    assert waiting(_access(here.owner)) == (0, 0)


def test_unshared_evidence_of_another_agency_is_counted_not_shown(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    police = factories.person()
    save(police)
    grant = RoleGrant(
        person_id=police.id,
        role=Role.PROGRAMME_MANAGER,
        plan_id=here.action.plan_id,
        agency_id=police.agency_id,
    )
    save(grant)
    add(uow, here)
    session.rollback()
    limited = Access(police.id, (Grant(Role.PROGRAMME_MANAGER, grant.plan_id, grant.agency_id),))
    read = in_full(session, limited, here.ref, TODAY, WALES, LONDON)
    proofs = read.proofs
    assert (proofs.shown, proofs.hidden, proofs.outputs) == ((), 1, 1)
    assert read.happened == ()
    assert to_check.proofs(session, limited, TODAY) == []


def test_an_owners_record_counts_all_their_actions(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    slipped = factories.action(
        owner=here.owner, due_on=TODAY, original_due_on=TODAY - timedelta(days=30)
    )
    early = factories.action(
        owner=here.owner, due_on=TODAY, original_due_on=TODAY + timedelta(days=9)
    )
    save(slipped, early)
    save(
        factories.date_change(slipped, state=ChangeState.APPROVED),
        factories.date_change(slipped, state=ChangeState.REFUSED),
    )
    request = factories.date_change(here.action)
    save(request)
    session.rollback()
    record = to_check.request(session, _access(here.member), request.id).record
    assert (record.actions, record.asked, record.granted) == (3, 3, 1)
    assert (record.slipped, record.days) == (1, 30)


def test_the_date_of_no_change_follows_the_current_one(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    request = factories.date_change(here.action, proposed_on=TODAY + timedelta(days=60))
    save(request)
    with uow(here.lead.id) as unit:
        date_changes.approve(unit, request.id, version=1)
    assert _read(session, here, here.owner).on_course_for == TODAY + timedelta(days=60)
