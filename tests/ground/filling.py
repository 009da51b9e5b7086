"""Filling in a form as a person does: by the words that stand beside each control."""

import re
from datetime import date

from playwright.sync_api import Locator, Page


def group(page: Page, legend: str) -> Locator:
    """The controls under a legend."""
    return page.get_by_role("group", name=legend, exact=True)


def choose(page: Page, legend: str, *choices: str) -> None:
    """Tick or select each of the choices under a legend."""
    for choice in choices:
        group(page, legend).get_by_label(choice, exact=True).check()


def write_date(page: Page, legend: str, day: date) -> None:
    """Write a date into its three boxes."""
    boxes = group(page, legend)
    for box, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(box, exact=True).fill(str(number))


def press(page: Page, words: str) -> None:
    """Press the button of these words in the body of the page, and wait for the next page.

    A link that looks like a button is one too.
    """
    _go(page, page.get_by_role("main").get_by_role("button", name=words, exact=True))


def follow(page: Page, words: str | re.Pattern[str]) -> None:
    """Follow the first link of these words in the body of the page to the page it leads to."""
    _go(page, page.get_by_role("main").get_by_role("link", name=words, exact=True).first)


def _go(page: Page, control: Locator) -> None:
    with page.expect_navigation():
        control.click()


def flash(page: Page) -> str:
    """What the page says of what was just done."""
    return page.locator(".app-flash").inner_text()
