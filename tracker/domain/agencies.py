"""Agencies: the bodies that share a plan."""

from enum import StrEnum


class AgencyKind(StrEnum):
    COUNCIL = "council"
    HEALTH_BOARD = "health_board"
    POLICE = "police"
    EDUCATION = "education"
    REGIONAL_BOARD = "regional_board"
    GOVERNMENT = "government"
    OTHER = "other"
