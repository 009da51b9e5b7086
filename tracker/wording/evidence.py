"""What kinds of evidence, decisions about it and its weaknesses are called."""

from tracker.domain.evidence import EvidenceKind, ExpectedState, LinkState, Staleness
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_KINDS = {
    EvidenceKind.OUTPUT: N_("Output"),
    EvidenceKind.PRACTICE: N_("Practice"),
    EvidenceKind.OUTCOME: N_("Outcome"),
    EvidenceKind.VOICE: N_("Voice"),
}

_HINTS = {
    EvidenceKind.OUTPUT: N_("The thing itself: a policy, a form, a register, a training list"),
    EvidenceKind.PRACTICE: N_("What workers do now: an audit, a dip sample, observed practice"),
    EvidenceKind.OUTCOME: N_("What changed for children and families: a measure, a result"),
    EvidenceKind.VOICE: N_("What children, families or staff say about it"),
}

_LINKS = {
    LinkState.SUBMITTED: N_("Waiting to be checked"),
    LinkState.ACCEPTED: N_("Accepted"),
    LinkState.RETURNED: N_("Returned"),
}

_EXPECTED = {
    ExpectedState.OPEN: N_("Open"),
    ExpectedState.MET: N_("Met"),
    ExpectedState.WAIVED: N_("Waived"),
}

_STALE = {
    Staleness.EXPIRED: N_("no longer shows how things are now"),
    Staleness.BEFORE_DELIVERY: N_("dated before the action was delivered"),
}


def evidence_kind_word(kind: EvidenceKind, language: Language) -> str:
    return Words(language)._(_KINDS[kind])


def evidence_kind_hint(kind: EvidenceKind, language: Language) -> str:
    """What belongs to this kind, for the person who chooses."""
    return Words(language)._(_HINTS[kind])


def link_state_word(state: LinkState, language: Language) -> str:
    """What was decided about evidence for one action."""
    return Words(language)._(_LINKS[state])


def expected_state_word(state: ExpectedState, language: Language) -> str:
    return Words(language)._(_EXPECTED[state])


def staleness_words(staleness: Staleness, language: Language) -> str:
    """Why evidence is stale; as within a sentence."""
    return Words(language)._(_STALE[staleness])
