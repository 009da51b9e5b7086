"""What happened, in the past tense, for the timeline and the audit trail.

Every code that a service records has an entry; who, when and to what stand beside it.
"""

from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_EVENTS = {
    # Boards
    "closure_asked": N_("Asked the board to close a recommendation"),
    "closure_refused": N_("Refused to close a recommendation"),
    "meeting_changed": N_("Changed a meeting"),
    "meeting_concluded": N_("Concluded a meeting"),
    "meeting_created": N_("Added a meeting"),
    "rating_challenged": N_("Challenged a rating"),
    "rating_confirmed": N_("Confirmed a rating"),
    "rating_overridden": N_("Set another rating than the computed one"),
    "recommendation_closed": N_("Closed a recommendation"),
    # People
    "password_link_made": N_("Made a link for setting a password"),
    "password_set": N_("Set a new password"),
    "person_changed": N_("Changed a person’s details"),
    "person_created": N_("Added a person"),
    "person_deactivated": N_("Deactivated a person"),
    "signed_in": N_("Signed in"),
}


def event_words(what: str, language: Language) -> str:
    """What was done. Raises KeyError for a code without words, which a test forbids."""
    return Words(language)._(_EVENTS[what])
