"""By keyboard alone: everything is reached, in order, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.ground.demonstration import Site
from tests.ground.filling import flash
from tests.ground.pages import Enter

OWNER = "performance.manager@council.example"

#: More stops than any page has that is walked here.
MOST_STOPS = 250

#: What has the focus: its words, and whether it looks otherwise than without. Radio buttons
#: and ticks show it on the box that is drawn before their label. A transparent outline,
#: which is there for high contrast alone, is not seen.
_FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return ['', true];
  const look = () => [getComputedStyle(element)]
    .concat([...(element.labels ?? [])].map(label => getComputedStyle(label, '::before')))
    .map(style => [style.boxShadow, style.backgroundColor, style.position,
      style.outlineStyle === 'none' || style.outlineColor.endsWith(', 0)') ? '' : style.outline])
    .join('|');
  const focused = look();
  element.blur();
  const without = look();
  element.focus();
  const words = element.innerText || element.labels?.[0]?.innerText || element.name || '';
  return [words.trim(), focused !== without];
}"""


def test_from_the_door_to_no_change(page: Page, site: Site) -> None:
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to main content"
    expect(page.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert _focused(page) == "E-mail address"
    page.keyboard.type(OWNER)
    page.keyboard.press("Tab")
    page.keyboard.type(site.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-actions#main-content")

    _tab_to(page, "A dashboard of indicators for each team")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/CS17-R05.02")
    _tab_to(page, "No change, still on course for 27 April")
    page.keyboard.press("Enter")
    assert flash(page) == "Kept: no change to CS17-R05.02."


def test_the_language_changes_in_place(enter: Enter) -> None:
    page = enter(OWNER)
    page.goto("/plans/CS17/actions?rating=off_track&sort=due")
    _tab_to(page, "Cymraeg")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/CS17/actions?rating=off_track&sort=due&lang=cy")
    assert page.locator("html").get_attribute("lang") == "cy"


@pytest.mark.parametrize(
    "address", ["/my-actions", "/actions/CS17-R05.02/evidence/new", "/plans/CS17"]
)
def test_the_focus_is_seen_at_every_stop(enter: Enter, address: str) -> None:
    page = enter(OWNER)
    page.goto(address)
    _tab_to(page, "Accessibility")


def _focused(page: Page) -> str:
    """The words of what has the focus, which must be drawn."""
    words, is_seen = page.evaluate(_FOCUSED)
    assert is_seen, f"{page.url}: the focus is not seen on {words!r}"
    return str(words)


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the words that have the focus are those wanted."""
    met = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        met.append(_focused(page))
        if met[-1] == wanted:
            return
    raise AssertionError(f"{page.url}: {wanted!r} is not among {met}")
