"""Signing in is throttled in the database, and links for passwords work once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeClock
from tests.ground.databases import Save
from tracker.domain.errors import NotPermitted, Refused
from tracker.domain.permissions import Role
from tracker.models import Event, FailedSignIn, PasswordLink, Person
from tracker.services import people, sign_in
from tracker.services.passwords import hash_password
from tracker.services.sign_in import LINK_LASTS, PER_ADDRESS, PER_NETWORK, WINDOW
from tracker.services.unit_of_work import UnitsOfWork

PASSWORD = "three calm words"
HASHED = hash_password(PASSWORD)
NEW_PASSWORD = "another calm phrase"

Try = Callable[..., str]


@pytest.fixture
def anna(save: Save) -> Person:
    person = factories.person(
        Role.ADMINISTRATOR, email="anna@council.example", password_hash=HASHED
    )
    save(person)
    return person


@pytest.fixture
def attempt(uow: UnitsOfWork) -> Try:
    """`attempt(password="…")` tries to sign Anna in; answers the refusal's code, or ""."""

    def attempt(
        email: str = "anna@council.example",
        password: str = PASSWORD,
        network: str = "192.0.2.7",
    ) -> str:
        try:
            sign_in.sign_in(uow, email=email, password=password, network=network)
        except Refused as refusal:
            return refusal.faults[0].code
        return ""

    return attempt


def test_the_right_password_opens(
    uow: UnitsOfWork, anna: Person, session: Session, clock: FakeClock
) -> None:
    key = sign_in.sign_in(uow, email=" ANNA@council.example ", password=PASSWORD, network="")
    stored = session.get_one(Person, anna.id)
    assert (key, stored.last_signed_in_at) == (anna.session_key, clock.moment)
    assert stored.version == 1, "signing in is no edit that somebody else's save could miss"
    assert session.scalars(select(Event.what)).all() == ["signed_in"]


@pytest.mark.parametrize(
    "given",
    [
        {"password": "three calm word"},
        {"password": ""},
        {"email": "nobody@council.example"},
        {"email": ""},
        {"email": "é" * 300},
    ],
)
def test_a_wrong_one_is_refused_and_counted(
    attempt: Try, anna: Person, session: Session, given: dict[str, str]
) -> None:
    assert attempt(**given) == "sign_in_wrong"
    assert session.scalar(select(func.count(FailedSignIn.id))) == 1


def test_who_has_no_password_or_was_deactivated_gets_the_same_answer(
    attempt: Try, save: Save
) -> None:
    save(
        factories.person(email="new@council.example", password_hash=None),
        factories.person(email="gone@council.example", password_hash=HASHED, is_active=False),
    )
    assert attempt(email="new@council.example") == "sign_in_wrong"
    assert attempt(email="gone@council.example") == "sign_in_wrong"


def test_an_address_is_tried_five_times(attempt: Try, anna: Person, clock: FakeClock) -> None:
    for number in range(PER_ADDRESS):
        assert attempt(password="guess", network=f"192.0.2.{number}") == "sign_in_wrong"
    assert attempt(network="198.51.100.1") == "sign_in_throttled"
    assert attempt(email="bron@council.example", network="198.51.100.1") == "sign_in_wrong"
    clock.moment += WINDOW + timedelta(seconds=1)
    assert attempt() == ""


def test_an_unknown_address_is_throttled_like_a_known_one(attempt: Try) -> None:
    unknown = "nobody@council.example"
    codes = [attempt(email=unknown) for _ in range(PER_ADDRESS + 1)]
    assert codes == ["sign_in_wrong"] * PER_ADDRESS + ["sign_in_throttled"]


def test_a_network_is_throttled_over_all_addresses(
    attempt: Try, anna: Person, save: Save, clock: FakeClock
) -> None:
    network = "192.0.2.7"
    save(
        *(
            FailedSignIn(email=f"{number}@council.example", network=network, at=clock.moment)
            for number in range(PER_NETWORK)
        )
    )
    assert attempt(network=network) == "sign_in_throttled"
    assert attempt(network="198.51.100.1") == ""


def test_signing_in_forgets_the_refusals_before(attempt: Try, anna: Person) -> None:
    for _ in range(PER_ADDRESS - 1):
        attempt(password="guess")
    assert attempt() == ""
    assert attempt(password="guess") == "sign_in_wrong"
    assert attempt() == ""


def test_old_refusals_are_cleared_away(
    attempt: Try, anna: Person, clock: FakeClock, session: Session
) -> None:
    attempt(password="guess")
    clock.moment += WINDOW * 2
    attempt()
    assert session.scalar(select(func.count(FailedSignIn.id))) == 0


# Links


def _link(uow: UnitsOfWork, person: Person) -> str:
    with uow() as unit:
        return sign_in.make_link(unit, person.id)


def _use(uow: UnitsOfWork, token: str, password: str = NEW_PASSWORD) -> str:
    try:
        with uow() as unit:
            sign_in.set_password(unit, token=token, password=password)
    except Refused as refusal:
        return refusal.faults[0].code
    return ""


def test_a_link_works_once(uow: UnitsOfWork, anna: Person, attempt: Try, session: Session) -> None:
    before = anna.session_key
    token = _link(uow, anna)
    assert session.scalars(select(PasswordLink.token_sha256)).one() != token
    session.rollback()
    assert _use(uow, token) == ""
    assert _use(uow, token, "third calm phrase") == "link_ended"
    assert attempt() == "sign_in_wrong"
    assert attempt(password=NEW_PASSWORD) == ""
    assert session.get_one(Person, anna.id).session_key != before, "old sessions went on"


def test_looking_does_not_use_a_link_up(uow: UnitsOfWork, anna: Person, clock: FakeClock) -> None:
    token = _link(uow, anna)
    for _ in range(3):
        with uow() as unit:
            assert sign_in.link_is_good(unit.session, token, clock.moment)
    assert _use(uow, token) == ""


def test_a_link_ends(uow: UnitsOfWork, anna: Person, clock: FakeClock) -> None:
    token = _link(uow, anna)
    clock.moment += LINK_LASTS
    assert _use(uow, token) == "link_ended"


def test_a_new_link_ends_the_ones_before(uow: UnitsOfWork, anna: Person) -> None:
    first, second = _link(uow, anna), _link(uow, anna)
    assert _use(uow, first) == "link_ended"
    assert _use(uow, second) == ""


def test_deactivation_ends_links_and_sessions(
    uow: UnitsOfWork, anna: Person, session: Session
) -> None:
    token = _link(uow, anna)
    with uow() as unit:
        people.deactivate(unit, anna.id)
    assert _use(uow, token) == "link_ended"
    stored = session.get_one(Person, anna.id)
    assert (stored.is_active, stored.session_key != anna.session_key) == (False, True)


def test_a_link_from_before_deactivation_stays_ended(uow: UnitsOfWork, anna: Person) -> None:
    with uow() as unit:
        token = sign_in.make_link(unit, anna.id)
        people.deactivate(unit, anna.id)
        people.reactivate(unit, anna.id)
    with uow() as unit:
        assert not sign_in.link_is_good(unit.session, token, unit.now)


@pytest.mark.parametrize("password", ["", "short", "elevenchars"])
def test_a_short_password_does_not_use_the_link_up(
    uow: UnitsOfWork, anna: Person, password: str
) -> None:
    token = _link(uow, anna)
    assert _use(uow, token, password) == "password_too_short"
    assert _use(uow, token) == ""


def test_a_made_up_link_is_none(uow: UnitsOfWork, anna: Person) -> None:
    _link(uow, anna)
    assert _use(uow, "made-up") == "link_ended"


def test_only_an_administrator_makes_links(uow: UnitsOfWork, anna: Person, save: Save) -> None:
    bron = factories.person(*(set(Role) - {Role.ADMINISTRATOR}))
    save(bron)

    def make() -> None:
        with uow(bron.id) as unit:
            sign_in.make_link(unit, anna.id)

    with pytest.raises(NotPermitted):
        make()
