"""Signing in, throttled in the database, and setting passwords through links."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import refuse
from tracker.domain.permissions import Permission, Role
from tracker.models import FailedSignIn, PasswordLink, Person
from tracker.services.passwords import (
    SHORTEST,
    hash_password,
    is_right,
    new_token,
    token_hash,
)
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork

#: Roles whose holders come for the whole plan, not for their own actions.
OVERVIEW_FIRST = (Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER, Role.BOARD_MEMBER, Role.OBSERVER)

#: Refused sign-ins within the window after which no more are tried.
PER_ADDRESS = 5
PER_NETWORK = 50
WINDOW = timedelta(minutes=15)

LINK_LASTS = timedelta(days=7)


def sign_in(units: UnitsOfWork, *, email: str, password: str, network: str) -> str:
    """The session key of the person with that address and password.

    Raises `Refused`: `sign_in_wrong`, or `sign_in_throttled` after too many refusals for
    the address or the network. A refusal is stored, which is why this opens its own units.
    """
    address, network = email.strip().lower()[:254], network[:64]
    with units() as uow:
        if _is_throttled(uow, address, network):
            raise refuse("sign_in_throttled", minutes=int(WINDOW.total_seconds() // 60))
        person = uow.session.scalar(
            select(Person).where(func.lower(Person.email) == address, Person.is_active)
        )
        stored, key = (person.password_hash, person.session_key) if person else (None, "")
    right = is_right(stored, password)
    with units() as uow:
        if not right or not _signed_in(uow, key, address):
            right = False
            uow.session.add(FailedSignIn(email=address, network=network, at=uow.now))
    if not right:
        raise refuse("sign_in_wrong")
    return key


def _signed_in(uow: UnitOfWork, key: str, address: str) -> bool:
    """Note the sign-in, unless the account changed while the password was checked. It is
    no edit of the person, so their version stays."""
    person = uow.session.scalar(select(Person).where(Person.session_key == key, Person.is_active))
    if person is None:
        return False
    now_known = update(Person).where(Person.id == person.id).values(last_signed_in_at=uow.now)
    uow.session.execute(now_known)
    uow.session.execute(delete(FailedSignIn).where(FailedSignIn.email == address))
    uow.record("signed_in", person)
    return True


def _is_throttled(uow: UnitOfWork, address: str, network: str) -> bool:
    since = uow.now - WINDOW
    uow.session.execute(delete(FailedSignIn).where(FailedSignIn.at < since))
    by_address = select(func.count()).where(FailedSignIn.email == address)
    by_network = select(func.count()).where(FailedSignIn.network == network)
    return (uow.session.scalar(by_address) or 0) >= PER_ADDRESS or (
        uow.session.scalar(by_network) or 0
    ) >= PER_NETWORK


def make_link(uow: UnitOfWork, person_id: int) -> str:
    """The token of a new single-use link with which that person sets a password; it ends
    the links made before. Raises `Refused` for somebody who could not sign in with it."""
    uow.require(Permission.ADMINISTER)
    person = uow.get(Person, person_id)
    if not person.is_active or person.email is None:
        raise refuse("no_account")
    token = new_token()
    end_links(uow, person)
    uow.session.add(
        PasswordLink(
            person_id=person.id, token_sha256=token_hash(token), expires_at=uow.now + LINK_LASTS
        )
    )
    uow.record("password_link_made", person, reference=person.name)
    return token


def link_is_good(session: Session, token: str, now: datetime) -> bool:
    """Whether a link may still be used; looking does not use it up."""
    return _good_link(session, token, now) is not None


def set_password(uow: UnitOfWork, *, token: str, password: str) -> None:
    """Use a link up. Ends every session and every other link of the person. Raises
    `Refused`."""
    link = _good_link(uow.session, token, uow.now)
    if link is None or uow.lock(PasswordLink, link.id).used_at is not None:
        raise refuse("link_ended")
    if len(password) < SHORTEST:
        raise refuse("password_too_short", "password", shortest=SHORTEST)
    end_links(uow, link.person)
    link.person.password_hash = hash_password(password)
    link.person.session_key = new_token()
    uow.record("password_set", link.person, reference=link.person.name)


def end_links(uow: UnitOfWork, person: Person) -> None:
    """No earlier link of this person sets a password any more."""
    uow.session.execute(
        update(PasswordLink)
        .where(PasswordLink.person_id == person.id, PasswordLink.used_at.is_(None))
        .values(used_at=uow.now)
    )


def _good_link(session: Session, token: str, now: datetime) -> PasswordLink | None:
    return session.scalar(
        select(PasswordLink)
        .join(Person)
        .where(
            PasswordLink.token_sha256 == token_hash(token),
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > now,
            Person.is_active,
        )
    )
