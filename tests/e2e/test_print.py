"""What a board takes into the room: the overview on two sheets of A4."""

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.ground.demonstration import Site


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_overview_prints_on_two_pages(page: Page, site: Site, language: str) -> None:
    site.sign_in(page, "board_member")
    page.goto(f"/plans/CS17?lang={language}")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 2
    width, height = (round(float(side) / 72 * 25.4) for side in sheets[0].mediabox[2:])
    assert (width, height) == (210, 297)
    first = sheets[0].extract_text()
    assert "CS17" in first
    assert "/plans/" not in first, "addresses are left off paper"
