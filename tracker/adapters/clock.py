"""The time: the machine's own, or one that stands still.

The only place that asks the machine; everything below the edge is handed `now`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime


class SystemClock:
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class FixedClock:
    """Stands at one aware moment: a demonstration "as at" a date, or `--now`."""

    moment: datetime

    def __post_init__(self) -> None:
        if self.moment.utcoffset() is None:
            raise ValueError("a moment needs its offset from UTC")

    def now(self) -> datetime:
        """That moment, in UTC."""
        return self.moment.astimezone(UTC)
