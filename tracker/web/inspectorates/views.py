"""The inspectorates, a new name, a changed one."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.models import Inspectorate
from tracker.queries import editable
from tracker.queries import inspectorates as queries
from tracker.services import inspectorates
from tracker.web.access import requires
from tracker.web.forms import saving
from tracker.web.inspectorates import bp
from tracker.web.inspectorates.forms import InspectorateForm
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_FIELDS = ("abbreviation", "abbreviation_cy", "name", "name_cy", "named_from", "named_until")


@bp.get("")
@requires(Permission.ADMINISTER)
def index() -> Page:
    return render_template("pages/inspectorates/index.html", rows=queries.index(reading().session))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def create() -> Page:
    form = InspectorateForm()
    if form.validate_on_submit():
        with saving(form, _("The inspectorate is added.")) as uow:
            inspectorates.create(uow, **form.values(*_FIELDS))
            return redirect(url_for("inspectorates.index"))
    return _shown(form, is_new=True)


@bp.route("/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.ADMINISTER, of="inspectorate")
def edit(ref: str) -> Page:
    stored = editable.read(reading().session, Inspectorate, ref, *_FIELDS)
    form = InspectorateForm(data={**stored.values, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("The inspectorate is changed.")) as uow:
            inspectorates.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("inspectorates.index"))
    return _shown(form, is_new=False)


def _shown(form: InspectorateForm, *, is_new: bool) -> Page:
    page = render_template("pages/inspectorates/form.html", form=form, is_new=is_new)
    return page, 422 if form.errors else 200
