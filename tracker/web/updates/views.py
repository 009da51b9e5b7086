"""Say how it goes, in full or with one tap."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.lifecycle import OPEN_WORK
from tracker.domain.permissions import Permission
from tracker.domain.updates import UpdateKind
from tracker.queries.action_in_full import ActionInFull
from tracker.services import updates
from tracker.web.access import requires
from tracker.web.action_pages import read_action
from tracker.web.forms import saving
from tracker.web.language import current_language
from tracker.web.language import gettext as _
from tracker.web.reading import reading, writing
from tracker.web.updates import bp
from tracker.web.updates.forms import UpdateForm
from tracker.wording.owners import update_choice

Page = str | Response | tuple[str, int]

_KINDS = (UpdateKind.PROGRESS, UpdateKind.STUCK, UpdateKind.WAITING)


@bp.route("/actions/<ref>/update", methods=["GET", "POST"])
@requires(Permission.UPDATE_ACTION, of="action")
def create(ref: str) -> Page:
    action = read_action(ref)
    form = _form(action)
    if form.validate_on_submit():
        with saving(form, _("Thank you: what you said is kept.")) as uow:
            updates.say(
                uow,
                ref,
                language=current_language(),
                **form.values("kind", "words", "waiting_on", "forecast_on", "confirmed"),
            )
            return redirect(url_for("actions.show", ref=ref))
    page = render_template(
        "pages/updates/form.html", form=form, action=action, today=reading().today
    )
    return page, 422 if form.errors else 200


@bp.post("/actions/<ref>/no-change")
@requires(Permission.UPDATE_ACTION, of="action")
def no_change(ref: str) -> Page:
    with writing() as uow:
        updates.no_change(uow, ref, current_language())
    flash(_("Kept: no change to %(reference)s.", reference=ref), "success")
    if request.form.get("back") == "mine":
        return redirect(url_for("actions.mine"))
    return redirect(url_for("actions.show", ref=ref))


def _form(action: ActionInFull) -> UpdateForm:
    """What is no longer worked on can neither be stuck nor wait."""
    asked = request.args.get("kind", "")
    chosen = asked if asked in set(_KINDS) else UpdateKind.PROGRESS
    form = UpdateForm(data={"kind": chosen, "forecast_on": action.dates.forecast_on})
    kinds = _KINDS if action.stage in OPEN_WORK else _KINDS[:1]
    form.kind.choices = [(kind, update_choice(kind, current_language())) for kind in kinds]
    return form
