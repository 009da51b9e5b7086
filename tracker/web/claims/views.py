"""Start an action, say that it is delivered, withdraw or replace it, reopen it."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.lifecycle import Step
from tracker.domain.permissions import Permission
from tracker.queries.action_in_full import ActionInFull
from tracker.services import claims
from tracker.web.access import requires
from tracker.web.action_pages import read_action
from tracker.web.claims import bp
from tracker.web.claims.forms import ClaimForm, ReopenForm, SetAsideForm
from tracker.web.forms import EditForm, saving
from tracker.web.language import current_language
from tracker.web.language import gettext as _
from tracker.web.reading import reading, writing
from tracker.wording.stages import step_word

Page = str | Response | tuple[str, int]


@bp.post("/actions/<ref>/start")
@requires(Permission.UPDATE_ACTION, of="action")
def start(ref: str) -> Page:
    with writing() as uow:
        claims.start(uow, ref)
    flash(_("%(reference)s is under way.", reference=ref), "success")
    return redirect(url_for("actions.show", ref=ref))


@bp.route("/actions/<ref>/delivered", methods=["GET", "POST"])
@requires(Permission.CLAIM_DELIVERED, of="action")
def claim(ref: str) -> Page:
    action = read_action(ref)
    form = ClaimForm(data={"delivered_on": reading().today})
    if form.validate_on_submit():
        done = _(
            "Kept: %(reference)s is delivered, and its proof goes to be checked.", reference=ref
        )
        with saving(form, done) as uow:
            claims.claim(uow, ref, **form.values("delivered_on", "words", "confirmed"))
            return redirect(url_for("actions.show", ref=ref))
    return _shown("claim", form, action)


@bp.route("/actions/<ref>/set-aside", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="action")
def set_aside(ref: str) -> Page:
    action = read_action(ref)
    form = SetAsideForm(data={"version": action.version})
    form.step.choices = [
        (step, step_word(step, current_language())) for step in (Step.WITHDRAW, Step.SUPERSEDE)
    ]
    if form.validate_on_submit():
        with saving(form, _("%(reference)s is set aside.", reference=ref)) as uow:
            claims.set_aside(uow, ref, version=form.version_read, **form.values("step", "reason"))
            return redirect(url_for("actions.show", ref=ref))
    return _shown("set_aside", form, action)


@bp.route("/actions/<ref>/reopen", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="action")
def reopen(ref: str) -> Page:
    action = read_action(ref)
    form = ReopenForm(data={"version": action.version})
    if form.validate_on_submit():
        with saving(form, _("%(reference)s is reopened.", reference=ref)) as uow:
            claims.reopen(uow, ref, version=form.version_read, reason=form.reason.data)
            return redirect(url_for("actions.show", ref=ref))
    return _shown("reopen", form, action)


def _shown(view: str, form: EditForm, action: ActionInFull) -> Page:
    """The page of `view`. After a refusal it is shown as things stand now, and what is
    decided next is decided about that."""
    if form.errors:
        action = read_action(action.reference)
        form.version.data = str(action.version)
    page = render_template(f"pages/claims/{view}.html", form=form, action=action)
    return page, 422 if form.errors else 200
