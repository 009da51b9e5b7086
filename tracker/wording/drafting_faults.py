"""What can be wrong when sources, plans and people are entered, and how to mend it.

A doubt (see `domain.errors`) says what is unlikely; the form then asks to confirm it.
"""

from tracker.wording.catalogue import N_

SENTENCES = {
    # Anything
    "missing": N_("Fill this in"),
    "name_taken": N_("This name is used already: choose another"),
    "bad_short_code": N_("Use two to twelve capital letters and digits, a letter first: CIW"),
    "person_inactive": N_("%(name)s is no longer active: choose somebody else"),
    "agency_inactive": N_("%(name)s is no longer active: choose another agency"),
    "date_far_off": N_("This date is more than four years off: check the year"),
    "date_in_future": N_("This date is still to come: check it"),
    # People
    "administrator_limited": N_(
        "An administrator looks after everything: choose no plan and no agency for that role"
    ),
    "cannot_stop_administering": N_(
        "You cannot take the administrator’s role from yourself: ask another administrator"
    ),
    "no_account": N_("Only somebody active with an e-mail address can sign in: enter one first"),
    # Calendar
    "day_closed_already": N_("That day is entered already, as “%(name)s”"),
    # Inspectorates
    "until_before_from": N_("The last day of a name must be on or after its first, %(named_from)s"),
    # Sources
    "source_without_date": N_("Enter the day it was published, or the day you received it"),
    "fieldwork_after_report": N_("The fieldwork is later than the report: check both dates"),
    "named_otherwise_then": N_(
        "%(name)s was not the name on %(day)s: choose the name that is printed"
    ),
    "finding_frozen": N_("An agreed plan answers this finding: its words cannot be changed"),
    "page_not_one": N_("Enter a page number from 1 to %(last)s, or leave it empty"),
    # Plans
    "bad_plan_code": N_(
        "Use two to twelve capital letters and digits, a letter first, such as CS17; "
        "not E with digits, which is a piece of evidence"
    ),
    "plan_code_taken": N_("There is a plan %(taken)s already: choose another code"),
    "tolerance_out_of_range": N_("Enter a number of days from 0 to %(most)s"),
    "plan_agreed_already": N_("This plan is agreed already"),
    "agreed_in_future": N_("The plan cannot have been agreed after today"),
    "plan_without_recommendations": N_("Add at least one recommendation before it is agreed"),
    "plan_incomplete": N_("Some things are missing: see the list, then confirm or go back"),
    # Recommendations
    "theme_of_another_plan": N_("Choose a theme of this plan"),
    "finding_missing": N_("Choose at least one finding that it answers"),
    "response_without_reason": N_("Say why it is not accepted in full"),
    "recommendation_frozen": N_("The plan is agreed: its title and text cannot be changed"),
    "recommendation_of_another_plan": N_("Choose recommendations of this plan only"),
    # Actions
    "owner_is_lead": N_(
        "The accountable lead checks what the owner has done: choose two different people"
    ),
    "due_date_agreed": N_(
        "The plan is agreed: the due date moves only when more time is asked for and granted"
    ),
    "due_in_past": N_("The due date has already passed: check the year"),
    "due_far_off": N_("The due date is more than four years off: check the year"),
    "start_far_off": N_("The start date is more than four years off: check the year"),
    "due_after_statutory": N_("The due date is after the latest date the law allows"),
    "due_on_day_off": N_("The due date is a weekend, a bank holiday or a closed day"),
    "expected_frozen": N_("It has been delivered: what was expected of it stays as agreed"),
    "expected_in_use": N_("Evidence was put forward for “%(item)s”: it has to stay on the list"),
    "too_many_lines": N_("Use %(most)s lines or fewer"),
    # Milestones
    "milestone_after_action": N_("The action itself is due earlier, on %(due_on)s: check the date"),
    "reached_in_future": N_("The day it was reached must be today or in the past"),
}
