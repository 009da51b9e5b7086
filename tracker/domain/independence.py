"""Nobody judges their own work: who may decide, whatever their role.

Permissions say who may decide at all; these rules take out the people concerned. Persons
are ids.
"""

from collections.abc import Iterable


def may_accept(person: int, owner: int | None, *handed_in_by: int | None) -> bool:
    """Accept or return evidence: neither the action's owner nor anybody who handed it in."""
    return person not in (owner, *handed_in_by)


def may_set_aside(person: int, owner: int | None) -> bool:
    """Withdraw, replace or reopen an action, or waive what is expected of it: not its
    owner."""
    return person != owner


def may_decide_date_change(decider: int, asked_by: int, owner: int | None) -> bool:
    """Grant or refuse more time: neither who asked nor the action's owner."""
    return decider not in (asked_by, owner)


def may_confirm(person: int, owners: Iterable[int]) -> bool:
    """Confirm a recommendation's rating: none of the owners of its actions."""
    return person not in set(owners)


def may_decide_closure(decider: int, asked_by: int, owners: Iterable[int]) -> bool:
    """Close a recommendation: neither who asked nor an owner of one of its actions."""
    return decider not in {asked_by, *owners}
