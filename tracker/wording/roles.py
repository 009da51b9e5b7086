"""What roles and kinds of agency are called."""

from tracker.domain.agencies import AgencyKind
from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.wording.catalogue import N_, Words

_ROLES = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.PROGRAMME_MANAGER: N_("Programme manager"),
    Role.BOARD_MEMBER: N_("Board member"),
    Role.ACTION_OWNER: N_("Action owner"),
    Role.OBSERVER: N_("Observer"),
}

_AGENCIES = {
    AgencyKind.COUNCIL: N_("Council"),
    AgencyKind.HEALTH_BOARD: N_("Health board"),
    AgencyKind.POLICE: N_("Police"),
    AgencyKind.EDUCATION: N_("Education"),
    AgencyKind.REGIONAL_BOARD: N_("Regional board"),
    AgencyKind.GOVERNMENT: N_("Government"),
    AgencyKind.OTHER: N_("Other body"),
}


def role_word(role: Role, language: Language) -> str:
    return Words(language)._(_ROLES[role])


def agency_kind_word(kind: AgencyKind, language: Language) -> str:
    return Words(language)._(_AGENCIES[kind])
