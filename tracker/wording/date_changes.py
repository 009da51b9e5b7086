"""What reasons for more time and decisions about it are called, and what slips."""

from datetime import date

from tracker.domain.date_changes import ChangeReason, ChangeState, slip_days
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words
from tracker.wording.dates import long_date

_REASONS = {
    ChangeReason.CAPACITY: N_("Not enough people or time"),
    ChangeReason.DEPENDENCY: N_("Depends on something not finished"),
    ChangeReason.SCOPE: N_("The task has grown or changed"),
    ChangeReason.QUALITY: N_("Not good enough yet"),
    ChangeReason.FUNDING: N_("Funding not in place"),
    ChangeReason.PARTNER: N_("Waiting for a partner"),
    ChangeReason.OTHER: N_("Another reason"),
}

_STATES = {
    ChangeState.ASKED: N_("Waiting for a decision"),
    ChangeState.APPROVED: N_("Granted"),
    ChangeState.REFUSED: N_("Refused"),
    ChangeState.WITHDRAWN: N_("Withdrawn"),
}


def change_reason_word(reason: ChangeReason, language: Language) -> str:
    return Words(language)._(_REASONS[reason])


def change_state_word(state: ChangeState, language: Language) -> str:
    """Where a request for more time stands."""
    return Words(language)._(_STATES[state])


def slip_words(original_due_on: date, due_on: date, language: Language) -> str:
    """ "14 days later than first agreed, 19 January 2018"; "as first agreed" without slip."""
    w = Words(language)
    days, original = slip_days(original_due_on, due_on), long_date(original_due_on, language)
    if days == 0:
        return w._("as first agreed")
    if days < 0:
        return w.ngettext(
            "%(num)s day earlier than first agreed, %(original)s",
            "%(num)s days earlier than first agreed, %(original)s",
            -days,
            original=original,
        )
    return w.ngettext(
        "%(num)s day later than first agreed, %(original)s",
        "%(num)s days later than first agreed, %(original)s",
        days,
        original=original,
    )


def changes_counted(count: int, language: Language) -> str:
    """How often the date of an action was moved."""
    w = Words(language)
    if count == 0:
        return w._("never moved")
    return w.ngettext("moved %(num)s time", "moved %(num)s times", count)
