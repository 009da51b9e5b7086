"""The administrator: bodies and people, and how the tracker runs."""

import re
import time

from playwright.sync_api import Browser, Page

from tests.ground.browser import assert_accessible, new_context, watch
from tests.ground.demonstration import Site
from tests.ground.filling import flash, follow, press
from tests.ground.pages import Enter

ADMINISTRATOR = "administrator@council.example"
CHIEF = "chief.executive@council.example"

#: The Monday after the day of the demonstration, when digests leave again.
NEXT_MONDAY = "2018-03-19T08:00:00+00:00"

#: Seconds in which the timetable must have done what it was asked for.
RUN_DEADLINE = 60.0


def test_a_new_colleague_of_a_new_agency_signs_in(
    enter: Enter, browser: Browser, site: Site
) -> None:
    page = enter(ADMINISTRATOR)
    page.goto("/administration")
    follow(page, "Agencies")
    press(page, "Add an agency")
    page.get_by_label("Name in English").fill("Powys Fostering Partnership")
    page.get_by_label("Name in Welsh").fill("Partneriaeth Faethu Powys")
    page.get_by_label("Kind of body").select_option(label="Other body")
    press(page, "Save")

    page.goto("/administration/people")
    press(page, "Add a person")
    page.get_by_label("Role title in English").fill("Fostering lead")
    page.get_by_label("Name", exact=True).fill("Mair Demo")
    page.get_by_label("E-mail address").fill("mair@fostering.example")
    page.get_by_label("Agency (optional)").select_option(label="Powys Fostering Partnership")
    page.get_by_label("Role 1").select_option(label="Action owner")
    page.get_by_label("Only for this agency").first.select_option(
        label="Powys Fostering Partnership"
    )
    press(page, "Save")
    assert flash(page) == "Mair Demo is added."
    press(page, "Make a link to set a password")
    [link] = re.findall(r"http\S+/password/\S+", page.get_by_role("main").inner_text())

    with new_context(browser, site.url) as context:
        theirs = context.new_page()
        complaints = watch(theirs)
        theirs.goto(link)
        assert_accessible(theirs)
        theirs.get_by_label("Password").fill("short")
        press(theirs, "Set password")
        assert theirs.get_by_role("alert").count() == 1
        theirs.get_by_label("Password").fill("a password nobody has seen")
        press(theirs, "Set password")
        theirs.get_by_label("E-mail address").fill("mair@fostering.example")
        theirs.get_by_label("Password").fill("a password nobody has seen")
        press(theirs, "Sign in")
        assert theirs.url == f"{site.url}/my-actions"
        theirs.goto(link)
        assert theirs.get_by_label("Password").count() == 0, "a link works once"
        assert complaints == []


def test_a_message_that_failed_is_tried_again(enter: Enter, site: Site) -> None:
    page = enter(ADMINISTRATOR)
    _give_address(page, "")
    for job in ("reminders", "delivery"):
        site.run_job(job, NEXT_MONDAY)

    page.goto("/administration/outbox")
    follow(page, "Failed (1)")
    assert_accessible(page)
    page.get_by_role("table").get_by_role("link").click()
    page.wait_for_url("**/outbox/*")
    message = page.url
    assert "no e-mail address" in page.get_by_role("main").inner_text()

    _give_address(page, CHIEF)
    page.goto(message)
    press(page, "Try again")
    page.goto("/administration/jobs")
    press(page, "Run now (Delivery of mail)")
    assert flash(page).startswith("Delivery of mail: asked for.")
    page.goto(message)
    _wait_for(page, "The mail server took it.")


def _give_address(page: Page, email: str) -> None:
    page.goto("/administration/people?words=Chief+Executive")
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_label("E-mail address").fill(email)
    press(page, "Save")
    assert flash(page) == "G. Demo is changed."


def _wait_for(page: Page, words: str) -> None:
    """Look again and again until the page says so."""
    deadline = time.monotonic() + RUN_DEADLINE
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < deadline, page.get_by_role("main").inner_text()
        page.reload()
