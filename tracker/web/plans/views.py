"""The plans one may see, the board's overview of one, and everything that changed in it."""

from flask import render_template, url_for

from tracker.domain.permissions import Permission, Subject
from tracker.extensions import units_of_work
from tracker.queries import overview as queries
from tracker.queries import plan_changes, plan_index
from tracker.queries.filters import Filters
from tracker.queries.overview import Overview, ThemePosition
from tracker.web import plan_filters
from tracker.web.access import requires
from tracker.web.formatting import who
from tracker.web.plans import bp
from tracker.web.plans.pictures import ThemeRow, segments, steps
from tracker.web.reading import Reading, reading
from tracker.wording.ratings import direction_word, legend


@bp.get("/plans")
@requires(Permission.SIGNED_IN)
def index() -> str:
    """Every plan this person may see, its position in one line."""
    here = reading()
    zone = units_of_work().zone
    plans = plan_index.visible(here.session, here.access, here.today, here.calendar, zone)
    return render_template(
        "pages/plans/index.html",
        plans=plans,
        bars={
            plan.head.code: segments(plan.actions, plan.head.scheme, here.language)
            for plan in plans
        },
        may_create=here.access.can(Permission.EDIT_PLAN),
        may_enter_sources=here.access.can_in_some_plan(Permission.EDIT_SOURCES),
        may_administer=here.access.can(Permission.ADMINISTER),
    )


@bp.get("/plans/<ref>")
@requires(Permission.VIEW_PLAN, of="plan")
def overview(ref: str) -> str:
    """What a board reads first: position, movement, exceptions, the next visit."""
    here = reading()
    filters = plan_filters.asked()
    zone = units_of_work().zone
    found = queries.read(here.session, here.access, ref, here.today, here.calendar, zone, filters)
    strips = plan_filters.strip(
        [theme.head for theme in found.themes],
        found.choices,
        filters,
        here.language,
        plan_filters.OF_OVERVIEW,
    )
    subject = Subject(found.plan.id)
    return render_template(
        "pages/plans/overview.html",
        found=found,
        changes=plan_changes.by_kind(found.changes),
        narrow=plan_filters.in_address(filters),
        strips=strips,
        chosen=plan_filters.in_use(strips),
        themes=[_row(here, found, theme) for theme in found.themes if _is_asked(theme, filters)],
        bar=segments(found.actions, found.plan.scheme, here.language),
        legend=legend(found.plan.scheme, here.language),
        may_edit=here.access.can(Permission.EDIT_PLAN, subject),
        may_edit_visits=here.access.can(Permission.EDIT_VISITS, subject),
    )


@bp.get("/plans/<ref>/changes")
@requires(Permission.VIEW_PLAN, of="plan")
def changes(ref: str) -> str:
    """Everything that moved since the last meeting, with who and why."""
    here = reading()
    plan, meeting, lines = plan_changes.read_all(
        here.session, ref, here.today, here.calendar, units_of_work().zone
    )
    return render_template(
        "pages/plans/changes.html",
        plan=plan,
        meeting=meeting,
        changes=plan_changes.by_kind(lines),
    )


def _is_asked(theme: ThemePosition, filters: Filters) -> bool:
    return filters.theme in (None, theme.head.number)


def _row(here: Reading, found: Overview, theme: ThemePosition) -> ThemeRow:
    return ThemeRow(
        name=theme.head.title.said_in(here.language),
        href=url_for("recommendations.index", ref=found.plan.code, theme=theme.head.number),
        sponsor=who(theme.head.sponsor),
        segments=segments(theme.actions, found.plan.scheme, here.language),
        stages=steps(theme.actions, here.language),
        direction=theme.direction,
        travel=direction_word(theme.direction, here.language) if theme.recommendations else "",
        total=len(theme.actions),
    )
