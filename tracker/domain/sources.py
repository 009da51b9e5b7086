"""Where findings come from, and what kinds of finding there are."""

from datetime import date
from enum import StrEnum

from tracker.domain.errors import Fault, doubt, refuse


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
ANSWERABLE = frozenset({FindingKind.CONCERN, FindingKind.RECOMMENDATION, FindingKind.REQUIREMENT})

#: Begins the reference of a source that no single inspectorate issued.
CODES = {
    SourceKind.INSPECTION: "INSPECTION",
    SourceKind.JOINT_INSPECTION: "JOINT",
    SourceKind.MONITORING_LETTER: "LETTER",
    SourceKind.WARNING_NOTICE: "NOTICE",
    SourceKind.PRACTICE_REVIEW: "REVIEW",
    SourceKind.AUDIT: "AUDIT",
    SourceKind.SELF_ASSESSMENT: "SELF",
    SourceKind.PEER_REVIEW: "PEER",
    SourceKind.REGIONAL_PLAN: "REGIONAL",
}


def code_for(kind: SourceKind, abbreviations: list[str]) -> str:
    """The inspectorate's abbreviation when exactly one issued it, else the kind's code."""
    return abbreviations[0] if len(abbreviations) == 1 else CODES[kind]


def known_on(published_on: date | None, received_on: date | None) -> date:
    """The day from which the source counts. Raises `Refused` (`source_without_date`)."""
    day = published_on or received_on
    if day is None:
        raise refuse("source_without_date", "published_on")
    return day


def doubts_about_dates(
    published_on: date | None, received_on: date | None, fieldwork_on: date | None, today: date
) -> list[Fault]:
    """What is unlikely about the dates of a source."""
    given = {
        "published_on": published_on,
        "received_on": received_on,
        "fieldwork_on": fieldwork_on,
    }
    doubts = [doubt("date_in_future", name) for name, day in given.items() if day and day > today]
    if fieldwork_on and fieldwork_on > known_on(published_on, received_on):
        doubts.append(doubt("fieldwork_after_report", "fieldwork_on"))
    return doubts


def bore_name_on(named_from: date | None, named_until: date | None, day: date) -> bool:
    """Whether an inspectorate went by a name on `day`; names change (CSSIW became CIW)."""
    return (named_from is None or named_from <= day) and (named_until is None or day <= named_until)
