"""What goes into a digest, in which order, and the one thing asked of each action."""

from datetime import date
from typing import Any

import pytest

from tests.domain.calendars import day
from tracker.domain.digests import Ask, Contact, Digest, OwnedAction, asked_of, digest
from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import Stage
from tracker.domain.rag import ActionFacts

TODAY = day("12 Mar 2018")


def facts(due_on: date, **given: Any) -> ActionFacts:
    return ActionFacts(Stage.UNDER_WAY, day("1 Nov 2017"), due_on, due_on, **given)


def of(since: str | None = None, **dues: str) -> Digest | None:
    owned = {name: OwnedAction(Bilingual(name), facts(day(due))) for name, due in dues.items()}
    return digest(owned, TODAY, day(since) if since else None)


def test_overdue_worst_first_then_what_is_due_within_fourteen_days() -> None:
    found = of(d="26 Mar 2018", b="10 Mar 2018", a="2 Feb 2018", c="12 Mar 2018", e="27 Mar 2018")
    assert found is not None
    assert [line.reference for line in found.overdue] == ["a", "b"]
    assert [line.reference for line in found.soon] == ["c", "d"]
    assert found.quiet_until == day("27 Mar 2018")


@pytest.mark.parametrize("dues", [{}, {"a": "12 Mar 2018"}, {"a": "1 May 2018"}])
def test_without_anything_overdue_there_is_nothing_to_say(dues: dict[str, str]) -> None:
    assert of(**dues) is None


@pytest.mark.parametrize(
    ("since", "new"), [(None, ["a", "b"]), ("9 Mar 2018", ["b"]), ("10 Mar 2018", [])]
)
def test_new_is_what_no_earlier_digest_could_tell(since: str | None, new: list[str]) -> None:
    found = of(since, a="2 Feb 2018", b="9 Mar 2018", c="14 Mar 2018")
    assert found is not None
    assert [line.reference for line in found.overdue if line.is_new] == new
    assert found.new == len(new)
    assert not any(line.is_new for line in found.soon)


def test_contacts_are_named() -> None:
    contact = Contact(Bilingual("Programme manager"), "Ann", "ann@council.example")
    owned = {"a": OwnedAction(Bilingual("a"), facts(day("2 Feb 2018")))}
    found = digest(owned, TODAY, None, [contact])
    assert found is not None
    assert found.contacts == (contact,)


DUE = day("2 Mar 2018")


@pytest.mark.parametrize(
    ("given", "ask"),
    [
        ({}, Ask.SAY_HOW_IT_GOES),
        ({"last_update_on": DUE}, Ask.SAY_HOW_IT_GOES),
        ({"last_update_on": day("3 Mar 2018")}, Ask.SAY_WHEN),
        ({"blocked_since": day("1 Feb 2018")}, Ask.SAY_IF_STILL_HELD_UP),
        (
            {"waiting_on": "the health board", "last_update_on": day("3 Mar 2018")},
            Ask.SAY_IF_STILL_HELD_UP,
        ),
        (
            {"date_change_asked_on": day("1 Mar 2018"), "blocked_since": day("1 Feb 2018")},
            Ask.AWAIT_DECISION,
        ),
    ],
)
def test_one_thing_is_asked(given: dict[str, Any], ask: Ask) -> None:
    assert asked_of(facts(DUE, **given)) is ask
