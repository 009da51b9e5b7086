"""What a meeting says of one recommendation's rating."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.meetings import Verdict
from tracker.domain.permissions import Permission
from tracker.domain.rag import Rating
from tracker.domain.rollup import WORST_FIRST
from tracker.extensions import units_of_work
from tracker.queries import action_rows, plan_heads, positions
from tracker.queries import meetings as queries
from tracker.services import confirmations
from tracker.services.unit_of_work import UnitOfWork
from tracker.web.access import requires
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.meetings import bp
from tracker.web.meetings.forms import VerdictForm
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]


@bp.route("/meetings/<ref>/confirm/<rec>", methods=["GET", "POST"])
@requires(Permission.CONFIRM_RATING, of="meeting")
def confirm(ref: str, rec: str) -> Page:
    """Confirm, challenge or override the rating of the recommendation `rec`."""
    here = reading()
    meeting = queries.show(here.session, ref)
    if meeting is None:
        raise NotFound
    plan = plan_heads.of_meeting(here.session, meeting.id)
    found = positions.of_plan(
        here.session, plan.id, here.today, here.calendar, units_of_work().zone
    )
    position = found.by_reference(rec)
    if position is None:
        raise NotFound
    form = _form(position.computed.rating)
    rows = action_rows.fetch(here.session, [action.id for action in position.actions])
    if form.validate_on_submit():
        with saving(form, _("What the board said is kept.")) as uow:
            _keep(uow, meeting.id, rec, form)
            return redirect(url_for("meetings.show", ref=ref, _anchor=rec))
    page = render_template(
        "pages/meetings/confirm.html",
        form=form,
        plan=plan,
        meeting=meeting,
        position=position,
        lines=[(action, rows[action.id]) for action in position.actions],
    )
    return page, 422 if form.errors else 200


def _form(computed: Rating) -> VerdictForm:
    form = VerdictForm(data={"seen": computed.value})
    form.verdict.choices = [
        (Verdict.CONFIRMED, _("Confirms the computed rating, “%(rating)s”", rating=word(computed))),
        (Verdict.CHALLENGED, _("Challenges it: the facts behind it are in doubt")),
        (Verdict.OVERRIDDEN, _("Sets another rating")),
    ]
    form.rating.choices = [
        ("", ""),
        *(
            (rating, word(rating))
            for rating in WORST_FIRST
            if rating not in (Rating.DONE, computed)
        ),
    ]
    return form


def _keep(uow: UnitOfWork, meeting_id: int, rec: str, form: VerdictForm) -> None:
    seen = Rating(form.seen.data) if form.seen.data in set(Rating) else Rating.NOT_STARTED
    reason = form.reason.data or ""
    match form.verdict.data:
        case Verdict.CONFIRMED:
            confirmations.confirm(uow, meeting_id, rec, seen=seen)
        case Verdict.CHALLENGED:
            confirmations.challenge(uow, meeting_id, rec, seen=seen, reason=reason)
        case _:
            confirmations.override(
                uow,
                meeting_id,
                rec,
                seen=seen,
                rating=form.rating.data or seen,
                reason=reason,
                until=form.until.data,
            )
