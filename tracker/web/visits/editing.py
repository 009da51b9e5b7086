"""Entering a visit, changing and cancelling it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.models import Visit
from tracker.queries import choices, editable
from tracker.queries import visits as queries
from tracker.services import visits
from tracker.services.visits import Enquiry
from tracker.web.access import requires
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.web.visits import bp
from tracker.web.visits.forms import CancelForm, VisitForm
from tracker.web.visits.reading import read_visit

Page = str | Response | tuple[str, int]

_FIELDS = ("title", "title_cy", "starts_on", "ends_on", "days", "scope", "inspectorates")
_SAVED = (*_FIELDS, "lines", "confirmed")
#: Empty rows for lines of enquiry on a new form.
_SPARE = 3


@bp.route("/plans/<ref>/visits/new", methods=["GET", "POST"])
@requires(Permission.EDIT_VISITS, of="plan")
def create(ref: str) -> Page:
    form = _form(None)
    form.lines.spare = _SPARE
    if _asks_for_a_row(form):
        return _shown(form, ref, None)
    if form.validate_on_submit():
        with saving(form, _("The visit is added.")) as uow:
            made = visits.create(uow, ref, **form.values(*_SAVED))
            return redirect(url_for("visits.show", ref=made.reference))
    return _shown(form, ref, None)


@bp.route("/visits/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_VISITS, of="visit")
def edit(ref: str) -> Page:
    here = reading()
    visit = read_visit(ref)
    stored = editable.read(here.session, Visit, ref, *_FIELDS)
    lines = [
        Enquiry(line.text, tuple(item.reference for item in line.recommendations))
        for line in visit.lines
    ]
    form = _form({**stored.values, "lines": lines, "version": stored.version})
    if _asks_for_a_row(form):
        return _shown(form, visit.plan.code, ref)
    if form.validate_on_submit():
        with saving(form, _("The visit is changed.")) as uow:
            visits.edit(uow, ref, form.version_read, **form.values(*_SAVED))
            return redirect(url_for("visits.show", ref=ref))
    return _shown(form, visit.plan.code, ref)


@bp.route("/visits/<ref>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_VISITS, of="visit")
def cancel(ref: str) -> Page:
    form = CancelForm()
    if form.validate_on_submit():
        with saving(form, _("The visit is cancelled.")) as uow:
            visits.cancel(uow, ref, form.reason.data or "")
            return redirect(url_for("visits.show", ref=ref))
    page = render_template("pages/visits/cancel.html", form=form, visit=read_visit(ref))
    return page, 422 if form.errors else 200


def _form(data: dict[str, object] | None) -> VisitForm:
    here = reading()
    form = VisitForm(data=data)
    form.inspectorates.choices = choices.inspectorates(here.session, here.language)
    return form


def _asks_for_a_row(form: VisitForm) -> bool:
    """One more empty line is asked for: nothing is saved, and all that was typed stays."""
    asked = request.method == "POST" and "add" in request.form
    if asked:
        form.lines.spare = 2
    return asked


def _shown(form: VisitForm, plan_code: str, ref: str | None) -> Page:
    page = render_template(
        "pages/visits/form.html",
        form=form,
        plan_code=plan_code,
        ref=ref,
        offered=queries.may_be_asked_about(reading().session, plan_code),
    )
    return page, 422 if form.errors else 200
