"""The board's pages over HTTP: overview, lists, first run, and who sees them."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from tests import factories
from tests.ground import large_plans
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.services.boards import Assembly, assembly
from tests.web.pages import soup
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Role
from tracker.models import Action, Person, Plan
from tracker.services import meetings
from tracker.services.unit_of_work import UnitsOfWork

LATE = date(2018, 2, 2)


def words(client: FlaskClient, path: str, where: str = "main") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    found = soup(answer).select_one(where)
    assert found is not None, where
    return " ".join(found.get_text(" ", strip=True).split())


@pytest.fixture
def here(save: Save) -> Assembly:
    return assembly(save, due_on=LATE)


@pytest.fixture
def client(here: Assembly, sign_in: SignIn) -> FlaskClient:
    return sign_in(here.member)


def test_the_sentence_counts_and_links(client: FlaskClient, here: Assembly, save: Save) -> None:
    save(factories.visit(plan=here.plan, reference="CS17-V01"))
    page = soup(client.get("/plans/CS17"))
    sentence = page.select_one(".app-position")
    assert sentence is not None
    said = " ".join(sentence.get_text().split())
    assert said == "1 of 1 actions is off track; the inspectors come in 6 working days."
    links = [str(link["href"]) for link in sentence.select("a")]
    assert links == [
        "/plans/CS17/actions?rating=off_track",
        "/plans/CS17/actions",
        "/visits/CS17-V01",
    ]
    assert all(client.get(link).status_code == 200 for link in links)


def test_the_sentence_compares_with_the_last_meeting(
    client: FlaskClient, here: Assembly, uow: UnitsOfWork, save: Save
) -> None:
    with uow(here.manager.id) as unit:
        meetings.conclude(unit, here.meeting.id)
    said = words(client, "/plans/CS17", ".app-position")
    assert "as many as when the board met on 12 March 2018" in said
    save(factories.action(recommendation=here.recommendation, due_on=LATE))
    said = words(client, "/plans/CS17", ".app-position")
    assert said == "2 of 2 actions are off track, 1 more than when the board met on 12 March 2018."
    assert "New" in words(client, "/plans/CS17", '[aria-labelledby="changes"]')
    with uow() as unit:
        for action in unit.session.scalars(select(Action)):
            action.stage = Stage.EVIDENCED
    said = words(client, "/plans/CS17", ".app-position")
    assert said == "0 of 2 actions are off track, 1 fewer than when the board met on 12 March 2018."


def test_links_of_the_sentence_keep_the_filters(client: FlaskClient) -> None:
    page = soup(client.get("/plans/CS17?stage=under_way"))
    link = page.select_one(".app-position a")
    assert link is not None
    assert link["href"] == "/plans/CS17/actions?stage=under_way&rating=off_track"
    chosen = page.select_one(".app-chosen a")
    assert chosen is not None
    assert (chosen["href"], chosen.get_text(strip=True)) == (
        "/plans/CS17",
        "Remove this filter:Stage: Under way",
    )


@pytest.mark.parametrize(
    "query",
    [
        "theme=abc&agency=-1&lead=99999999999999999999&rating=purple&stage=&source=%00&exception=x",
        "theme=²&sort=-nothing&page=0",
        "page=99999999999999&sort=%00",
        "source=%27%3B+DROP+TABLE+plan",
    ],
)
def test_filters_that_make_no_sense_harm_nothing(client: FlaskClient, query: str) -> None:
    for path in ("/plans/CS17", "/plans/CS17/actions", "/plans/CS17/recommendations"):
        assert client.get(f"{path}?{query}").status_code == 200


def test_both_languages_and_no_markup_from_people(
    client: FlaskClient, here: Assembly, save: Save
) -> None:
    save(
        factories.action(
            recommendation=here.recommendation,
            due_on=LATE,
            title="<script>alert(1)</script>",
            title_cy="Cam <b>trwm</b>",
        )
    )
    english = client.get("/plans/CS17?lang=en").get_data(as_text=True)
    assert "&lt;script&gt;alert(1)" in english
    assert "<script>alert" not in english
    welsh = client.get("/plans/CS17?lang=cy").get_data(as_text=True)
    assert 'lang="cy"' in welsh
    assert "Cam &lt;b&gt;trwm" in welsh


@pytest.mark.parametrize(
    "path",
    [
        "/plans/CS17",
        "/plans/CS17/changes",
        "/plans/CS17/actions",
        "/plans/CS17/recommendations",
        "/plans/CS17/meetings",
        "/recommendations/CS17-R05",
        "/meetings/{meeting}",
    ],
)
def test_everybody_of_the_plan_sees_it_and_nobody_else(
    here: Assembly, save: Save, sign_in: SignIn, path: str
) -> None:
    observer = factories.person(Role.OBSERVER)
    save(observer)
    place = path.format(meeting=here.meeting.id)
    for person in (observer, here.member, here.manager, here.owner):
        assert sign_in(person).get(place).status_code == 200, person.name
    assert sign_in(here.stranger).get(place).status_code == 404


def test_what_is_not_there(client: FlaskClient) -> None:
    for path in ("/plans/NONE", "/recommendations/CS17-R99", "/meetings/999", "/meetings/x"):
        assert client.get(path).status_code == 404


def test_the_actions_are_sorted_filtered_and_paged(engine: Engine, sign_in: SignIn) -> None:
    client = sign_in(large_plans.write(engine, 120))
    page = soup(client.get("/plans/BIG/actions?stage=under_way&sort=-due"))
    assert len(page.select("tbody tr")) == 24
    due = [cell.get_text(strip=True) for cell in page.select('td[data-label="Due"]')]
    assert due[0] == "26 April 2018"
    assert due[-1] == "1 January 2018"
    assert {cell.get_text(strip=True) for cell in page.select('td[data-label="Stage"]')} == {
        "Under way"
    }
    header = page.select_one('th[aria-sort="descending"] a')
    assert header is not None
    assert header["href"] == "/plans/BIG/actions?stage=under_way&sort=due"
    third = soup(client.get("/plans/BIG/actions?page=3"))
    assert len(third.select("tbody tr")) == 20
    assert len(soup(client.get("/plans/BIG/actions?page=77")).select("tbody tr")) == 20


def test_the_worst_come_first(engine: Engine, sign_in: SignIn) -> None:
    client = sign_in(large_plans.write(engine, 40))
    page = soup(client.get("/plans/BIG/actions"))
    shown = [cell.get_text(strip=True) for cell in page.select(".app-rating")]
    order = ["Off track", "At risk", "On track", "Done"]
    ranks = [order.index(word) for word in shown if word in order]
    assert ranks[:30] == sorted(ranks[:30])


def test_long_lists_are_capped_with_a_link_to_all(engine: Engine, sign_in: SignIn) -> None:
    client = sign_in(large_plans.write(engine, 120))
    page = soup(client.get("/plans/BIG"))
    section = page.select_one('[aria-labelledby="off_track"]')
    assert section is not None
    assert len(section.select("li")) == 6
    every = section.select("p a")[-1]
    listed = soup(client.get(str(every["href"])))
    total = every.get_text(strip=True).removeprefix("All ")
    assert len(listed.select("tbody tr")) == int(total) > 6


def test_an_owner_without_a_plan_is_told_so(save: Save, sign_in: SignIn) -> None:
    owner = factories.person(Role.ACTION_OWNER)
    save(owner)
    assert "No plan is open to you yet" in words(sign_in(owner), "/plans")


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.PROGRAMME_MANAGER, "/sources/new"),
        (Role.ADMINISTRATOR, "/administration"),
    ],
)
def test_the_first_run_says_what_to_do(save: Save, sign_in: SignIn, role: Role, first: str) -> None:
    somebody = factories.person(role)
    save(somebody)
    client = sign_in(somebody)
    page = soup(client.get("/plans"))
    button = page.select_one("main .govuk-button")
    assert button is not None
    assert button["href"] == first
    assert client.get(first).status_code == 200
    assert "make run" in words(client, "/plans")
    assert "spreadsheet" not in words(client, "/plans")


def test_a_plan_without_actions_says_what_belongs_there(save: Save, sign_in: SignIn) -> None:
    manager = factories.person(Role.PROGRAMME_MANAGER)
    save(manager, Plan(code="CS17", title="Plan"))
    client = sign_in(manager)
    assert "0 of 0 actions are off track" not in words(client, "/plans")
    assert "No actions yet" in words(client, "/plans/CS17")
    assert "No actions yet" in words(client, "/plans/CS17/actions")
    assert "Add a visit" in words(client, "/plans/CS17", '[aria-labelledby="visit"]')
    assert "Add a recommendation" in words(client, "/plans/CS17/recommendations")
    assert "Add a meeting" in words(client, "/plans/CS17/meetings")


def test_a_withdrawn_action_is_listed_and_not_rated(
    client: FlaskClient, here: Assembly, save: Save
) -> None:
    save(factories.action(recommendation=here.recommendation, stage=Stage.WITHDRAWN))
    assert "not rated: set aside" in words(client, "/plans/CS17/actions")
    assert "1 of 1 actions is off track" in words(client, "/plans/CS17")


def test_nobody_who_has_not_signed_in(here: Assembly, client: FlaskClient, sign_in: SignIn) -> None:
    answer = sign_in(Person(session_key="none")).get("/plans/CS17")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]
