"""The door: signing in and out, where one lands, and what every answer carries."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from config import Config
from tests import factories
from tests.fakes import FakeClock, FakeMailer, FakeStorage
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.web.pages import errors, flashed, soup
from tracker.adapters import database
from tracker.app import create_app
from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.extensions import db
from tracker.models import Person, RoleGrant
from tracker.services import sign_in as service
from tracker.services.passwords import hash_password
from tracker.services.unit_of_work import UnitsOfWork

PASSWORD = "three calm words"
HASHED = hash_password(PASSWORD)
RIGHT = {"email": "anna@council.example", "password": PASSWORD}


@pytest.fixture
def anna(save: Save) -> Person:
    person = factories.person(
        Role.PROGRAMME_MANAGER, email="anna@council.example", password_hash=HASHED
    )
    save(person)
    return person


# Signing in


def test_the_right_password_leads_in(client: FlaskClient, anna: Person) -> None:
    answer = client.post("/sign-in", data=RIGHT)
    assert (answer.status_code, answer.location) == (302, "/")
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {**RIGHT, "password": "wrong wrong wrong"},
        {**RIGHT, "email": "nobody@council.example"},
        {**RIGHT, "email": "anna@council.example\x00"} | {"password": "x"},
    ],
)
def test_a_wrong_one_says_the_same_for_everybody(
    client: FlaskClient, anna: Person, given: dict[str, str]
) -> None:
    answer = client.post("/sign-in", data=given)
    assert answer.status_code == 422
    assert errors(answer) == [
        "The e-mail address or the password is wrong: check both and try again"
    ]
    box = soup(answer).select_one("#password")
    assert box is not None
    assert not box.get("value"), "a password is never sent back"
    assert client.get("/account").status_code == 302


def test_too_many_wrong_ones_have_to_wait(
    client: FlaskClient, anna: Person, clock: FakeClock
) -> None:
    for _ in range(service.PER_ADDRESS):
        client.post("/sign-in", data={**RIGHT, "password": "guess"})
    answer = client.post("/sign-in", data=RIGHT)
    assert errors(answer) == ["Too many attempts were refused: wait 15 minutes and try again"]
    clock.moment += service.WINDOW + timedelta(minutes=1)
    assert client.post("/sign-in", data=RIGHT).status_code == 302


def test_owners_land_on_their_actions_and_others_on_the_plans(
    sign_in: SignIn, save: Save, anna: Person
) -> None:
    owner = factories.person(Role.ACTION_OWNER)
    save(owner)
    assert sign_in(anna).get("/").location == "/plans"
    assert sign_in(owner).get("/").location == "/my-actions"


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/plans?page=2", "/plans?page=2"),
        ("//evil.example", "/"),
        ("https://evil.example/plans", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(
    client: FlaskClient, anna: Person, wanted: str, led_to: str
) -> None:
    answer = client.post("/sign-in", query_string={"next": wanted}, data=RIGHT)
    assert answer.location == led_to


def test_whoever_is_not_signed_in_comes_back_to_where_they_wanted(client: FlaskClient) -> None:
    answer = client.get("/plans?page=2")
    assert answer.location == "/sign-in?next=/plans?page%3D2"


def test_signing_out_ends_it(sign_in: SignIn, anna: Person) -> None:
    client = sign_in(anna)
    assert client.post("/sign-out").location == "/sign-in"
    assert client.get("/account").status_code == 302
    assert client.get("/sign-out").status_code == 405


def test_a_session_ends_when_the_account_does(
    sign_in: SignIn, anna: Person, session: Session
) -> None:
    client = sign_in(anna)
    assert client.get("/account").status_code == 200
    session.get_one(Person, anna.id).is_active = False
    session.commit()
    assert client.get("/account").status_code == 302
    assert client.post("/plans/new", data={}).status_code == 302


# Links


def test_a_link_sets_a_password_once(client: FlaskClient, anna: Person, uow: UnitsOfWork) -> None:
    with uow() as unit:
        token = service.make_link(unit, anna.id)
    address = f"/password/{token}"
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    short = client.post(address, data={"password": "short"})
    assert errors(short) == ["Use 12 characters or more for the password"]
    done = client.post(address, data={"password": "another calm phrase"}, follow_redirects=True)
    assert flashed(done) == "Your password is set. Sign in with it."
    assert client.get(address).status_code == 410
    assert client.post(address, data={"password": "third calm phrase"}).status_code == 410
    new = {**RIGHT, "password": "another calm phrase"}
    assert client.post("/sign-in", data=new).status_code == 302


# Language


def test_the_switch_keeps_ones_place(sign_in: SignIn, anna: Person) -> None:
    client = sign_in(anna)
    page = soup(client.get("/sources?kind=audit&page=1"))
    switch = page.select_one("a[hreflang=cy]")
    assert switch is not None
    assert switch["href"] == "/sources?kind=audit&page=1&lang=cy"
    welsh = soup(client.get(str(switch["href"])))
    assert welsh.html is not None
    assert welsh.html["lang"] == "cy"
    later = soup(client.get("/sources"))
    assert later.html is not None
    assert later.html["lang"] == "cy", "the choice is remembered"
    back = welsh.select_one("a[hreflang=en]")
    assert back is not None
    assert back["href"] == "/sources?kind=audit&page=1&lang=en"


def test_the_address_decides_then_the_session_then_the_person_then_the_browser(
    client: FlaskClient, sign_in: SignIn, save: Save
) -> None:
    welsh = factories.person(Role.OBSERVER, language=Language.WELSH)
    save(welsh)

    def language_of(browser: FlaskClient, address: str, **headers: str) -> object:
        html = soup(browser.get(address, headers=headers)).html
        assert html is not None
        return html["lang"]

    assert language_of(client, "/accessibility") == "en"
    assert language_of(client, "/accessibility", **{"Accept-Language": "cy, en;q=0.5"}) == "cy"
    assert language_of(sign_in(welsh), "/accessibility") == "cy"
    assert language_of(sign_in(welsh), "/accessibility?lang=en") == "en"
    assert language_of(client, "/accessibility?lang=fr") == "en"


def test_signing_in_keeps_the_language_chosen_before(client: FlaskClient, anna: Person) -> None:
    client.get("/sign-in?lang=cy")
    client.post("/sign-in", data=RIGHT)
    page = soup(client.get("/account"))
    assert page.html is not None
    assert page.html["lang"] == "cy"


# What every answer carries


def test_every_answer_is_guarded_by_headers(client: FlaskClient, anna: Person) -> None:
    for address in ("/sign-in", "/nowhere", "/plans"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in headers, "there is no TLS on loopback"


def test_the_nonce_of_a_page_is_its_own(client: FlaskClient) -> None:
    nonces = []
    for _ in range(2):
        answer = client.get("/sign-in")
        script = soup(answer).select_one("script[nonce]")
        assert script is not None
        assert f"'nonce-{script['nonce']}'" in answer.headers["Content-Security-Policy"]
        nonces.append(script["nonce"])
    assert nonces[0] != nonces[1]


def test_pages_of_the_signed_in_are_kept_nowhere(sign_in: SignIn, anna: Person) -> None:
    assert sign_in(anna).get("/account").headers["Cache-Control"] == "no-store"


def test_cookies_stay_out_of_reach(app: Flask, client: FlaskClient, anna: Person) -> None:
    answer = client.post("/sign-in", data={**RIGHT, "remember": "y"})
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"tracker", "tracker-stay"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    assert app.config["REMEMBER_COOKIE_DURATION"] == timedelta(days=14), "as the form promises"
    client.delete_cookie("tracker")
    assert client.get("/account").status_code == 200, "kept signed in"


def test_signing_out_ends_being_kept_signed_in(client: FlaskClient, anna: Person) -> None:
    client.post("/sign-in", data={**RIGHT, "remember": "y"})
    client.post("/sign-out")
    assert client.get_cookie("tracker-stay") is None
    assert client.get("/account").status_code == 302, "whoever sits down next is nobody"


def test_over_tls_cookies_are_bound_to_it(
    config: Config, clock: FakeClock, storage: FakeStorage, mailer: FakeMailer, anna: Person
) -> None:
    secure = replace(config, public_url="https://tracker.council.example")
    app = create_app(secure, clock=clock, storage=storage, mailer=mailer)
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post(
        "/sign-in",
        data={**RIGHT, "remember": "y"},
        base_url="https://tracker.council.example",
    )
    cookies = answer.headers.getlist("Set-Cookie")
    names = {cookie.split("=")[0] for cookie in cookies}
    assert names == {"__Host-tracker", "__Host-tracker-stay"}
    for cookie in cookies:
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    with app.app_context():
        db.engine.dispose()


def test_static_files_are_named_by_what_they_hold(client: FlaskClient) -> None:
    sheet = soup(client.get("/sign-in")).select_one("link[rel=stylesheet]")
    assert sheet is not None
    assert re.fullmatch(r"/static/app\.[0-9a-f]{10}\.css", str(sheet["href"]))
    with client.get(str(sheet["href"])) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.mimetype == "text/css"
        assert "Set-Cookie" not in answer.headers
    with client.get("/static/app.css") as answer:
        assert "immutable" not in answer.headers["Cache-Control"]
    for wrong in ("app.0000000000.css", "..%2fconfig.py", "../config.py", "nothing.css"):
        assert client.get(f"/static/{wrong}").status_code == 404


# What is not there, and what is not one's own


def test_what_is_foreign_reads_like_what_is_not_there(sign_in: SignIn, save: Save) -> None:
    mine, theirs = factories.plan(code="MINE"), factories.plan(code="THEIRS")
    save(mine, theirs)
    person = factories.person()
    person.grants.append(RoleGrant(role=Role.PROGRAMME_MANAGER, plan_id=mine.id))
    save(person)
    client = sign_in(person)
    bodies = []
    for code in ("THEIRS", "NOSUCH", "%00", "x" * 3000):
        answer = client.get(f"/plans/{code}/edit")
        assert answer.status_code == 404
        nonced = re.sub(r'nonce="[^"]+"', "", answer.text)
        bodies.append(nonced.replace(code, "").replace("/plans/%00/", "/plans//"))
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("row", ["0", "-1", "x", "9" * 30, "%00", "1e3", "%D9%A1", " 1", "4711"])
def test_row_numbers_that_are_none(sign_in: SignIn, save: Save, row: str) -> None:
    everybody = factories.person(*Role)
    save(everybody)
    client = sign_in(everybody)
    for address in ("themes", "milestones", "findings", "administration/people"):
        assert client.get(f"/{address}/{row}/edit").status_code == 404


# The database


def test_a_database_that_is_gone_is_said_plainly(
    app: Flask, sign_in: SignIn, anna: Person, session: Session
) -> None:
    client = sign_in(anna)
    session.execute(text("ALTER TABLE person RENAME TO nobody"))
    session.commit()
    for address in ("/account", "/plans", "/sign-in"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "The tracker cannot reach its database" in answer.text


def test_a_locked_database_is_said_plainly(
    client: FlaskClient, anna: Person, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.05)
    engine = create_engine(database_url)
    with engine.connect() as writer:
        writer.exec_driver_sql("BEGIN IMMEDIATE")
        answer = client.post("/sign-in", data=RIGHT)
        assert client.get("/sign-in").status_code == 200, "reading goes on"
    engine.dispose()
    assert answer.status_code == 503
    assert "Nothing half-done was saved" in answer.text


def test_the_account_says_the_role_in_the_readers_language(save: Save, sign_in: SignIn) -> None:
    anna = factories.person(role_title="Chair of the board", role_title_cy="Cadeirydd y bwrdd")
    save(anna)
    browser = sign_in(anna)
    assert "Chair of the board" in browser.get("/account?lang=en").text
    assert "Cadeirydd y bwrdd" in browser.get("/account?lang=cy").text
