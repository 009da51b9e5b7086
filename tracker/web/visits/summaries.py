"""One readiness summary as it was made: as a page, and as a PDF."""

from dataclasses import asdict

from flask import Response, render_template

from tracker.documents import child
from tracker.documents.readiness import Issue, readiness_view
from tracker.documents.readiness_links import PageLinks
from tracker.documents.readiness_view import ReadinessView
from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission
from tracker.extensions import settings, units_of_work
from tracker.queries import summaries as queries
from tracker.queries.subjects import row_number
from tracker.web.access import requires
from tracker.web.reading import reading
from tracker.web.visits import bp
from tracker.web.visits.reading import address


@bp.get("/summaries/<ref>")
@requires(Permission.VIEW_READINESS, of="summary")
def summary(ref: str) -> str:
    return render_template(
        "pages/visits/summary.html", ref=ref, view=_view(ref, PageLinks(address))
    )


@bp.get("/summaries/<ref>/pdf")
@requires(Permission.VIEW_READINESS, of="summary")
def summary_pdf(ref: str) -> Response:
    """The same, set on A4, in the language of this request; its links lead back here."""
    view = _view(ref, PageLinks(_public_address))
    name = f"{view.reference}-{ref}-{view.language}.pdf"
    return Response(
        child.pdf("readiness.typ", asdict(view)),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _view(ref: str, links: PageLinks) -> ReadinessView:
    here = reading()
    stored = queries.show(here.session, row_number(ref) or 0)
    if stored is None:
        raise NotFound
    issue = Issue(
        sha256=stored.made.sha256,
        zone=units_of_work().zone,
        made_at=stored.made.made_at,
        step=stored.made.step,
        is_intact=stored.is_intact,
    )
    return readiness_view(stored.summary, issue, here.language, links)


def _public_address(endpoint: str, reference: str) -> str:
    return settings().public_url + address(endpoint, reference)
