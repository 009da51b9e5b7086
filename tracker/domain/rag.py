"""Delivery rating (dial 1): is it being done? A rating always comes with its reasons."""

from enum import StrEnum


class Rating(StrEnum):
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    WAITING = "waiting"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    DONE = "done"
