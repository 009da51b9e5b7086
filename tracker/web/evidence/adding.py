"""Add evidence, and new versions of it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.evidence import EvidenceKind
from tracker.domain.permissions import Permission
from tracker.queries import evidence as queries
from tracker.queries.action_in_full import ActionInFull
from tracker.services import evidence
from tracker.web.access import requires
from tracker.web.action_pages import read_action
from tracker.web.evidence import bp
from tracker.web.evidence.forms import AddForm, FilesForm, VersionForm, kind_hints
from tracker.web.evidence.receiving import prepare, received
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_SAID = (
    "title",
    "proves",
    "kind",
    "dated_on",
    "period_from",
    "period_to",
    "stale_on",
    "expected_item_id",
    "is_shared",
    "attested",
    "confirmed",
)


@bp.route("/actions/<ref>/evidence/new", methods=["GET", "POST"])
@requires(Permission.ADD_EVIDENCE, of="action")
def add(ref: str) -> Page:
    action = read_action(ref)
    form = _add_form(action)
    if form.validate_on_submit() and (files := received(form)) is not None:
        with saving(form, _("The evidence is kept and goes to be checked.")) as uow:
            evidence.add(uow, ref, files=files, **form.values(*_SAID))
            return redirect(url_for("actions.show", ref=ref))
    page = render_template("pages/evidence/add.html", form=form, action=action, hints=kind_hints())
    return page, _status(form)


@bp.route("/evidence/<ref>/versions/new", methods=["GET", "POST"])
@requires(Permission.VIEW_EVIDENCE, of="evidence")
def version(ref: str) -> Page:
    """Whoever may see it may look; only those who may change it are let."""
    here = reading()
    shown = queries.show(here.session, here.access, ref)
    form = VersionForm()
    prepare(form)
    if form.validate_on_submit() and (files := received(form)) is not None:
        with saving(form, _("The new version is kept.")) as uow:
            evidence.add_version(uow, ref, files=files, attested=form.attested.data)
            return redirect(url_for("evidence.show", ref=ref))
    page = render_template("pages/evidence/version.html", form=form, evidence=shown)
    return page, _status(form)


def _add_form(action: ActionInFull) -> AddForm:
    still_open = [item for item in action.expected if item.is_open]
    wanted = request.args.get("item", "")
    asked = [item.id for item in still_open if str(item.id) == wanted]
    alone = [item.id for item in still_open] if len(still_open) == 1 else []
    kinds = {item.id: item.kind for item in still_open}
    chosen = next(iter(asked or alone), None)
    form = AddForm(data={"expected_item_id": chosen, "kind": kinds.get(chosen or 0)})
    form.kind.choices = [(kind, word(kind)) for kind in EvidenceKind]
    form.expected_item_id.choices = [
        *((item.id, item.words) for item in still_open),
        ("", _("Something else")),
    ]
    prepare(form)
    return form


def _status(form: FilesForm) -> int:
    if not form.errors:
        return 200
    return 413 if form.is_too_large else 422
