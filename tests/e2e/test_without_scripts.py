"""Everything that matters is done where no script runs."""

from datetime import date
from pathlib import Path

from tests.ground.files import pdf
from tests.ground.filling import choose, flash, follow, press, write_date
from tests.ground.pages import Enter

OWNER = "quality.manager@council.example"
LEAD = "head.of.service@council.example"
MANAGER = "programme.manager@council.example"
CHAIR = "chair@board.example"


def test_an_owner_reports_and_a_lead_accepts(enter: Enter, tmp_path: Path) -> None:
    template = tmp_path / "template.pdf"
    template.write_bytes(pdf("One template"))
    owner = enter(OWNER, scripts=False)
    owner.goto("/actions/CS17-R10.02/update")
    choose(owner, "How does it go?", "I am stuck, I need …")
    owner.get_by_label("In a sentence or two").fill("I need two days of an auditor in April.")
    press(owner, "Save")
    assert flash(owner) == "Thank you: what you said is kept."

    owner.goto("/actions/CS17-R10.02/evidence/new")
    owner.get_by_label("Files", exact=True).set_input_files(template)
    owner.get_by_label("Nobody can be identified from these files").check()
    owner.get_by_label("Name of the evidence").fill("Form of the supervision audit")
    write_date(owner, "Date of the evidence", date(2018, 3, 8))
    choose(owner, "What kind of proof it is", "Output")
    press(owner, "Add evidence")
    assert flash(owner) == "The evidence is kept and goes to be checked."

    lead = enter(LEAD, scripts=False)
    lead.goto("/to-check")
    follow(lead, "Form of the supervision audit")
    press(lead, "Accept for this action")
    assert flash(lead).endswith("is accepted for CS17-R10.02.")


def test_a_board_confirms_a_rating(enter: Enter) -> None:
    manager = enter(MANAGER, scripts=False)
    manager.goto("/plans/CS17/meetings/new")
    write_date(manager, "Date", date(2018, 3, 9))
    press(manager, "Save")
    chair = enter(CHAIR, scripts=False)
    chair.goto("/plans/CS17/meetings")
    follow(chair, "9 March 2018")
    follow(chair, "Judge CS17-R01")
    choose(chair, "What does the board say?", "Confirms the computed rating, “On track”")
    press(chair, "Keep what the board says")
    assert flash(chair) == "What the board said is kept."


def test_a_readiness_summary_is_prepared(enter: Enter) -> None:
    page = enter(MANAGER, scripts=False)
    page.goto("/visits/CS17-V02")
    press(page, "Make a readiness summary now")
    assert "/summaries/" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
