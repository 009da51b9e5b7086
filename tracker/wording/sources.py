"""What sources, findings and answers to them are called."""

from tracker.domain.languages import Language
from tracker.domain.plans import ColourScheme, Response
from tracker.domain.sources import FindingKind, SourceKind
from tracker.wording.catalogue import N_, Words

_SOURCES = {
    SourceKind.INSPECTION: N_("Inspection"),
    SourceKind.JOINT_INSPECTION: N_("Joint inspection"),
    SourceKind.MONITORING_LETTER: N_("Monitoring letter"),
    SourceKind.WARNING_NOTICE: N_("Warning notice"),
    SourceKind.PRACTICE_REVIEW: N_("Child practice review"),
    SourceKind.AUDIT: N_("Audit"),
    SourceKind.SELF_ASSESSMENT: N_("Self-assessment"),
    SourceKind.PEER_REVIEW: N_("Peer review"),
    SourceKind.REGIONAL_PLAN: N_("Regional plan"),
}

_FINDINGS = {
    FindingKind.STRENGTH: N_("Strength"),
    FindingKind.CONCERN: N_("Concern"),
    FindingKind.RECOMMENDATION: N_("Recommendation"),
    FindingKind.REQUIREMENT: N_("Requirement"),
}

_RESPONSES = {
    Response.ACCEPTED: N_("Accepted"),
    Response.PARTLY_ACCEPTED: N_("Partly accepted"),
    Response.NOT_ACCEPTED: N_("Not accepted"),
}

_SCHEMES = {
    ColourScheme.RAG: N_("Red, amber, green"),
    ColourScheme.BRAG: N_("Blue, red, amber, green"),
    ColourScheme.RAYG: N_("Red, amber, yellow, green"),
}


def source_kind_word(kind: SourceKind, language: Language) -> str:
    return Words(language)._(_SOURCES[kind])


def finding_kind_word(kind: FindingKind, language: Language) -> str:
    return Words(language)._(_FINDINGS[kind])


def response_word(response: Response, language: Language) -> str:
    """What the body answered to a recommendation."""
    return Words(language)._(_RESPONSES[response])


def scheme_word(scheme: ColourScheme, language: Language) -> str:
    """The colours of a scheme, for the person who chooses one."""
    return Words(language)._(_SCHEMES[scheme])
