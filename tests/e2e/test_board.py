"""The chair of a board, from where the plan stands to what the minutes say."""

from datetime import date

from tests.ground.browser import assert_accessible
from tests.ground.filling import choose, flash, follow, press, write_date
from tests.ground.pages import Enter

CHAIR = "chair@board.example"
MANAGER = "programme.manager@council.example"


def test_a_meeting_is_held_today(enter: Enter) -> None:
    manager = enter(MANAGER)
    manager.goto("/plans/CS17/meetings/new")
    write_date(manager, "Date", date(2018, 3, 12))
    manager.get_by_label("Place").fill("County Hall")
    press(manager, "Save")
    assert flash(manager) == "The meeting is added."

    chair = enter(CHAIR)
    chair.goto("/")
    follow(chair, "Children's services improvement plan")
    assert "off track" in chair.locator(".app-position").inner_text()
    follow(chair, "Meetings")
    follow(chair, "12 March 2018")
    assert_accessible(chair)

    follow(chair, "Judge CS17-R04")
    choose(chair, "What does the board say?", "Confirms the computed rating, “Off track”")
    press(chair, "Keep what the board says")
    assert flash(chair) == "What the board said is kept."

    follow(chair, "Judge CS17-R06")
    choose(chair, "What does the board say?", "Sets another rating")
    chair.get_by_label("Rating the board sets").select_option(label="At risk")
    press(chair, "Keep what the board says")
    assert chair.get_by_role("alert").count() == 1, "better than computed needs reason and end"
    assert_accessible(chair)
    write_date(chair, "Until (optional)", date(2018, 4, 16))
    chair.get_by_label("Reason, for the minutes").fill("Trainers are booked for every Friday.")
    press(chair, "Keep what the board says")
    judged = chair.get_by_role("row").filter(has_text="CS17-R06").inner_text()
    assert "until 16 April 2018" in judged
    assert "Trainers are booked for every Friday." in judged

    minute = chair.get_by_role("row").filter(has_text="CS17-R06").locator("details")
    minute.locator("summary").click()
    assert "Trainers are booked for every Friday." in minute.inner_text()

    chair.goto("/plans/CS17")
    disagreements = chair.get_by_role("region", name="Disagreements")
    assert "CS17-R06" in disagreements.inner_text()

    manager.reload()
    press(manager, "Conclude the meeting")
    assert "nothing of it changes any more" in manager.locator(".app-position").inner_text()
    chair.goto("/plans/CS17")
    assert chair.get_by_role("heading", name="since the board met on 12 March 2018").count() == 1


def test_a_recommendation_is_closed(enter: Enter) -> None:
    chair = enter(CHAIR)
    chair.goto("/plans/CS17")
    follow(chair, "Closing, asked for on 9 March 2018")
    choose(chair, "What does the board decide?", "Closes the recommendation")
    press(chair, "Keep the decision")
    assert chair.get_by_role("alert").count() == 1, "a decision needs its reason"
    chair.get_by_label("Reason, for the minutes").fill("Two months in time; look again in June.")
    press(chair, "Keep the decision")
    chair.goto("/recommendations/CS17-R15")
    assert chair.get_by_text("Two months in time; look again in June.").count() > 0
