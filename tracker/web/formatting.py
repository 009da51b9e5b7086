"""Filters that say codes, dates and bilingual words in the reader's language.

`{{ action.stage | word }}`, `{{ action.title | said }}`, `{{ action.due_on | long_date }}`.
What is said and how stands in `tracker.wording`; here it only meets the request.
"""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask import Flask

from tracker.domain.agencies import AgencyKind
from tracker.domain.changes import Change, ChangeKind, Direction
from tracker.domain.date_changes import ChangeReason, ChangeState
from tracker.domain.errors import Fault
from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState, Staleness
from tracker.domain.exceptions import ExceptionKind
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage
from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.next_step import NextStep
from tracker.domain.permissions import Role
from tracker.domain.plans import ColourScheme, Response
from tracker.domain.rag import Rated, Rating
from tracker.domain.readiness_checks import Check
from tracker.domain.readiness_facts import Who
from tracker.domain.reasons import Reason
from tracker.domain.sources import FindingKind, SourceKind
from tracker.domain.updates import UpdateKind
from tracker.domain.urgency import Urgency
from tracker.extensions import units_of_work
from tracker.queries.decisions import ClosureSpoken, VerdictGiven
from tracker.web.language import current_language
from tracker.wording import dates, minutes
from tracker.wording.changes import change_heading, change_words
from tracker.wording.date_changes import change_reason_word, change_state_word, slip_words
from tracker.wording.deadlines import due_words
from tracker.wording.events import event_words
from tracker.wording.evidence import (
    evidence_kind_word,
    expected_state_word,
    link_state_word,
    staleness_words,
)
from tracker.wording.exceptions import exception_heading
from tracker.wording.faults import sentence
from tracker.wording.files import file_kind_word, size_words
from tracker.wording.meetings import closure_word, verdict_word
from tracker.wording.owners import next_step_word, urgency_word
from tracker.wording.ratings import Label, direction_word, label, rating_word, why
from tracker.wording.readiness import check_words
from tracker.wording.reasons import clause
from tracker.wording.roles import agency_kind_word, role_word
from tracker.wording.sources import (
    finding_kind_word,
    response_word,
    scheme_word,
    source_kind_word,
)
from tracker.wording.stages import stage_word
from tracker.wording.updates import update_kind_word

_WORDS: dict[type[StrEnum], Callable[[Any, Language], str]] = {
    AgencyKind: agency_kind_word,
    ChangeKind: change_heading,
    ChangeReason: change_reason_word,
    ChangeState: change_state_word,
    ClosureState: closure_word,
    ColourScheme: scheme_word,
    Direction: direction_word,
    EvidenceKind: evidence_kind_word,
    ExceptionKind: exception_heading,
    ExpectedState: expected_state_word,
    FindingKind: finding_kind_word,
    LinkState: link_state_word,
    NextStep: next_step_word,
    Rating: rating_word,
    Response: response_word,
    Role: role_word,
    SourceKind: source_kind_word,
    Stage: stage_word,
    Staleness: staleness_words,
    UpdateKind: update_kind_word,
    Urgency: urgency_word,
    Verdict: verdict_word,
}


def word(code: StrEnum) -> str:
    """What a code is called: `{{ verdict | word }}`."""
    return _WORDS[type(code)](code, current_language())


def said(words: Bilingual) -> str:
    """Words that people wrote, in the reader's language where they are translated."""
    return words.said_in(current_language())


def who(person: Who | None) -> str:
    """Role first, then name; nothing for nobody."""
    if person is None:
        return ""
    return ", ".join(part for part in (said(person.role), person.name) if part)


def long_date(day: date) -> str:
    return dates.long_date(day, current_language())


def day_and_month(day: date) -> str:
    """Where the year is plain from what stands around."""
    return dates.day_and_month(day, current_language())


def weekday_date(day: date) -> str:
    """As within a sentence."""
    return dates.weekday_date(day, current_language())


def slip(original_due_on: date, due_on: date) -> str:
    """How far a date has moved from the one first agreed."""
    return slip_words(original_due_on, due_on, current_language())


def capital(words: str) -> str:
    """A phrase at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def moment(at: datetime) -> str:
    """On the wall clock of the organisation."""
    return dates.moment(at, units_of_work().zone, current_language())


def local_date(at: datetime) -> str:
    """The day of a moment, in the organisation's zone."""
    return long_date(at.astimezone(units_of_work().zone).date())


def due(due_on: date, today: date) -> str:
    """ "was due 3 days ago, Friday 9 March 2018"."""
    return due_words(due_on, today, current_language())


def rating_label(rating: Rating, scheme: ColourScheme, stage: Stage | None = None) -> Label:
    """For the macro `rating`; `stage` lets a done thing show that it is embedded."""
    embedded = stage in (Stage.EMBEDDED, Stage.SUSTAINED)
    return label(rating, scheme, current_language(), embedded=embedded)


def reasons(rated: Rated) -> str:
    """The answer to "why?"."""
    return why(rated, current_language())


def because(reason: Reason) -> str:
    """One reason as a clause, without capital or full stop."""
    return clause(reason, current_language())


def moved(change: Change) -> str:
    """What moved from what to what, without the reference."""
    return change_words(change, current_language())


def found(check: Check) -> str:
    """What a check of readiness found."""
    return check_words(check, current_language())


def verdict_minute(given: VerdictGiven) -> str:
    """What a meeting said of a rating, as its minutes say it."""
    return minutes.verdict_minute(
        given.verdict, given.computed, given.rating, given.until, given.reason, current_language()
    )


def closure_minute(spoken: ClosureSpoken) -> str:
    """What a board said to a closing, as its minutes say it."""
    return minutes.closure_minute(spoken.state, spoken.words, spoken.reason, current_language())


def event(what: str) -> str:
    """What was done, in the past tense."""
    return event_words(what, current_language())


def file_kind(media_type: str) -> str:
    return file_kind_word(media_type, current_language())


def file_size(size: int) -> str:
    """From a number of bytes."""
    return size_words(size, current_language())


def fault(wrong: Fault) -> str:
    """What a rule found wrong, as a sentence without its full stop."""
    return sentence(wrong, current_language())


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        because=because,
        capital=capital,
        closure_minute=closure_minute,
        day_and_month=day_and_month,
        due=due,
        event=event,
        fault=fault,
        file_kind=file_kind,
        file_size=file_size,
        found=found,
        local_date=local_date,
        long_date=long_date,
        moment=moment,
        moved=moved,
        rating_label=rating_label,
        reasons=reasons,
        said=said,
        slip=slip,
        verdict_minute=verdict_minute,
        weekday_date=weekday_date,
        who=who,
        word=word,
    )
