"""Asking the board to close a recommendation, and deciding on it."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.independence import may_decide_closure
from tracker.domain.lifecycle import blocks_closing, cautions_on_closing
from tracker.domain.meetings import ClosureState
from tracker.domain.permissions import Permission
from tracker.extensions import units_of_work
from tracker.queries import decisions, recommendation_page
from tracker.queries import meetings as queries
from tracker.queries.decisions import ClosureSpoken
from tracker.queries.recommendation_page import RecommendationShown
from tracker.queries.subjects import row_number
from tracker.services import closures
from tracker.web.access import requires
from tracker.web.closures import bp
from tracker.web.closures.forms import AskForm, DecideForm
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.wording.dates import long_date

Page = str | Response | tuple[str, int]


@bp.route("/recommendations/<ref>/close", methods=["GET", "POST"])
@requires(Permission.ASK_CLOSURE, of="recommendation")
def ask(ref: str) -> Page:
    """What still stands in the way, or the form that asks the board."""
    found = _read(ref)
    form = AskForm()
    if form.validate_on_submit():
        with saving(form, _("The board is asked to close it.")) as uow:
            closures.ask(uow, ref, words=form.words.data)
            return redirect(url_for("recommendations.show", ref=ref))
    page = render_template(
        "pages/closures/ask.html",
        form=form,
        found=found,
        blocks=blocks_closing(found.closing),
        cautions=cautions_on_closing(found.closing),
        is_asked=any(item.state is ClosureState.ASKED for item in found.closures),
    )
    return page, 422 if form.errors else 200


@bp.route("/closures/<ref>", methods=["GET", "POST"])
@requires(Permission.VIEW_PLAN, of="closure")
def decide(ref: str) -> Page:
    """What was asked for and what the board should weigh; the form for those who decide."""
    here = reading()
    closure = decisions.closure(here.session, row_number(ref) or 0)
    if closure is None:
        raise NotFound
    found = _read(closure.reference)
    form = _form(closure, found)
    if form.validate_on_submit():
        with saving(form, _("What the board decided is kept.")) as uow:
            decision = (
                closures.close if form.decision.data is ClosureState.CLOSED else closures.decline
            )
            decision(
                uow,
                closure.id,
                form.version_read,
                reason=form.reason.data,
                meeting_id=form.meeting_id.data,
            )
            return redirect(url_for("recommendations.show", ref=closure.reference))
    page = render_template(
        "pages/closures/decide.html",
        form=form,
        found=found,
        closure=closure,
        blocks=blocks_closing(found.closing),
        cautions=cautions_on_closing(found.closing),
        may_decide=closure.state is ClosureState.ASKED and _may_decide(closure, found),
    )
    return page, 422 if form.errors else 200


def _read(reference: str) -> RecommendationShown:
    here = reading()
    return recommendation_page.read(
        here.session, here.access, reference, here.today, here.calendar, units_of_work().zone
    )


def _may_decide(closure: ClosureSpoken, found: RecommendationShown) -> bool:
    access = reading().access
    return access.can(Permission.DECIDE_CLOSURE, found.core.subject) and may_decide_closure(
        access.person_id, closure.asked_by_id, found.owners
    )


def _form(closure: ClosureSpoken, found: RecommendationShown) -> DecideForm:
    here = reading()
    form = DecideForm(data={"version": closure.version, "meeting_id": found.core.open_meeting})
    form.decision.choices = [
        (ClosureState.CLOSED, _("Closes the recommendation")),
        (ClosureState.REFUSED, _("Refuses: it stays open")),
    ]
    form.meeting_id.choices = [("", _("Between two meetings"))] + [
        (meeting.id, long_date(meeting.held_on, here.language))
        for meeting in queries.of_plan(here.session, found.core.plan_id)
        if meeting.concluded_at is None and meeting.held_on <= here.today
    ]
    return form
