"""Who may do what: roles, scopes, and what follows from being named on one action."""

from itertools import product

import pytest

from tracker.domain.permissions import (
    EVERYTHING,
    LEAD_PERMISSIONS,
    OWNER_PERMISSIONS,
    ROLE_PERMISSIONS,
    Access,
    Grant,
    Permission,
    Role,
    Subject,
)

PLAN, OTHER_PLAN = 17, 23
COUNCIL, POLICE = 1, 2
PERSON, OTHER = 7, 8

IN_PLAN = Subject(plan_id=PLAN)
FREE = {Permission.PUBLIC, Permission.SIGNED_IN}


def allowed(access: Access, subject: Subject = EVERYTHING) -> set[Permission]:
    return {permission for permission in Permission if access.can(permission, subject)} - FREE


@pytest.mark.parametrize("role", Role)
def test_a_role_everywhere_reaches_everything_it_allows(role: Role) -> None:
    access = Access(PERSON, (Grant(role),))
    police = Subject(plan_id=PLAN, agency_ids=frozenset({POLICE}))
    for subject in (EVERYTHING, IN_PLAN, police):
        assert allowed(access, subject) == ROLE_PERMISSIONS[role]


@pytest.mark.parametrize("role", Role)
def test_a_role_in_one_plan_reaches_no_other_and_not_the_installation(role: Role) -> None:
    access = Access(PERSON, (Grant(role, PLAN),))
    assert allowed(access, IN_PLAN) == ROLE_PERMISSIONS[role]
    assert allowed(access, Subject(plan_id=OTHER_PLAN)) == set()
    assert allowed(access) == set()


@pytest.mark.parametrize("role", Role)
def test_a_role_for_one_agency_reaches_only_its_own_material(role: Role) -> None:
    access = Access(PERSON, (Grant(role, PLAN, POLICE),))
    own = Subject(plan_id=PLAN, agency_ids=frozenset({COUNCIL, POLICE}))
    foreign = Subject(plan_id=PLAN, agency_ids=frozenset({COUNCIL}))
    assert allowed(access, own) == ROLE_PERMISSIONS[role]
    assert allowed(access, foreign) == set()
    shared = {Permission.VIEW_PLAN, Permission.VIEW_EVIDENCE}
    assert allowed(access, IN_PLAN) == ROLE_PERMISSIONS[role] & shared


def test_being_named_is_enough_for_one_action() -> None:
    access = Access(PERSON)
    assert allowed(access, Subject(plan_id=PLAN, owner_id=PERSON)) == OWNER_PERMISSIONS
    assert allowed(access, Subject(plan_id=PLAN, lead_id=PERSON)) == LEAD_PERMISSIONS
    assert allowed(access, Subject(plan_id=PLAN, owner_id=OTHER, lead_id=OTHER)) == set()


def test_grants_add_up_and_do_not_mix_their_scopes() -> None:
    access = Access(PERSON, (Grant(Role.OBSERVER, PLAN), Grant(Role.BOARD_MEMBER, OTHER_PLAN)))
    assert allowed(access, IN_PLAN) == ROLE_PERMISSIONS[Role.OBSERVER]
    assert not access.can(Permission.DECIDE_CLOSURE, IN_PLAN)
    assert access.can(Permission.DECIDE_CLOSURE, Subject(plan_id=OTHER_PLAN))


def test_a_person_with_nothing_may_sign_in_and_no_more() -> None:
    assert allowed(Access(PERSON), IN_PLAN) == set()
    assert Access(PERSON).can(Permission.SIGNED_IN)
    assert Access(PERSON).can(Permission.PUBLIC)


def test_the_system_answers_to_whoever_runs_the_machine() -> None:
    system = Access(0, is_system=True)
    assert allowed(system, IN_PLAN) == set(Permission) - FREE
    assert system.plans_where(Permission.ADMINISTER) is None


@pytest.mark.parametrize(
    ("grants", "plans"),
    [
        ((), frozenset()),
        ((Grant(Role.OBSERVER, PLAN), Grant(Role.OBSERVER, OTHER_PLAN)), {PLAN, OTHER_PLAN}),
        ((Grant(Role.OBSERVER, PLAN), Grant(Role.ADMINISTRATOR)), None),
    ],
)
def test_plans_in_which_one_may_look(
    grants: tuple[Grant, ...], plans: frozenset[int] | None
) -> None:
    assert Access(PERSON, grants).plans_where(Permission.VIEW_PLAN) == plans


def test_plans_where_counts_only_roles_that_allow_it() -> None:
    access = Access(PERSON, (Grant(Role.OBSERVER, PLAN), Grant(Role.PROGRAMME_MANAGER, OTHER_PLAN)))
    assert access.plans_where(Permission.EDIT_PLAN) == {OTHER_PLAN}


def test_roles_are_recognised() -> None:
    access = Access(PERSON, (Grant(Role.OBSERVER, PLAN),))
    assert access.has_role(Role.ADMINISTRATOR, Role.OBSERVER)
    assert not access.has_role(Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("deciding", "asking"),
    [
        (Permission.ACCEPT_EVIDENCE, Permission.CLAIM_DELIVERED),
        (Permission.DECIDE_DATE_CHANGE, Permission.ASK_MORE_TIME),
        (Permission.CONFIRM_RATING, Permission.UPDATE_ACTION),
        (Permission.DECIDE_CLOSURE, Permission.ASK_CLOSURE),
    ],
)
def test_an_owner_asks_and_never_decides(deciding: Permission, asking: Permission) -> None:
    assert deciding not in OWNER_PERMISSIONS
    assert deciding not in ROLE_PERMISSIONS[Role.ACTION_OWNER]
    for role in (Role.ADMINISTRATOR, Role.OBSERVER):
        assert {deciding, asking}.isdisjoint(ROLE_PERMISSIONS[role])


def test_every_permission_is_somebodys() -> None:
    given = FREE.union(*ROLE_PERMISSIONS.values(), OWNER_PERMISSIONS, LEAD_PERMISSIONS)
    assert given == set(Permission)


@pytest.mark.parametrize(("role", "permission"), list(product(Role, sorted(FREE))))
def test_pages_for_all_need_no_role(role: Role, permission: Permission) -> None:
    assert permission not in ROLE_PERMISSIONS[role]


def test_some_plan_counts_only_as_a_whole() -> None:
    """What plans share, such as sources, is no matter of one agency alone."""
    in_one_plan = Access(1, (Grant(Role.PROGRAMME_MANAGER, plan_id=1),))
    for_an_agency = Access(1, (Grant(Role.PROGRAMME_MANAGER, plan_id=1, agency_id=2),))
    assert in_one_plan.can_in_some_plan(Permission.EDIT_SOURCES)
    assert not for_an_agency.can_in_some_plan(Permission.EDIT_SOURCES)
    assert not in_one_plan.can_in_some_plan(Permission.ADMINISTER)
    assert Access(0, is_system=True).can_in_some_plan(Permission.EDIT_SOURCES)
