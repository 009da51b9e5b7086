"""What people may not see or do is not there for them, and not behind its address either."""

import pytest

from tests.ground.browser import assert_accessible
from tests.ground.pages import Enter

OBSERVER = "scrutiny@council.example"
PARTNER = "named.nurse@health.example"


@pytest.mark.parametrize(
    "address",
    ["/plans", "/plans/CS17", "/plans/CS17/actions", "/actions/CS17-R02.02", "/meetings/4"],
)
def test_an_observer_sees_the_plan_and_no_way_to_change_it(enter: Enter, address: str) -> None:
    page = enter(OBSERVER)
    page.goto(address)
    assert_accessible(page)
    assert page.locator("main form[method=post]").count() == 0
    hrefs = page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    assert [href for href in hrefs if href.endswith(("/edit", "/new", "/update", "/close"))] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/actions/CS17-R02.02/update", 403),
        ("/actions/CS17-R02.02/edit", 403),
        ("/plans/CS17/edit", 403),
        ("/meetings/4/confirm/CS17-R04", 403),
        ("/administration", 403),
        ("/administration/people", 403),
        ("/summaries/6", 403),
        ("/evidence/E000018", 404),
        ("/evidence/E000018/files/18", 404),
    ],
)
def test_an_observer_is_kept_out_politely(enter: Enter, address: str, status: int) -> None:
    page = enter(OBSERVER)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status
    assert_accessible(page)


def test_a_partner_sees_what_is_shared_and_its_own(enter: Enter) -> None:
    page = enter(PARTNER)
    statuses = {}
    for address in (
        "/evidence/E000018",
        "/evidence/E000018/files/18",
        "/evidence/E000016",
        "/evidence/E000031",
        "/actions/CS17-R07.01",
    ):
        answer = page.request.get(address)
        statuses[address] = answer.status
    assert statuses == {
        "/evidence/E000018": 404,
        "/evidence/E000018/files/18": 404,
        "/evidence/E000016": 200,
        "/evidence/E000031": 200,
        "/actions/CS17-R07.01": 200,
    }
    page.goto("/actions/CS17-R07.01")
    assert page.get_by_text("Notes of two meetings, without names").count() == 0
