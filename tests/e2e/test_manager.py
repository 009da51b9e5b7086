"""The programme manager: from a letter that arrives to the file for the visit."""

from datetime import date

from tests.ground.browser import assert_accessible
from tests.ground.filling import choose, follow, press, write_date
from tests.ground.pages import Enter

MANAGER = "programme.manager@council.example"


def test_from_a_letter_to_an_action(enter: Enter) -> None:
    page = enter(MANAGER)
    page.goto("/sources")
    press(page, "Enter a source")
    page.get_by_label("Kind of source").select_option(label="Monitoring letter")
    page.get_by_label("Title in English").fill("Letter after the second monitoring visit")
    choose(page, "Inspectorates", "CIW: Care Inspectorate Wales (since 15 January 2018)")
    choose(page, "Agencies inspected", "Powys County Council")
    write_date(page, "Published (optional)", date(2018, 3, 9))
    press(page, "Save")
    assert "CIW-2018-03" in page.locator("h1").inner_text()

    press(page, "Add a finding")
    choose(page, "Kind of finding", "Concern")
    page.get_by_label("In the words that are printed").fill("Visits are recorded late.")
    page.get_by_label("Number that is printed").fill("2.1")
    choose(page, "Agencies it is about", "Powys County Council")
    press(page, "Save")

    page.get_by_label("Visits are recorded late.").check()
    press(page, "Answer those ticked in plan CS17")
    page.get_by_label("Theme").select_option(label="Practice and performance")
    page.get_by_label("Short title in English").fill("Visits recorded on the day")
    page.get_by_label("Recommendation in English").fill("Every visit is recorded on the day.")
    press(page, "Save")
    assert "CS17-R16" in page.locator("h1").inner_text()
    assert page.get_by_text("Visits are recorded late.").count() == 1
    assert_accessible(page)

    press(page, "Add an action")
    page.get_by_label("Short title in English").fill("Record visits from the phone")
    page.get_by_label("Owner (optional)").select_option(
        label="Quality assurance manager, L. Demo (Powys County Council)"
    )
    page.get_by_label("Accountable lead (optional)").select_option(
        label="Head of Children's Services, I. Demo (Powys County Council)"
    )
    choose(page, "Agencies that take part", "Powys County Council")
    write_date(page, "Start date", date(2018, 3, 19))
    write_date(page, "Due date", date(2018, 6, 29))
    press(page, "Save")
    assert "CS17-R16.01" in page.locator("h1").inner_text()

    owner = enter("quality.manager@council.example")
    owner.goto("/my-actions")
    assert owner.get_by_role("link", name="Record visits from the phone").count() == 1


def test_a_readiness_summary_is_made_and_fetched(enter: Enter) -> None:
    page = enter(MANAGER)
    page.goto("/visits")
    follow(page, "Second monitoring visit")
    press(page, "Make a readiness summary now")
    assert "/summaries/" in page.url
    with page.expect_download() as download, page.expect_response("**/pdf*") as answer:
        page.get_by_role("button", name="Download as PDF").click()
    assert answer.value.headers["content-disposition"].startswith("attachment;")
    assert download.value.suggested_filename.startswith("CS17-V02-")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
