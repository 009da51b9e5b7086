"""Ask for more time, decide on it, take it back."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.date_changes import ChangeReason
from tracker.domain.permissions import Permission
from tracker.queries import to_check
from tracker.queries.subjects import row_number
from tracker.queries.to_check import RequestToDecide
from tracker.services import date_changes
from tracker.services.unit_of_work import UnitOfWork
from tracker.web.access import requires
from tracker.web.action_pages import read_action
from tracker.web.date_changes import bp
from tracker.web.date_changes.forms import AskForm, DecideForm
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]


@bp.route("/actions/<ref>/more-time", methods=["GET", "POST"])
@requires(Permission.ASK_MORE_TIME, of="action")
def ask(ref: str) -> Page:
    action = read_action(ref)
    form = AskForm()
    form.reason_code.choices = [(code, word(code)) for code in ChangeReason]
    if form.validate_on_submit():
        with saving(form, _("You asked for more time; somebody else decides.")) as uow:
            date_changes.ask(
                uow, ref, **form.values("proposed_on", "reason_code", "words", "confirmed")
            )
            return redirect(url_for("actions.show", ref=ref))
    page = render_template(
        "pages/date_changes/ask.html", form=form, action=action, today=reading().today
    )
    return page, 422 if form.errors else 200


@bp.route("/date-changes/<ref>", methods=["GET", "POST"])
@requires(Permission.VIEW_PLAN, of="date_change")
def decide(ref: str) -> Page:
    """Everybody in the plan may look; who may decide is told by the request itself."""
    found = _read(ref)
    form = DecideForm(data={"version": found.request.version})
    if form.validate_on_submit():
        with saving(form, _("Your decision is kept.")) as uow:
            _decide(uow, found.request.id, form)
            return redirect(url_for("checks.index" if found.may_decide else "actions.mine"))
    if form.errors:
        found = _read(ref)
        form.version.data = str(found.request.version)
    page = render_template(
        "pages/date_changes/decide.html",
        form=form,
        found=found,
        may_withdraw=found.request.is_open
        and found.request.asked_by_id == reading().access.person_id,
        today=reading().today,
    )
    return page, 422 if form.errors else 200


def _read(ref: str) -> RequestToDecide:
    here = reading()
    return to_check.request(here.session, here.access, row_number(ref) or 0)


def _decide(uow: UnitOfWork, change_id: int, form: DecideForm) -> None:
    """Which of the three buttons was pressed."""
    pressed = request.form.get("decision", "")
    words = form.decision_reason.data
    if pressed == "approve":
        date_changes.approve(uow, change_id, version=form.version_read, reason=words)
    elif pressed == "withdraw":
        date_changes.withdraw(uow, change_id, version=form.version_read)
    else:
        date_changes.decline(uow, change_id, version=form.version_read, reason=words)
