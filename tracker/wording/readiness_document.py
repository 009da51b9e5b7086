"""Headings and standing words of a readiness summary, wherever it is laid out."""

from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_LABELS = {
    "not_ready": N_("Not ready on"),
    "all_ready": N_("No check found anything missing."),
    "ready": N_("In order"),
    "scope": N_("Scope"),
    "lines": N_("Lines of enquiry"),
    "asks_about": N_("Asks about"),
    "whole_plan": N_("The whole plan"),
    "recommendations": N_("Recommendations"),
    "words": N_("In our plan’s words"),
    "point": N_("In the inspectors’ words"),
    "no_point": N_("No finding is linked to it."),
    "position": N_("Our position"),
    "no_position": N_("Nobody has said yet how it goes."),
    "speaker": N_("Who speaks to it"),
    "no_speaker": N_("Nobody is named yet."),
    "rating": N_("Rating"),
    "stage": N_("Stage"),
    "strongest": N_("Strongest evidence"),
    "no_evidence": N_("No evidence has been accepted."),
    "evidence": N_("Evidence"),
    "kind": N_("Kind"),
    "dated": N_("Date of what it proves"),
    "accepted_by": N_("Accepted by"),
    "gaps": N_("Gaps"),
    "no_gaps": N_("No gap was found."),
    "weaknesses": N_("What we should say ourselves"),
    "no_weaknesses": N_("No action is off track or at risk."),
    "actions": N_("Actions"),
    "no_actions": N_("No action answers it."),
    "action": N_("Action"),
    "title": N_("Title"),
    "travel": N_("Direction of travel"),
    "board": N_("Board"),
    "owner": N_("Owner"),
    "due": N_("Due"),
    "not_asked": N_("Not asked about"),
    "unmapped": N_("Findings that no recommendation answers"),
    "set_aside": N_("Set aside"),
    "page": N_("Page {page} of {pages}"),
    "undrawable": N_(
        "□ stands for a character that this document’s typeface does not have; "
        "the page in the tracker shows it."
    ),
}


def labels(language: Language) -> dict[str, str]:
    """Every heading by its name. `page` holds `{page}` and `{pages}`, filled at printing."""
    w = Words(language)
    return {name: w._(message) for name, message in _LABELS.items()}
