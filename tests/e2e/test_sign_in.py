"""Getting in and out, on the application as it is run."""

import pytest
from playwright.sync_api import Browser, Page

from tests.ground.browser import DESK, PHONE, assert_accessible, assert_fits, new_context
from tests.ground.demonstration import Site


@pytest.mark.parametrize("language", ["English", "Cymraeg"])
def test_the_first_page_reads_in_both_languages(page: Page, language: str) -> None:
    page.goto("/sign-in")
    if language == "Cymraeg":
        page.get_by_role("button", name=language).or_(
            page.get_by_role("link", name=language)
        ).click()
        assert page.locator("html").get_attribute("lang") == "cy"
    for size in (PHONE, DESK):
        assert_fits(page, size)
    assert_accessible(page)


def test_somebody_signs_in_and_out(page: Page, site: Site) -> None:
    site.sign_in(page, "programme_manager")
    assert_accessible(page)
    page.get_by_text("Sign out").click()
    page.goto("/account")
    assert page.url.startswith(f"{site.url}/sign-in")


def test_no_script_is_needed(browser: Browser, site: Site) -> None:
    context = new_context(browser, site.url, scripts=False)
    page = context.new_page()
    site.sign_in(page, "observer")
    assert page.locator("h1").count() == 1
    context.close()


def test_a_wrong_password_keeps_what_was_typed(page: Page, site: Site) -> None:
    page.goto("/sign-in")
    page.locator("[name=email]").fill("nobody@council.example")
    page.locator("[name=password]").fill("not the password")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("alert").wait_for()
    assert page.locator("[name=email]").input_value() == "nobody@council.example"
    assert page.locator("[name=password]").input_value() == ""
