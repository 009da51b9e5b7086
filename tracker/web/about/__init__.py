"""Pages about the service itself, open to everybody."""

from flask import Blueprint, render_template

from tracker.domain.permissions import Permission
from tracker.web.access import requires

bp = Blueprint("about", __name__)


@bp.get("/accessibility")
@requires(Permission.PUBLIC)
def accessibility() -> str:
    return render_template("pages/about/accessibility.html")
