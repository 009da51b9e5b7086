"""What went wrong and how to mend it: one sentence for every code a rule refuses with.

Each code of a `Fault` has an entry in `_SENTENCES`, or in `_COUNTED` when its words depend
on a number. Dates among the parameters are said in words.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tracker.domain.errors import Fault
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage, Step
from tracker.wording import delivery_faults, drafting_faults
from tracker.wording.catalogue import N_, Words
from tracker.wording.dates import long_date
from tracker.wording.stages import stage_word, step_word

_SENTENCES = {
    **delivery_faults.SENTENCES,
    **drafting_faults.SENTENCES,
    # Dates
    "due_before_start": N_("The due date must be on or after the start date, %(starts_on)s"),
    "proposed_not_later": N_("The new date must be after the present due date, %(due_on)s"),
    "proposed_in_past": N_("The new date must be today or later"),
    "proposed_after_statutory": N_(
        "The new date must not be after %(statutory_due_on)s, the latest date the law allows"
    ),
    # Text
    "too_long": N_("Use %(limit)s characters or fewer; you have used %(length)s"),
    # Stages
    "step_not_allowed": N_("“%(step)s” is not possible now: the action stands at “%(stage)s”"),
    "delivered_on_missing": N_("Enter the date on which it was delivered"),
    "delivered_on_in_future": N_("The delivery date must be today or in the past"),
    "output_missing": N_("Add at least one output as evidence: the thing that was delivered"),
    "nothing_accepted": N_("No evidence has been accepted yet"),
    # Demonstration
    "demonstration_over_real_data": N_(
        "This database holds real data: the demonstration is loaded only into an empty one"
    ),
    "demonstration_in_future": N_(
        "The demonstration ends on %(day)s: choose that day or an earlier one"
    ),
    # People
    "sign_in_wrong": N_("The e-mail address or the password is wrong: check both and try again"),
    "sign_in_throttled": N_(
        "Too many attempts were refused: wait %(minutes)s minutes and try again"
    ),
    "link_ended": N_("This link was used already or has ended: ask for a new one"),
    "password_too_short": N_("Use %(shortest)s characters or more for the password"),
    "email_not_valid": N_("Enter an e-mail address such as name@council.example"),
    "email_taken": N_("Somebody has this e-mail address already: use another, or edit that person"),
    "cannot_deactivate_oneself": N_("You cannot end your own account: ask another administrator"),
    # Files
    "file_empty": N_("“%(name)s” is empty: choose a file with something in it"),
    "file_kind_not_allowed": N_(
        "“%(name)s” is not a kind of file that can be taken: save it as one of those listed"
    ),
    "file_kind_mismatch": N_(
        "“%(name)s” is not the .%(ending)s file that its name says: "
        "open it and save it again in a kind that is listed"
    ),
    "file_damaged": N_("“%(name)s” is damaged or not complete: open it and save it again"),
    "file_macro": N_("“%(name)s” holds macros: save it without them, or as a PDF"),
    "file_locked_or_old": N_(
        "“%(name)s” has a password or an old Office format: "
        "save it without a password as .docx, .xlsx, .pptx or PDF"
    ),
    "file_unpacks_too_large": N_(
        "“%(name)s” would unpack to far more than its size: save it as a PDF"
    ),
    # Jobs and mail
    "message_not_failed": N_("Only a message that has failed can be tried again"),
    # Closing
    "closing_no_actions": N_("No action answers this recommendation, so nothing can be proved"),
    "closing_asked_already": N_("The board has been asked to close this recommendation already"),
    "closing_decided_already": N_("The board has decided on this request already"),
    "closing_reason_missing": N_("Say why the board decides so, for the minutes"),
    "closing_words_missing": N_("Say why this recommendation can be closed"),
    "closing_own_work": N_(
        "Somebody else has to decide: you asked for it, or own one of its actions"
    ),
    "recommendation_closed": N_("This recommendation is closed"),
    # Meetings
    "meeting_concluded": N_("This meeting is concluded: nothing of it can change any more"),
    "meeting_day_taken": N_("There is a meeting about this plan on that day already"),
    "meeting_not_held": N_(
        "The meeting is on %(held_on)s: its decisions can be kept from that day"
    ),
    "meeting_other_plan": N_("That meeting is about another plan"),
    "override_done": N_("Nobody can judge a thing done: that takes accepted proof"),
    "override_end_past": N_("The end date must be after today"),
    "override_needs_end": N_(
        "A rating better than the calculated one needs an end date: until when does it hold?"
    ),
    "override_same": N_("That is the calculated rating: confirm it instead"),
    "rating_moved": N_(
        "The calculated rating has changed since you opened this page: look at it again"
    ),
    "verdict_given": N_("This meeting has already decided on this recommendation"),
    "verdict_own_work": N_("You own one of its actions, so somebody else has to judge its rating"),
    "verdict_reason_missing": N_("Say why, for the minutes"),
    # Documents
    "document_failed": N_(
        "The document could not be made. It has been recorded; tell the administrator"
    ),
    "document_timed_out": N_(
        "The document took too long to make, and was given up. Try again in a minute"
    ),
    # Visits
    "visit_cancelled": N_("This visit is cancelled: enter a new one if it comes after all"),
    "visit_days_wrong": N_("From its first day to its last there are %(most)s days at most"),
    "visit_ends_before_start": N_("The last day must be on or after the first, %(starts_on)s"),
    "visit_inspectorate_missing": N_("Choose who comes: at least one inspectorate"),
    "visit_line_of_another_plan": N_("A line of enquiry can ask only about this plan"),
    "visit_line_without_words": N_("Write the line of enquiry for the recommendations you chose"),
    "visit_lines_too_many": N_("Keep it to %(most)s lines of enquiry or fewer"),
    "visit_over": N_("This visit is over: it can no longer be cancelled"),
}

_COUNTED: dict[str, Callable[[Words, Mapping[str, Any]], str]] = {
    "files_too_many": lambda w, params: w.ngettext(
        "Choose %(num)s file at most; you chose %(count)s",
        "Choose %(num)s files at most; you chose %(count)s",
        params["most"],
        count=params["count"],
    ),
    "expected_open": lambda w, params: w.ngettext(
        "%(num)s expected item is still open: it must be met, or waived with a reason",
        "%(num)s expected items are still open: each must be met, or waived with a reason",
        params["count"],
        **params,
    ),
    "closing_unproved": lambda w, params: w.ngettext(
        "%(num)s of its %(total)s actions is not evidenced yet",
        "%(num)s of its %(total)s actions are not evidenced yet",
        params["count"],
        **params,
    ),
    "closing_undecided": lambda w, params: w.ngettext(
        "%(num)s request for more time is still undecided",
        "%(num)s requests for more time are still undecided",
        params["count"],
        **params,
    ),
    "closing_not_embedded": lambda w, params: w.ngettext(
        "%(num)s of its %(total)s actions is not yet shown in practice by an audit or measure",
        "%(num)s of its %(total)s actions are not yet shown in practice by an audit or measure",
        params["count"],
        **params,
    ),
}

_SPOKEN: dict[str, Callable[[Any, Language], str]] = {
    "stage": lambda value, language: stage_word(Stage(value), language),
    "step": lambda value, language: step_word(Step(value), language),
}


def sentence(fault: Fault, language: Language) -> str:
    """What is wrong, as shown beside the field: no full stop, it may stand in a list.

    Raises KeyError for a code without words, which a test forbids.
    """
    w = Words(language)
    params = {name: _spoken(name, value, language) for name, value in fault.params.items()}
    if fault.code in _COUNTED:
        return _COUNTED[fault.code](w, params)
    return w._(_SENTENCES[fault.code], **params)


def _spoken(name: str, value: Any, language: Language) -> Any:
    if name in _SPOKEN:
        return _SPOKEN[name](value, language)
    return long_date(value, language) if isinstance(value, date) else value
