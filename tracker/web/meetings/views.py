"""The meetings about a plan, one of them, a new one, a changed one, one concluded."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission, Subject
from tracker.extensions import units_of_work
from tracker.models import Meeting
from tracker.queries import choices, decisions, editable, plan_heads, positions
from tracker.queries import meetings as queries
from tracker.services import meetings
from tracker.web.access import requires
from tracker.web.forms import TrackerForm, saving
from tracker.web.language import gettext as _
from tracker.web.meetings import bp
from tracker.web.meetings.forms import MeetingForm
from tracker.web.reading import reading, writing
from tracker.wording.ratings import legend

Page = str | Response | tuple[str, int]

_FIELDS = ("board_id", "held_on", "place", "notes")


@bp.get("/plans/<ref>/meetings")
@requires(Permission.VIEW_PLAN, of="plan")
def index(ref: str) -> Page:
    here = reading()
    plan = plan_heads.by_code(here.session, ref)
    return render_template(
        "pages/meetings/index.html",
        plan=plan,
        rows=queries.of_plan(here.session, plan.id),
        may_edit=here.access.can(Permission.EDIT_MEETINGS, Subject(plan.id)),
    )


@bp.route("/plans/<ref>/meetings/new", methods=["GET", "POST"])
@requires(Permission.EDIT_MEETINGS, of="plan")
def create(ref: str) -> Page:
    here = reading()
    plan = plan_heads.by_code(here.session, ref)
    form = _form(data={"board_id": plan.board_id})
    if form.validate_on_submit():
        with saving(form, _("The meeting is added.")) as uow:
            made = meetings.create(uow, ref, **form.values(*_FIELDS))
            return redirect(url_for("meetings.show", ref=made.id))
    return _shown(form, plan, None)


@bp.route("/meetings/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_MEETINGS, of="meeting")
def edit(ref: str) -> Page:
    here = reading()
    plan = plan_heads.of_meeting(here.session, int(ref))
    stored = editable.read(here.session, Meeting, ref, *_FIELDS)
    form = _form(data={**stored.values, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("The meeting is changed.")) as uow:
            meetings.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("meetings.show", ref=ref))
    return _shown(form, plan, stored.id)


@bp.get("/meetings/<ref>")
@requires(Permission.VIEW_PLAN, of="meeting")
def show(ref: str) -> Page:
    """While it can change, every rating as it stands; once concluded, as it was."""
    here = reading()
    meeting = queries.show(here.session, ref)
    if meeting is None:
        raise NotFound
    plan = plan_heads.of_meeting(here.session, meeting.id)
    subject = Subject(plan.id)
    position = positions.of_plan(
        here.session, plan.id, here.today, here.calendar, units_of_work().zone
    )
    given = {item.reference: item for item in decisions.verdicts_at(here.session, meeting.id)}
    return render_template(
        "pages/meetings/show.html",
        plan=plan,
        meeting=meeting,
        position=position,
        before=meeting.snapshot.positions if meeting.snapshot else {},
        given=given,
        closures=decisions.closures_at(here.session, meeting.id),
        is_held=meeting.held_on <= here.today,
        person_id=here.access.person_id,
        may_edit=here.access.can(Permission.EDIT_MEETINGS, subject),
        may_judge=here.access.can(Permission.CONFIRM_RATING, subject),
        legend=legend(plan.scheme, here.language),
        form=TrackerForm(),
    )


@bp.post("/meetings/<ref>/conclude")
@requires(Permission.EDIT_MEETINGS, of="meeting")
def conclude(ref: str) -> Page:
    """Freeze it; nothing of it changes afterwards."""
    with writing() as uow:
        meetings.conclude(uow, int(ref))
    return redirect(url_for("meetings.show", ref=ref))


def _form(**given: object) -> MeetingForm:
    here = reading()
    form = MeetingForm(**given)
    form.board_id.choices = [("", ""), *choices.boards(here.session, here.language)]
    return form


def _shown(form: MeetingForm, plan: plan_heads.PlanHead, meeting_id: int | None) -> Page:
    page = render_template("pages/meetings/form.html", form=form, plan=plan, meeting_id=meeting_id)
    return page, 422 if form.errors else 200
