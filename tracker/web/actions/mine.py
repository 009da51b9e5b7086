"""One's own actions, by what hurts: the first page an owner sees."""

from itertools import groupby

from flask import render_template, request

from tracker.domain.permissions import Permission
from tracker.domain.urgency import Urgency
from tracker.extensions import units_of_work
from tracker.queries import my_actions
from tracker.queries.my_actions import Mine, OwnAction
from tracker.web.access import requires
from tracker.web.actions import bp
from tracker.web.listing import page_of
from tracker.web.reading import reading

#: How many of those one is accountable for stand under one's own; the rest has a page.
_LED_SHOWN = 20


@bp.get("/my-actions")
@requires(Permission.SIGNED_IN)
def mine() -> str:
    """One's own; with `whose=led` all that one is accountable for."""
    here = reading()
    found = my_actions.mine(
        here.session, here.access, here.today, here.calendar, units_of_work().zone
    )
    return _led(found) if request.args.get("whose") == "led" else _own(found)


def _own(found: Mine) -> str:
    pages, shown = page_of(found.live)
    return render_template(
        "pages/actions/mine.html",
        found=found,
        overdue=sum(action.urgency is Urgency.OVERDUE for action in found.live),
        groups=[(urgency, list(actions)) for urgency, actions in groupby(shown, _urgency)],
        pages=pages,
        led=found.led[:_LED_SHOWN],
        today=reading().today,
    )


def _led(found: Mine) -> str:
    pages, shown = page_of(found.led)
    return render_template("pages/actions/led.html", pages=pages, led=shown, today=reading().today)


def _urgency(action: OwnAction) -> Urgency:
    return action.urgency
