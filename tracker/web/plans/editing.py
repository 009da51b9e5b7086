"""A new plan, a changed one, and the one act of agreeing it."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.domain.plans import ColourScheme
from tracker.models import Plan
from tracker.queries import agreement, choices, drafts, editable
from tracker.services import plans
from tracker.web.access import INSTALLATION, requires
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.plans import bp
from tracker.web.plans.forms import AgreeForm, NewPlanForm, PlanForm
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_FIELDS = ("title", "title_cy", "board", "starts_on", "scheme", "tolerance_days")


@bp.route("/plans/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of=INSTALLATION)
def create() -> Page:
    form = _with_choices(NewPlanForm())
    if form.validate_on_submit():
        with saving(form, _("The plan is created. Next, give it themes.")) as uow:
            plan = plans.create(uow, **form.values("code", *_FIELDS))
            return redirect(url_for("plans.edit", ref=plan.code))
    return render_template("pages/plans/create.html", form=form), 422 if form.errors else 200


@bp.route("/plans/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="plan")
def edit(ref: str) -> Page:
    session = reading().session
    stored = editable.read(session, Plan, ref, *_FIELDS)
    form = _with_choices(PlanForm(data={**stored.values, "version": stored.version}))
    if form.validate_on_submit():
        with saving(form, _("The plan is changed.")) as uow:
            plans.edit(uow, ref, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("plans.overview", ref=ref))
    page = render_template("pages/plans/edit.html", form=form, plan=drafts.plan(session, ref))
    return page, 422 if form.errors else 200


@bp.route("/plans/<ref>/agree", methods=["GET", "POST"])
@requires(Permission.AGREE_PLAN, of="plan")
def agree(ref: str) -> Page:
    """What is still missing, and the button that freezes what was drawn up."""
    here = reading()
    form = AgreeForm(data={"agreed_on": here.today})
    if form.validate_on_submit():
        with saving(form, _("The plan is agreed.")) as uow:
            plans.agree(uow, ref, **form.values("agreed_on", "confirmed"))
            return redirect(url_for("plans.overview", ref=ref))
    stored = editable.read(here.session, Plan, ref)
    page = render_template(
        "pages/plans/agree.html",
        form=form,
        plan=drafts.plan(here.session, ref),
        missing=agreement.missing(here.session, stored.id),
    )
    return page, 422 if form.errors else 200


def _with_choices(form: PlanForm) -> PlanForm:
    here = reading()
    form.board.choices = [("", ""), *choices.boards(here.session, here.language)]
    form.scheme.choices = [(scheme, word(scheme)) for scheme in ColourScheme]
    return form
