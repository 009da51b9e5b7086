"""The notice that a readiness summary was made: how long is left and how much is open."""

from tracker.domain.languages import Language
from tracker.domain.notices import ReadinessNotice
from tracker.emails.email import Email, fill
from tracker.emails.links import Links
from tracker.wording.catalogue import Words
from tracker.wording.dates import weekday_date
from tracker.wording.readiness import check_words

KIND = "readiness-summary"


def write(notice: ReadinessNotice, language: Language, links: Links) -> Email:
    w = Words(language)
    failing = [check_words(check, language) for check in notice.checks if not check.is_ready]
    subject = w.ngettext(
        "Readiness summary for %(reference)s: %(num)s working day left",
        "Readiness summary for %(reference)s: %(num)s working days left",
        notice.working_days,
        reference=notice.reference,
    )
    return fill(
        "readiness_summary",
        subject,
        language,
        {
            "reference": notice.reference,
            "title": notice.title.said_in(language),
            "begins": weekday_date(notice.starts_on, language),
            "working_days": notice.working_days,
            "recommendations": notice.recommendations,
            "not_ready": failing,
            "href": links.summary(notice.summary_id),
            "visit_href": links.visit(notice.reference),
        },
    )
