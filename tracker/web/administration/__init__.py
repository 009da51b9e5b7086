"""What an administrator looks after, section by section."""

from flask import Blueprint, render_template

from tracker.domain.permissions import Permission
from tracker.web.access import requires

bp = Blueprint("administration", __name__)


@bp.get("/administration")
@requires(Permission.ADMINISTER)
def index() -> str:
    return render_template("pages/administration/index.html")
