"""Addresses in mails are addresses of the application."""

import pytest
from flask import Flask

from tracker.emails.links import Links

PUBLIC = "https://tracker.council.example"
LINKS = Links(PUBLIC)


@pytest.mark.parametrize(
    ("address", "endpoint", "arguments"),
    [
        (LINKS.update("CS17-R05.03"), "updates.create", {"ref": "CS17-R05.03"}),
        (LINKS.my_actions(), "actions.mine", {}),
        (LINKS.summary(7), "visits.summary", {"ref": "7"}),
        (LINKS.visit("CS17-V02"), "visits.show", {"ref": "CS17-V02"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_link_leads_to_a_page(
    app: Flask, address: str, endpoint: str, arguments: dict[str, str]
) -> None:
    routes = app.url_map.bind("tracker.council.example", url_scheme="https")
    assert routes.build(endpoint, arguments, force_external=True) == address
    assert app.view_functions[endpoint]


def test_a_reference_cannot_leave_its_place() -> None:
    assert LINKS.update("../x?y#z/") == f"{PUBLIC}/actions/..%2Fx%3Fy%23z%2F/update"
