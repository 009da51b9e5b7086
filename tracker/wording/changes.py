"""What changed between two meetings, one line each."""

from tracker.domain.changes import Change, ChangeKind, Position
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words
from tracker.wording.dates import long_date
from tracker.wording.ratings import rating_word
from tracker.wording.stages import stage_word

_HEADINGS = {
    ChangeKind.NEW: N_("New"),
    ChangeKind.CLOSED: N_("Closed"),
    ChangeKind.REOPENED: N_("Reopened"),
    ChangeKind.SET_ASIDE: N_("Withdrawn or superseded"),
    ChangeKind.STAGE_MOVED: N_("Stage moved"),
    ChangeKind.RATING_MOVED: N_("Rating moved"),
    ChangeKind.DATE_CHANGED: N_("Date changed"),
}


def change_heading(kind: ChangeKind, language: Language) -> str:
    """Above all changes of one kind."""
    return Words(language)._(_HEADINGS[kind])


def change_words(change: Change, language: Language) -> str:
    """What moved from what to what, without the reference: "from On track to Off track"."""
    w = Words(language)
    if change.before is None or change.kind in (ChangeKind.CLOSED, ChangeKind.REOPENED):
        return w._(_HEADINGS[change.kind])
    before = _shown(change.kind, change.before, language)
    after = _shown(change.kind, change.after, language)
    if not before:
        return after
    return w._("from %(before)s to %(after)s", before=before, after=after) if after else before


def _shown(kind: ChangeKind, position: Position, language: Language) -> str:
    if kind is ChangeKind.RATING_MOVED:
        return rating_word(position.rating, language) if position.rating else ""
    if kind is ChangeKind.DATE_CHANGED:
        return long_date(position.due_on, language) if position.due_on else ""
    return stage_word(position.stage, language) if position.stage else ""
