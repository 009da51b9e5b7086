"""Nobody judges their own work."""

import pytest

from tracker.domain.independence import (
    may_accept,
    may_confirm,
    may_decide_closure,
    may_decide_date_change,
    may_set_aside,
)

OWNER, UPLOADER, LEAD = 1, 2, 3


@pytest.mark.parametrize(("person", "may"), [(OWNER, False), (UPLOADER, False), (LEAD, True)])
def test_evidence_is_accepted_by_somebody_else(person: int, may: bool) -> None:
    assert may_accept(person, OWNER, UPLOADER) is may


def test_an_action_without_owner_can_be_judged() -> None:
    assert may_accept(LEAD, None, UPLOADER)
    assert may_decide_date_change(LEAD, OWNER, None)


@pytest.mark.parametrize(("person", "may"), [(OWNER, False), (UPLOADER, False), (LEAD, True)])
def test_more_time_is_granted_by_somebody_else(person: int, may: bool) -> None:
    assert may_decide_date_change(person, asked_by=UPLOADER, owner=OWNER) is may


@pytest.mark.parametrize(("person", "may"), [(OWNER, False), (UPLOADER, False), (LEAD, True)])
def test_a_rating_is_confirmed_by_no_owner(person: int, may: bool) -> None:
    assert may_confirm(person, iter([OWNER, UPLOADER])) is may


@pytest.mark.parametrize(("person", "may"), [(OWNER, False), (UPLOADER, False), (LEAD, True)])
def test_closing_is_decided_by_somebody_else(person: int, may: bool) -> None:
    assert may_decide_closure(person, UPLOADER, iter([OWNER])) is may


@pytest.mark.parametrize(("person", "may"), [(OWNER, False), (LEAD, True)])
def test_no_owner_sets_aside_their_own_action(person: int, may: bool) -> None:
    assert may_set_aside(person, OWNER) is may


@pytest.mark.parametrize("person", [OWNER, UPLOADER])
def test_everybody_who_handed_it_in_is_concerned(person: int) -> None:
    assert not may_accept(person, None, UPLOADER, OWNER)
    assert may_accept(LEAD, None, UPLOADER, OWNER)
