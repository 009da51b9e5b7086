"""A readiness summary and how it came about, put into the words of one language."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.documents.passages import Passage, passage, who_words
from tracker.documents.readiness_recommendation import point_view, recommendation_view
from tracker.documents.readiness_view import (
    Fact,
    LineView,
    Linked,
    Links,
    NotReady,
    ReadinessView,
    Titled,
)
from tracker.domain.languages import Bilingual, Language
from tracker.domain.readiness_checks import Check
from tracker.domain.readiness_facts import Line
from tracker.domain.readiness_summary import Summary
from tracker.domain.references import ReferenceKind
from tracker.wording.catalogue import Words
from tracker.wording.dates import date_range, long_date, moment
from tracker.wording.readiness import check_words
from tracker.wording.readiness_document import labels

#: Things that a check names before it says how many more there are: all of them stand
#: further down, with the recommendations.
_MOST_NAMED = 40
_SHORT_HASH = 12


@dataclass(frozen=True)
class Issue:
    """How a summary came about. `made_at` is None for one worked out for a look and not
    kept, `sha256` empty where nobody is told its hash; `step` is None when a person asked.
    `is_intact`: the content has its hash still."""

    zone: ZoneInfo
    sha256: str = ""
    made_at: datetime | None = None
    step: int | None = None
    is_intact: bool = True


def readiness_view(
    summary: Summary, issue: Issue, language: Language, links: Links
) -> ReadinessView:
    """`summary` ready to be laid out in `language`."""
    w = Words(language)
    heading = passage(summary.title, language)
    titles = {item.reference: item.title for item in summary.recommendations}
    agencies = {agency.en: agency for agency in summary.agencies}
    return ReadinessView(
        language=language.value,
        labels=labels(language),
        title=w._("Readiness summary: %(visit)s", visit=heading.text),
        reference=summary.reference,
        heading=heading,
        warning=""
        if issue.is_intact
        else w._("The stored summary has changed since it was made: do not rely on it."),
        facts=_facts(summary, issue, language),
        scope=summary.scope,
        not_ready=tuple(_not_ready(c, agencies, language, links) for c in summary.not_ready),
        ready=tuple(check_words(c, language) for c in summary.checks if c.is_ready),
        lines=tuple(_line(line, titles, language, links) for line in summary.lines),
        recommendations=tuple(
            recommendation_view(item, summary.scheme, language, links)
            for item in summary.recommendations
        ),
        not_asked=tuple(
            _titled(item.reference, item.title, language, links) for item in summary.not_asked
        ),
        unmapped=tuple(point_view(point, language, links) for point in summary.unmapped),
        sha256=issue.sha256,
        foot=" · ".join(
            (
                summary.reference,
                w._("as at %(day)s", day=long_date(summary.as_at, language)),
                issue.sha256[:_SHORT_HASH],
            )
        ),
    )


def _facts(summary: Summary, issue: Issue, language: Language) -> tuple[Fact, ...]:
    w = Words(language)
    days = w.ngettext("%(num)s day on site", "%(num)s days on site", summary.days)
    dates = date_range(summary.starts_on, summary.ends_on, language)
    names = ", ".join(name.said_in(language) for name in summary.inspectorates)
    plan = passage(summary.plan_title, language)
    said = [
        (w._("Visit"), f"{dates}, {days}"),
        (w._("Inspectors"), names),
        (w._("As at"), long_date(summary.as_at, language)),
        (w._("Prepared"), _prepared(summary, issue, language)),
    ]
    return (
        Fact(w._("Plan"), Passage(f"{summary.plan} {plan.text}", plan.language)),
        *(Fact(label, Passage(words, language)) for label, words in said),
    )


def _prepared(summary: Summary, issue: Issue, language: Language) -> str:
    w = Words(language)
    if issue.made_at is None:
        return w._("Worked out for this look, and not kept")
    when = moment(issue.made_at, issue.zone, language)
    if issue.step is not None:
        return w.ngettext(
            "%(when)s, for %(num)s working day before the visit",
            "%(when)s, for %(num)s working days before the visit",
            issue.step,
            when=when,
        )
    who = who_words(summary.prepared_by, language)
    return w._("%(when)s, by %(who)s", when=when, who=who) if who else when


def _not_ready(
    check: Check, agencies: dict[str, Bilingual], language: Language, links: Links
) -> NotReady:
    w = Words(language)
    words = check_words(check, language)
    left = len(check.failing) - _MOST_NAMED
    return NotReady(
        words=words[:1].upper() + words[1:],
        items=tuple(
            Linked(
                agencies[name].said_in(language) if name in agencies else name,
                links.cure(check.code, name),
            )
            for name in check.failing[:_MOST_NAMED]
        ),
        more=w.ngettext("and %(num)s more", "and %(num)s more", left) if left > 0 else "",
    )


def _line(line: Line, titles: dict[str, Bilingual], language: Language, links: Links) -> LineView:
    asked = tuple(
        _titled(reference, titles[reference], language, links) for reference in line.recommendations
    )
    return LineView(line.text, asked)


def _titled(reference: str, title: Bilingual, language: Language, links: Links) -> Titled:
    href = links.to(ReferenceKind.RECOMMENDATION, reference)
    return Titled(Linked(reference, href), passage(title, language))
