"""The checklist of evidence expected: settled lines stay, and nobody writes over another."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.databases import Save
from tracker.domain.errors import Refused, Stale
from tracker.domain.evidence import ExpectedState
from tracker.domain.permissions import Role
from tracker.models import (
    ExpectedItem,
)
from tracker.queries import drafts
from tracker.services import (
    expected_items,
)
from tracker.services.expected_items import Line
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork


def refused(uow: UnitsOfWork, use: Callable[[UnitOfWork], object]) -> list[tuple[str, str | None]]:
    """The codes and fields with which the product refuses `use`."""
    try:
        with uow() as unit:
            use(unit)
    except Refused as refusal:
        return [(fault.code, fault.field) for fault in refusal.faults]
    return []


def test_a_settled_line_stays_as_it_is(uow: UnitsOfWork, save: Save, session: Session) -> None:
    action = factories.action()
    met = factories.expected_item(action=action, description="Met", state=ExpectedState.MET)
    save(met)
    with uow() as unit:
        expected_items.write(unit, action.reference, [Line("", id=met.id), Line("New")])
    words = session.scalars(select(ExpectedItem.description).order_by(ExpectedItem.position))
    assert words.all() == ["Met", "New"]


def test_a_checklist_that_moved_on_is_stale(uow: UnitsOfWork, save: Save, session: Session) -> None:
    action = factories.action()
    save(action)
    read = drafts.checklist(session, action.reference).fingerprint
    session.rollback()
    with uow() as unit:
        expected_items.write(unit, action.reference, [Line("Theirs")], read)

    def mine(read: int) -> None:
        with uow() as unit:
            expected_items.write(unit, action.reference, [Line("Mine")], read)

    with pytest.raises(Stale) as caught:
        mine(read)
    assert (caught.value.theirs, caught.value.yours) == (
        {"items": ["Theirs"]},
        {"items": ["Mine"]},
    )
    mine(caught.value.version)
    words = session.scalars(select(ExpectedItem.description).order_by(ExpectedItem.position))
    assert words.all() == ["Theirs", "Mine"]


def test_owners_take_nothing_off_what_was_agreed(uow: UnitsOfWork, save: Save) -> None:
    owner = factories.person(Role.PROGRAMME_MANAGER)
    plan = factories.plan(agreed_at=factories.NOW)
    action = factories.action(plan=plan, owner=owner)
    agreed = factories.expected_item(action=action, description="An audit of ten cases")
    save(action, agreed)
    for words in ("", "A note"):
        with pytest.raises(Refused) as refusal, uow(owner.id) as unit:
            expected_items.write(unit, action.reference, [Line(words, id=agreed.id)])
        assert [fault.code for fault in refusal.value.faults] == ["owner_may_not_decide"]
    lines = [Line("An audit of ten cases", id=agreed.id), Line("A survey of families")]
    with uow(owner.id) as unit:
        expected_items.write(unit, action.reference, lines)


def test_thirty_lines_are_enough(uow: UnitsOfWork, save: Save) -> None:
    action = factories.action()
    save(action)
    lines = [Line(f"Proof {number}") for number in range(expected_items.MOST_LINES + 1)]
    answer = refused(uow, lambda unit: expected_items.write(unit, action.reference, lines))
    assert answer == [("too_many_lines", None)]
