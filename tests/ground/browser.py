"""A real browser on the real application, and what every page of it must satisfy."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    sync_playwright,
)

#: Widths that every page must read well at, in CSS pixels.
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}

#: Milliseconds that a visitor waits for a page or a control.
PATIENCE = 20_000.0

_AXE = Path(__file__).parents[1] / "e2e" / "axe.min.js"
_AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Asking for violations alone takes a third of the time.
_LOOK = """tags => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], iframes: false,
}).then(found => found.violations)"""

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


_REFUSED = "the server responded with a status of 4"


class BrowserMissing(Exception):
    """This machine has no Chromium."""


def executable() -> str:
    """The Chromium of this machine. Raises `BrowserMissing`."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise BrowserMissing


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A Chromium without a window, with a fresh profile of its own."""
    chromium = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def watch(page: Page) -> list[str]:
    """Collect from now on whatever the page complains of: scripts that fail, and errors in
    its console, where Chromium also says what the content security policy had to stop.

    That the page itself is a refusal (a form shown again, something not found) is an
    answer and no complaint.
    """
    complaints: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        is_answer = message.location.get("url") == page.url and _REFUSED in message.text
        if message.type == "error" and not is_answer:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def new_context(
    browser: Browser, base_url: str, size: ViewportSize = DESK, *, scripts: bool = True
) -> BrowserContext:
    """A visitor with no history, at a screen of that size."""
    context = browser.new_context(
        base_url=base_url, viewport=size, java_script_enabled=scripts, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    return context


def assert_accessible(page: Page) -> None:
    """The page has one h1 and axe finds nothing against WCAG 2.2 AA."""
    headings = page.locator("h1").count()
    assert headings == 1, f"{page.url}: {headings} h1 elements"
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    said = [
        f"{violation['id']}: {violation['help']}\n    {node['html']}"
        for violation in page.evaluate(_LOOK, _AXE_TAGS)
        for node in violation["nodes"]
    ]
    assert not said, f"{page.url}\n" + "\n".join(said)


def assert_fits(page: Page, size: ViewportSize) -> None:
    """At this size nothing makes the page scroll sideways."""
    page.set_viewport_size(size)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than {size['width']} px"
