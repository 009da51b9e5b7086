"""What an owner says in an update."""

from tracker.domain.languages import Language
from tracker.domain.updates import UpdateKind
from tracker.wording.catalogue import N_, Words

_KINDS = {
    UpdateKind.PROGRESS: N_("Progress"),
    UpdateKind.NO_CHANGE: N_("No change, still on course"),
    UpdateKind.STUCK: N_("Stuck"),
    UpdateKind.WAITING: N_("Waiting for another body"),
}


def update_kind_word(kind: UpdateKind, language: Language) -> str:
    return Words(language)._(_KINDS[kind])
