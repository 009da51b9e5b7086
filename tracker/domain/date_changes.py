"""Asking for more time: reasons, states and who may decide."""

from enum import StrEnum


class ChangeReason(StrEnum):
    CAPACITY = "capacity"
    DEPENDENCY = "dependency"
    SCOPE = "scope"
    QUALITY = "quality"
    FUNDING = "funding"
    PARTNER = "partner"
    OTHER = "other"


class ChangeState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
