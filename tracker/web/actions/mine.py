"""One's own actions, by what hurts: the first page an owner sees."""

from itertools import groupby

from flask import render_template

from tracker.domain.permissions import Permission
from tracker.domain.urgency import Urgency
from tracker.extensions import units_of_work
from tracker.queries import my_actions
from tracker.queries.my_actions import OwnAction
from tracker.web.access import requires
from tracker.web.actions import bp
from tracker.web.listing import page_of
from tracker.web.reading import reading


@bp.get("/my-actions")
@requires(Permission.SIGNED_IN)
def mine() -> str:
    here = reading()
    found = my_actions.mine(
        here.session, here.access, here.today, here.calendar, units_of_work().zone
    )
    pages, shown = page_of(found.live)
    return render_template(
        "pages/actions/mine.html",
        found=found,
        overdue=sum(action.urgency is Urgency.OVERDUE for action in found.live),
        groups=[(urgency, list(actions)) for urgency, actions in groupby(shown, _urgency)],
        pages=pages,
        today=here.today,
    )


def _urgency(action: OwnAction) -> Urgency:
    return action.urgency
