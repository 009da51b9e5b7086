"""A new milestone, a changed one, one that is reached."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.models import Milestone
from tracker.queries import drafts, editable
from tracker.queries.drafts import ActionDraft
from tracker.queries.editable import Editable
from tracker.services import milestones
from tracker.web.access import requires
from tracker.web.forms import EditForm, saving
from tracker.web.language import gettext as _
from tracker.web.milestones import bp
from tracker.web.milestones.forms import MilestoneForm, NewMilestoneForm, ReachForm
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_STORED = ("title", "due_on", "reached_on")


@bp.route("/actions/<ref>/milestones/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="action")
def create(ref: str) -> Page:
    form = NewMilestoneForm()
    if form.validate_on_submit():
        with saving(form, _("The milestone is added.")) as uow:
            milestones.create(uow, ref, **form.values("title", "due_on", "confirmed"))
            return redirect(url_for("actions.show", ref=ref))
    action = drafts.action(reading().session, ref)
    return _shown("form", form, action, words=_("Add a milestone"))


@bp.route("/milestones/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="milestone")
def edit(ref: str) -> Page:
    stored, action = _stored(ref)
    form = MilestoneForm(data={**stored.values, "version": stored.version})
    if form.validate_on_submit():
        given = form.values(*_STORED, "confirmed")
        with saving(form, _("The milestone is changed.")) as uow:
            milestones.edit(uow, stored.id, form.version_read, **given)
            return redirect(url_for("actions.show", ref=action.reference))
    return _shown("form", form, action, words=_("Change a milestone"))


@bp.route("/milestones/<ref>/reach", methods=["GET", "POST"])
@requires(Permission.UPDATE_ACTION, of="milestone")
def reach(ref: str) -> Page:
    stored, action = _stored(ref)
    reached_on = stored.values["reached_on"] or reading().today
    form = ReachForm(data={"reached_on": reached_on, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("The milestone is reached.")) as uow:
            milestones.reach(uow, stored.id, form.version_read, **form.values("reached_on"))
            return redirect(url_for("actions.show", ref=action.reference))
    return _shown("reach", form, action, words=stored.values["title"])


def _stored(ref: str) -> tuple[Editable, ActionDraft]:
    session = reading().session
    stored = editable.read(session, Milestone, ref, *_STORED, "action")
    return stored, drafts.action_of(session, stored.values.pop("action"))


def _shown(view: str, form: EditForm, action: ActionDraft, *, words: str) -> Page:
    page = render_template(f"pages/milestones/{view}.html", form=form, action=action, words=words)
    return page, 422 if form.errors else 200
