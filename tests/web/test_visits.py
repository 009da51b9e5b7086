"""Visits on pages: who sees what, where each lack is mended, what was prepared."""

import io
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.ground.statements import questions, recorded
from tests.services.inspected import Inspected, inspected
from tests.web.pages import errors, flashed, sent, soup
from tracker.documents import child
from tracker.documents.child import DocumentFailed
from tracker.documents.readiness_links import FORMS, PAGES
from tracker.domain.errors import Fault
from tracker.domain.permissions import Role
from tracker.models import ReadinessSummary, RoleGrant, Visit

#: Statements of one page at most.
MOST = 12


@pytest.fixture
def world(save: Save) -> Inspected:
    return inspected(save)


@pytest.fixture
def client(world: Inspected, sign_in: SignIn) -> FlaskClient:
    """Signed in as the programme manager."""
    return sign_in(world.manager)


def entered(world: Inspected, **changes: Any) -> dict[str, Any]:
    usual = {
        "title": "Follow-up",
        "starts_on-day": "17",
        "starts_on-month": "4",
        "starts_on-year": "2018",
        "ends_on-day": "18",
        "ends_on-month": "4",
        "ends_on-year": "2018",
        "days": "2",
        "inspectorates": str(world.visit.inspectorates[0].id),
        "lines-0-text": "Is it sustained?",
        "lines-0-asks": ["CS17-R01", "CS17-R02"],
        "lines-1-text": "  ",
        "lines-2-text": "Who <b>leads</b>?",
    }
    return {**usual, **changes}


def hrefs(page: BeautifulSoup, words: str) -> list[str]:
    """Where the entry of the list that begins with `words` leads."""
    item = next(item for item in page.select(".app-list--lines li") if words in item.get_text())
    return [str(link["href"]) for link in item.select("a")]


def test_every_link_of_a_summary_leads_to_a_route(app: Flask) -> None:
    assert {*PAGES.values(), *FORMS.values()} <= set(app.view_functions)


def test_the_list_begins_with_the_next_visit(
    world: Inspected, client: FlaskClient, save: Save
) -> None:
    days = {"starts_on": date(2017, 12, 12), "ends_on": date(2017, 12, 14)}
    save(
        factories.visit(plan=world.plan, reference="CS17-V01", number=1, **days),
        factories.visit(reference="ZZ1-V01", starts_on=date(2018, 3, 13)),
    )
    rows = soup(client.get("/visits")).select("tbody tr")
    found = [row.get_text(" ", strip=True) for row in rows]
    assert [words.split("-V")[0].rsplit(" ", 1)[-1] for words in found] == ["ZZ1", "CS17", "CS17"]
    assert "in 6 working days" in found[1]
    assert "ended" in found[2]


def test_nobody_sees_visits_of_another_plan(world: Inspected, sign_in: SignIn, save: Save) -> None:
    elsewhere = factories.plan()
    save(elsewhere)
    stranger = factories.person()
    stranger.grants.append(RoleGrant(role=Role.PROGRAMME_MANAGER, plan_id=elsewhere.id))
    save(stranger)
    client = sign_in(stranger)
    assert "CS17-V02" not in client.get("/visits").text
    for address in ("/visits/CS17-V02", "/visits/CS17-V02/edit", "/visits/NO-V01"):
        assert client.get(address).status_code == 404
    assert client.post("/visits/CS17-V02/prepare").status_code == 404


def test_the_countdown_comes_first_and_in_the_readers_language(client: FlaskClient) -> None:
    page = soup(client.get("/visits/CS17-V02"))
    (position,) = page.select(".app-position")
    assert position.get_text() == "The inspectors come in 6 working days, on Tuesday 20 March 2018."
    welsh = soup(client.get("/visits/CS17-V02?lang=cy"))
    assert "20 Mawrth 2018" in welsh.select(".app-position")[0].get_text()
    assert "Ymweliad monitro" in welsh.select_one("h1").get_text()
    assert "Arolygiaeth Gofal Cymru" in welsh.get_text()


def test_what_is_not_ready_leads_to_where_it_is_mended(client: FlaskClient) -> None:
    page = soup(client.get("/visits/CS17-V02"))
    assert hrefs(page, "1 action is overdue") == ["/actions/CS17-R01.01"]
    assert hrefs(page, "no update for 14 days") == ["/actions/CS17-R01.01/update"]
    assert hrefs(page, "stale") == ["/evidence/E000002/versions/new"]
    assert hrefs(page, "still lacks evidence") == ["/actions/CS17-R01.01/evidence/new"]
    assert hrefs(page, "finding has no recommendation") == ["/sources/CSSIW-2017-10"]
    assert hrefs(page, "agency shares actions") == []
    assert "%" not in page.select_one("main").get_text()


def test_who_cannot_mend_is_led_to_the_page_instead(world: Inspected, sign_in: SignIn) -> None:
    page = soup(sign_in(world.member).get("/visits/CS17-V02"))
    assert hrefs(page, "still lacks evidence") == ["/actions/CS17-R01.01"]
    assert not page.select("form[action$=prepare]")


def test_an_observer_sees_what_is_not_ready_and_no_evidence(
    world: Inspected, sign_in: SignIn, client: FlaskClient
) -> None:
    made = client.post("/visits/CS17-V02/prepare").location
    observer = sign_in(world.observer)
    page = observer.get("/visits/CS17-V02")
    assert "1 action is overdue" in page.text
    assert "Supervision policy" not in page.text
    assert observer.get(made).status_code == 403
    assert observer.get(f"{made}/pdf").status_code == 403


def test_readiness_as_it_stands_now(client: FlaskClient) -> None:
    page = soup(client.get("/visits/CS17-V02"))
    told = page.select_one("#cs17-r01").get_text(" ", strip=True)
    for words in (
        "Off track: 1 of 2 actions",
        "Supervision is not regular.",
        "CSSIW-2017-10 , Inspection, number 4, page 12",
        "Mae’r polisi ar waith. (21 February 2018)",
        "Expected and not there yet: Minutes of supervision",
        "Supervision policy",
        "dated before the action was delivered",
        "Beth",
    ):
        assert words in told
    assert page.select('#cs17-r01 [lang="cy"]')
    assert "CS17-R02 Placements" in page.get_text(" ", strip=True)


def test_prepared_now_it_is_kept_and_shown_as_it_was(
    world: Inspected, client: FlaskClient, session: Session, save: Save
) -> None:
    answer = client.post("/visits/CS17-V02/prepare", follow_redirects=True)
    assert "is made and kept" in flashed(answer)
    assert "12 March 2018 at 09:00, by" in answer.text
    stored = session.scalars(select(ReadinessSummary)).one()
    assert stored.sha256 in answer.text
    changed = session.get(Visit, world.visit.id)
    assert changed is not None
    changed.title = "Another title"
    session.commit()
    assert "Monitoring visit" in soup(client.get(f"/summaries/{stored.id}")).h1.get_text()
    listed = client.get("/visits/CS17-V02").text
    assert "Another title" in listed
    assert f'href="/summaries/{stored.id}"' in listed
    assert stored.sha256[:12] in listed


def test_one_that_was_tampered_with_says_so(client: FlaskClient, session: Session) -> None:
    made = client.post("/visits/CS17-V02/prepare").location
    stored = session.scalars(select(ReadinessSummary)).one()
    stored.content = {**stored.content, "scope": "Nothing at all"}
    session.commit()
    assert "has changed since it was made" in client.get(made).text


@pytest.mark.parametrize(("language", "words"), [("en", "12 March 2018"), ("cy", "12 Mawrth 2018")])
def test_the_pdf_is_an_attachment_in_the_readers_language(
    client: FlaskClient, language: str, words: str
) -> None:
    made = client.post("/visits/CS17-V02/prepare").location
    client.get(f"/visits?lang={language}")
    answer = client.get(f"{made}/pdf")
    assert answer.mimetype == "application/pdf"
    number = made.rpartition("/")[2]
    wanted = f'attachment; filename="CS17-V02-{number}-{language}.pdf"'
    assert answer.headers["Content-Disposition"] == wanted
    reader = PdfReader(io.BytesIO(answer.data))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert words in reader.pages[0].extract_text()
    links = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]
    assert "http://127.0.0.1:8000/actions/CS17-R01.01" in links


def test_page_and_pdf_say_the_same(client: FlaskClient) -> None:
    made = client.post("/visits/CS17-V02/prepare").location
    page = soup(client.get(made)).select_one("main")
    reader = PdfReader(io.BytesIO(client.get(f"{made}/pdf").data))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    for item in page.select("h2, h3, h4, li strong, dt, th, blockquote"):
        assert " ".join(item.get_text(" ", strip=True).split()) in printed


def test_a_pdf_that_cannot_be_made_fails_plainly(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> bytes:
        raise DocumentFailed(Fault("document_timed_out"))

    made = client.post("/visits/CS17-V02/prepare").location
    monkeypatch.setattr(child, "pdf", fail)
    answer = client.get(f"{made}/pdf")
    assert answer.status_code == 500
    assert "took too long" in answer.text


def test_a_visit_is_entered_with_its_lines(
    world: Inspected, client: FlaskClient, session: Session
) -> None:
    answer = client.post("/plans/CS17/visits/new", data=entered(world), follow_redirects=True)
    assert flashed(answer) == "The visit is added."
    visit = session.scalars(select(Visit).where(Visit.number == 3)).one()
    assert [(line.text, [r.reference for r in line.recommendations]) for line in visit.lines] == [
        ("Is it sustained?", ["CS17-R01", "CS17-R02"]),
        ("Who <b>leads</b>?", []),
    ]
    assert "Who &lt;b&gt;leads&lt;/b&gt;?" in answer.text


def test_another_line_is_added_without_saving_and_without_scripts(
    world: Inspected, client: FlaskClient, session: Session
) -> None:
    form = {**entered(world), "add": "line"}
    answer = client.post("/plans/CS17/visits/new", data=form)
    assert answer.status_code == 200
    again = sent(answer)
    assert again["title"] == ["Follow-up"]
    assert [again[f"lines-{number}-text"] for number in range(4)] == [
        ["Is it sustained?"],
        ["Who <b>leads</b>?"],
        [""],
        [""],
    ]
    assert again["lines-0-asks"] == ["CS17-R01", "CS17-R02"]
    assert session.scalar(select(func.count(Visit.id))) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Title in English: fill this in."),
        ({"starts_on-day": "31", "starts_on-month": "2"}, "not a day of the calendar"),
        ({"ends_on-day": "16"}, "on or after the first"),
        ({"days": "5"}, "there are 2 days at most"),
        ({"days": "two"}, "whole number"),
        ({"inspectorates": []}, "at least one inspectorate"),
        ({"inspectorates": "999"}, "choose from the list"),
        ({"lines-0-text": ""}, "Write the line of enquiry"),
        ({"lines-0-text": "x" * 1001}, "1001 characters long"),
        ({"lines-0-asks": ["ZZ9-R01"]}, "only about this plan"),
        ({"starts_on-year": "2081", "ends_on-year": "2081"}, "more than four years off"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    world: Inspected,
    client: FlaskClient,
    session: Session,
    changes: dict[str, Any],
    words: str,
) -> None:
    answer = client.post("/plans/CS17/visits/new", data=entered(world, **changes))
    assert answer.status_code == 422
    assert any(words in error for error in errors(answer)), errors(answer)
    assert "Who <b>leads</b>?" in [text for texts in sent(answer).values() for text in texts]
    assert session.scalar(select(func.count(Visit.id))) == 1


def test_a_form_sent_as_it_was_shown_changes_nothing(client: FlaskClient, session: Session) -> None:
    form = sent(client.get("/visits/CS17-V02/edit"))
    answer = client.post("/visits/CS17-V02/edit", data=form)
    assert answer.location == "/visits/CS17-V02"
    assert session.scalars(select(Visit.version)).all() == [1]


def test_two_who_edit_at_once_see_both_versions(
    world: Inspected, client: FlaskClient, session: Session
) -> None:
    form = sent(client.get("/visits/CS17-V02/edit"))
    client.post("/visits/CS17-V02/edit", data={**form, "lines-0-text": ["Theirs"]})
    answer = client.post("/visits/CS17-V02/edit", data={**form, "lines-0-text": ["Mine"]})
    assert answer.status_code == 409
    assert "Theirs (CS17-R01)" in answer.text
    assert "Mine (CS17-R01)" in answer.text
    again = client.post("/visits/CS17-V02/edit", data=sent(answer))
    assert again.status_code == 302
    assert "Mine" in client.get("/visits/CS17-V02").text


def test_cancelled_it_says_so_and_asks_for_nothing_more(
    client: FlaskClient, session: Session
) -> None:
    assert "This cannot be taken back" in client.get("/visits/CS17-V02/cancel").text
    answer = client.post(
        "/visits/CS17-V02/cancel", data={"reason": "Postponed"}, follow_redirects=True
    )
    assert "This visit is cancelled." in answer.text
    assert not soup(answer).select("form[action$=prepare]")
    refused = client.post("/visits/CS17-V02/prepare")
    assert refused.status_code == 422
    assert "cancelled" in refused.text


def test_owners_and_board_enter_nothing(world: Inspected, sign_in: SignIn) -> None:
    client = sign_in(world.member)
    assert client.get("/visits/CS17-V02").status_code == 200
    for address in ("/plans/CS17/visits/new", "/visits/CS17-V02/edit", "/visits/CS17-V02/cancel"):
        assert client.get(address).status_code == 403
    assert client.post("/visits/CS17-V02/prepare").status_code == 403


@pytest.mark.parametrize("actions", [20, 2_000])
def test_a_visit_takes_no_more_statements_for_a_large_plan(
    world: Inspected, client: FlaskClient, save: Save, actions: int
) -> None:
    homes = [factories.recommendation(plan=world.plan) for _ in range(actions // 20)]
    agencies = world.late.agencies
    save(
        *(
            factories.action(
                recommendation=homes[number % len(homes)],
                owner=world.owner,
                accountable_lead=world.manager,
                agencies=agencies,
            )
            for number in range(actions)
        )
    )
    large = factories.visit(plan=world.plan, reference="CS17-V09", number=9)
    save(large)
    for address in ("/visits", "/visits/CS17-V09", "/visits/CS17-V09/edit"):
        with recorded() as said:
            assert client.get(address).status_code == 200
        assert len(questions(said)) <= MOST, address
