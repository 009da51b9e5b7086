"""What an owner says changes the action and is kept as said."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import TODAY
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tests.services.owners import scene
from tracker.domain.errors import NotFound, NotPermitted, Refused
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage
from tracker.domain.updates import UpdateKind
from tracker.models import Action, Event, Update
from tracker.services import updates
from tracker.services.unit_of_work import UnitsOfWork

FORECAST = date(2018, 4, 20)


def _action(session: Session) -> Action:
    session.rollback()
    return session.scalars(select(Action)).one()


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


def test_words_and_forecast_are_kept(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    with uow(here.owner.id) as unit:
        updates.say(
            unit,
            here.ref,
            kind=UpdateKind.PROGRESS,
            words="  Six of eight teams \x07trained.\r\n ",
            forecast_on=FORECAST,
            language=Language.WELSH,
        )
    update = session.scalars(select(Update)).one()
    assert (update.words, update.language) == ("Six of eight teams trained.", Language.WELSH)
    assert (update.person_id, update.as_at, update.forecast_on) == (here.owner.id, TODAY, FORECAST)
    assert _action(session).forecast_on == FORECAST
    event = session.scalars(select(Event)).one()
    assert (event.what, event.changes["forecast_on"]) == ("action_updated", [None, "2018-04-20"])


def test_the_first_word_starts_a_planned_action(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save, stage=Stage.PLANNED)
    with uow(here.owner.id) as unit:
        updates.say(unit, here.ref, kind=UpdateKind.PROGRESS, words="Begun.")
    assert _action(session).stage is Stage.UNDER_WAY
    whats = session.scalars(select(Event.what).order_by(Event.id)).all()
    assert whats == ["action_updated", "action_started"]


def test_no_change_before_the_start_does_not_start_it(
    uow: UnitsOfWork, session: Session, save: Save
) -> None:
    here = scene(save, stage=Stage.PLANNED, starts_on=TODAY + timedelta(days=7))
    with uow(here.owner.id) as unit:
        updates.no_change(unit, here.ref)
    assert _action(session).stage is Stage.PLANNED


def test_stuck_blocks_until_something_else_is_said(
    uow: UnitsOfWork, session: Session, save: Save, clock: FakeClock
) -> None:
    here = scene(save)
    for words in ("A decision on funding.", "Still the decision."):
        with uow(here.owner.id) as unit:
            updates.say(unit, here.ref, kind=UpdateKind.STUCK, words=words)
        clock.moment += timedelta(days=2)
    stuck = _action(session)
    assert (stuck.blocked_since, stuck.blocked_by) == (TODAY, "Still the decision.")
    with uow(here.owner.id) as unit:
        updates.say(unit, here.ref, kind=UpdateKind.PROGRESS, words="Funding agreed.")
    freed = _action(session)
    assert (freed.blocked_since, freed.blocked_by) == (None, "")


def test_waiting_names_who_must_act(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    with uow(here.owner.id) as unit:
        updates.say(unit, here.ref, kind=UpdateKind.WAITING, waiting_on=" Health  board ")
    waiting = _action(session)
    assert (waiting.waiting_on, waiting.waiting_since) == ("Health board", TODAY)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"kind": UpdateKind.PROGRESS, "words": " \n"}, "update_words_missing"),
        ({"kind": UpdateKind.STUCK}, "update_need_missing"),
        ({"kind": UpdateKind.WAITING, "words": "They are slow."}, "update_body_missing"),
        (
            {"kind": UpdateKind.PROGRESS, "words": "x", "forecast_on": TODAY - timedelta(days=1)},
            "forecast_in_past",
        ),
        (
            {"kind": UpdateKind.PROGRESS, "words": "x", "forecast_on": date(2028, 4, 1)},
            "date_far_off",
        ),
        ({"kind": UpdateKind.PROGRESS, "words": "x" * 1_000_000}, "too_long"),
    ],
)
def test_too_little_or_impossible_is_refused(
    uow: UnitsOfWork, session: Session, save: Save, said: dict[str, object], code: str
) -> None:
    here = scene(save)
    with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
        updates.say(unit, here.ref, **said)  # type: ignore[arg-type]
    assert _codes(refusal) == [code]
    assert session.scalars(select(Update)).all() == []


def test_no_change_twice_a_day_counts_once(uow: UnitsOfWork, session: Session, save: Save) -> None:
    here = scene(save)
    for _ in range(2):
        with uow(here.owner.id) as unit:
            updates.no_change(unit, here.ref)
    assert [update.kind for update in session.scalars(select(Update))] == [UpdateKind.NO_CHANGE]


@pytest.mark.parametrize(
    "given",
    [
        {"due_on": TODAY - timedelta(days=1)},
        {"forecast_on": date(2018, 5, 30)},
        {"blocked_since": TODAY},
        {"waiting_on": "The police"},
        {"stage": Stage.DELIVERED},
    ],
)
def test_no_change_is_refused_where_it_would_be_untrue(
    uow: UnitsOfWork, save: Save, given: dict[str, object]
) -> None:
    here = scene(save, **given)
    with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
        updates.no_change(unit, here.ref)
    assert _codes(refusal) == ["no_change_untrue"]


def test_a_delivered_action_is_not_stuck(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save, stage=Stage.DELIVERED)
    with pytest.raises(Refused) as refusal, uow(here.owner.id) as unit:
        updates.say(unit, here.ref, kind=UpdateKind.STUCK, words="Help.")
    assert _codes(refusal) == ["update_delivered"]


def test_only_those_concerned_say_how_it_goes(uow: UnitsOfWork, save: Save) -> None:
    here = scene(save)
    for person, error in ((here.member, NotPermitted), (here.stranger, NotFound)):
        with pytest.raises(error), uow(person.id) as unit:
            updates.no_change(unit, here.ref)
    with pytest.raises(NotFound), uow(here.owner.id) as unit:
        updates.no_change(unit, "NO-R01.01")
