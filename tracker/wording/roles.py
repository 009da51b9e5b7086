"""Roles, as people say them."""

from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.wording.catalogue import N_, Words

_WORDS = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.PROGRAMME_MANAGER: N_("Programme manager"),
    Role.BOARD_MEMBER: N_("Board member"),
    Role.ACTION_OWNER: N_("Action owner"),
    Role.OBSERVER: N_("Observer"),
}


def role_word(role: Role, language: Language) -> str:
    return Words(language)._(_WORDS[role])
