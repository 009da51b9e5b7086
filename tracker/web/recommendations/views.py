"""The recommendations of a plan, and one with what proves it and what was decided."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template, url_for

from tracker.domain.independence import may_confirm, may_decide_closure
from tracker.domain.lifecycle import LADDER, blocks_closing
from tracker.domain.meetings import ClosureState
from tracker.domain.permissions import Permission, Subject
from tracker.domain.rollup import WORST_FIRST
from tracker.extensions import units_of_work
from tracker.queries import plan_heads, positions, recommendation_page
from tracker.queries.filters import choices
from tracker.queries.positions import RecommendationPosition
from tracker.queries.recommendation_page import RecommendationShown
from tracker.web import plan_filters
from tracker.web.access import requires
from tracker.web.language import gettext as _
from tracker.web.listing import columns, order, page_of
from tracker.web.reading import Reading, reading
from tracker.web.recommendations import bp
from tracker.wording.ratings import legend

_SORTS: dict[str, Callable[[RecommendationPosition], int]] = {
    "reference": lambda item: item.head.number,
    "rating": lambda item: WORST_FIRST.index(item.shown.rating),
    "stage": lambda item: LADDER.index(item.stage) if item.stage else -1,
}


@dataclass(frozen=True)
class NextStep:
    """The one main button of a page."""

    words: str
    href: str


@bp.get("/plans/<ref>/recommendations")
@requires(Permission.VIEW_PLAN, of="plan")
def index(ref: str) -> str:
    """In the order of their numbers, unless asked otherwise."""
    here = reading()
    filters = plan_filters.asked()
    zone = units_of_work().zone
    plan = plan_heads.by_code(here.session, ref)
    position = positions.of_plan(here.session, plan.id, here.today, here.calendar, zone, filters)
    name, is_backwards = order(tuple(_SORTS))
    found = sorted(position.recommendations_for(filters), key=_SORTS["reference"])
    found.sort(key=_SORTS[name], reverse=is_backwards)
    pages, shown = page_of(found)
    strips = plan_filters.strip(
        position.structure.themes, choices(here.session, plan.id), filters, here.language
    )
    return render_template(
        "pages/recommendations/index.html",
        plan=plan,
        recommendations=shown,
        themes={theme.id: theme for theme in position.structure.themes},
        pages=pages,
        strips=strips,
        chosen=plan_filters.in_use(strips),
        columns=columns(
            {"reference": _("Recommendation"), "stage": _("Stage"), "rating": _("Rating")},
            name,
            is_backwards,
        ),
        legend=legend(plan.scheme, here.language),
        may_edit=here.access.can(Permission.EDIT_PLAN, Subject(plan.id)),
    )


@bp.get("/recommendations/<ref>")
@requires(Permission.VIEW_PLAN, of="recommendation")
def show(ref: str) -> str:
    """The inspectors' words, our answer, what is claimed and what proves it, decisions."""
    here = reading()
    found = recommendation_page.read(
        here.session, here.access, ref, here.today, here.calendar, units_of_work().zone
    )
    subject = found.core.subject
    return render_template(
        "pages/recommendations/show.html",
        found=found,
        today=here.today,
        next_step=_next_step(here, found),
        may_edit=here.access.can(Permission.EDIT_PLAN, subject),
        may_ask=not found.core.closed_at and here.access.can(Permission.ASK_CLOSURE, subject),
        legend=legend(found.core.scheme, here.language),
    )


def _next_step(here: Reading, found: RecommendationShown) -> NextStep | None:
    """What this person can do next for this recommendation; None when nothing."""
    core, subject = found.core, found.core.subject
    asked = next((item for item in found.closures if item.state is ClosureState.ASKED), None)
    if core.closed_at:
        return None
    if asked:
        may_decide = here.access.can(Permission.DECIDE_CLOSURE, subject) and may_decide_closure(
            here.access.person_id, asked.asked_by_id, found.owners
        )
        href = url_for("closures.decide", ref=asked.id)
        return NextStep(_("Decide on closing it"), href) if may_decide else None
    if here.access.can(Permission.EDIT_PLAN, subject) and not found.live:
        return NextStep(_("Add an action"), url_for("actions.create", ref=core.reference))
    if here.access.can(Permission.ASK_CLOSURE, subject) and not blocks_closing(found.closing):
        href = url_for("closures.ask", ref=core.reference)
        return NextStep(_("Ask the board to close it"), href)
    if (
        core.open_meeting
        and here.access.can(Permission.CONFIRM_RATING, subject)
        and may_confirm(here.access.person_id, found.owners)
        and core.open_meeting not in {given.meeting_id for given in found.verdicts}
    ):
        href = url_for("meetings.confirm", ref=core.open_meeting, rec=core.reference)
        return NextStep(_("Judge its rating"), href)
    return None
