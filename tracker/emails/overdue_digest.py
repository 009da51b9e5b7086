"""The digest: what of one's own is overdue, worst first, and what is due soon."""

from typing import Any

from tracker.domain.digests import Contact, Digest, Line
from tracker.domain.languages import Language
from tracker.domain.reminders import LOOK_AHEAD_DAYS
from tracker.emails.email import Email, fill
from tracker.emails.links import Links
from tracker.wording.catalogue import Words
from tracker.wording.dates import listed, long_date
from tracker.wording.deadlines import due_words
from tracker.wording.digests import ask_words

KIND = "overdue-digest"


def write(digest: Digest, language: Language, links: Links) -> Email:
    w = Words(language)
    number = len(digest.overdue)
    subject = w.ngettext(
        "%(num)s of your actions is overdue", "%(num)s of your actions are overdue", number
    )
    return fill(
        "overdue_digest",
        subject,
        language,
        {
            "why": _why(digest, w),
            "overdue": [_line(line, digest, language, links) for line in digest.overdue],
            "soon": [_line(line, digest, language, links) for line in digest.soon],
            "ahead": LOOK_AHEAD_DAYS,
            "then": _then(digest, w),
            "contacts": [(_who(contact, language), contact.address) for contact in digest.contacts],
            "my_actions": links.my_actions(),
        },
    )


def _why(digest: Digest, w: Words) -> str:
    """Why it came and from whom, which is also what a preview shows."""
    if digest.new:
        why = w.ngettext(
            "You get this because %(num)s action of yours has become overdue.",
            "You get this because %(num)s actions of yours have become overdue.",
            digest.new,
        )
    else:
        why = w.ngettext(
            "You get this as a new week begins because %(num)s action of yours is overdue.",
            "You get this as a new week begins because %(num)s actions of yours are overdue.",
            len(digest.overdue),
        )
    if not digest.contacts:
        return why
    who = listed([_who(contact, w.language) for contact in digest.contacts], w.language)
    sender = w._("Tracker sends it on behalf of %(who)s.", who=who)
    return f"{why} {sender}"


def _then(digest: Digest, w: Words) -> str:
    if digest.quiet_until is None:
        return w._("Nothing else is due from you.")
    day = long_date(digest.quiet_until, w.language)
    return w._("Nothing else is due from you before %(day)s.", day=day)


def _line(line: Line, digest: Digest, language: Language, links: Links) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "title": line.title.said_in(language),
        "due": due_words(line.due_on, digest.today, language),
        "is_new": line.is_new,
        "ask": ask_words(line.ask, language),
        "href": links.update(line.reference),
    }


def _who(contact: Contact, language: Language) -> str:
    """Role first, then the name."""
    return ", ".join(part for part in (contact.role.said_in(language), contact.name) if part)
