"""Every kind of mail there is, and who writes it."""

from collections.abc import Callable
from typing import Any

from tracker.domain.languages import Language
from tracker.emails import overdue_digest, readiness_summary
from tracker.emails.email import Email
from tracker.emails.links import Links

_WRITERS: dict[str, Callable[[Any, Language, Links], Email]] = {
    overdue_digest.KIND: overdue_digest.write,
    readiness_summary.KIND: readiness_summary.write,
}

KINDS = tuple(_WRITERS)


def write(kind: str, facts: Any, language: Language, links: Links) -> Email:
    """The mail of that kind. Raises KeyError for one that does not exist."""
    return _WRITERS[kind](facts, language, links)
