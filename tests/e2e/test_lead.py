"""Whoever answers for actions checks the proof, and owners claim on what was checked."""

from datetime import date
from pathlib import Path

from tests.ground.browser import assert_accessible
from tests.ground.files import pdf
from tests.ground.filling import choose, flash, follow, press, write_date
from tests.ground.pages import Enter

LEAD = "head.of.service@council.example"


def test_one_is_accepted_and_the_next_returned(enter: Enter) -> None:
    page = enter(LEAD)
    page.goto("/to-check")
    follow(page, "Dashboard of the pilot teams")
    assert_accessible(page)
    press(page, "Accept for this action")
    assert flash(page) == "E000026 is accepted for CS17-R05.02."
    assert "/to-check/evidence/" in page.url, "the next one follows at once"

    page.goto("/to-check")
    follow(page, "Month-on-month plan")
    press(page, "Return with a reason")
    assert page.get_by_role("alert").count() == 1, "a return without a reason helps nobody"
    page.get_by_label("Why it is returned").fill("The months after June are missing.")
    press(page, "Return with a reason")
    assert flash(page) == "E000029 is returned for CS17-R11.03."

    owner = enter("looked.after.manager@council.example")
    owner.goto("/my-actions?lang=en")
    assert owner.get_by_text("The months after June are missing.").count() == 1


def test_the_owner_sees_what_blocks_a_claim_and_mends_it(enter: Enter, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(pdf("What complaints teach"))
    page = enter("complaints.officer@council.example")
    page.goto("/actions/CS17-R07.03/delivered")
    assert page.get_by_role("heading", name="What still stands in the way").count() == 1
    assert page.get_by_role("button", name="Say that it is delivered").count() == 0
    assert_accessible(page)

    press(page, "Add evidence")
    page.get_by_label("Files", exact=True).set_input_files(report)
    page.get_by_label("Nobody can be identified from these files").check()
    page.get_by_label("Name of the evidence").fill("What complaints teach")
    write_date(page, "Date of the evidence", date(2018, 3, 9))
    choose(page, "What kind of proof it is", "Output")
    press(page, "Add evidence")

    page.goto("/actions/CS17-R07.03/delivered")
    press(page, "Say that it is delivered")
    assert flash(page) == "Kept: CS17-R07.03 is delivered, and its proof goes to be checked."
