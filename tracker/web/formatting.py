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
from tracker.domain.changes import ChangeKind, Direction
from tracker.domain.date_changes import ChangeReason, ChangeState
from tracker.domain.errors import Fault
from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage
from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.permissions import Role
from tracker.domain.plans import ColourScheme, Response
from tracker.domain.rag import Rated, Rating
from tracker.domain.readiness_facts import Who
from tracker.domain.sources import FindingKind, SourceKind
from tracker.domain.updates import UpdateKind
from tracker.extensions import units_of_work
from tracker.web.language import current_language
from tracker.wording import dates
from tracker.wording.changes import change_heading
from tracker.wording.date_changes import change_reason_word, change_state_word
from tracker.wording.deadlines import due_words
from tracker.wording.evidence import evidence_kind_word, expected_state_word, link_state_word
from tracker.wording.faults import sentence
from tracker.wording.meetings import closure_word, verdict_word
from tracker.wording.ratings import Label, direction_word, label, rating_word, why
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
    ExpectedState: expected_state_word,
    FindingKind: finding_kind_word,
    LinkState: link_state_word,
    Rating: rating_word,
    Response: response_word,
    Role: role_word,
    SourceKind: source_kind_word,
    Stage: stage_word,
    UpdateKind: update_kind_word,
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


def fault(found: Fault) -> str:
    """What a rule found wrong, as a sentence without its full stop."""
    return sentence(found, current_language())


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        due=due,
        fault=fault,
        local_date=local_date,
        long_date=long_date,
        moment=moment,
        rating_label=rating_label,
        reasons=reasons,
        said=said,
        who=who,
        word=word,
    )
