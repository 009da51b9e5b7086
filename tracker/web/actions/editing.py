"""A new action, a changed one, and the checklist of evidence expected of it."""

from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.evidence import ExpectedState
from tracker.domain.permissions import Permission
from tracker.models import Action, Recommendation
from tracker.queries import choices, drafts, editable
from tracker.services import actions, expected_items
from tracker.web.access import requires
from tracker.web.actions import bp
from tracker.web.actions.forms import ActionForm, AgreedActionForm, ExpectedForm
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_DATES = ("starts_on", "statutory_due_on")
_STORED = (
    "title",
    "title_cy",
    "description",
    "owner",
    "accountable_lead",
    "agencies",
    "recommendations",
    *_DATES,
)
_FIELDS = (*_STORED, "confirmed")


@bp.route("/recommendations/<ref>/actions/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="recommendation")
def create(ref: str) -> Page:
    session = reading().session
    home = drafts.recommendation(session, ref)
    home_id = editable.read(session, Recommendation, ref).id
    form = ActionForm(data={"recommendations": [home_id]})
    _give_choices(form, home.plan_code, {})
    if form.validate_on_submit():
        with saving(form, _("The action is added. Next, say which evidence is expected.")) as uow:
            action = actions.create(uow, ref, **form.values(*_FIELDS, "due_on"))
            return redirect(url_for("actions.expected", ref=action.reference))
    page = render_template("pages/actions/form.html", form=form, home=home, action=None)
    return page, 422 if form.errors else 200


@bp.route("/actions/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="action")
def edit(ref: str) -> Page:
    session = reading().session
    action = drafts.action(session, ref)
    stored = editable.read(session, Action, ref, *_STORED, "due_on")
    given = {**stored.values, "version": stored.version}
    form = AgreedActionForm(data=given) if action.is_agreed else ActionForm(data=given)
    _give_choices(form, action.plan_code, stored.values)
    if form.validate_on_submit():
        due_on = form["due_on"].data if "due_on" in form else None
        with saving(form, _("The action is changed.")) as uow:
            actions.edit(uow, ref, form.version_read, **form.values(*_FIELDS), due_on=due_on)
            return redirect(url_for("actions.show", ref=ref))
    home = drafts.recommendation(session, action.recommendation)
    page = render_template("pages/actions/form.html", form=form, home=home, action=action)
    return page, 422 if form.errors else 200


@bp.route("/actions/<ref>/expected", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="action")
def expected(ref: str) -> Page:
    """The checklist; what is met or waived already is shown and stays."""
    session = reading().session
    action = drafts.action(session, ref)
    checklist = drafts.checklist(session, ref)
    open_lines = [
        expected_items.Line(item.words, item.kind, item.id)
        for item in checklist.items
        if item.state is ExpectedState.OPEN
    ]
    form = ExpectedForm(data={"items": open_lines, "version": checklist.fingerprint})
    if form.validate_on_submit():
        with saving(form, _("The evidence expected is written down.")) as uow:
            expected_items.write(uow, ref, form.items.data, form.version_read)
            return redirect(url_for("actions.show", ref=ref))
    settled = [item for item in checklist.items if item.state is not ExpectedState.OPEN]
    page = render_template(
        "pages/actions/expected.html",
        form=form,
        action=action,
        settled=settled,
        is_settled=action.stage not in expected_items.OPEN_TO_CHANGE,
    )
    return page, 422 if form.errors else 200


def _give_choices(form: AgreedActionForm, plan_code: str, stored: dict[str, Any]) -> None:
    here = reading()
    named = [stored.get("owner"), stored.get("accountable_lead")]
    people = choices.people(here.session, here.language, named)
    form.owner.choices = form.accountable_lead.choices = [("", ""), *people]
    agencies = choices.agencies(here.session, here.language, stored.get("agencies", ()))
    form.agencies.choices = agencies
    form.recommendations.choices = choices.recommendations(here.session, plan_code, here.language)
