"""Every code has words, in both languages, and no two of one kind share them."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from tracker.domain.agencies import AgencyKind
from tracker.domain.changes import ChangeKind
from tracker.domain.date_changes import ChangeReason, ChangeState
from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState, Staleness
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage, Step
from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.next_step import NextStep
from tracker.domain.permissions import Role
from tracker.domain.plans import ColourScheme, Response
from tracker.domain.sources import FindingKind, SourceKind
from tracker.domain.updates import UpdateKind
from tracker.domain.urgency import Urgency
from tracker.wording.changes import change_heading
from tracker.wording.date_changes import change_reason_word, change_state_word
from tracker.wording.evidence import (
    evidence_kind_hint,
    evidence_kind_word,
    expected_state_word,
    link_state_word,
    staleness_words,
)
from tracker.wording.meetings import closure_word, verdict_word
from tracker.wording.owners import next_step_word, urgency_word
from tracker.wording.roles import agency_kind_word, role_word
from tracker.wording.sources import finding_kind_word, response_word, scheme_word, source_kind_word
from tracker.wording.stages import stage_meaning, stage_word, step_word
from tracker.wording.updates import update_kind_word

SAID: list[tuple[type[StrEnum], Callable[[Any, Language], str]]] = [
    (AgencyKind, agency_kind_word),
    (ChangeKind, change_heading),
    (ChangeReason, change_reason_word),
    (ChangeState, change_state_word),
    (ClosureState, closure_word),
    (ColourScheme, scheme_word),
    (EvidenceKind, evidence_kind_word),
    (EvidenceKind, evidence_kind_hint),
    (ExpectedState, expected_state_word),
    (FindingKind, finding_kind_word),
    (LinkState, link_state_word),
    (NextStep, next_step_word),
    (Response, response_word),
    (Role, role_word),
    (SourceKind, source_kind_word),
    (Stage, stage_word),
    (Stage, stage_meaning),
    (Staleness, staleness_words),
    (Step, step_word),
    (UpdateKind, update_kind_word),
    (Urgency, urgency_word),
    (Verdict, verdict_word),
]


@pytest.mark.parametrize(("kind", "say"), SAID, ids=[say.__name__ for _, say in SAID])
def test_every_code_is_said_in_its_own_words(
    kind: type[StrEnum], say: Callable[[Any, Language], str]
) -> None:
    for language in Language:
        words = [say(code, language) for code in kind]
        assert all(words)
        assert len(set(words)) == len(words)
