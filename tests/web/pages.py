"""What a test reads off a page that was answered."""

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse


def soup(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.data, "html.parser")


def errors(answer: TestResponse) -> list[str]:
    """What the summary above the form says is wrong."""
    found = soup(answer).select(".govuk-error-summary__list li")
    return [item.get_text(strip=True) for item in found]


def flashed(answer: TestResponse) -> str:
    """What the page says of what was just done."""
    return " ".join(item.get_text(strip=True) for item in soup(answer).select(".app-flash"))


def sent(answer: TestResponse) -> dict[str, list[str]]:
    """What a browser would send if the form of the page were sent as it is."""
    form = soup(answer).select_one("main form[method=post]")
    assert form is not None, "there is no form to send"
    values: dict[str, list[str]] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        for value in _sent(control):
            values.setdefault(str(control["name"]), []).append(value)
    return values


def _sent(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\r\n").removeprefix("\n")]
    if control.name == "select":
        chosen = control.select("option[selected]") or control.select("option")[:1]
        return [str(option["value"]) for option in chosen]
    if control.get("type") in ("checkbox", "radio") and not control.has_attr("checked"):
        return []
    return [str(control.get("value", ""))]
