"""What stands around every page: where one is, what one may reach, and long lists."""

import pytest
from flask.testing import FlaskClient

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.web.pages import soup
from tracker.domain.permissions import Role
from tracker.models import RoleGrant
from tracker.web.paging import Pages


def entries(client: FlaskClient, address: str) -> tuple[list[str], list[str]]:
    """The entries of the navigation, and those of them that are marked as where one is."""
    links = soup(client.get(address)).select("#navigation a")
    marked = [link for link in links if link.get("aria-current") == "page"]
    return [link.get_text(strip=True) for link in links], [
        link.get_text(strip=True) for link in marked
    ]


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/plans", ["Plans"]),
        ("/plans/new", ["Plans"]),
        ("/my-actions", ["My actions"]),
        ("/sources", ["Sources"]),
        ("/administration", ["Administration"]),
        ("/administration/people", ["Administration"]),
        ("/administration/jobs", ["Administration"]),
        ("/account", []),
        ("/nowhere", []),
    ],
)
def test_the_navigation_says_where_one_is(
    sign_in: SignIn, save: Save, address: str, here: list[str]
) -> None:
    everybody = factories.person(*Role)
    save(everybody)
    assert entries(sign_in(everybody), address)[1] == here


def test_the_navigation_offers_what_one_may_reach(sign_in: SignIn, save: Save) -> None:
    plan = factories.plan()
    save(plan)
    owner, observer, limited = (factories.person() for _ in range(3))
    observer.grants.append(RoleGrant(role=Role.OBSERVER, plan_id=plan.id))
    limited.grants.append(RoleGrant(role=Role.ADMINISTRATOR, plan_id=plan.id))
    save(owner, observer, limited)
    own = ["My actions", "To check"]
    assert entries(sign_in(owner), "/account")[0] == own
    assert entries(sign_in(observer), "/account")[0] == ["Plans", *own, "Sources", "Visits"]
    assert "Administration" not in entries(sign_in(limited), "/account")[0]


def test_nobody_is_offered_nothing(client: FlaskClient) -> None:
    assert entries(client, "/sign-in") == ([], [])


@pytest.mark.parametrize(
    ("total", "number", "extent", "last_number"),
    [(0, 1, (1, 0), 1), (50, 1, (1, 50), 1), (51, 2, (51, 51), 2), (230, 3, (101, 150), 5)],
)
def test_pages_are_of_fifty(
    total: int, number: int, extent: tuple[int, int], last_number: int
) -> None:
    pages = Pages(total, number)
    assert ((pages.first, pages.last), pages.last_number) == (extent, last_number)


def test_a_long_list_names_the_pages_around(sign_in: SignIn, save: Save) -> None:
    everybody = factories.person(*Role)
    save(everybody, *(factories.person() for _ in range(400)))
    page = soup(sign_in(everybody).get("/administration/people?words=person&page=5&lang=en"))
    shown = [item.get_text(strip=True) for item in page.select(".govuk-pagination__item")]
    assert shown == ["1", "⋯", "4", "5", "6", "⋯", "9"]
    following = page.select_one("a[rel=next]")
    assert following is not None
    assert following["href"] == "/administration/people?words=person&lang=en&page=6"
