"""What a digest says: plain facts, worked out at the moment it is delivered.

Whether one is owed is decided in `domain.reminders`. References, titles and dates only:
no evidence and nothing anybody wrote about the work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.deadlines import is_overdue
from tracker.domain.languages import Bilingual
from tracker.domain.rag import ActionFacts
from tracker.domain.reminders import DueItem, due_soon, quiet_until, worst_first


class Ask(StrEnum):
    """The one thing asked of the owner of an action."""

    SAY_HOW_IT_GOES = "say_how_it_goes"
    #: There was word since it fell due, and still no day on which it will be done.
    SAY_WHEN = "say_when"
    #: Blocked, or another body has to act.
    SAY_IF_STILL_HELD_UP = "say_if_still_held_up"
    #: A request for more time is with somebody else.
    AWAIT_DECISION = "await_decision"


@dataclass(frozen=True)
class OwnedAction:
    """One action of the person written to, still to be delivered."""

    title: Bilingual
    facts: ActionFacts


@dataclass(frozen=True)
class Line:
    """One action in a digest. `is_new`: no earlier message could tell that it is overdue."""

    reference: str
    title: Bilingual
    due_on: date
    ask: Ask
    is_new: bool = False


@dataclass(frozen=True)
class Contact:
    """Somebody to turn to: role first."""

    role: Bilingual
    name: str
    address: str


@dataclass(frozen=True)
class Digest:
    """One message to one person, as of `today`: what is overdue (worst first), what is due
    soon, and the next due date after all that, None when there is none."""

    today: date
    overdue: tuple[Line, ...]
    soon: tuple[Line, ...]
    quiet_until: date | None
    contacts: tuple[Contact, ...] = ()

    @property
    def new(self) -> int:
        """How many of the overdue ones are told of for the first time."""
        return sum(line.is_new for line in self.overdue)


def digest(
    owned: Mapping[str, OwnedAction],
    today: date,
    since: date | None,
    contacts: Iterable[Contact] = (),
) -> Digest | None:
    """The digest of somebody whose undelivered actions, by reference, are `owned`; None
    when nothing is overdue any more. `since` is the day of their last digest."""
    items = [DueItem(reference, action.facts.due_on) for reference, action in owned.items()]
    overdue = worst_first(item for item in items if is_overdue(item.due_on, today))
    if not overdue:
        return None

    def line(item: DueItem) -> Line:
        action = owned[item.reference]
        is_new = is_overdue(item.due_on, today) and (since is None or item.due_on >= since)
        return Line(item.reference, action.title, item.due_on, asked_of(action.facts), is_new)

    return Digest(
        today=today,
        overdue=tuple(map(line, overdue)),
        soon=tuple(map(line, due_soon(items, today))),
        quiet_until=quiet_until(items, today),
        contacts=tuple(contacts),
    )


def asked_of(facts: ActionFacts) -> Ask:
    """The one thing that would help most, by what is known of the action."""
    if facts.date_change_asked_on is not None:
        return Ask.AWAIT_DECISION
    if facts.blocked_since is not None or facts.waiting_on:
        return Ask.SAY_IF_STILL_HELD_UP
    if facts.last_update_on is not None and facts.last_update_on > facts.due_on:
        return Ask.SAY_WHEN
    return Ask.SAY_HOW_IT_GOES
