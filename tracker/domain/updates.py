"""What an owner can say in an update."""

from enum import StrEnum


class UpdateKind(StrEnum):
    PROGRESS = "progress"
    NO_CHANGE = "no_change"
    STUCK = "stuck"
    WAITING = "waiting"
