"""What a digest says, in both languages and in both of its parts."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup

from tracker.domain.digests import Ask, Contact, Digest, Line
from tracker.domain.languages import Bilingual, Language
from tracker.emails import kinds, overdue_digest
from tracker.emails.email import Email
from tracker.emails.links import Links

TODAY = date(2018, 3, 12)
LINKS = Links("https://tracker.council.example")
MANAGER = Contact(
    Bilingual("Programme manager", "Rheolwr rhaglen"), "Ann Rees", "ann@council.example"
)


def line(reference: str, due_on: date, ask: Ask = Ask.SAY_HOW_IT_GOES, **given: bool) -> Line:
    title = Bilingual(f"Train teams <b>now</b> & {reference}", f"Hyfforddi {reference}")
    return Line(reference, title, due_on, ask, **given)


def digest(**given: object) -> Digest:
    """Two things overdue, one of them newly, and one due soon."""
    facts = {
        "today": TODAY,
        "overdue": (
            line("CS17-R05.03", date(2018, 2, 2), Ask.SAY_WHEN),
            line("CS17-R01.01", date(2018, 3, 11), is_new=True),
        ),
        "soon": (line("CS17-R02.01", date(2018, 3, 20)),),
        "quiet_until": date(2018, 4, 30),
        "contacts": (MANAGER,),
    } | given
    return Digest(**facts)  # type: ignore[arg-type]


def written(language: Language = Language.ENGLISH, **given: object) -> Email:
    return kinds.write(overdue_digest.KIND, digest(**given), language, LINKS)


def seen(html: str) -> str:
    """The words of the HTML part, in one line."""
    body = BeautifulSoup(html, "html.parser").body
    assert body is not None
    return " ".join(body.get_text(" ").split())


def test_the_subject_counts_what_is_overdue() -> None:
    assert written().subject == "2 of your actions are overdue"
    one = digest().overdue[:1]
    assert written(overdue=one).subject == "1 of your actions is overdue"


@pytest.mark.parametrize("part", ["text", "html"])
def test_the_first_line_says_why_it_came_and_from_whom(part: str) -> None:
    mail = written()
    words = mail.text if part == "text" else seen(mail.html)
    assert words.startswith(
        "You get this because 1 action of yours has become overdue. "
        "Tracker sends it on behalf of Programme manager, Ann Rees."
    )


def test_a_week_begins_without_news() -> None:
    mail = written(overdue=(line("CS17-R05.03", date(2018, 2, 2)),), contacts=())
    assert mail.text.startswith(
        "You get this as a new week begins because 1 action of yours is overdue.\n"
    )
    assert "Questions?" not in mail.text


def test_each_line_says_what_how_late_and_what_is_asked_with_a_link_to_that_form() -> None:
    text = written().text
    assert (
        "CS17-R05.03 · Train teams <b>now</b> & CS17-R05.03\n"
        "  was due 38 days ago, Friday 2 February 2018\n"
        "  Say when it will be done:\n"
        "  https://tracker.council.example/actions/CS17-R05.03/update\n" in text
    )
    assert "  New: was due yesterday, Sunday 11 March 2018\n" in text
    assert "Due in the next 14 days" in text
    assert "  due in 8 days, Tuesday 20 March 2018\n" in text


def test_the_worst_comes_first_and_what_is_due_soon_last() -> None:
    for words in (written().text, seen(written().html)):
        places = [words.index(f"CS17-{each}") for each in ("R05.03", "R01.01", "R02.01")]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2018, 4, 30), "Nothing else is due from you before 30 April 2018."),
        (None, "Nothing else is due from you.\n"),
    ],
)
def test_it_ends_with_when_there_is_peace(until: date | None, said: str) -> None:
    assert said in written(quiet_until=until).text


@pytest.mark.parametrize("language", list(Language))
def test_the_text_says_all_that_the_html_says(language: Language) -> None:
    mail = written(language)
    page = BeautifulSoup(mail.html, "html.parser")
    text = " ".join(mail.text.split())
    assert page.body is not None
    for element in page.body.select("p, h1, h2"):
        for words in element.stripped_strings:
            assert re.sub(r"\s+", " ", words).strip("();. ") in text
    links = [str(link["href"]) for link in page.select("a")]
    assert len(links) == 5
    assert all(link.removeprefix("mailto:") in text for link in links)


def test_markup_in_a_title_stays_words() -> None:
    html = written().html
    assert "<b>now" not in html
    assert "&lt;b&gt;now&lt;/b&gt; &amp; CS17" in html


def test_it_is_written_in_welsh() -> None:
    mail = written(Language.WELSH)
    assert '<html lang="cy">' in mail.html
    assert "CS17-R05.03 · Hyfforddi CS17-R05.03" in mail.text
    assert "dydd Gwener 2 Chwefror 2018" in mail.text
    assert "Rheolwr rhaglen, Ann Rees" in mail.text


def test_nothing_is_fetched_to_read_it() -> None:
    page = BeautifulSoup(written().html, "html.parser")
    assert page.select("img, script, link, iframe, [style], [onclick]") == []
    assert "url(" not in str(page.style)
