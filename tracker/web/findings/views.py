"""A new finding, a changed one."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.languages import Language
from tracker.domain.permissions import Permission
from tracker.domain.sources import FindingKind
from tracker.models import Finding, Source
from tracker.queries import choices, editable
from tracker.queries.source_access import is_frozen
from tracker.services import findings
from tracker.web.access import requires
from tracker.web.findings import bp
from tracker.web.findings.forms import FindingForm
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import NAMES
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_FIELDS = ("kind", "text", "language", "printed_number", "page", "agencies")


@bp.route("/sources/<ref>/findings/new", methods=["GET", "POST"])
@requires(Permission.EDIT_SOURCES, of="source")
def create(ref: str) -> Page:
    form = _form(())
    if form.validate_on_submit():
        with saving(form, _("The finding is added.")) as uow:
            findings.create(uow, ref, **form.values(*_FIELDS))
            another = "another" in request.form
            return redirect(url_for("findings.create" if another else "sources.show", ref=ref))
    return _shown(form, ref, is_new=True)


@bp.route("/findings/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_SOURCES, of="finding")
def edit(ref: str) -> Page:
    session = reading().session
    stored = editable.read(session, Finding, ref, *_FIELDS, "source")
    source = editable.name_of(session, Source, stored.values["source"])
    form = _form(stored.values["agencies"], data={**stored.values, "version": stored.version})
    frozen = is_frozen(session, stored.id)
    if form.validate_on_submit():
        with saving(form, _("The finding is changed.")) as uow:
            findings.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("sources.show", ref=source))
    return _shown(form, source, is_new=False, frozen=frozen)


def _form(agencies: tuple[()] | list[int], **given: object) -> FindingForm:
    here = reading()
    form = FindingForm(**given)
    form.kind.choices = [(kind, word(kind)) for kind in FindingKind]
    form.language.choices = [(language, NAMES[language]) for language in Language]
    form.agencies.choices = choices.agencies(here.session, here.language, agencies)
    return form


def _shown(form: FindingForm, source: str, *, is_new: bool, frozen: bool = False) -> Page:
    page = render_template(
        "pages/findings/form.html", form=form, source=source, is_new=is_new, frozen=frozen
    )
    return page, 422 if form.errors else 200
