"""What a board does with a recommendation's rating at a meeting."""

from enum import StrEnum


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    CHALLENGED = "challenged"
    OVERRIDDEN = "overridden"


class ClosureState(StrEnum):
    ASKED = "asked"
    CLOSED = "closed"
    REFUSED = "refused"
