"""Fixtures: a browser, and a page in it that may complain of nothing."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.ground.browser import BrowserMissing, new_context, running_browser, watch


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium for this run. Without it, CI fails and anybody else is told."""
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
