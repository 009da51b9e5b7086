"""The agencies, a new one, a changed one."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.agencies import AgencyKind
from tracker.domain.permissions import Permission
from tracker.models import Agency
from tracker.queries import agencies as queries
from tracker.queries import editable
from tracker.services import agencies
from tracker.web.access import requires
from tracker.web.agencies import bp
from tracker.web.agencies.forms import AgencyForm
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_FIELDS = ("name", "name_cy", "kind", "is_active")


@bp.get("")
@requires(Permission.ADMINISTER)
def index() -> Page:
    return render_template("pages/agencies/index.html", rows=queries.index(reading().session))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def create() -> Page:
    form = _form()
    if form.validate_on_submit():
        with saving(form, _("The agency is added.")) as uow:
            agencies.create(uow, **form.values("name", "name_cy", "kind"))
            return redirect(url_for("agencies.index"))
    return _shown(form, is_new=True)


@bp.route("/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.ADMINISTER, of="agency")
def edit(ref: str) -> Page:
    stored = editable.read(reading().session, Agency, ref, *_FIELDS)
    form = _form(data={**stored.values, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("The agency is changed.")) as uow:
            agencies.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("agencies.index"))
    return _shown(form, is_new=False)


def _form(**given: object) -> AgencyForm:
    form = AgencyForm(**given)
    form.kind.choices = [("", ""), *((kind, word(kind)) for kind in AgencyKind)]
    return form


def _shown(form: AgencyForm, *, is_new: bool) -> Page:
    page = render_template("pages/agencies/form.html", form=form, is_new=is_new)
    return page, 422 if form.errors else 200
