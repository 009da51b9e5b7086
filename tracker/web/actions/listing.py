"""The actions of a plan: filtered, sorted, paged, printed."""

from collections.abc import Callable

from flask import render_template

from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Permission
from tracker.domain.rollup import WORST_FIRST
from tracker.extensions import units_of_work
from tracker.queries import action_rows, plan_heads, positions
from tracker.queries.filters import choices
from tracker.queries.ratings import RatedAction
from tracker.web import plan_filters
from tracker.web.access import requires
from tracker.web.actions import bp
from tracker.web.language import gettext as _
from tracker.web.listing import columns, order, page_of
from tracker.web.reading import reading
from tracker.wording.ratings import legend

_STAGES = list(Stage)

_SORTS: dict[str, Callable[[RatedAction], int]] = {
    "rating": lambda item: WORST_FIRST.index(item.rating) if item.rating else len(WORST_FIRST),
    "due": lambda item: item.facts.due_on.toordinal(),
    "stage": lambda item: _STAGES.index(item.stage),
    "reference": lambda item: 0,
}


@bp.get("/plans/<ref>/actions")
@requires(Permission.VIEW_PLAN, of="plan")
def index(ref: str) -> str:
    """The worst first; within that, in the order of the references."""
    here = reading()
    filters = plan_filters.asked()
    zone = units_of_work().zone
    plan = plan_heads.by_code(here.session, ref)
    position = positions.of_plan(here.session, plan.id, here.today, here.calendar, zone, filters)
    name, is_backwards = order(tuple(_SORTS))
    found = sorted(position.actions_for(filters), key=lambda item: item.reference)
    if is_backwards and name == "reference":
        found.reverse()
    found.sort(key=_SORTS[name], reverse=is_backwards)
    pages, shown = page_of(found)
    rows = action_rows.fetch(here.session, [item.id for item in shown])
    strips = plan_filters.strip(
        position.structure.themes, choices(here.session, plan.id), filters, here.language
    )
    return render_template(
        "pages/actions/index.html",
        plan=plan,
        lines=[(item, rows[item.id]) for item in shown],
        pages=pages,
        today=here.today,
        strips=strips,
        chosen=plan_filters.in_use(strips),
        columns=columns(
            {
                "reference": _("Action"),
                "due": _("Due"),
                "stage": _("Stage"),
                "rating": _("Rating"),
            },
            name,
            is_backwards,
        ),
        legend=legend(plan.scheme, here.language),
    )
