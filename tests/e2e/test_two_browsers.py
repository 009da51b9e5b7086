"""Two people change the same thing at once: both are told, and nothing is lost."""

from tests.ground.browser import PHONE, assert_accessible, assert_fits
from tests.ground.filling import flash, press
from tests.ground.pages import Enter

MANAGER = "programme.manager@council.example"
FIRST = "What the letter asked about, and how complaints are answered."
SECOND = "What the letter asked about, and how staff are supervised."


def test_both_values_are_shown_and_the_second_can_be_kept(enter: Enter) -> None:
    one, other = enter(MANAGER), enter(MANAGER)
    for page in (one, other):
        page.goto("/visits/CS17-V02/edit")
    one.get_by_label("Scope").fill(FIRST)
    other.get_by_label("Scope").fill(SECOND)
    press(one, "Save")
    press(other, "Save")

    assert other.locator("h1").inner_text() == "Somebody changed this before you"
    row = other.get_by_role("row", name="Scope")
    assert FIRST in row.inner_text()
    assert SECOND in row.inner_text()
    assert_accessible(other)
    assert_fits(other, PHONE)

    press(other, "Save what I wrote")
    assert flash(other)
    one.goto("/visits/CS17-V02")
    assert one.get_by_text(SECOND).count() == 1
