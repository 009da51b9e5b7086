"""What the board's lists of exceptions are called."""

from tracker.domain.exceptions import ExceptionKind
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_HEADINGS = {
    ExceptionKind.OFF_TRACK: N_("Off track"),
    ExceptionKind.DUE_SOON: N_("Due within 30 days"),
    ExceptionKind.SILENT: N_("Nothing said for 30 days"),
    ExceptionKind.DISAGREEMENT: N_("Disagreements"),
    ExceptionKind.MORE_TIME: N_("More time asked for"),
    ExceptionKind.CLOSING: N_("Proposed for closing"),
}


def exception_heading(kind: ExceptionKind, language: Language) -> str:
    """Above a list, and as a filter."""
    return Words(language)._(_HEADINGS[kind])
