"""Visits: entered with who comes, when and why; changed until cancelled."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.databases import Save
from tests.services.inspected import Inspected, inspected
from tracker.domain.errors import NotPermitted, Refused, Stale
from tracker.models import Event, Visit
from tracker.queries import visits as queries
from tracker.services import visits
from tracker.services.unit_of_work import UnitsOfWork
from tracker.services.visits import Enquiry


def given(world: Inspected, **changes: Any) -> dict[str, Any]:
    """What a form sends for a visit of two days in April."""
    usual = {
        "title": "Follow-up",
        "title_cy": "",
        "starts_on": date(2018, 4, 17),
        "ends_on": date(2018, 4, 18),
        "days": 2,
        "inspectorates": [world.visit.inspectorates[0].id],
        "scope": "",
        "lines": [Enquiry("Is it sustained?", ("CS17-R02", "CS17-R01")), Enquiry("")],
        "confirmed": False,
    }
    return {**usual, **changes}


def test_the_next_visit_of_a_plan_gets_the_next_number(
    uow: UnitsOfWork, save: Save, session: Session
) -> None:
    world = inspected(save)
    with uow(world.manager.id) as unit:
        made = visits.create(unit, "CS17", **given(world))
        assert made.reference == "CS17-V03"
    shown = queries.show(session, "CS17-V03")
    assert shown is not None
    assert [line.text for line in shown.lines] == ["Is it sustained?"]
    assert [item.reference for item in shown.lines[0].recommendations] == ["CS17-R01", "CS17-R02"]
    changes = session.scalars(select(Event.changes).where(Event.what == "visit_created")).one()
    assert changes["lines"] == [None, ["Is it sustained? (CS17-R01, CS17-R02)"]]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"title": "  "}, {"missing"}),
        ({"title": "x" * 201}, {"too_long"}),
        ({"ends_on": date(2018, 4, 16)}, {"visit_ends_before_start"}),
        ({"days": 3}, {"visit_days_wrong"}),
        ({"days": 0}, {"visit_days_wrong"}),
        ({"inspectorates": []}, {"visit_inspectorate_missing"}),
        ({"starts_on": date(2081, 4, 17), "ends_on": date(2081, 4, 18)}, {"date_far_off"}),
        ({"starts_on": date(2018, 1, 14)}, {"visit_days_wrong", "named_otherwise_then"}),
        ({"lines": [Enquiry("x" * 1001)]}, {"too_long"}),
        ({"lines": [Enquiry("One")] * 21}, {"visit_lines_too_many"}),
        ({"lines": [Enquiry("", ("CS17-R01",))]}, {"visit_line_without_words"}),
        ({"lines": [Enquiry("One", ("XX99-R01",))]}, {"visit_line_of_another_plan"}),
    ],
)
def test_what_cannot_be_is_refused(
    uow: UnitsOfWork, save: Save, session: Session, changes: dict[str, Any], faults: set[str]
) -> None:
    world = inspected(save)
    with pytest.raises(Refused) as refusal, uow(world.manager.id) as unit:
        visits.create(unit, "CS17", **given(world, **changes))
    assert {fault.code for fault in refusal.value.faults} <= faults
    assert session.scalars(select(Visit.reference)).all() == ["CS17-V02"]


def test_an_unlikely_name_or_year_is_saved_once_confirmed(uow: UnitsOfWork, save: Save) -> None:
    world = inspected(save)
    early = given(world, starts_on=date(2018, 1, 9), ends_on=date(2018, 1, 10))
    with pytest.raises(Refused, match="named_otherwise_then"), uow(world.manager.id) as unit:
        visits.create(unit, "CS17", **early)
    with uow(world.manager.id) as unit:
        assert visits.create(unit, "CS17", **{**early, "confirmed": True}).number == 3


def test_lines_are_replaced_and_told(uow: UnitsOfWork, save: Save, session: Session) -> None:
    world = inspected(save)
    with uow(world.manager.id) as unit:
        visits.edit(unit, "CS17-V02", 1, **given(world, title="Monitoring visit"))
    shown = queries.show(session, "CS17-V02")
    assert shown is not None
    assert [line.text for line in shown.lines] == ["Is it sustained?"]
    changes = session.scalars(select(Event.changes).where(Event.what == "visit_changed")).one()
    assert changes["lines"][0] == ["Is supervision regular? (CS17-R01)", "Who leads?"]
    assert changes["starts_on"] == ["2018-03-20", "2018-04-17"]
    assert "title" not in changes


def test_nothing_changed_is_no_event(uow: UnitsOfWork, save: Save, session: Session) -> None:
    world = inspected(save)
    same = given(
        world,
        title="Monitoring visit",
        title_cy="Ymweliad monitro",
        starts_on=date(2018, 3, 20),
        ends_on=date(2018, 3, 22),
        days=3,
        scope="Practice since the letter.",
        lines=[Enquiry("Is supervision regular?", ("CS17-R01",)), Enquiry("Who leads?")],
    )
    with uow(world.manager.id) as unit:
        visits.edit(unit, "CS17-V02", 1, **same)
    assert session.scalars(select(Event.what)).all() == []
    assert session.scalars(select(Visit.version)).all() == [1]


def test_a_stale_save_shows_the_lines_of_both(uow: UnitsOfWork, save: Save) -> None:
    world = inspected(save)
    with uow(world.manager.id) as unit:
        visits.edit(unit, "CS17-V02", 1, **given(world, lines=[Enquiry("Theirs")]))
    with pytest.raises(Stale) as stale, uow(world.manager.id) as unit:
        visits.edit(unit, "CS17-V02", 1, **given(world, lines=[Enquiry("Mine")]))
    assert (stale.value.theirs["lines"], stale.value.yours["lines"]) == (["Theirs"], ["Mine"])


def test_only_programme_managers_enter_visits(uow: UnitsOfWork, save: Save) -> None:
    world = inspected(save)
    for person in (world.member, world.observer):
        with pytest.raises(NotPermitted), uow(person.id) as unit:
            visits.create(unit, "CS17", **given(world))
        with pytest.raises(NotPermitted), uow(person.id) as unit:
            visits.cancel(unit, "CS17-V02")


def test_a_cancelled_visit_stays_cancelled(uow: UnitsOfWork, save: Save, session: Session) -> None:
    world = inspected(save)
    with uow(world.manager.id) as unit:
        visits.cancel(unit, "CS17-V02", "Postponed by letter.")
    assert session.scalars(select(Event.reason)).all() == ["Postponed by letter."]
    for again in (
        lambda unit: visits.cancel(unit, "CS17-V02"),
        lambda unit: visits.edit(unit, "CS17-V02", 2, **given(world)),
    ):
        with pytest.raises(Refused, match="visit_cancelled"), uow(world.manager.id) as unit:
            again(unit)


def test_a_visit_that_is_over_is_not_cancelled(uow: UnitsOfWork, save: Save) -> None:
    world = inspected(save)
    over = factories.visit(
        plan=world.plan, starts_on=date(2018, 3, 8), ends_on=date(2018, 3, 9), days=2
    )
    save(over)
    with pytest.raises(Refused, match="visit_over"), uow(world.manager.id) as unit:
        visits.cancel(unit, over.reference)
