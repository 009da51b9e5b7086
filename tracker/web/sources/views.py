"""The sources, one of them, a new one, a changed one."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.domain.sources import SourceKind
from tracker.models import Source, SourceInspectorate
from tracker.queries import choices, editable
from tracker.queries import sources as queries
from tracker.services import sources
from tracker.web import paging
from tracker.web.access import requires
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.web.sources import bp
from tracker.web.sources.forms import NewSourceForm, SourceForm

Page = str | Response | tuple[str, int]

_PLAIN = ("kind", "title", "title_cy", "published_on", "received_on", "fieldwork_on", "summary")
_STORED = (*_PLAIN, "agencies")
_FIELDS = (*_STORED, "inspectorates", "confirmed")


@bp.get("/sources")
@requires(Permission.VIEW_PLAN)
def index() -> Page:
    here, number = reading(), paging.asked()
    asked = request.args.get("kind", "")
    kind = SourceKind(asked) if asked in set(SourceKind) else None
    rows, total = queries.index(here.session, here.access, kind=kind, offset=paging.offset(number))
    pages = paging.Pages(total, number)
    if number > pages.last_number:
        return redirect(url_for("sources.index", kind=kind))
    return render_template(
        "pages/sources/index.html",
        rows=rows,
        pages=pages,
        kind=kind,
        kinds=[(kind.value, word(kind)) for kind in SourceKind],
        may_enter=here.access.can_in_some_plan(Permission.EDIT_SOURCES),
    )


@bp.get("/sources/<ref>")
@requires(Permission.VIEW_PLAN, of="source")
def show(ref: str) -> Page:
    here = reading()
    return render_template(
        "pages/sources/show.html",
        source=queries.show(here.session, here.access, ref),
        plans=choices.plans_to_edit(here.session, here.access, here.language),
    )


@bp.route("/sources/new", methods=["GET", "POST"])
@requires(Permission.EDIT_SOURCES)
def create() -> Page:
    form = _with_choices(NewSourceForm())
    if form.validate_on_submit():
        with saving(form, _("The source is entered. Now add what it found.")) as uow:
            source = sources.create(uow, **form.values(*_FIELDS, "code"))
            return redirect(url_for("sources.show", ref=source.reference))
    return _shown(form, "")


@bp.route("/sources/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_SOURCES, of="source")
def edit(ref: str) -> Page:
    session = reading().session
    stored = editable.read(session, Source, ref, *_STORED)
    issuers = editable.keys(session, SourceInspectorate, "inspectorate_id", source_id=stored.id)
    given = {**stored.values, "inspectorates": issuers, "version": stored.version}
    form = _with_choices(SourceForm(data=given), stored.values["agencies"])
    if form.validate_on_submit():
        with saving(form, _("The source is changed.")) as uow:
            sources.edit(uow, ref, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("sources.show", ref=ref))
    return _shown(form, ref)


def _with_choices(form: SourceForm, agencies: list[int] | None = None) -> SourceForm:
    here = reading()
    form.kind.choices = [("", ""), *((kind, word(kind)) for kind in SourceKind)]
    form.inspectorates.choices = choices.inspectorates(here.session, here.language)
    form.agencies.choices = choices.agencies(here.session, here.language, agencies or ())
    return form


def _shown(form: SourceForm, ref: str) -> Page:
    page = render_template("pages/sources/form.html", form=form, ref=ref)
    return page, 422 if form.errors else 200
