"""What the notice of a readiness summary says: counts and links, nothing of its content."""

from datetime import date

import pytest

from tracker.domain.languages import Bilingual, Language
from tracker.domain.notices import ReadinessNotice
from tracker.domain.readiness_checks import Check, CheckCode
from tracker.emails import kinds, readiness_summary
from tracker.emails.email import Email
from tracker.emails.links import Links


def written(*checks: Check, days: int = 5, language: Language = Language.ENGLISH) -> Email:
    notice = ReadinessNotice(
        summary_id=7,
        reference="CS17-V02",
        title=Bilingual("Monitoring visit", "Ymweliad monitro"),
        starts_on=date(2018, 3, 20),
        working_days=days,
        recommendations=12,
        checks=checks,
    )
    return kinds.write(
        readiness_summary.KIND, notice, language, Links("https://tracker.council.example")
    )


@pytest.mark.parametrize(("days", "words"), [(1, "1 working day left"), (5, "5 working days left")])
def test_the_subject_says_how_long_is_left(days: int, words: str) -> None:
    assert written(days=days).subject == f"Readiness summary for CS17-V02: {words}"


def test_it_counts_what_is_not_ready_and_names_nothing_of_it() -> None:
    mail = written(
        Check(CheckCode.OVERDUE, ("CS17-R01.01", "CS17-R01.02")), Check(CheckCode.NO_OWNER, ())
    )
    for part in (mail.text, mail.html):
        assert "CS17-V02 · Monitoring visit" in part
        assert "5 working days are left: the visit begins on Tuesday 20 March 2018." in part
        assert "The summary covers 12 recommendations." in part
        assert "2 actions are overdue" in part
        assert "R01.01" not in part
        assert "owner" not in part
        assert "https://tracker.council.example/summaries/7" in part
        assert "https://tracker.council.example/visits/CS17-V02" in part


def test_all_may_be_well() -> None:
    mail = written(Check(CheckCode.OVERDUE, ()))
    assert "No check found anything missing." in mail.text
    assert "Not ready on" not in mail.text


def test_it_is_written_in_welsh() -> None:
    mail = written(language=Language.WELSH)
    assert '<html lang="cy">' in mail.html
    assert "CS17-V02 · Ymweliad monitro" in mail.text
    assert "dydd Mawrth 20 Mawrth 2018" in mail.text
