"""Every page there is, in both languages and at both widths, as somebody who may see it."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.routing import Rule

from tests.ground.browser import DESK, PHONE, assert_accessible, assert_fits, new_context, watch
from tests.ground.demonstration import Demonstration, Site, serving
from tests.ground.welsh_pages import english_on
from tests.house.world import World
from tracker.domain.languages import Language
from tracker.web import blueprints

#: What answers with a file, and what leads elsewhere whoever is signed in.
NO_PAGES = {"evidence.download", "sign_in.home", "visits.summary_pdf"}

#: Pages beside the first of each kind: those that have most to say, and those that refuse,
#: with the status they answer.
MORE = {
    "/plans/CS17?rating=off_track": 200,
    "/plans/CS17/actions?page=999": 200,
    "/actions/CS17-R02.02": 200,
    "/actions/CS17-R05.02": 200,
    "/recommendations/CS17-R11": 200,
    "/recommendations/CS17-R13": 200,
    "/meetings/4": 200,
    "/visits/CS17-V02": 200,
    "/date-changes/4": 200,
    "/closures/2": 200,
    "/to-check/evidence/24": 200,
    "/actions/CS17-R99.99": 404,
    "/nothing-here": 404,
}


@dataclass(frozen=True)
class Reader:
    """Somebody who may do everything, with a page open in one language."""

    page: Page
    language: Language
    complaints: list[str]

    def reads(self, address: str, status: int) -> None:
        """At a desk, where the page must be sound, and then on a phone."""
        self.complaints.clear()
        self.page.set_viewport_size(DESK)
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.page.title().split(" – ")[0].strip()
        assert_accessible(self.page)
        assert_fits(self.page, PHONE)
        if self.language is Language.WELSH:
            assert_accessible(self.page)
            assert english_on(self.page) == []
        assert self.complaints == []


@pytest.fixture(scope="module")
def world(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp("world") / "instance"
    shutil.copytree(demonstration.folder, folder)
    return World.copied(demonstration, folder)


@pytest.fixture(scope="module")
def site(demonstration: Demonstration, world: World) -> Iterator[Site]:
    with serving(demonstration, Path(world.database_url.removeprefix("sqlite:///")).parent) as site:
        yield site


@pytest.fixture(scope="module")
def readers(browser: Browser, site: Site, world: World) -> Iterator[list[Reader]]:
    """One for each language."""
    with ExitStack() as contexts:
        yield [_reader(contexts, browser, site, world, language) for language in Language]


def _reader(
    contexts: ExitStack, browser: Browser, site: Site, world: World, language: Language
) -> Reader:
    context = contexts.enter_context(new_context(browser, site.url))
    page = context.new_page()
    assert world.everybody.email
    site.sign_in_as(page, world.everybody.email)
    page.goto(f"/account?lang={language}")
    return Reader(page, language, watch(page))


def _rules() -> list[Rule]:
    app = Flask("addresses", static_folder=None)
    blueprints.register(app)
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return sorted((rule for rule in rules if rule.endpoint not in NO_PAGES), key=lambda r: r.rule)


def _views() -> dict[str, Any]:
    app = Flask("addresses", static_folder=None)
    blueprints.register(app)
    return app.view_functions


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule.endpoint)
def test_every_page_reads_well(rule: Rule, world: World, readers: list[Reader]) -> None:
    built = rule.build(world.arguments(rule, _views()[rule.endpoint]))
    assert built is not None
    for reader in readers:
        reader.reads(built[1], 410 if rule.endpoint == "sign_in.password" else 200)


@pytest.mark.parametrize(("address", "status"), MORE.items(), ids=MORE)
def test_full_pages_and_refusals_read_well(
    address: str, status: int, readers: list[Reader]
) -> None:
    for reader in readers:
        reader.reads(address, status)
