"""What can be wrong while an action is being delivered: updates, evidence, checks and
requests for more time. `wording.faults` says them.
"""

from tracker.wording.catalogue import N_

SENTENCES = {
    # Updates
    "forecast_in_past": N_("The forecast must be today or later"),
    "no_change_untrue": N_(
        "“No change, still on course” would not be true any more: say how it goes"
    ),
    "update_body_missing": N_("Name the body that has to act"),
    "update_delivered": N_("The action is delivered: say how it goes, or have it reopened"),
    "update_need_missing": N_("Say what you need, and from whom"),
    "update_set_aside": N_("This action was set aside: nothing more is due on it"),
    "update_words_missing": N_("Say in a sentence or two how it goes"),
    # More time
    "beyond_tolerance": N_(
        "The total slip is more than %(tolerance)s days, so the board has to decide"
    ),
    "date_change_decided": N_("This request is settled already"),
    "more_time_already_asked": N_(
        "More time has been asked for already: that has to be decided first, or taken back"
    ),
    "more_time_not_open": N_("More time can be asked for until an action is delivered"),
    "own_date_change": N_(
        "Somebody else has to decide: you asked for it, or the action is your own"
    ),
    # Evidence
    "already_put_forward": N_("This evidence was put forward for %(reference)s already"),
    "attestation_missing": N_("Confirm that nobody can be identified from the files"),
    "evidence_accepted_fixed": N_(
        "This evidence was accepted as it is described, so only its sharing can change: "
        "add new evidence instead"
    ),
    "evidence_in_future": N_("Enter a date that has come: evidence is of what has happened"),
    "evidence_set_aside": N_("The action was set aside: nothing has to be proved for it any more"),
    "file_already_there": N_(
        "“%(name)s” was added for this action before, as %(reference)s: nothing was added again"
    ),
    "file_too_large": N_("“%(name)s” is too large: the most for one file is %(most)s MB"),
    "file_twice": N_("“%(name)s” and “%(other)s” are the same file: leave one of them out"),
    "files_missing": N_("Choose at least one file"),
    "period_open": N_("Enter both dates of the period, or neither"),
    "period_reversed": N_("The period must end on or after the day it begins, %(period_from)s"),
    "stale_before_dated": N_("This must be on or after the date of the evidence, %(dated_on)s"),
    "title_missing": N_("Give the evidence a name, such as “Training register, spring 2018”"),
    "version_same_file": N_("“%(name)s” is in this evidence already: choose what replaces it"),
    # Storage
    "storage_full": N_(
        "There is no room for files on the server, and nothing was saved: tell the administrator"
    ),
    "storage_gone": N_(
        "The folder for files cannot be reached, and nothing was saved: tell the administrator"
    ),
    "storage_missing": N_("The file is not where it was put: tell the administrator"),
    "storage_other": N_(
        "The server could not handle the file, and nothing was saved: tell the administrator"
    ),
    "storage_read_only": N_(
        "The server may not write files at present, and nothing was saved: tell the administrator"
    ),
    # Checking
    "changed_since_read": N_(
        "This was changed after you opened it, and nothing was decided: look again, then decide"
    ),
    "evidence_decided": N_("This evidence has been decided on already"),
    "expected_item_decided": N_("This item is not open any more"),
    "own_evidence": N_(
        "Somebody else has to check this: you handed it in, or the action is your own"
    ),
    "owner_may_not_decide": N_("Somebody else has to decide: the action is your own"),
    "reason_missing": N_("Give a reason"),
}
