"""Who may do what: roles, permissions, and the scope each role is granted in."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    PROGRAMME_MANAGER = "programme_manager"
    BOARD_MEMBER = "board_member"
    ACTION_OWNER = "action_owner"
    OBSERVER = "observer"


class Permission(StrEnum):
    """One thing a person can be allowed to do, in the words of the field."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    VIEW_PLAN = "view_plan"
    EDIT_PLAN = "edit_plan"
    AGREE_PLAN = "agree_plan"
    EDIT_SOURCES = "edit_sources"
    UPDATE_ACTION = "update_action"
    ADD_EVIDENCE = "add_evidence"
    VIEW_EVIDENCE = "view_evidence"
    ACCEPT_EVIDENCE = "accept_evidence"
    CLAIM_DELIVERED = "claim_delivered"
    ASK_MORE_TIME = "ask_more_time"
    DECIDE_DATE_CHANGE = "decide_date_change"
    DECIDE_BEYOND_TOLERANCE = "decide_beyond_tolerance"
    CONFIRM_RATING = "confirm_rating"
    ASK_CLOSURE = "ask_closure"
    DECIDE_CLOSURE = "decide_closure"
    EDIT_MEETINGS = "edit_meetings"
    EDIT_VISITS = "edit_visits"
    VIEW_READINESS = "view_readiness"
    PREPARE_READINESS = "prepare_readiness"
    ADMINISTER = "administer"


_VIEW = frozenset({Permission.VIEW_PLAN, Permission.VIEW_EVIDENCE})

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({Permission.ADMINISTER, Permission.VIEW_PLAN}),
    Role.PROGRAMME_MANAGER: _VIEW
    | {
        Permission.EDIT_PLAN,
        Permission.AGREE_PLAN,
        Permission.EDIT_SOURCES,
        Permission.UPDATE_ACTION,
        Permission.ADD_EVIDENCE,
        Permission.ACCEPT_EVIDENCE,
        Permission.CLAIM_DELIVERED,
        Permission.ASK_MORE_TIME,
        Permission.DECIDE_DATE_CHANGE,
        Permission.ASK_CLOSURE,
        Permission.EDIT_MEETINGS,
        Permission.EDIT_VISITS,
        Permission.VIEW_READINESS,
        Permission.PREPARE_READINESS,
    },
    Role.BOARD_MEMBER: _VIEW
    | {
        Permission.CONFIRM_RATING,
        Permission.DECIDE_CLOSURE,
        Permission.DECIDE_DATE_CHANGE,
        Permission.DECIDE_BEYOND_TOLERANCE,
        Permission.VIEW_READINESS,
    },
    Role.ACTION_OWNER: _VIEW,
    Role.OBSERVER: frozenset({Permission.VIEW_PLAN}),
}

#: What follows from being named on one action, whatever one's role.
OWNER_PERMISSIONS = frozenset(
    {
        Permission.VIEW_PLAN,
        Permission.VIEW_EVIDENCE,
        Permission.UPDATE_ACTION,
        Permission.ADD_EVIDENCE,
        Permission.CLAIM_DELIVERED,
        Permission.ASK_MORE_TIME,
    }
)
LEAD_PERMISSIONS = frozenset(
    {
        Permission.VIEW_PLAN,
        Permission.VIEW_EVIDENCE,
        Permission.UPDATE_ACTION,
        Permission.ADD_EVIDENCE,
        Permission.ACCEPT_EVIDENCE,
        Permission.DECIDE_DATE_CHANGE,
    }
)


@dataclass(frozen=True)
class Grant:
    """A role, in one plan (None: every plan), as one agency's member (None: any)."""

    role: Role
    plan_id: int | None = None
    agency_id: int | None = None


@dataclass(frozen=True)
class Subject:
    """What a permission is asked about; empty means the installation as a whole.

    `agency_ids` are the agencies whose own working material it is: a grant limited
    to an agency reaches it only when it is one of them. The shared plan itself
    belongs to no agency and carries none: everybody in the plan may look at it, and
    only a grant without such a limit may change it.
    """

    plan_id: int | None = None
    agency_ids: frozenset[int] = frozenset()
    owner_id: int | None = None
    lead_id: int | None = None


#: The installation as a whole.
EVERYTHING = Subject()


@dataclass(frozen=True)
class Access:
    """A person's standing: who they are and everything they were granted."""

    person_id: int
    grants: tuple[Grant, ...] = ()
    #: The timetable and the command line, which answer to whoever runs the machine.
    is_system: bool = False

    def can(self, permission: Permission, subject: Subject = EVERYTHING) -> bool:
        """Whether this person may do `permission` to `subject`."""
        if self.is_system or permission in (Permission.PUBLIC, Permission.SIGNED_IN):
            return True
        if subject.owner_id == self.person_id and permission in OWNER_PERMISSIONS:
            return True
        if subject.lead_id == self.person_id and permission in LEAD_PERMISSIONS:
            return True
        return any(_reaches(grant, permission, subject) for grant in self.grants)

    def plans_where(self, permission: Permission) -> frozenset[int] | None:
        """Plans in which some grant allows `permission`; None means every plan."""
        if self.is_system:
            return None
        plans: set[int] = set()
        for grant in self.grants:
            if permission in ROLE_PERMISSIONS[grant.role]:
                if grant.plan_id is None:
                    return None
                plans.add(grant.plan_id)
        return frozenset(plans)

    def can_in_some_plan(self, permission: Permission) -> bool:
        """Whether some grant allows `permission` for all of a plan, or of every plan."""
        return self.is_system or any(
            permission in ROLE_PERMISSIONS[grant.role] and grant.agency_id is None
            for grant in self.grants
        )

    def has_role(self, *roles: Role) -> bool:
        return any(grant.role in roles for grant in self.grants)


def _reaches(grant: Grant, permission: Permission, subject: Subject) -> bool:
    if permission not in ROLE_PERMISSIONS[grant.role]:
        return False
    if grant.plan_id is not None and grant.plan_id != subject.plan_id:
        return False
    if grant.agency_id is None:
        return True
    if subject.agency_ids:
        return grant.agency_id in subject.agency_ids
    return permission in _VIEW
