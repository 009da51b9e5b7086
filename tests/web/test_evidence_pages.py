"""A piece of evidence on pages: who sees it, how it is sent out, what becomes of it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeStorage
from tests.ground import files
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.services.owners import add, scene
from tests.web.handing_in import POLICY, SAID, hand_in, send
from tests.web.pages import soup
from tracker.domain.evidence import LinkState
from tracker.domain.permissions import Role
from tracker.models import Evidence, EvidenceLink, EvidenceVersion, Person, RoleGrant
from tracker.services.unit_of_work import UnitsOfWork


def test_a_file_is_only_ever_saved_never_shown(
    session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    client = sign_in(here.owner)
    hand_in(client, here, (POLICY[0], "Polisi diogelu – tŷ.pdf"))
    file = session.scalars(select(EvidenceVersion)).one()
    answer = client.get(f"/evidence/{file.evidence.reference}/files/{file.id}")
    assert (answer.status_code, answer.data) == (200, POLICY[0])
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(POLICY[0]))
    assert headers["Content-Disposition"].startswith("attachment;")
    assert (
        "filename*=UTF-8''Polisi%20diogelu%20%E2%80%93%20t%C5%B7.pdf"
        in (headers["Content-Disposition"])
    )
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


def test_who_may_see_the_piece_may_have_the_file_and_nobody_else(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    """Another agency's working evidence is not there at all until it is shared."""
    here = scene(save)
    police = factories.person()
    save(police)
    save(
        RoleGrant(
            person_id=police.id,
            role=Role.ACTION_OWNER,
            plan_id=here.action.plan_id,
            agency_id=police.agency_id,
        )
    )
    add(uow, here)
    file = session.scalars(select(EvidenceVersion)).one()
    reference, file_id = file.evidence.reference, file.id

    def statuses(person: Person) -> set[int]:
        client = sign_in(person)
        found = {client.get(f"/evidence/{reference}").status_code}
        return {*found, client.get(f"/evidence/{reference}/files/{file_id}").status_code}

    assert statuses(here.stranger) == {404}
    assert statuses(police) == {404}
    assert "1 piece is another agency’s and not shared." in sign_in(police).get(
        f"/actions/{here.ref}"
    ).get_data(as_text=True)
    for person in (here.owner, here.lead, here.manager, here.member):
        assert statuses(person) == {200}
    file.evidence.is_shared = True
    session.commit()
    assert statuses(police) == {200}
    assert statuses(here.stranger) == {404}


def test_a_file_of_another_piece_is_not_found(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    first, second = add(uow, here), add(uow, here, words="Another")
    file = session.scalars(
        select(EvidenceVersion).join(Evidence).where(Evidence.reference == second)
    ).one()
    client = sign_in(here.owner)
    for address in (f"/evidence/{first}/files/{file.id}", f"/evidence/{first}/files/{10**30}"):
        assert client.get(address).status_code == 404


def test_bytes_that_are_lost_are_said_plainly(
    session: Session, save: Save, sign_in: SignIn, storage: FakeStorage, uow: UnitsOfWork
) -> None:
    here = scene(save)
    add(uow, here)
    file = session.scalars(select(EvidenceVersion)).one()
    storage._bytes.clear()
    answer = sign_in(here.owner).get(f"/evidence/{file.evidence.reference}/files/{file.id}")
    assert answer.status_code == 500
    assert "The file is not where it was put: tell the administrator" in answer.text


def test_a_new_version_answers_what_came_back(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    reference = add(uow, here)
    link = session.scalars(select(EvidenceLink)).one()
    link.state, link.reason = LinkState.RETURNED, "It is not signed."
    session.commit()
    client = sign_in(here.owner)
    assert "It is not signed." in client.get(f"/evidence/{reference}").text
    address = f"/evidence/{reference}/versions/new"
    assert send(client, address, POLICY).status_code == 422
    assert send(client, address, (files.pdf("Signed"), "signed.pdf")).status_code == 302
    session.rollback()
    link = session.scalars(select(EvidenceLink)).one()
    assert (link.state, link.version_number) == (LinkState.SUBMITTED, 2)
    page = soup(client.get(f"/evidence/{reference}")).get_text(" ", strip=True)
    assert "Version 2" in page
    assert "Version 1" in page


def test_one_piece_goes_forward_for_another_action(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    reference = add(uow, here)
    other = factories.action(plan=here.action.plan, owner=here.owner, title="The other")
    foreign = factories.action(owner=here.owner)
    save(other, foreign)
    client = sign_in(here.owner)
    choices = soup(client.get(f"/evidence/{reference}/link")).select("option")
    assert [choice["value"] for choice in choices] == [other.reference]
    address = f"/evidence/{reference}/link?action="
    assert client.post(address + other.reference).status_code == 302
    assert client.post(address + other.reference).status_code == 404
    assert client.post(address + foreign.reference).status_code == 404
    assert session.scalar(select(func.count()).select_from(EvidenceLink)) == 2


def test_describing_it_from_an_older_page_shows_both(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    reference = add(uow, here)
    client, address = sign_in(here.owner), f"/evidence/{reference}/edit"
    version = soup(client.get(address)).select_one("input[name=version]")
    assert version is not None
    read = {**SAID, "version": str(version["value"])}
    assert client.post(address, data={**read, "title": "First"}).status_code == 302
    answer = client.post(address, data={**read, "title": "Second"})
    assert answer.status_code == 409
    text = soup(answer).get_text(" ", strip=True)
    assert "First" in text
    assert "Second" in text
    session.rollback()
    assert session.scalars(select(Evidence.title)).all() == ["First"]
