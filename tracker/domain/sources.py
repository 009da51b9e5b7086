"""Where findings come from, and what kinds of finding there are."""

from enum import StrEnum


class SourceKind(StrEnum):
    INSPECTION = "inspection"
    JOINT_INSPECTION = "joint_inspection"
    MONITORING_LETTER = "monitoring_letter"
    WARNING_NOTICE = "warning_notice"
    PRACTICE_REVIEW = "practice_review"
    AUDIT = "audit"
    SELF_ASSESSMENT = "self_assessment"
    PEER_REVIEW = "peer_review"
    REGIONAL_PLAN = "regional_plan"


class FindingKind(StrEnum):
    STRENGTH = "strength"
    CONCERN = "concern"
    RECOMMENDATION = "recommendation"
    REQUIREMENT = "requirement"


#: Kinds that a plan has to answer; a strength asks for nothing.
ANSWERABLE = frozenset(
    {FindingKind.CONCERN, FindingKind.RECOMMENDATION, FindingKind.REQUIREMENT}
)
