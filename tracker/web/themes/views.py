"""A new theme, a changed one."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.models import Plan, Theme
from tracker.queries import choices, drafts, editable
from tracker.services import themes
from tracker.web.access import requires
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.web.themes import bp
from tracker.web.themes.forms import ThemeForm

Page = str | Response | tuple[str, int]

_FIELDS = ("title", "title_cy", "sponsor", "executive_lead")


@bp.route("/plans/<ref>/themes/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="plan")
def create(ref: str) -> Page:
    form = _form([])
    if form.validate_on_submit():
        with saving(form, _("The theme is added.")) as uow:
            themes.create(uow, ref, **form.values(*_FIELDS))
            return redirect(url_for("plans.edit", ref=ref))
    return _shown(form, ref, is_new=True)


@bp.route("/themes/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="theme")
def edit(ref: str) -> Page:
    session = reading().session
    stored = editable.read(session, Theme, ref, *_FIELDS, "plan")
    code = editable.name_of(session, Plan, stored.values["plan"])
    named = [stored.values["sponsor"], stored.values["executive_lead"]]
    form = _form(named, data={**stored.values, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("The theme is changed.")) as uow:
            themes.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("plans.edit", ref=code))
    return _shown(form, code, is_new=False)


def _form(named: list[int | None], **given: object) -> ThemeForm:
    here = reading()
    form = ThemeForm(**given)
    people = choices.people(here.session, here.language, named)
    form.sponsor.choices = form.executive_lead.choices = [("", ""), *people]
    return form


def _shown(form: ThemeForm, code: str, *, is_new: bool) -> Page:
    plan = drafts.plan(reading().session, code)
    page = render_template("pages/themes/form.html", form=form, plan=plan, is_new=is_new)
    return page, 422 if form.errors else 200
