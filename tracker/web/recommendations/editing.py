"""A new recommendation, a changed one."""

from collections.abc import Collection

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from tracker.domain.permissions import Permission
from tracker.domain.plans import Response
from tracker.models import Recommendation
from tracker.queries import choices, drafts, editable
from tracker.queries.subjects import row_number
from tracker.services import recommendations
from tracker.web.access import requires
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.web.recommendations import bp
from tracker.web.recommendations.forms import RecommendationForm

Page = str | Answer | tuple[str, int]

_FIELDS = (
    "theme",
    "title",
    "title_cy",
    "text",
    "text_cy",
    "findings",
    "response",
    "response_reason",
    "outcome",
    "speaker",
)


@bp.route("/plans/<ref>/recommendations/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="plan")
def create(ref: str) -> Page:
    """`?finding=12&finding=13` ticks findings beforehand; a lone one lends its words."""
    plan = drafts.plan(reading().session, ref)
    offered = _offered(())
    form = _form(ref, offered, None, data={"findings": _asked_for(offered)})
    if request.method == "GET":
        form.text.data = _lent(offered, form.findings.data)
    if form.validate_on_submit():
        with saving(form, _("The recommendation is added. Next, give it actions.")) as uow:
            added = recommendations.create(uow, ref, **form.values(*_FIELDS))
            return redirect(url_for("recommendations.show", ref=added.reference))
    return _shown(form, offered, plan.code, "", is_agreed=plan.is_agreed)


@bp.route("/recommendations/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN, of="recommendation")
def edit(ref: str) -> Page:
    session = reading().session
    draft = drafts.recommendation(session, ref)
    stored = editable.read(session, Recommendation, ref, *_FIELDS)
    offered = _offered(stored.values["findings"])
    given = {**stored.values, "version": stored.version}
    form = _form(draft.plan_code, offered, stored.values["speaker"], data=given)
    if form.validate_on_submit():
        with saving(form, _("The recommendation is changed.")) as uow:
            recommendations.edit(uow, ref, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("recommendations.show", ref=ref))
    return _shown(form, offered, draft.plan_code, ref, is_agreed=draft.is_agreed)


def _offered(kept: Collection[int]) -> tuple[drafts.SourceOffered, ...]:
    here = reading()
    return drafts.findings_offered(here.session, here.access, kept)


def _asked_for(offered: tuple[drafts.SourceOffered, ...]) -> list[int]:
    asked = {row_number(text) for text in request.args.getlist("finding")}
    return [finding.id for source in offered for finding in source.findings if finding.id in asked]


def _lent(offered: tuple[drafts.SourceOffered, ...], chosen: list[int]) -> str:
    words = [
        finding.text for source in offered for finding in source.findings if finding.id in chosen
    ]
    return words[0] if len(words) == 1 else ""


def _form(
    plan_code: str,
    offered: tuple[drafts.SourceOffered, ...],
    speaker: int | None,
    **given: object,
) -> RecommendationForm:
    here = reading()
    form = RecommendationForm(**given)
    form.findings.choices = [
        (finding.id, f"{source.reference} {finding.printed_number} {finding.text[:80]}")
        for source in offered
        for finding in source.findings
    ]
    themes = choices.themes(here.session, plan_code, here.language)
    form.theme.choices = [("", ""), *themes]
    form.response.choices = [(response, word(response)) for response in Response]
    people = choices.people(here.session, here.language, [speaker])
    form.speaker.choices = [("", ""), *people]
    return form


def _shown(
    form: RecommendationForm,
    offered: tuple[drafts.SourceOffered, ...],
    plan_code: str,
    ref: str,
    *,
    is_agreed: bool,
) -> Page:
    page = render_template(
        "pages/recommendations/form.html",
        form=form,
        sources=offered,
        plan_code=plan_code,
        ref=ref,
        is_agreed=is_agreed,
    )
    return page, 422 if form.errors else 200
