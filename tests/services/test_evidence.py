"""Evidence is described, kept, put forward and shared; nothing of it is ever half there."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW, TODAY
from tests.fakes import FakeStorage
from tests.ground import files
from tests.ground.databases import Save
from tests.services.owners import DATED, LIMITS, Scene, add, scene, stored, upload
from tracker.domain.errors import NotFound, NotPermitted, Refused, Stale
from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Access, Grant, Role
from tracker.models import Event, Evidence, EvidenceLink, EvidenceVersion
from tracker.queries.subjects import can_see_evidence
from tracker.services import evidence, evidence_links
from tracker.services.unit_of_work import UnitsOfWork
from tracker.services.uploads import Upload, receive

#: The version of evidence that was just added: it is saved, then given its number.
FRESH = 2


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


def _nothing(session: Session) -> bool:
    session.rollback()
    kinds = (Evidence, EvidenceVersion, EvidenceLink, Event)
    return not any(session.scalar(select(func.count()).select_from(kind)) for kind in kinds)


# Files on their way in


def test_files_are_judged_and_stored_under_their_hash(
    uow: UnitsOfWork, storage: FakeStorage
) -> None:
    content = files.pdf()
    kept = receive(uow, [Upload("../../etc/Pol\u202eicy.PDF", BytesIO(content))], LIMITS)
    assert [(file.name, file.media_type) for file in kept] == [("Policy.PDF", "application/pdf")]
    with storage.open(kept[0].sha256) as stream:
        assert stream.read() == content
    assert kept[0].size == len(content)


@pytest.mark.parametrize(
    ("uploads", "codes"),
    [
        ([], ["files_missing"]),
        ([upload(name=f"{number}.pdf") for number in range(4)], ["files_too_many"]),
        ([upload(b"")], ["file_empty"]),
        ([upload(b"%PDF-" + b"x" * (1024 * 1024 + 1))], ["file_too_large"]),
        ([upload(files.docx())], ["file_kind_mismatch"]),
        ([upload(b"<svg onload='alert(1)'/>", "map.svg")], ["file_kind_not_allowed"]),
        (
            [upload(b"<script>alert(1)</script>", "minutes.txt"), upload(b"", "b.pdf")],
            ["file_kind_mismatch", "file_empty"],
        ),
        ([upload(files.pdf("one")), upload(files.pdf("one"), "copy.pdf")], ["file_twice"]),
    ],
)
def test_what_cannot_be_taken_is_named(
    uow: UnitsOfWork, uploads: list[Upload], codes: list[str]
) -> None:
    for each in uploads:
        each.stream.seek(0)
    with pytest.raises(Refused) as refusal:
        receive(uow, uploads, LIMITS)
    assert _codes(refusal) == codes
    assert {fault.field for fault in refusal.value.faults} == {"files"}


def test_one_wrong_file_keeps_all_out(uow: UnitsOfWork, storage: FakeStorage) -> None:
    with pytest.raises(Refused):
        receive(uow, [upload(), upload(b"", "empty.pdf")], LIMITS)
    assert list(storage.blobs()) == []


def test_a_full_disk_is_said_and_leaves_no_row(
    uow: UnitsOfWork, storage: FakeStorage, session: Session
) -> None:
    storage.is_full = True
    with pytest.raises(Refused) as refusal:
        stored(uow)
    assert _codes(refusal) == ["storage_full"]
    assert _nothing(session)


# Adding


def test_evidence_is_added_and_put_forward(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    added = add(
        uow,
        here,
        title=" The  <script>policy</script> 🎉 ",
        proves="It is signed.",
        period_from=date(2018, 1, 1),
        period_to=date(2018, 2, 28),
        expected_item_id=here.expected.id,
    )
    kept = session.scalars(select(Evidence)).one()
    assert kept.reference == added == f"E{kept.id:06}"
    assert kept.title == "The <script>policy</script> 🎉"
    assert (kept.agency_id, kept.is_shared) == (here.owner.agency_id, False)
    (version,) = kept.versions
    assert (version.number, version.position, version.attested_at) == (1, 1, NOW)
    (link,) = kept.links
    assert (link.action_id, link.state) == (here.action.id, LinkState.SUBMITTED)
    assert link.expected_item_id == here.expected.id
    whats = session.scalars(select(Event.what).order_by(Event.id)).all()
    assert whats == ["evidence_added", "evidence_submitted"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"attested": False}, "attestation_missing", "attested"),
        ({"title": " \u200f "}, "title_missing", "title"),
        ({"title": "x" * 201}, "too_long", "title"),
        ({"proves": "x" * 1_000_000}, "too_long", "proves"),
        ({"dated_on": TODAY + timedelta(days=1)}, "evidence_in_future", "dated_on"),
        ({"dated_on": date(2008, 2, 28)}, "date_far_off", "dated_on"),
        ({"period_from": DATED}, "period_open", "period_to"),
        (
            {"period_from": DATED, "period_to": DATED - timedelta(days=1)},
            "period_reversed",
            "period_to",
        ),
        ({"stale_on": DATED - timedelta(days=1)}, "stale_before_dated", "stale_on"),
    ],
)
def test_what_is_not_said_rightly_adds_nothing(
    uow: UnitsOfWork,
    session: Session,
    save: Save,
    given: dict[str, object],
    code: str,
    field: str,
) -> None:
    here = scene(save)
    with pytest.raises(Refused) as refusal:
        add(uow, here, **given)
    assert [(fault.code, fault.field) for fault in refusal.value.faults] == [(code, field)]
    assert _nothing(session)


def test_the_same_file_again_for_the_same_action_adds_nothing(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    first = add(uow, here)
    with pytest.raises(Refused) as refusal:
        add(uow, here, title="Again")
    assert refusal.value.faults[0].params["reference"] == first
    assert session.scalar(select(func.count()).select_from(Evidence)) == 1


def test_an_expected_item_of_another_action_is_not_there(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here, there = scene(save), scene(save)
    with pytest.raises(NotFound):
        add(uow, here, expected_item_id=there.expected.id)
    assert _nothing(session)


def test_nothing_is_added_for_what_was_set_aside(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save, stage=Stage.WITHDRAWN)
    with pytest.raises(Refused) as refusal:
        add(uow, here)
    assert _codes(refusal) == ["evidence_set_aside"]


def test_only_those_concerned_add(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    for person, error in ((here.member, NotPermitted), (here.stranger, NotFound)):
        with pytest.raises(error):
            add(uow, here, by=person)
    assert _nothing(session)


# Versions


def test_a_new_version_is_put_forward_where_the_old_was_returned(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    proof = add(uow, here)
    elsewhere = factories.action(plan=here.action.plan, owner=here.owner)
    save(elsewhere)
    with uow(here.owner.id) as unit:
        evidence_links.put_forward(unit, proof, elsewhere.reference)
    _decide(session, elsewhere.id, LinkState.ACCEPTED)
    _decide(session, here.action.id, LinkState.RETURNED)
    with uow(here.owner.id) as unit:
        evidence.add_version(unit, proof, files=stored(uow, "Signed"), attested=True)
    session.rollback()
    links = {link.action_id: link for link in session.scalars(select(EvidenceLink))}
    mended, kept = links[here.action.id], links[elsewhere.id]
    assert (mended.state, mended.version_number, mended.reason) == (LinkState.SUBMITTED, 2, "")
    assert (kept.state, kept.version_number) == (LinkState.ACCEPTED, 1)


def test_the_same_file_is_no_new_version(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    proof = add(uow, here)
    with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
        evidence.add_version(unit, proof, files=stored(uow), attested=True)
    assert _codes(refusal) == ["version_same_file"]


def test_others_give_it_no_new_version(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    proof = add(uow, here)
    for person, error in ((here.member, NotPermitted), (here.stranger, NotFound)):
        with pytest.raises(error), uow(person.id) as unit:
            evidence.add_version(unit, proof, files=stored(uow, "x"), attested=True)


# Describing and sharing


def test_accepted_evidence_is_only_shared_not_described_anew(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    proof = add(uow, here)
    _decide(session, here.action.id, LinkState.ACCEPTED)
    with pytest.raises(Refused) as refusal:
        _edit(uow, here, proof, title="Another")
    assert _codes(refusal) == ["evidence_accepted_fixed"]
    _edit(uow, here, proof, is_shared=True)
    session.rollback()
    assert session.scalars(select(Evidence)).one().is_shared


def test_an_older_description_does_not_win(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    proof = add(uow, here)
    _edit(uow, here, proof, title="First")
    with pytest.raises(Stale) as stale:
        _edit(uow, here, proof, title="Second")
    assert (stale.value.theirs["title"], stale.value.yours["title"]) == ("First", "Second")


# One piece for many actions


def test_one_piece_supports_several_actions(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    proof = add(uow, here)
    second = factories.action(plan=here.action.plan, owner=here.owner)
    foreign = factories.action(owner=here.owner)
    save(second, foreign)
    with uow(here.owner.id) as unit:
        evidence_links.put_forward(unit, proof, second.reference)
    with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
        evidence_links.put_forward(unit, proof, second.reference)
    assert _codes(refusal) == ["already_put_forward"]
    with pytest.raises(NotFound), uow(here.owner.id) as unit:
        evidence_links.put_forward(unit, proof, foreign.reference)
    assert session.scalar(select(func.count()).select_from(EvidenceLink)) == 2


def test_what_was_returned_can_be_put_forward_again(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    proof = add(uow, here)
    _decide(session, here.action.id, LinkState.RETURNED)
    with uow(here.owner.id) as unit:
        evidence_links.put_forward(unit, proof, here.ref, here.expected.id)
    session.rollback()
    link = session.scalars(select(EvidenceLink)).one()
    assert (link.state, link.expected_item_id) == (LinkState.SUBMITTED, here.expected.id)


def test_working_evidence_of_another_agency_is_not_there(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    police = factories.person()
    save(police)
    theirs = factories.evidence(
        plan_id=here.action.plan_id, uploaded_by=police, agency_id=police.agency_id
    )
    save(theirs)
    with pytest.raises(NotFound), uow(here.owner.id) as unit:
        evidence_links.put_forward(unit, theirs.reference, here.ref)


def test_working_evidence_of_nobodys_agency_is_not_every_agencys(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save)
    unplaced = factories.person(agency=None)
    save(unplaced)
    theirs = factories.evidence(plan_id=here.action.plan_id, uploaded_by=unplaced, agency_id=None)
    save(theirs)
    partner = Access(
        here.stranger.id, (Grant(Role.BOARD_MEMBER, here.action.plan_id, agency_id=1),)
    )
    anywhere = Access(here.stranger.id, (Grant(Role.BOARD_MEMBER, here.action.plan_id),))
    assert not can_see_evidence(session, partner, theirs)
    assert can_see_evidence(session, anywhere, theirs)
    theirs.is_shared = True
    assert can_see_evidence(session, partner, theirs)


def _decide(session: Session, action_id: int, state: LinkState) -> None:
    session.rollback()
    link = session.scalars(select(EvidenceLink).where(EvidenceLink.action_id == action_id)).one()
    link.state = state
    session.commit()


def _edit(uow: UnitsOfWork, here: Scene, proof: str, **given: object) -> None:
    facts = {
        "title": "Policy",
        "proves": "",
        "kind": EvidenceKind.OUTPUT,
        "dated_on": DATED,
        "period_from": None,
        "period_to": None,
        "stale_on": None,
        "is_shared": False,
    }
    with uow(here.owner.id) as unit:
        evidence.edit(unit, proof, FRESH, **{**facts, **given})  # type: ignore[arg-type]
