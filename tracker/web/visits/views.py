"""The visits, and one of them: how far off it is, what is not ready, readiness as it stands."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.documents.readiness import Issue, readiness_view
from tracker.documents.readiness_links import FormLinks, PageLinks
from tracker.documents.readiness_view import ReadinessView
from tracker.domain.countdown import next_step, working_days_left
from tracker.domain.permissions import Permission, Subject
from tracker.domain.readiness import summarise
from tracker.extensions import units_of_work
from tracker.models import Visit
from tracker.queries import readiness, summaries
from tracker.queries import visits as queries
from tracker.queries.visits import VisitRow, VisitShown
from tracker.services import readiness as services
from tracker.web.access import requires
from tracker.web.forms import TrackerForm
from tracker.web.language import gettext as _
from tracker.web.listing import page_of
from tracker.web.reading import reading, writing
from tracker.web.visits import bp
from tracker.web.visits.reading import address, read_visit
from tracker.wording.visits import (
    countdown_words,
    next_summary_words,
    state_words,
    summary_words,
)

Page = str | Response | tuple[str, int]


@bp.get("/visits")
@requires(Permission.VIEW_PLAN)
def index() -> Page:
    here = reading()
    pages, rows = page_of(queries.index(here.session, here.access, here.today))
    return render_template(
        "pages/visits/index.html",
        pages=pages,
        rows=[(row, _state(row)) for row in rows],
        plans=queries.may_be_visited(here.session, here.access),
    )


@bp.get("/visits/<ref>")
@requires(Permission.VIEW_PLAN, of="visit")
def show(ref: str) -> Page:
    """What is not ready is for everybody in the plan, who can mend it; the whole readiness
    tells of evidence, and is for those who answer for the plan."""
    here = reading()
    visit = read_visit(ref)
    subject = Subject(visit.plan.id)
    may_read = here.access.can(Permission.VIEW_READINESS, subject)
    return render_template(
        "pages/visits/show.html",
        visit=visit,
        countdown=_countdown(visit),
        upcoming=_upcoming(visit),
        view=_as_it_stands(visit),
        summaries=[
            (made, summary_words(made.step, here.language))
            for made in (summaries.of_visit(here.session, visit.id) if may_read else [])
        ],
        may_read=may_read,
        may_edit=here.access.can(Permission.EDIT_VISITS, subject),
        may_prepare=here.access.can(Permission.PREPARE_READINESS, subject),
        form=TrackerForm(),
    )


@bp.post("/visits/<ref>/prepare")
@requires(Permission.PREPARE_READINESS, of="visit")
def prepare(ref: str) -> Page:
    """Make a summary now, and keep it."""
    with writing() as uow:
        made = services.prepare(uow, uow.by_reference(Visit, ref))
        summary_id = made.id
    flash(_("The summary is made and kept. Programme managers and the board are told."), "success")
    return redirect(url_for("visits.summary", ref=summary_id))


def _as_it_stands(visit: VisitShown) -> ReadinessView:
    here = reading()
    zone = units_of_work().zone
    found = summarise(
        readiness.facts(here.session, visit, here.today, here.calendar, zone), here.today
    )
    may_mend = here.access.can(Permission.EDIT_PLAN, Subject(visit.plan.id))
    links = FormLinks(address) if may_mend else PageLinks(address)
    return readiness_view(found, Issue(zone), here.language, links)


def _countdown(visit: VisitShown) -> str:
    here = reading()
    if visit.is_cancelled:
        return _("This visit is cancelled.")
    left = working_days_left(visit.starts_on, here.today, here.calendar)
    return countdown_words(visit.starts_on, visit.ends_on, here.today, left, here.language)


def _upcoming(visit: VisitShown) -> str:
    """When the next summary comes by itself, if one does."""
    here = reading()
    found = next_step(visit.starts_on, here.today, here.calendar)
    if found is None or visit.is_cancelled:
        return ""
    return next_summary_words(*found, here.language)


def _state(row: VisitRow) -> str:
    here = reading()
    if row.is_cancelled:
        return _("cancelled")
    left = working_days_left(row.starts_on, here.today, here.calendar)
    return state_words(row.starts_on, row.ends_on, here.today, left, here.language)
