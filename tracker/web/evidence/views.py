"""One piece of evidence, and its bytes: always as a download, never shown in a page."""

from flask import render_template, send_file
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.evidence import staleness
from tracker.domain.permissions import Permission
from tracker.extensions import units_of_work
from tracker.queries import evidence as queries
from tracker.web.access import requires
from tracker.web.evidence import bp
from tracker.web.reading import reading


@bp.get("/evidence/<ref>")
@requires(Permission.VIEW_EVIDENCE, of="evidence")
def show(ref: str) -> str:
    here = reading()
    shown = queries.show(here.session, here.access, ref)
    return render_template(
        "pages/evidence/show.html",
        evidence=shown,
        stale=staleness(shown.kind, shown.dated_on, shown.stale_on, None, here.today),
    )


@bp.get("/evidence/<ref>/files/<int:file_id>")
@requires(Permission.VIEW_EVIDENCE, of="evidence")
def download(ref: str, file_id: int) -> Response:
    """The file as it was handed in. Nothing in it can run: a browser saves it, and the
    sandbox holds even where one does not."""
    found = queries.to_send(reading().session, ref, file_id)
    if found is None:
        raise NotFound
    stream = units_of_work().storage.open(found.sha256)
    response = send_file(
        stream,
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.name,
        conditional=False,
        etag=False,
    )
    response.content_length = found.size
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
