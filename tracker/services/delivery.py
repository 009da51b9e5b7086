"""The outbox leaves here, and nowhere else.

Each message is claimed with a lease, and committed; written and sent outside any
transaction; settled, and committed. A process that is killed in between leaves its claim
to whoever comes after the lease: nothing is lost, and at most that one message leaves
twice, under the same Message-ID.
"""

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.exc import SQLAlchemyError

from tracker.domain.delivery import LEASE, MOST_ATTEMPTS, Undelivered, wait_after
from tracker.domain.languages import Language
from tracker.domain.reminders import is_time
from tracker.emails import kinds
from tracker.emails.email import Email
from tracker.emails.links import Links
from tracker.models import Message
from tracker.models.outbox import MessageState
from tracker.ports import (
    Mailer,
    MailerFor,
    MailFault,
    MailRefused,
    MailSession,
    MailUnavailable,
    OutgoingMail,
)
from tracker.queries.settings import installation
from tracker.services.letters import ON_WORKING_DAYS, facts_of
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork

#: What one run sends at most; the next one goes on.
BATCH = 200

#: After so many messages in a row that found no server to talk to, a run ends.
LOST_IN_A_ROW = 2

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Claim:
    id: int
    key: str
    kind: str
    message_id: str
    attempts: int


@dataclass(frozen=True)
class _Letter:
    """Written and addressed, in the reader's language."""

    to_name: str
    to_address: str
    language: Language
    email: Email


@dataclass(frozen=True)
class _Outcome:
    """Where a message stands after one attempt; WAITING means that it was put off."""

    state: MessageState
    error: str = ""
    letter: _Letter | None = None


def deliver(
    units: UnitsOfWork,
    mailer_for: MailerFor,
    links: Links,
    *,
    now: datetime | None = None,
    most: int = BATCH,
) -> dict[str, int]:
    """Send what may leave by now, over one connection. Answers how many messages came to
    stand where (`sent`, `dropped`, `failed`), and how many were put off (`waiting`)."""
    counts = _nothing()
    with units(now=now) as uow:
        mailer = mailer_for(installation(uow.session).is_demonstration)
    with ExitStack() as stack:
        post = _Post(stack, mailer)
        while sum(counts.values()) < most and not post.is_lost:
            claim = _claim(units, links, now)
            if claim is None:
                break
            outcome = _attempt(units, post, links, claim, now)
            _settle(units, claim, outcome, now)
            counts[outcome.state.value] += 1
    return counts


def preview(
    units: UnitsOfWork, links: Links, *, now: datetime | None = None, most: int = BATCH
) -> dict[str, int]:
    """What `deliver` would come to if every server took everything. Changes nothing."""
    counts = _nothing()
    with units.rehearsing()(now=now) as uow:
        ready = uow.session.scalars(
            select(Message).where(_may_leave(uow)).order_by(Message.id).limit(most)
        )
        claims = [
            _Claim(message.id, message.key, message.kind, "", message.attempts) for message in ready
        ]
    for claim in claims:
        written = _write(units.rehearsing(), links, claim, now)
        state = MessageState.SENT if isinstance(written, _Letter) else written.state
        counts[state.value] += 1
    return counts


def message_id(key: str, links: Links) -> str:
    """The Message-ID of a key: the same at every attempt."""
    host = urlsplit(links.public_url).hostname
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host}>"


class _Post:
    """One connection for the whole batch, opened for the first message."""

    def __init__(self, stack: ExitStack, mailer: Mailer) -> None:
        self._stack = stack
        self._mailer = mailer
        self._session: MailSession | None = None
        self._lost = 0

    @property
    def is_lost(self) -> bool:
        """Whether it is no use to try more for now."""
        return self._lost >= LOST_IN_A_ROW

    def send(self, mail: OutgoingMail) -> None:
        """Raises `MailRefused` or `MailUnavailable`."""
        try:
            if self._session is None:
                self._session = self._stack.enter_context(self._mailer.connect())
            self._session.send(mail)
        except MailUnavailable as error:
            self._lost = 0 if error.code is MailFault.LATER else self._lost + 1
            raise
        except MailRefused:
            self._lost = 0
            raise
        self._lost = 0


def _claim(units: UnitsOfWork, links: Links, now: datetime | None) -> _Claim | None:
    """Take the message that has waited longest, for as long as the lease lasts."""
    with units(now=now) as uow:
        message = uow.session.scalar(
            select(Message)
            .where(_may_leave(uow))
            .order_by(Message.not_before, Message.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if message is None:
            return None
        message.leased_until = uow.now + LEASE
        message.attempts += 1
        message.message_id = message.message_id or message_id(message.key, links)
        return _Claim(message.id, message.key, message.kind, message.message_id, message.attempts)


def _may_leave(uow: UnitOfWork) -> ColumnElement[bool]:
    is_hour = is_time(uow.now.astimezone(uow.zone)) and uow.calendar.is_working_day(uow.today)
    now_too = true() if is_hour else false()
    return and_(
        Message.state == MessageState.WAITING,
        Message.not_before <= uow.now,
        or_(Message.leased_until.is_(None), Message.leased_until <= uow.now),
        or_(now_too, Message.kind.not_in(ON_WORKING_DAYS)),
    )


def _attempt(
    units: UnitsOfWork, post: _Post, links: Links, claim: _Claim, now: datetime | None
) -> _Outcome:
    if claim.attempts > MOST_ATTEMPTS:  # Whoever held it died each time.
        return _Outcome(MessageState.FAILED, Undelivered.GIVEN_UP.value)
    letter = _write(units, links, claim, now)
    if isinstance(letter, _Outcome):
        return letter
    try:
        post.send(_addressed(claim, letter))
    except MailRefused as error:
        return _Outcome(MessageState.FAILED, str(error))
    except MailUnavailable as error:
        state = MessageState.WAITING if wait_after(claim.attempts) else MessageState.FAILED
        return _Outcome(state, str(error))
    return _Outcome(MessageState.SENT, letter=letter)


def _write(
    units: UnitsOfWork, links: Links, claim: _Claim, now: datetime | None
) -> _Letter | _Outcome:
    """The letter as it would leave now, or why there is none."""
    try:
        with units(now=now) as uow:
            message = uow.get(Message, claim.id)
            person, facts = message.person, facts_of(uow, message)
            if facts is None:
                return _Outcome(MessageState.DROPPED)
            if not person.is_active:
                return _Outcome(MessageState.FAILED, Undelivered.DEACTIVATED.value)
            if not person.email:
                return _Outcome(MessageState.FAILED, Undelivered.NO_ADDRESS.value)
            name, address, language = person.name, person.email, person.language
        return _Letter(name, address, language, kinds.write(claim.kind, facts, language, links))
    except SQLAlchemyError:
        raise
    except Exception as error:  # One bad row never keeps the others waiting.
        _log.exception("the message %s cannot be written", claim.key)
        return _Outcome(MessageState.FAILED, f"{Undelivered.UNWRITABLE.value}: {error!r:.300}")


def _addressed(claim: _Claim, letter: _Letter) -> OutgoingMail:
    return OutgoingMail(
        key=claim.key,
        message_id=claim.message_id,
        to_name=letter.to_name,
        to_address=letter.to_address,
        subject=letter.email.subject,
        text=letter.email.text,
        html=letter.email.html,
        headers={"X-Tracker-Kind": claim.kind, "X-Tracker-Key": claim.key},
    )


def _settle(units: UnitsOfWork, claim: _Claim, outcome: _Outcome, now: datetime | None) -> None:
    """Write down what became of a message. That it was sent is true whatever happened to
    it meanwhile; anything else holds only while nobody else settled it."""
    with units(now=now) as uow:
        message = uow.lock(Message, claim.id)
        letter = outcome.letter
        if letter is None and message.state is not MessageState.WAITING:
            return
        message.leased_until = None
        message.state = outcome.state
        message.last_error = outcome.error
        if outcome.state is MessageState.WAITING:
            message.not_before = uow.now + (wait_after(claim.attempts) or LEASE)
        if letter is not None:
            message.sent_at = uow.now
            message.sent_to = letter.to_address
            message.language = letter.language
            message.subject = letter.email.subject
            message.text = letter.email.text
            message.html = letter.email.html


def _nothing() -> dict[str, int]:
    states = (
        MessageState.SENT,
        MessageState.WAITING,
        MessageState.DROPPED,
        MessageState.FAILED,
    )
    return {state.value: 0 for state in states}
