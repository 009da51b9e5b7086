"""How long a message that could not leave waits, how often it is tried, and for how long
one process may keep it to itself."""

from datetime import timedelta
from enum import StrEnum

#: Whoever claimed a message or a run and fell silent loses it after this time.
LEASE = timedelta(minutes=15)

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=2)

#: With the waits above this is a little under three days: a long weekend's outage.
MOST_ATTEMPTS = 40


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after that many failed attempts (1 or more), twice as long each
    time up to `LONGEST_WAIT`; None when it is to be given up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    doublings: int = 2 ** (min(attempts, 12) - 1)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


class Undelivered(StrEnum):
    """Why a message never reached a mail server."""

    #: The person's account was ended.
    DEACTIVATED = "deactivated"
    NO_ADDRESS = "no_address"
    #: It could not be put into words; what went wrong stands behind the code.
    UNWRITABLE = "unwritable"
    #: Tried as often as it may be.
    GIVEN_UP = "given_up"
