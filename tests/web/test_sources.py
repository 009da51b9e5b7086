"""Sources and findings: entered as printed, shown with what answers them, frozen in time."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.ground.statements import questions, recorded
from tests.web.pages import errors, flashed, sent, soup
from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.domain.sources import FindingKind, SourceKind
from tracker.models import Finding, Person, RoleGrant, Source

LETTER = {
    "kind": "monitoring_letter",
    "title": "Letter after the visit",
    "published_on-day": "4",
    "published_on-month": "1",
    "published_on-year": "2018",
}


@pytest.fixture
def manager(save: Save) -> Person:
    person = factories.person(Role.PROGRAMME_MANAGER)
    save(person)
    return person


@pytest.fixture
def client(manager: Person, sign_in: SignIn) -> FlaskClient:
    return sign_in(manager)


def test_an_empty_list_says_what_belongs_there(client: FlaskClient) -> None:
    page = client.get("/sources")
    assert "Enter one with what it found" in page.text
    assert client.get("/sources?lang=cy").status_code == 200


@pytest.mark.parametrize("kind", SourceKind)
def test_a_source_of_every_kind_is_entered(
    client: FlaskClient, session: Session, kind: SourceKind
) -> None:
    answer = client.post("/sources/new", data={**LETTER, "kind": kind.value}, follow_redirects=True)
    assert flashed(answer) == "The source is entered. Now add what it found."
    stored = session.scalars(select(Source)).one()
    assert (stored.kind, stored.published_on) == (kind, date(2018, 1, 4))


def test_the_reference_is_made_of_who_when_and_which(
    client: FlaskClient, session: Session, save: Save
) -> None:
    cssiw = factories.inspectorate(abbreviation="CSSIW", name="Care and Social Services")
    hiw = factories.inspectorate(abbreviation="HIW")
    save(cssiw, hiw)
    for given in (
        {"inspectorates": [str(cssiw.id)]},
        {"inspectorates": [str(cssiw.id)]},
        {"inspectorates": [str(cssiw.id), str(hiw.id)], "kind": "joint_inspection"},
        {"code": "wg"},
    ):
        assert client.post("/sources/new", data={**LETTER, **given}).status_code == 302
    references = session.scalars(select(Source.reference).order_by(Source.id)).all()
    assert references == ["CSSIW-2018-01", "CSSIW-2018-102", "JOINT-2018-01", "WG-2018-01"]


def test_an_inspectorate_keeps_the_name_that_was_printed(
    client: FlaskClient, session: Session, save: Save
) -> None:
    ciw = factories.inspectorate(abbreviation="CIW", name="Care Inspectorate Wales")
    save(ciw)
    client.post("/sources/new", data={**LETTER, "inspectorates": [str(ciw.id)]})
    with_new_name = session.get_one(type(ciw), ciw.id)
    with_new_name.name = "Renamed"
    session.commit()
    page = client.get("/sources/CIW-2018-01")
    assert "Care Inspectorate Wales" in page.text
    edited = sent(client.get("/sources/CIW-2018-01/edit"))
    client.post("/sources/CIW-2018-01/edit", data={**edited, "title": ["Other"]})
    assert "Care Inspectorate Wales" in client.get("/sources/CIW-2018-01").text


def test_a_name_of_another_time_has_to_be_confirmed(
    client: FlaskClient, session: Session, save: Save
) -> None:
    ciw = factories.inspectorate(abbreviation="CIW", named_from=date(2018, 1, 15))
    save(ciw)
    given = {**LETTER, "inspectorates": [str(ciw.id)]}
    doubted = client.post("/sources/new", data=given)
    assert "CIW was not the name on 4 January 2018" in errors(doubted)[0]
    assert session.scalars(select(Source)).all() == []
    assert client.post("/sources/new", data={**given, "confirmed": "y"}).status_code == 302


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "Title in English: fill this in."),
        ({"kind": "gossip"}, "Kind of source: choose from the list."),
        ({"inspectorates": ["4711"]}, "Inspectorates: choose from the list."),
        ({"agencies": ["x"]}, "Agencies inspected: choose from the list."),
        ({"published_on-year": "2081"}, "This date is still to come: check it"),
        ({"published_on-day": "31", "published_on-month": "2"}, "Published is not a day"),
        (
            {"published_on-day": "", "published_on-month": "", "published_on-year": ""},
            "Enter the day it was published, or the day you received it",
        ),
        ({"code": "W G"}, "Use two to twelve capital letters and digits"),
        ({"summary": "x" * 4001}, "4001 characters"),
    ],
)
def test_a_source_that_cannot_be(
    client: FlaskClient, session: Session, given: dict[str, str], said: str
) -> None:
    answer = client.post("/sources/new", data={**LETTER, **given})
    assert answer.status_code == 422
    assert any(said in error for error in errors(answer)), errors(answer)
    assert session.scalars(select(Source)).all() == []


def test_a_megabyte_of_text_is_refused_plainly(client: FlaskClient, session: Session) -> None:
    answer = client.post("/sources/new", data={**LETTER, "summary": "é" * 500_000})
    assert answer.status_code == 422
    assert "500000 characters long; the most is 4000" in errors(answer)[0]
    assert session.scalars(select(Source)).all() == []


def test_a_finding_is_kept_as_printed(client: FlaskClient, session: Session, save: Save) -> None:
    source = factories.source(reference="CIW-2018-01")
    save(source)
    given = {
        "kind": "concern",
        "text": " Staff\r\n<script>alert(1)</script> \x07🙂 ",
        "language": "cy",
        "printed_number": "4.12",
        "page": "17",
    }
    answer = client.post("/sources/CIW-2018-01/findings/new", data=given, follow_redirects=True)
    finding = session.scalars(select(Finding)).one()
    assert finding.text == "Staff\n<script>alert(1)</script> 🙂"
    assert (finding.kind, finding.language) == (FindingKind.CONCERN, Language.WELSH)
    assert (finding.printed_number, finding.page, finding.position) == ("4.12", 17, 1)
    quoted = soup(answer).select_one("blockquote[lang=cy]")
    assert quoted is not None
    assert quoted.get_text() == finding.text
    assert "<script>alert" not in answer.text
    another = client.post("/sources/CIW-2018-01/findings/new", data={**given, "another": "yes"})
    assert another.location == "/sources/CIW-2018-01/findings/new"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "In the words that are printed: fill this in."),
        ({"kind": ""}, "Kind of finding: fill this in."),
        ({"page": "four"}, "Page must be a whole number, such as 28."),
        ({"page": "0"}, "Enter a page number from 1 to 9999"),
        ({"page": "99999999999999999999"}, "Page must be a whole number"),
        ({"printed_number": "x" * 41}, "41 characters"),
        ({"language": "fr"}, "Language of these words: choose from the list."),
    ],
)
def test_a_finding_that_cannot_be(
    client: FlaskClient, session: Session, save: Save, given: dict[str, str], said: str
) -> None:
    save(factories.source(reference="CIW-2018-01"))
    usual = {"kind": "concern", "text": "Staffing was fragile.", "language": "en"}
    answer = client.post("/sources/CIW-2018-01/findings/new", data={**usual, **given})
    assert any(said in error for error in errors(answer)), errors(answer)
    assert session.scalars(select(Finding)).all() == []


def test_the_words_are_frozen_once_an_agreed_plan_answers_them(
    client: FlaskClient, session: Session, save: Save
) -> None:
    finding = factories.finding(text="As printed", printed_number="1")
    answer = factories.recommendation(findings=[finding])
    save(answer)
    address = f"/findings/{finding.id}/edit"
    as_draft = sent(client.get(address))
    client.post(address, data={**as_draft, "text": ["Corrected"]})
    plan = session.get_one(type(answer.plan), answer.plan_id)
    plan.agreed_at, plan.agreed_on = factories.NOW, factories.TODAY
    session.commit()
    page = client.get(address)
    assert "its kind, words and language stay as they are" in page.text
    frozen = sent(page)
    refused = client.post(address, data={**frozen, "text": ["Reworded"]})
    assert "its words cannot be changed" in errors(refused)[0]
    assert client.post(address, data={**frozen, "printed_number": ["2"]}).status_code == 302
    session.rollback()
    stored = session.get_one(Finding, finding.id)
    assert (stored.text, stored.printed_number) == ("Corrected", "2")


def test_what_is_not_answered_is_said_and_can_be_answered(client: FlaskClient, save: Save) -> None:
    source = factories.source(reference="CIW-2018-01")
    answered = factories.finding(source=source, text="Answered concern")
    open_one = factories.finding(source=source, text="Open concern")
    strength = factories.finding(source=source, text="A strength", kind=FindingKind.STRENGTH)
    recommendation = factories.recommendation(findings=[answered])
    save(recommendation, open_one, strength)
    page = soup(client.get("/sources/CIW-2018-01"))
    section = page.select_one("#unanswered")
    assert section is not None
    assert "1 finding is not answered yet" in section.get_text()
    assert "Open concern" in section.get_text()
    assert "A strength" not in section.get_text()
    assert page.select_one(f'a[href="/recommendations/{recommendation.reference}"]')
    button = section.select_one("button[formaction]")
    assert button is not None
    form = soup(client.get(f"{button['formaction']}?finding={open_one.id}"))
    ticked = form.select_one(f'input[name=findings][value="{open_one.id}"]')
    assert ticked is not None
    assert ticked.has_attr("checked")
    words = form.select_one("textarea[name=text]")
    assert words is not None
    assert words.get_text(strip=True) == "Open concern"


def test_the_list_is_filtered_by_kind(client: FlaskClient, save: Save) -> None:
    save(
        factories.source(title="A letter", kind=SourceKind.MONITORING_LETTER),
        factories.source(title="An audit", kind=SourceKind.AUDIT),
    )
    page = client.get("/sources?kind=audit").text
    assert "An audit" in page
    assert "A letter" not in page
    assert "There is no source of this kind." in client.get("/sources?kind=peer_review").text
    assert "A letter" in client.get("/sources?kind=%00nonsense").text


@pytest.fixture
def limited(save: Save) -> tuple[Person, Person]:
    """An observer and a programme manager of plan ONE alone."""
    plan = factories.plan(code="ONE")
    save(plan)
    observer, manager = factories.person(), factories.person()
    observer.grants.append(RoleGrant(role=Role.OBSERVER, plan_id=plan.id))
    manager.grants.append(RoleGrant(role=Role.PROGRAMME_MANAGER, plan_id=plan.id))
    save(observer, manager)
    return observer, manager


def test_who_sees_which_source(
    sign_in: SignIn, save: Save, session: Session, limited: tuple[Person, Person]
) -> None:
    observer, manager = limited
    theirs = factories.finding(source=factories.source(reference="CIW-2018-01"))
    foreign = factories.recommendation(findings=[theirs], title="Foreign answer")
    unanswered = factories.finding(source=factories.source(reference="CIW-2018-02"))
    save(foreign, unanswered)
    for address in ("/sources/CIW-2018-01", "/sources/CIW-2018-02", "/sources/NONE-2018-01"):
        assert sign_in(observer).get(address).status_code == 404
    assert "CIW-2018" not in sign_in(observer).get("/sources").text
    page = sign_in(manager).get("/sources/CIW-2018-01")
    assert "Answered in a plan that is not open to you." in page.text
    assert "Foreign answer" not in page.text
    assert sign_in(manager).get("/sources/CIW-2018-01/edit").status_code == 403
    assert sign_in(manager).get(f"/findings/{theirs.id}/edit").status_code == 403
    assert sign_in(manager).get("/sources/CIW-2018-02/edit").status_code == 200


def test_who_only_owns_an_action_is_no_reader_of_sources(sign_in: SignIn, save: Save) -> None:
    owner = factories.person()
    save(factories.action(owner=owner))
    assert sign_in(owner).get("/sources").status_code == 403


def test_pages_ask_as_often_however_much_there_is(sign_in: SignIn, save: Save) -> None:
    """Every page costs four questions by itself: person, settings, closed days, grants."""
    everybody = factories.person(*Role)
    save(everybody)
    client = sign_in(everybody)
    asked: list[list[int]] = []
    for number in (1, 30):
        source = factories.source(reference=f"CIW-2018-{number:02}")
        found = [factories.finding(source=source) for _ in range(number)]
        answered = factories.recommendation(findings=found)
        save(answered, *(factories.finding() for _ in range(number)))
        addresses = (
            "/sources",
            f"/sources/{source.reference}",
            f"/recommendations/{answered.reference}/edit",
            "/administration/people",
        )
        counts = []
        for address in addresses:
            with recorded() as said:
                assert client.get(address).status_code == 200
            counts.append(len(questions(said)))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 12
