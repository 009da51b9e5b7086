"""The closed days, a new one, a changed one, one taken back."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.models import ClosedDay
from tracker.queries import closed_days as queries
from tracker.queries import editable
from tracker.services import closed_days
from tracker.web.access import requires
from tracker.web.closed_days import bp
from tracker.web.closed_days.forms import ClosedDayForm
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading, writing

Page = str | Response | tuple[str, int]

_STORED = ("day", "name", "is_bank_holiday")
_FIELDS = (*_STORED, "confirmed")


@bp.get("")
@requires(Permission.ADMINISTER)
def index() -> Page:
    return render_template("pages/closed_days/index.html", rows=queries.index(reading().session))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def create() -> Page:
    form = ClosedDayForm()
    if form.validate_on_submit():
        with saving(form, _("The closed day is entered.")) as uow:
            closed_days.create(uow, **form.values(*_FIELDS))
            return redirect(url_for("closed_days.index"))
    return _shown(form, "")


@bp.route("/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.ADMINISTER, of="closed_day")
def edit(ref: str) -> Page:
    stored = editable.read(reading().session, ClosedDay, ref, *_STORED)
    form = ClosedDayForm(data={**stored.values, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("The closed day is changed.")) as uow:
            closed_days.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("closed_days.index"))
    return _shown(form, ref)


@bp.post("/<ref>/remove")
@requires(Permission.ADMINISTER, of="closed_day")
def remove(ref: str) -> Page:
    with writing() as uow:
        closed_days.remove(uow, int(ref))
    flash(_("The closed day is removed."), "success")
    return redirect(url_for("closed_days.index"))


def _shown(form: ClosedDayForm, ref: str) -> Page:
    page = render_template("pages/closed_days/form.html", form=form, is_new=not ref, ref=ref)
    return page, 422 if form.errors else 200
