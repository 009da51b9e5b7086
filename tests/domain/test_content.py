"""Stored content says exactly what was stored, in a stable order."""

import json
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given

from tests.domain.calendars import WALES, day
from tests.domain.strategies import live, near_days
from tests.domain.test_rag import TODAY, WELL, on
from tracker.domain.content import fingerprint, from_content, to_content
from tracker.domain.languages import Bilingual, Language
from tracker.domain.rag import ActionFacts, Rated, Rating, rate
from tracker.domain.reasons import ReasonCode, because


@given(live, near_days)
def test_a_rating_comes_back_as_it_was(action: ActionFacts, today: date) -> None:
    rated = rate(action, today, WALES)
    stored = json.loads(json.dumps(to_content(rated)))
    assert from_content(Rated, stored) == rated


@given(live)
def test_facts_come_back_as_they_were(action: ActionFacts) -> None:
    stored = json.loads(json.dumps(to_content(action)))
    assert from_content(ActionFacts, stored) == action


def test_dates_among_parameters_say_what_they_are() -> None:
    reason = because(ReasonCode.BLOCKED, since=day("1 Mar 2018"), by="2018-03-01", days=11)
    assert to_content(reason) == {
        "code": "blocked",
        "params": {"by": "2018-03-01", "days": 11, "since": {"date": "2018-03-01"}},
    }


def test_the_order_is_that_of_the_fields() -> None:
    assert list(to_content(on())) == ["rating", "reasons", "mend"]


def test_the_same_facts_give_the_same_text() -> None:
    one = because(ReasonCode.EXPECTED, met=1, total=3)
    other = because(ReasonCode.EXPECTED, total=3, met=1)
    assert json.dumps(to_content(one)) == json.dumps(to_content(other))


@dataclass(frozen=True)
class Grown:
    """As content looked to a later release, which added a field."""

    rating: Rating
    added: str = "unsaid"


def test_what_was_stored_before_a_field_existed_is_still_read() -> None:
    assert from_content(Grown, to_content(on())) == Grown(Rating.ON_TRACK)


def test_what_was_never_stored_is_not_read() -> None:
    stored = to_content(rate(WELL, TODAY, WALES))
    with pytest.raises(ValueError, match="green"):
        from_content(Rated, stored | {"rating": "green"})


def test_words_fall_back_to_the_language_they_were_written_in() -> None:
    both, english, welsh = Bilingual("Plan", "Cynllun"), Bilingual("Plan"), Bilingual("", "Cynllun")
    assert [words.said_in(Language.WELSH) for words in (both, english, welsh)] == [
        "Cynllun",
        "Plan",
        "Cynllun",
    ]
    assert [words.said_in(Language.ENGLISH) for words in (both, english, welsh)] == [
        "Plan",
        "Plan",
        "Cynllun",
    ]


def test_a_fingerprint_does_not_depend_on_how_the_content_was_kept() -> None:
    content = {"b": [1, "ŵ"], "a": {"d": None, "c": True}}
    reordered = {"a": {"c": True, "d": None}, "b": [1, "ŵ"]}
    assert fingerprint(content) == fingerprint(reordered)
    assert fingerprint(content) == (
        "fb0091a9ba5c20887d35cc567aeb511bc1f262b04ce94fb4942a737b42ccaab1"
    )
    assert fingerprint({**content, "b": [1, "w"]}) != fingerprint(content)
