"""What waits for this person: evidence to accept or return, more time to decide on."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission
from tracker.queries import to_check
from tracker.queries.subjects import row_number
from tracker.queries.to_check import ProofToCheck
from tracker.services import checks
from tracker.services.unit_of_work import UnitOfWork
from tracker.web.access import requires
from tracker.web.checks import bp
from tracker.web.checks.forms import CheckForm, WaiveForm
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.listing import page_of
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]


@bp.get("/to-check")
@requires(Permission.SIGNED_IN)
def index() -> Page:
    here = reading()
    proofs = to_check.proofs(here.session, here.access, here.today)
    pages, shown = page_of(proofs)
    return render_template(
        "pages/checks/index.html",
        proofs=shown,
        waiting=len(proofs),
        pages=pages,
        requests=to_check.requests(here.session, here.access),
        today=here.today,
    )


@bp.route("/to-check/evidence/<ref>", methods=["GET", "POST"])
@requires(Permission.ACCEPT_EVIDENCE, of="evidence_link")
def evidence(ref: str) -> Page:
    """Accept or return one piece for one action; the next one follows at once."""
    found = _read(ref)
    form = CheckForm(data={"version": found.proof.link_version})
    if form.validate_on_submit():
        with saving(form) as uow:
            said = _decide(uow, found, form)
        if not form.errors:
            flash(said, "success")
            return redirect(_next())
    if form.errors:
        found = _read(ref)
        form.version.data = str(found.proof.link_version)
    page = render_template(
        "pages/checks/evidence.html", form=form, found=found, today=reading().today
    )
    return page, 422 if form.errors else 200


@bp.route("/to-check/expected/<ref>", methods=["GET", "POST"])
@requires(Permission.ACCEPT_EVIDENCE, of="expected_item")
def waive(ref: str) -> Page:
    item = _item(ref)
    form = WaiveForm(data={"version": item.version})
    if form.validate_on_submit():
        with saving(form, _("It is no longer expected.")) as uow:
            checks.waive(uow, item.id, version=form.version_read, reason=form.waived_reason.data)
            return redirect(url_for("actions.show", ref=item.action))
    if form.errors:
        item = _item(ref)
        form.version.data = str(item.version)
    page = render_template("pages/checks/waive.html", form=form, item=item)
    return page, 422 if form.errors else 200


def _read(ref: str) -> ProofToCheck:
    here = reading()
    found = to_check.proof(here.session, here.access, row_number(ref) or 0, here.today)
    if found is None:
        raise NotFound
    return found


def _item(ref: str) -> to_check.ItemToWaive:
    here = reading()
    return to_check.item(here.session, here.access, row_number(ref) or 0)


def _decide(uow: UnitOfWork, found: ProofToCheck, form: CheckForm) -> str:
    """Which of the two buttons was pressed, and what to say about it."""
    proof, about = (
        found.proof,
        {"evidence": found.proof.reference, "action": found.action.reference},
    )
    if request.form.get("decision") == "accept":
        checks.accept(uow, proof.link_id, version=form.version_read)
        return _("%(evidence)s is accepted for %(action)s.", **about)
    checks.return_evidence(uow, proof.link_id, version=form.version_read, reason=form.reason.data)
    return _("%(evidence)s is returned for %(action)s.", **about)


def _next() -> str:
    """The oldest that still waits, or the list, which says that nothing does."""
    here = reading()
    waiting = to_check.proofs(here.session, here.access, here.today)
    if waiting:
        return url_for("checks.evidence", ref=waiting[0].proof.link_id)
    return url_for("checks.index")
