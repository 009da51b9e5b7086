"""An owner of actions, on a phone: from the mail to the update, the proof and more time."""

import re
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Browser

from tests.ground.browser import PHONE, assert_accessible, assert_fits, new_context, watch
from tests.ground.demonstration import Site
from tests.ground.files import docx, pdf
from tests.ground.filling import choose, flash, follow, press, write_date
from tests.ground.pages import Enter

OWNER = "assessment.manager@council.example"
OTHER_OWNER = "workforce.lead@council.example"


def test_from_the_mail_to_an_update(browser: Browser, site: Site) -> None:
    [link] = re.findall(r"http\S+/actions/CS17-R10\.03/update", _digest(site, OWNER))
    with new_context(browser, site.url, PHONE) as context:
        page = context.new_page()
        complaints = watch(page)
        page.goto(link)
        assert page.url.startswith(f"{site.url}/sign-in?")
        assert_fits(page, PHONE)
        site.sign_in_as(page, OWNER)
        assert page.url == link

        assert_fits(page, PHONE)
        choose(page, "How does it go?", "It is moving")
        page.get_by_label("In a sentence or two").fill("Six teams done; the last one on Friday.")
        write_date(page, "When you expect it to be done (optional)", date(2018, 3, 16))
        press(page, "Save")

        assert flash(page) == "Thank you: what you said is kept."
        assert page.get_by_text("Six teams done; the last one on Friday.").count() == 1
        assert_fits(page, PHONE)
        assert complaints == []


def test_two_files_are_put_forward(enter: Enter, tmp_path: Path) -> None:
    minutes = tmp_path / "Cofnodion y Bwrdd – Mawrth.docx"
    minutes.write_bytes(docx("Minutes"))
    register = tmp_path / "register.pdf"
    register.write_bytes(pdf("Register"))
    page = enter(OWNER, PHONE)

    page.goto("/actions/CS17-R10.03")
    follow(page, "Add evidence")
    page.get_by_label("Files", exact=True).set_input_files([minutes, register])
    page.get_by_label("Nobody can be identified from these files").check()
    page.get_by_label("Name of the evidence").fill("Decisions on open files, March")
    write_date(page, "Date of the evidence", date(2018, 3, 9))
    choose(page, "What kind of proof it is", "Practice")
    press(page, "Add evidence")

    assert flash(page) == "The evidence is kept and goes to be checked."
    follow(page, re.compile(r"E\d{6} Decisions on open files, March"))
    assert_fits(page, PHONE)
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=minutes.name).click()
    assert download.value.suggested_filename == minutes.name
    assert download.value.path().read_bytes() == minutes.read_bytes()
    assert page.get_by_role("link", name=register.name).count() == 1


def test_what_is_wrong_is_named_and_what_was_typed_is_kept(enter: Enter) -> None:
    page = enter(OWNER, PHONE)
    page.goto("/actions/CS17-R10.03/evidence/new")
    page.get_by_label("Name of the evidence").fill("Decisions, April")
    press(page, "Add evidence")

    assert page.title().startswith("Error: ")
    assert page.get_by_role("alert").count() == 1
    assert_fits(page, PHONE)
    assert_accessible(page)
    assert page.get_by_label("Name of the evidence").input_value() == "Decisions, April"
    page.get_by_role("alert").get_by_role("link", name="Choose at least one file").click()
    assert page.get_by_label("Files", exact=True).evaluate("it => it === document.activeElement")


def test_more_time_is_asked_for_and_agreed(enter: Enter) -> None:
    owner = enter(OTHER_OWNER, PHONE)
    owner.goto("/my-actions")
    press(owner, "Ask for more time (CS17-R12.03)")
    write_date(owner, "New date", date(2018, 5, 11))
    choose(owner, "Reason", "Not enough people or time")
    owner.get_by_label("In your words").fill("The trainer is ill; a new date is booked.")
    press(owner, "Ask for more time")
    assert flash(owner) == "You asked for more time; somebody else decides."

    manager = enter("programme.manager@council.example")
    manager.goto("/to-check")
    follow(manager, "CS17-R12.03")
    assert manager.get_by_text("The trainer is ill; a new date is booked.").count() == 1
    assert_accessible(manager)
    press(manager, "Grant until 11 May 2018")
    assert flash(manager) == "Your decision is kept."

    owner.goto("/actions/CS17-R12.03")
    assert "11 May 2018" in owner.get_by_role("region", name="Dates").inner_text()


def _digest(site: Site, address: str) -> str:
    """The text of the digest that this person got on the day of the demonstration."""
    letters = (
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in (site.folder / "mail").glob("overdue-digest.*.2018-03-12.eml")
    )
    [letter] = [letter for letter in letters if address in letter["To"]]
    body = letter.get_body(["plain"])
    assert body is not None
    return str(body.get_content())
