"""The action around which a form stands, read once for the request."""

from tracker.extensions import units_of_work
from tracker.queries.action_in_full import ActionInFull, in_full
from tracker.web.reading import reading


def read_action(reference: str) -> ActionInFull:
    """The action with that reference, once its door was passed."""
    here = reading()
    return in_full(
        here.session, here.access, reference, here.today, here.calendar, units_of_work().zone
    )
