"""What happened, in the past tense, for the timeline and the audit trail.

Every code that a service records has an entry; who, when and to what stand beside it.
"""

from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_EVENTS = {
    # Administration
    "agency_changed": N_("Changed an agency"),
    "agency_created": N_("Added an agency"),
    "board_changed": N_("Changed a board"),
    "board_created": N_("Added a board"),
    "closed_day_changed": N_("Changed a closed day"),
    "closed_day_created": N_("Entered a closed day"),
    "closed_day_removed": N_("Removed a closed day"),
    "inspectorate_changed": N_("Changed an inspectorate"),
    "inspectorate_created": N_("Added an inspectorate"),
    # Sources
    "finding_changed": N_("Changed a finding"),
    "finding_created": N_("Added a finding"),
    "source_changed": N_("Changed a source"),
    "source_created": N_("Entered a source"),
    # Plans
    "plan_agreed": N_("Agreed the plan"),
    "plan_changed": N_("Changed the plan"),
    "plan_created": N_("Created the plan"),
    "recommendation_changed": N_("Changed a recommendation"),
    "recommendation_created": N_("Added a recommendation"),
    "theme_changed": N_("Changed a theme"),
    "theme_created": N_("Added a theme"),
    # Actions
    "action_changed": N_("Changed what was agreed"),
    "action_created": N_("Added the action"),
    "expected_changed": N_("Changed which evidence is expected"),
    "milestone_changed": N_("Changed a milestone"),
    "milestone_created": N_("Added a milestone"),
    "milestone_reached": N_("Reached a milestone"),
    "action_claimed": N_("Said that it is delivered"),
    "action_evidenced": N_("Evidenced: the proof is accepted"),
    "action_reopened": N_("Reopened the action"),
    "action_returned": N_("Back under way: proof was returned"),
    "action_started": N_("Started the action"),
    "action_superseded": N_("Replaced it by another action"),
    "action_updated": N_("Said how it goes"),
    "action_withdrawn": N_("Withdrew the action"),
    "expected_item_reopened": N_("Expects an item again"),
    "expected_item_waived": N_("Waived an expected item"),
    # More time
    "date_change_approved": N_("Granted more time"),
    "date_change_asked": N_("Asked for more time"),
    "date_change_refused": N_("Refused more time"),
    "date_change_withdrawn": N_("Took a request for more time back"),
    "stage_moved": N_("Moved the stage"),
    # Evidence
    "evidence_accepted": N_("Accepted evidence"),
    "evidence_added": N_("Added evidence"),
    "evidence_changed": N_("Changed the description of evidence"),
    "evidence_returned": N_("Returned evidence"),
    "evidence_submitted": N_("Put evidence forward"),
    "evidence_version_added": N_("Added a new version of evidence"),
    # Boards
    "closure_asked": N_("Asked the board to close a recommendation"),
    "closure_refused": N_("Refused to close a recommendation"),
    "meeting_changed": N_("Changed a meeting"),
    "meeting_concluded": N_("Concluded a meeting"),
    "meeting_created": N_("Added a meeting"),
    "rating_challenged": N_("Challenged a rating"),
    "rating_confirmed": N_("Confirmed a rating"),
    "rating_overridden": N_("Set a rating different from the calculated one"),
    "recommendation_closed": N_("Closed a recommendation"),
    "recommendation_reopened": N_("Reopened a recommendation"),
    # Visits
    "readiness_prepared": N_("Made a readiness summary"),
    "visit_cancelled": N_("Cancelled a visit"),
    "visit_changed": N_("Changed a visit"),
    "visit_created": N_("Added a visit"),
    # Jobs and mail
    "job_asked": N_("Asked for a job to be run now"),
    "message_retried": N_("Had a failed message tried again"),
    # People
    "password_link_made": N_("Made a link for setting a password"),
    "password_set": N_("Set a new password"),
    "person_changed": N_("Changed a person’s details"),
    "person_created": N_("Added a person"),
    "person_deactivated": N_("Deactivated a person"),
    "person_reactivated": N_("Let a person sign in again"),
    "signed_in": N_("Signed in"),
}


def event_words(what: str, language: Language) -> str:
    """What was done. Raises KeyError for a code without words, which a test forbids."""
    return Words(language)._(_EVENTS[what])
