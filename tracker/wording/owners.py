"""What an owner's pages say: how an action presses, what comes next, how it can be said."""

from tracker.domain.languages import Language
from tracker.domain.next_step import NextStep
from tracker.domain.updates import UpdateKind
from tracker.domain.urgency import Urgency
from tracker.wording.catalogue import N_, Words

_URGENCIES = {
    Urgency.OVERDUE: N_("Overdue"),
    Urgency.DUE_SOON: N_("Due within 14 days"),
    Urgency.RETURNED: N_("Evidence came back"),
    Urgency.UPDATE_OWED: N_("Nothing said for 30 days"),
    Urgency.QUIET: N_("Everything else"),
    Urgency.FINISHED: N_("Finished"),
}

_STEPS = {
    NextStep.CHECK_EVIDENCE: N_("Check the evidence"),
    NextStep.DECIDE_DATE_CHANGE: N_("Decide on more time"),
    NextStep.START: N_("Say that it has begun"),
    NextStep.MEND_EVIDENCE: N_("Correct what was returned"),
    NextStep.ADD_EVIDENCE: N_("Add evidence"),
    NextStep.SAY_HOW_IT_GOES: N_("Say how it goes"),
    NextStep.CLAIM_DELIVERED: N_("Say that it is delivered"),
}

_CHOICES = {
    UpdateKind.PROGRESS: N_("It is moving"),
    UpdateKind.STUCK: N_("I am stuck, I need …"),
    UpdateKind.WAITING: N_("Another body has to act first"),
}


def urgency_word(urgency: Urgency, language: Language) -> str:
    """Above the actions that press alike."""
    return Words(language)._(_URGENCIES[urgency])


def next_step_word(step: NextStep, language: Language) -> str:
    """The words on the main button."""
    return Words(language)._(_STEPS[step])


def update_choice(kind: UpdateKind, language: Language) -> str:
    """As the person who chooses would say it."""
    return Words(language)._(_CHOICES[kind])
