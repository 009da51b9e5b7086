"""Messages to send in the tests of the mail adapters."""

from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from typing import Any

from tracker.adapters.clock import FixedClock
from tracker.ports import OutgoingMail

MORNING = datetime(2018, 3, 12, 7, tzinfo=UTC)
CLOCK = FixedClock(MORNING)
SENDER = Address("Cynllun Gwella – Bwrdd Rhanbarthol", addr_spec="tracker@council.example")


def letter(to: str = "sian@council.example", number: int = 7, **changed: Any) -> OutgoingMail:
    """One digest to `to`."""
    key = f"overdue-digest:user:{number}:2018-03-12"
    usual = OutgoingMail(
        key=key,
        message_id=f"<overdue-digest.{number}@tracker.council.example>",
        to_name="Siân Ŷnyr",
        to_address=to,
        subject="Mae 3 cam yn hwyr · CS17-R05.03",
        text="Helo Siân,\n.\nMae 3 cam yn hwyr.\n",
        html="<p>Helo Siân, mae <b>3 cam</b> yn hwyr.</p>",
        headers={"X-Tracker-Kind": "overdue-digest", "X-Tracker-Key": key},
    )
    return replace(usual, **changed)
