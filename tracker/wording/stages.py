"""What the stages of an action and the steps between them are called."""

from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage, Step
from tracker.wording.catalogue import N_, Words

_STAGES = {
    Stage.PLANNED: N_("Planned"),
    Stage.UNDER_WAY: N_("Under way"),
    Stage.DELIVERED: N_("Delivered"),
    Stage.EVIDENCED: N_("Evidenced"),
    Stage.EMBEDDED: N_("Embedded"),
    Stage.SUSTAINED: N_("Sustained"),
    Stage.WITHDRAWN: N_("Withdrawn"),
    Stage.SUPERSEDED: N_("Superseded"),
}

_MEANINGS = {
    Stage.PLANNED: N_("Agreed, not yet begun."),
    Stage.UNDER_WAY: N_("Being done."),
    Stage.DELIVERED: N_("The owner says that it is done; nobody has checked the proof yet."),
    Stage.EVIDENCED: N_("Somebody other than the owner accepted the proof."),
    Stage.EMBEDDED: N_("An audit, survey or measure after delivery shows it in practice."),
    Stage.SUSTAINED: N_("Still so at a second check, at least 90 days later."),
    Stage.WITHDRAWN: N_("No longer to be done, for a reason somebody approved."),
    Stage.SUPERSEDED: N_("Replaced by another action."),
}

_STEPS = {
    Step.START: N_("Start"),
    Step.CLAIM_DELIVERED: N_("Say that it is delivered"),
    Step.EVIDENCED: N_("Accept as evidenced"),
    Step.RETURN: N_("Return to the owner"),
    Step.WITHDRAW: N_("Withdraw"),
    Step.SUPERSEDE: N_("Replace by another action"),
    Step.REOPEN: N_("Reopen"),
}


def stage_word(stage: Stage, language: Language) -> str:
    return Words(language)._(_STAGES[stage])


def stage_meaning(stage: Stage, language: Language) -> str:
    """One sentence for a legend."""
    return Words(language)._(_MEANINGS[stage])


def step_word(step: Step, language: Language) -> str:
    """The words on the button."""
    return Words(language)._(_STEPS[step])
