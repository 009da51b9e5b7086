"""Evidence: added, shown, described, given new versions, put forward, sent out."""

from flask import Blueprint

bp = Blueprint("evidence", __name__)

from tracker.web.evidence import adding, editing, views  # noqa: E402, F401
