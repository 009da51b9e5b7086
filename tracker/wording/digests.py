"""What is asked of an owner in a digest."""

from tracker.domain.digests import Ask
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_ASKS = {
    Ask.SAY_HOW_IT_GOES: N_("Say how it goes"),
    Ask.SAY_WHEN: N_("Say when it will be done"),
    Ask.SAY_IF_STILL_HELD_UP: N_("Say whether it is still held up"),
    Ask.AWAIT_DECISION: N_("Say whether the new date you asked for still holds"),
}


def ask_words(ask: Ask, language: Language) -> str:
    """The words of the link to the form; an imperative without a full stop."""
    return Words(language)._(_ASKS[ask])
