"""Describe and share evidence, and put it forward for other actions."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.evidence import EvidenceKind
from tracker.domain.permissions import Permission
from tracker.queries import evidence as queries
from tracker.services import evidence, evidence_links
from tracker.web.access import requires
from tracker.web.evidence import bp
from tracker.web.evidence.forms import DescriptionForm, LinkForm, kind_hints
from tracker.web.formatting import word
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_FIELDS = (
    "title",
    "proves",
    "kind",
    "dated_on",
    "period_from",
    "period_to",
    "stale_on",
    "is_shared",
)


@bp.route("/evidence/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.VIEW_EVIDENCE, of="evidence")
def edit(ref: str) -> Page:
    """Whoever may see it may look; only those who may change it are let."""
    here = reading()
    shown = queries.show(here.session, here.access, ref)
    stored = {name: getattr(shown, name) for name in _FIELDS}
    form = DescriptionForm(data={**stored, "version": shown.version})
    form.kind.choices = [(kind, word(kind)) for kind in EvidenceKind]
    if form.validate_on_submit():
        with saving(form, _("The evidence is changed.")) as uow:
            evidence.edit(uow, ref, form.version_read, **form.values(*_FIELDS, "confirmed"))
            return redirect(url_for("evidence.show", ref=ref))
    page = render_template(
        "pages/evidence/edit.html", form=form, evidence=shown, hints=kind_hints()
    )
    return page, 422 if form.errors else 200


@bp.route("/evidence/<ref>/link", methods=["GET", "POST"])
@requires(Permission.VIEW_EVIDENCE, of="evidence")
def link(ref: str) -> Page:
    """First the action, which then stands in the address, then which agreed proof it is."""
    here = reading()
    shown = queries.show(here.session, here.access, ref)
    targets = queries.targets(here.session, here.access, shown)
    chosen = request.args.get("action", "")
    if not chosen:
        return render_template("pages/evidence/choose.html", evidence=shown, targets=targets)
    if chosen not in dict(targets):
        raise NotFound
    target = queries.target(here.session, chosen)
    form = LinkForm()
    form.expected_item_id.choices = [*target.expected, ("", _("Something else"))]
    if form.validate_on_submit():
        with saving(form, _("%(evidence)s goes to be checked.", evidence=ref)) as uow:
            evidence_links.put_forward(uow, ref, chosen, form.expected_item_id.data)
            return redirect(url_for("actions.show", ref=chosen))
    page = render_template("pages/evidence/link.html", form=form, evidence=shown, target=target)
    return page, 422 if form.errors else 200
