"""When a job's turn comes: slots on a fixed grid, the same whoever works them out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def slot_at(moment: datetime, every: timedelta) -> datetime:
    """The latest turn at or before `moment` of something that happens `every` so often.

    Turns are counted in UTC, so that no change of the clocks skips or repeats one.
    """
    return moment - (moment - _EPOCH) % every


def slot_name(slot: datetime, zone: ZoneInfo) -> str:
    """A turn as people read it, with its offset, which tells the two 01:30 of an autumn
    night apart: `2026-10-25T01:30+01:00`."""
    return slot.astimezone(zone).isoformat(timespec="minutes")
