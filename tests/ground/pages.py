"""Fixtures: a browser, and a page in it that may complain of nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.ground.browser import DESK, BrowserMissing, new_context, running_browser, watch
from tests.ground.demonstration import Site

Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for the tests of one file. Without it, CI fails and anybody else is told.

    It does not stay for longer: while Playwright runs, no other event loop can.
    """
    try:
        with running_browser() as browser:
            yield browser
    except BrowserMissing:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed, and CI leaves nothing out")
        pytest.skip("Chromium is not installed: on Debian or Ubuntu, apt install chromium")


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page at 1280 px on the application at `base_url`, with scripts.

    The test fails if the page wrote an error to its console, a script failed, or the
    content security policy had to stop something.
    """
    context = new_context(browser, base_url)
    page = context.new_page()
    complaints = watch(page)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def enter(browser: Browser, site: Site) -> Iterator[Enter]:
    """`enter("chair@board.example")` answers a page of a browser of her own in which she
    has signed in; `size` is that of her screen, and without `scripts` none run.

    None of the pages may complain of anything until the test ends.
    """
    complaints: list[list[str]] = []
    with ExitStack() as contexts:

        def enter(email: str, size: ViewportSize = DESK, *, scripts: bool = True) -> Page:
            page = contexts.enter_context(
                new_context(browser, site.url, size, scripts=scripts)
            ).new_page()
            complaints.append(watch(page))
            site.sign_in_as(page, email)
            return page

        yield enter
    assert [said for said in complaints if said] == []
