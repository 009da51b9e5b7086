"""The demonstration: every rating, stage and exception, on real events, over nothing real."""

import shutil
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, func, select

from tests.fakes import FakeClock, FakeStorage
from tracker.adapters.bank_holidays import wales_bank_holidays
from tracker.adapters.database import prepare, write_sessions
from tracker.adapters.file_kind import kind_of
from tracker.demonstration import loader, story
from tracker.domain.errors import Refused
from tracker.domain.evidence import LinkState
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import Rating
from tracker.domain.reasons import ReasonCode
from tracker.models import (
    Action,
    Confirmation,
    Event,
    EvidenceLink,
    Finding,
    Message,
    Person,
    Plan,
    ReadinessSummary,
    Recommendation,
    Source,
)
from tracker.models.recommendations import recommendation_finding
from tracker.queries.ratings import RatedAction, rate_actions
from tracker.queries.settings import installation
from tracker.services.passwords import is_right
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork

ZONE = ZoneInfo("Europe/London")
#: A Wednesday, so that moved dates have the reference Monday behind them.
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)

Open = Callable[[Path], UnitsOfWork]


def _units(database: Path) -> UnitsOfWork:
    engine = create_engine(f"sqlite:///{database}")
    prepare(engine)
    clock = FakeClock(NOW)
    holidays = wales_bank_holidays(2015, 2030)
    storage = FakeStorage(clock)
    return UnitsOfWork(write_sessions(engine), clock, storage, ZONE, holidays, kind_of)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("demonstration")
    return made


@pytest.fixture(scope="module")
def moved(folder: Path, migrated_file: Path) -> UnitsOfWork:
    """Both plans, their dates moved into this week."""
    units = _units(Path(shutil.copy(migrated_file, folder / "moved.sqlite3")))
    loader.load(units, folder / "password")
    return units


@pytest.fixture(scope="module")
def in_march(folder: Path, migrated_file: Path) -> UnitsOfWork:
    """The first plan as it stood on 12 March 2018."""
    units = _units(Path(shutil.copy(migrated_file, folder / "march.sqlite3")))
    loader.load(units, folder / "password", date(2018, 3, 12))
    return units


def _rated(uow: UnitOfWork) -> list[RatedAction]:
    return list(rate_actions(uow.session, uow.today, uow.calendar, uow.zone).values())


def test_every_rating_stage_and_exception_appears(moved: UnitsOfWork) -> None:
    with moved() as uow:
        rated = _rated(uow)
        links = set(uow.session.scalars(select(EvidenceLink.state)))
        verdicts = uow.session.scalar(select(func.count(Confirmation.verdict.distinct())))
    codes = {reason.code for one in rated if one.rated for reason in one.rated.reasons}
    exceptions = {
        ReasonCode.OVERDUE,
        ReasonCode.STATUTORY_PASSED,
        ReasonCode.FORECAST_AFTER_STATUTORY,
        ReasonCode.DUE_SOON_NOTHING_SHOWN,
        ReasonCode.FORECAST_LATE,
        ReasonCode.BLOCKED,
        ReasonCode.DATE_CHANGE_UNDECIDED,
        ReasonCode.SILENT,
        ReasonCode.CHECK_OVERDUE,
        ReasonCode.WAITING,
        ReasonCode.REOPENED,
    }
    assert {one.rating for one in rated} - {None} == set(Rating)
    assert {one.stage for one in rated} == set(Stage) - {Stage.WITHDRAWN}
    assert exceptions <= codes
    assert links == set(LinkState)
    assert verdicts == 3


def test_there_are_about_twenty_recommendations_and_sixty_actions(moved: UnitsOfWork) -> None:
    with moved() as uow:
        assert set(uow.session.scalars(select(Plan.code))) == {"CS17", "JC23"}
        assert uow.session.scalar(select(func.count(Recommendation.id))) == 22
        assert uow.session.scalar(select(func.count(Action.id))) == 58


def test_the_reference_dates_fall_in_the_current_week(moved: UnitsOfWork) -> None:
    """Whole weeks: a Monday stays a Monday."""
    with moved() as uow:
        agreed = dict(uow.session.execute(select(Plan.code, Plan.agreed_on)).all())
        found = installation(uow.session)
    assert agreed == {"CS17": date(2026, 7, 20), "JC23": date(2026, 2, 23)}
    assert found.is_demonstration
    assert found.moved_weeks > 0
    assert found.stands_at is None


def test_as_at_a_day_nothing_is_moved_and_the_clock_stands(in_march: UnitsOfWork) -> None:
    with in_march() as uow:
        assert uow.today == date(2018, 3, 12)
        assert list(uow.session.scalars(select(Plan.code))) == ["CS17"]
        letter = select(Source).where(Source.reference == "CSSIW-2018-01")
        assert uow.session.scalars(letter).one().received_on == date(2018, 1, 4)
        steps = list(
            uow.session.scalars(
                select(ReadinessSummary.as_at).order_by(ReadinessSummary.as_at.desc()).limit(2)
            )
        )
    assert steps == [date(2018, 3, 6), date(2018, 2, 20)]


def test_what_was_received_later_is_left_out(folder: Path, migrated_file: Path) -> None:
    """On 3 January 2018 nobody knew of the letter of the 4th, nor of what answered it."""
    units = _units(Path(shutil.copy(migrated_file, folder / "january.sqlite3")))
    loader.load(units, folder / "password", date(2018, 1, 3))
    with units() as uow:
        references = set(uow.session.scalars(select(Source.reference)))
        titles = set(uow.session.scalars(select(Recommendation.title)))
    assert "CSSIW-2018-01" not in references
    assert "CSSIW-2017-10" in references
    assert "Statutory visits to children in time" not in titles


def test_the_sources_are_those_of_the_timeline(in_march: UnitsOfWork) -> None:
    """20 working days after 17 October 2017 the first plan was due, and it went on day 19;
    for the revised one there are three dates."""
    with in_march() as uow:
        first, revised = (
            uow.session.scalars(select(Action).where(Action.title == title)).one()
            for title in (
                "Submit the improvement plan within 20 working days",
                "Submit the revised plan with medium and long term",
            )
        )
        assert uow.calendar.add_working_days(date(2017, 10, 17), 20) == first.statutory_due_on
        assert first.delivered_on == date(2017, 11, 13)
        assert (revised.delivered_on, revised.original_due_on, revised.statutory_due_on) == (
            date(2018, 1, 23),
            date(2018, 2, 2),
            date(2018, 2, 7),
        )


def test_five_concerns_of_the_letter_are_answered(in_march: UnitsOfWork) -> None:
    with in_march() as uow:
        numbered = (
            select(Finding.id)
            .join(Source)
            .where(Source.reference == "CSSIW-2018-01", Finding.printed_number != "")
        )
        concerns = set(uow.session.scalars(numbered))
        answered = set(uow.session.scalars(select(recommendation_finding.c.finding_id)))
    assert len(concerns) == 5
    assert concerns <= answered


def test_what_is_invented_says_so(moved: UnitsOfWork) -> None:
    with moved() as uow:
        described = list(uow.session.scalars(select(Action.description)))
    invented = [words for words in described if "invented" in words.lower()]
    assert len(invented) + described.count("") == len(described)
    assert len(invented) > 30


def test_addresses_can_reach_nobody(moved: UnitsOfWork) -> None:
    with moved() as uow:
        addresses = list(uow.session.scalars(select(Person.email)))
    assert addresses
    assert all(address and address.endswith(".example") for address in addresses)


def test_the_history_is_the_products_own(moved: UnitsOfWork) -> None:
    """Each thing left its event, by the person who did it, at a moment already past."""
    with moved() as uow:
        latest = uow.session.scalar(select(func.max(Event.at)))
        acted = uow.session.scalar(select(func.count(Event.actor_id.distinct())))
        notices = uow.session.scalar(select(func.count(Message.id)))
    assert latest is not None
    assert latest <= NOW
    assert acted is not None
    assert acted > 15
    assert notices


def test_a_second_start_leaves_what_people_did(moved: UnitsOfWork, folder: Path) -> None:
    with moved() as uow:
        plan = uow.session.scalars(select(Plan).where(Plan.code == "CS17")).one()
        plan.title = "Changed by somebody"
    sign_ins = loader.load(moved, folder / "password")
    with moved() as uow:
        assert uow.session.scalars(select(Plan.title).where(Plan.code == "CS17")).one() == (
            "Changed by somebody"
        )
    assert {one.role for one in sign_ins} == {
        "administrator",
        "programme_manager",
        "board_member",
        "action_owner",
        "observer",
    }


def test_one_password_for_everybody_kept_to_oneself(moved: UnitsOfWork, folder: Path) -> None:
    path = folder / "password"
    password = loader.password_of(path)
    with moved() as uow:
        stored = uow.session.scalars(select(Person.password_hash).limit(1)).one()
    assert is_right(stored, password)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_never_over_anything_real(folder: Path, migrated_file: Path) -> None:
    units = _units(Path(shutil.copy(migrated_file, folder / "real.sqlite3")))
    with units() as uow:
        uow.session.add(Person(name="Anna", email="anna@council.wales", session_key="a"))
    with pytest.raises(Refused, match="demonstration_over_real_data"):
        loader.load(units, folder / "password")
    with units() as uow:
        assert uow.session.scalar(select(func.count(Person.id))) == 1


def test_one_that_was_cut_short_is_told_anew(
    folder: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = _units(Path(shutil.copy(migrated_file, folder / "cut.sqlite3")))
    tellings = []

    def cut_short(*_told: object) -> None:
        tellings.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(loader, "_let_happen", cut_short)
    for _start in range(2):
        with pytest.raises(KeyboardInterrupt):
            loader.load(units, folder / "password")
    monkeypatch.setattr(loader, "_let_happen", lambda *_told: tellings.append(1))
    for _start in range(2):
        loader.load(units, folder / "password")
    assert len(tellings) == 2 + len(story.PLANS), "twice cut short, once told, then left as it is"


def test_a_day_to_come_is_refused(folder: Path, migrated_file: Path) -> None:
    units = _units(Path(shutil.copy(migrated_file, folder / "future.sqlite3")))
    with pytest.raises(Refused, match="demonstration_in_future"):
        loader.load(units, folder / "password", date(2026, 11, 19))


@pytest.mark.parametrize(
    ("reference", "today", "weeks"),
    [
        (date(2018, 3, 12), date(2018, 3, 12), 0),
        (date(2018, 3, 12), date(2018, 3, 18), 0),
        (date(2018, 3, 12), date(2018, 3, 19), 1),
        (date(2024, 12, 9), date(2026, 11, 22), 101),
    ],
)
def test_weeks_between_two_mondays(reference: date, today: date, weeks: int) -> None:
    assert story.weeks_to(reference, today) == weeks
