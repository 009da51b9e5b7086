"""Evidence: kinds, decisions about it, and when it has gone stale."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    OUTPUT = "output"
    PRACTICE = "practice"
    OUTCOME = "outcome"
    VOICE = "voice"


class LinkState(StrEnum):
    """One piece of evidence, judged separately for each action it supports."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class ExpectedState(StrEnum):
    """An item of the evidence agreed beforehand."""

    OPEN = "open"
    MET = "met"
    WAIVED = "waived"
